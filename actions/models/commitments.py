"""Commitments: what an organisation says it will do, by when, and whether it did."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from actions.models.meetings import Meeting
from taskforce.kernel import clock
from taskforce.kernel.lifecycle import Moves
from taskforce.kernel.trail import Trail
from taskforce.models import Organisation, Workspace, WorkspaceQuerySet

SHORT = 80


class CommitmentQuerySet(WorkspaceQuerySet):
    """Commitments, as seen by someone: their whole task force and the cell."""

    def counting(self) -> Any:
        """Keep those that count: their organisation has accepted them, and nothing has taken their place."""
        return self.filter(state__in=Commitment.COUNTING)

    def overdue(self) -> Any:
        """Keep those whose day has passed while they are still to be kept."""
        return self.filter(state=Commitment.State.OPEN, due__lt=clock.today())

    def to_confirm(self) -> Any:
        """Keep those said to be kept that the chair has not confirmed."""
        return self.filter(state=Commitment.State.KEPT, confirmed_at__isnull=True)


class Commitment(models.Model):
    """What one organisation will do by a day. It counts only once that organisation has accepted it: nobody commands."""

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("Proposed")
        DECLINED = "declined", _("Declined")
        OPEN = "open", _("Accepted")
        KEPT = "kept", _("Kept as promised")
        NOT_KEPT = "not_kept", _("Not kept")
        REPLACED = "replaced", _("Replaced")

    MOVES: ClassVar[Moves] = {
        State.PROPOSED: frozenset({State.OPEN, State.DECLINED}),
        State.OPEN: frozenset({State.KEPT, State.NOT_KEPT, State.REPLACED}),
        State.DECLINED: frozenset(),
        State.KEPT: frozenset(),
        State.NOT_KEPT: frozenset(),
        State.REPLACED: frozenset(),
    }
    COUNTING = (State.OPEN, State.KEPT, State.NOT_KEPT)

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="commitments", editable=False)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="commitments", editable=False, verbose_name=_("made in meeting")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="commitments", verbose_name=_("organisation that commits itself")
    )
    what = models.TextField(_("what it will do"), max_length=1000)
    due = models.DateField(_("due"))
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("takes the place of")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED, editable=False)
    words = models.TextField(_("words of the organisation"), blank=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)

    NAMED_WITH = ("organisation",)

    objects = CommitmentQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        base_manager_name = "objects"
        ordering: ClassVar = ["due", "pk"]
        indexes: ClassVar = [models.Index(fields=["workspace", "state", "due"], name="commitment_of_workspace")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="commitment_counts_once_accepted",
                condition=Q(state__in=["proposed", "declined"], accepted_at__isnull=True)
                | Q(~Q(state__in=["proposed", "declined"]), accepted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_answer_has_words", condition=~Q(state__in=["declined", "kept", "not_kept"]) | ~Q(words="")
            ),
            models.CheckConstraint(name="only_kept_is_confirmed", condition=Q(confirmed_at__isnull=True) | Q(state="kept")),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {Truncator(self.what).chars(SHORT)}"

    def get_absolute_url(self) -> str:
        """Where the commitment is shown."""
        return reverse("actions:commitment", args=[self.pk])

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed while it is still to be kept."""
        return self.state == self.State.OPEN and self.due < clock.today()

    @property
    def waits_for_the_chair(self) -> bool:
        """Whether it is said to be kept and the chair has not confirmed it."""
        return self.state == self.State.KEPT and self.confirmed_at is None
