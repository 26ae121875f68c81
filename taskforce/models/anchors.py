"""Anchors: the end of the chain, told to the council's secretaries, who keep it outside and sign that they do."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.journal import JournalQuerySet, Written
from taskforce.kernel.seal.marks import Mark
from taskforce.kernel.seal.merkle import Peak
from taskforce.kernel.trail import TrackedQuerySet, Trail
from taskforce.models.workspaces import Workspace


def councils_read_by(person: Any) -> set[int]:
    """Return the workspaces whose anchors the person may read: those whose council file, or journal, is open to them."""
    found: set[int] = person.mandates.where(roles.VIEW_COUNCIL) | person.mandates.where(roles.VIEW_JOURNAL)
    return found


class AnchorQuerySet(JournalQuerySet):
    """Anchors, as seen by someone."""

    def visible_to(self, person: Any) -> AnchorQuerySet:
        """Keep the anchors of councils whose file, or whose journal, the person may read."""
        return self.filter(workspace__in=councils_read_by(person))

    def overdue(self) -> AnchorQuerySet:
        """Keep those nobody has signed off in time, and those that could be sent to nobody."""
        late = clock.now() - timedelta(days=Anchor.DAYS)
        return self.filter(models.Q(at__lte=late) | models.Q(sent_to=""), filing__isnull=True)


class Anchor(Written):
    """The end of the chain as it was mailed to the secretaries of one council, and what for."""

    DAYS = 7

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="anchors")
    number = models.BigIntegerField(_("number"))
    hash = models.CharField(max_length=64)
    root = models.CharField(max_length=64)
    peaks = models.TextField()
    about = models.TextField(_("what for"))
    sent_to = models.TextField(_("sent to"), blank=True)
    at = models.DateTimeField(_("when"))

    objects = AnchorQuerySet.as_manager()  # type: ignore[misc]  # Django lets a model have a manager of its own

    class Meta:
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")
        base_manager_name = "objects"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "number"], name="anchored_once")]

    def __str__(self) -> str:
        return f"{self.number} · {self.hash[:16]}"

    def get_absolute_url(self) -> str:
        """Where the anchors of its council are listed."""
        return reverse("anchors", args=[self.workspace.reference])

    @property
    def mark(self) -> Mark:
        """What it says of the chain."""
        return Mark(self.number, self.hash, self.root, f"The anchor kept inside for {self.workspace_id}")

    @property
    def tree(self) -> list[Peak]:
        """The peaks of the tree up to its number, from which the next root is grown."""
        return [(size, bytes.fromhex(root)) for size, root in json.loads(self.peaks)]

    @property
    def due(self) -> Any:
        """The day by which somebody should have signed it off."""
        return (self.at + timedelta(days=self.DAYS)).date()


class FilingQuerySet(TrackedQuerySet):
    """Filings, as seen by someone."""

    def visible_to(self, person: Any) -> FilingQuerySet:
        """Keep those of the anchors the person may read."""
        return self.filter(workspace__in=councils_read_by(person))


class Filing(models.Model):
    """A secretary signed that the mail is filed outside Taskforce, and where."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    anchor = models.OneToOneField(Anchor, on_delete=models.PROTECT, related_name="filing", editable=False)
    place = models.CharField(_("where it is filed"), max_length=200)
    filed_at = models.DateTimeField(editable=False)

    objects = FilingQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("filing")
        verbose_name_plural = _("filings")
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.anchor} · {self.place}"
