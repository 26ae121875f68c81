"""What the council is asked and asks: decisions, questions, and the answer each body gives."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.models import Decision
from reports.models.regional import RegionalReport
from reports.models.reports import Period, Report
from taskforce import roles
from taskforce.drawing.words import money
from taskforce.kernel import clock
from taskforce.kernel.lifecycle import Moves
from taskforce.kernel.trail import Trail
from taskforce.models import Organisation, Workspace, WorkspaceQuerySet

CURRENCY = "EUR"


def cost_of(amount: Decimal | None, currency: str = CURRENCY) -> str:
    """Write what something costs, in the language in use."""
    return gettext("No cost") if amount is None else money(amount, currency)


class AskedQuerySet(WorkspaceQuerySet):
    """Decisions asked, as seen by someone: the cell that words them and the council that is asked."""

    def visible_to(self, person: Any) -> Any:
        """Keep those of cells the person sees, and those a regional report asks for that lies before them: until then the cell words them.

        What was withdrawn before a number lay before them is not theirs.
        """
        file = RegionalReport.objects.visible_to(person)
        later = Exists(file.filter(period=OuterRef("period"), number__gte=OuterRef("first_in__number")))
        on_file = Q(first_in__in=file.values("pk")) | ~Q(state=Asked.State.WITHDRAWN) & later
        return self.filter(Q(workspace__in=person.mandates.where(roles.VIEW)) | on_file)

    def standing(self) -> Any:
        """Keep those that were not withdrawn."""
        return self.exclude(state=Asked.State.WITHDRAWN)


class Asked(models.Model):
    """A decision the council is asked for: by whom, at what cost, by when; answered once, in a session."""

    class State(models.TextChoices):
        """What became of it."""

        ASKED = "asked", _("Asked")
        ADOPTED = "adopted", _("Adopted")
        REFUSED = "refused", _("Refused")
        POSTPONED = "postponed", _("Postponed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MOVES: ClassVar[Moves] = {
        State.ASKED: frozenset({State.ADOPTED, State.REFUSED, State.POSTPONED, State.WITHDRAWN}),
        State.ADOPTED: frozenset(),
        State.REFUSED: frozenset(),
        State.POSTPONED: frozenset(),
        State.WITHDRAWN: frozenset(),
    }
    SETTLED = (State.ADOPTED, State.REFUSED, State.POSTPONED)
    TONES: ClassVar[dict[str, str]] = {
        State.ASKED: "todo", State.ADOPTED: "done", State.REFUSED: "bad", State.POSTPONED: "warn", State.WITHDRAWN: "off",
    }  # fmt: skip

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="asked", editable=False)
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, null=True, blank=True, related_name="asked", verbose_name=_("report it comes from")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    text = models.TextField(_("decision asked"), max_length=600)
    amount = models.DecimalField(
        _("cost in euros"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal("0.01"))]
    )
    deadline = models.DateField(_("decide by"), null=True, blank=True)
    first_in = models.ForeignKey(
        RegionalReport, on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("first asked in")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED, editable=False)
    words = models.TextField(_("words of the council"), blank=True, max_length=1200, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, editable=False, related_name="asked")

    NAMED_WITH = ("period",)

    objects = AskedQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("decision asked")
        verbose_name_plural = _("decisions asked")
        base_manager_name = "objects"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="asked_by_somebody", condition=Q(report__isnull=False) | Q(organisation__isnull=False)),
            models.CheckConstraint(
                name="asked_and_answered_whole",
                condition=Q(state__in=["asked", "withdrawn"], decision__isnull=True)
                | Q(state__in=["adopted", "refused", "postponed"], decision__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} · {self.text}"

    def get_absolute_url(self) -> str:
        """Where it is shown, with what became of it."""
        return reverse("reports:asked", args=[self.pk])

    @property
    def tone(self) -> str:
        """How its state is drawn."""
        return self.TONES[self.State(self.state)]

    @property
    def cost(self) -> str:
        """What it costs, in the reader's language."""
        return cost_of(self.amount)

    @property
    def asker(self) -> Any:
        """The organisation, or the hotspot whose report it comes from."""
        return self.organisation or (self.report.hotspot if self.report else None)


def _of_bodies(person: Any) -> Q:
    """Ask for the answers awaited from the organisations somebody speaks for in that region."""
    found = Q(pk__in=[])
    for seat in person.mandates.seats.values():
        if seat.role in roles.ANSWERING:
            here, organisation = seat.workspace, seat.organisation
            region = Q(workspace=here) | Q(workspace__children=here) | Q(workspace__children__children=here)
            found |= region & Q(organisation=organisation)
    return found


class QuestionQuerySet(WorkspaceQuerySet):
    """Questions, as seen by someone: the council and the cell, and whoever speaks for a body that is asked."""

    def visible_to(self, person: Any) -> Any:
        """Keep those of councils the person sees, and those put to a body they speak for."""
        theirs = Answer.objects.filter(_of_bodies(person)).values("question")
        return self.filter(Q(workspace__in=person.mandates.where(roles.VIEW)) | Q(pk__in=theirs))


class Question(models.Model):
    """What a member of the council asks of one or several bodies about a regional report. Never anonymous."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    regional = models.ForeignKey(RegionalReport, on_delete=models.PROTECT, related_name="questions", editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), editable=False)
    text = models.TextField(_("question"), max_length=1200)
    due = models.DateField(_("answer by"))

    NAMED_WITH = ("regional", "asked_by")

    objects = QuestionQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("question of the council")
        verbose_name_plural = _("questions of the council")
        base_manager_name = "objects"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.regional} · {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it is shown, with its answers."""
        return reverse("reports:question", args=[self.pk])


class AnswerQuerySet(WorkspaceQuerySet):
    """Answers, as seen by someone: the council and the cell read all, a body its own."""

    def of_bodies(self, person: Any) -> Any:
        """Keep those asked of the bodies whose word the person carries in the region."""
        return self.filter(pk__in=self.model._default_manager.filter(_of_bodies(person)).values("pk"))

    def visible_to(self, person: Any) -> Any:
        """Keep those of councils the person sees, and those of the bodies they speak for."""
        theirs = self.of_bodies(person).values("pk")
        return self.filter(Q(workspace__in=person.mandates.where(roles.VIEW)) | Q(pk__in=theirs))


class Answer(models.Model):
    """The answer one body owes to a question, and gives."""

    class State(models.TextChoices):
        """Whether it was given."""

        AWAITED = "awaited", _("Answer awaited")
        GIVEN = "given", _("Answered")

    MOVES: ClassVar[Moves] = {State.AWAITED: frozenset({State.GIVEN}), State.GIVEN: frozenset()}

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers", editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("organisation")
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.AWAITED, editable=False)
    text = models.TextField(_("answer"), blank=True, max_length=2000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)

    NAMED_WITH = ("question__regional", "organisation")

    objects = AnswerQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("answer to the council")
        verbose_name_plural = _("answers to the council")
        base_manager_name = "objects"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "organisation"], name="body_asked_once"),
            models.CheckConstraint(
                name="answer_is_whole",
                condition=Q(state="awaited", answered_by__isnull=True, answered_at__isnull=True, text="")
                | Q(state="given", answered_by__isnull=False, answered_at__isnull=False) & ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} · {self.organisation}"

    def get_absolute_url(self) -> str:
        """Where it is shown: with its question."""
        return self.question.get_absolute_url()

    @property
    def is_late(self) -> bool:
        """Whether it is still awaited past its day."""
        return self.state == self.State.AWAITED and self.question.due < clock.today()

    @property
    def tone(self) -> str:
        """How its state is drawn."""
        return "bad" if self.is_late else "done" if self.state == self.State.GIVEN else "todo"

    @property
    def word(self) -> Any:
        """Its state in words."""
        return _("Answer late") if self.is_late else self.get_state_display()
