"""The plan of a task force: objectives and actions in three inseparable axes, and the versions adopted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actions.models.measures import Measure
from hotspots.models import Hotspot
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.lifecycle import Moves
from taskforce.kernel.trail import Trail
from taskforce.models import Organisation, Tiered, TieredQuerySet, Workspace, WorkspaceQuerySet, following


class Plan(models.Model):
    """The one living plan of a hotspot; each adoption leaves a frozen version behind."""

    class State(models.TextChoices):
        """Where the current version stands."""

        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted to the chair")
        ADOPTED = "adopted", _("Adopted")
        CONFORM = "conform", _("Conform")
        TO_COMPLETE = "to_complete", _("To complete")

    MOVES: ClassVar[Moves] = {
        State.DRAFT: frozenset({State.SUBMITTED}),
        State.SUBMITTED: frozenset({State.ADOPTED, State.DRAFT}),
        State.ADOPTED: frozenset({State.CONFORM, State.TO_COMPLETE}),
        State.CONFORM: frozenset({State.DRAFT}),
        State.TO_COMPLETE: frozenset({State.DRAFT}),
    }

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="plan", editable=False)
    hotspot = models.OneToOneField(Hotspot, on_delete=models.PROTECT, related_name="plan", editable=False)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT, editable=False)
    words = models.TextField(_("words of the chair or the cell"), blank=True, editable=False)

    NAMED_WITH = ("hotspot",)

    objects = WorkspaceQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        base_manager_name = "objects"
        ordering: ClassVar = ["hotspot__reference"]
        constraints: ClassVar = [models.CheckConstraint(name="to_complete_says_what", condition=~Q(state="to_complete") | ~Q(words=""))]

    def __str__(self) -> str:
        return f"{self.hotspot} · v{self.version}"

    def get_absolute_url(self) -> str:
        """Where the plan is shown."""
        return reverse("actions:plan", args=[self.hotspot.reference])


class PlanVersion(models.Model):
    """A version of the plan as the chair adopted it, frozen."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("content"))
    digest = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField(_("adopted on"))

    NAMED_WITH = ("plan__hotspot",)

    objects = WorkspaceQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("version of the plan")
        verbose_name_plural = _("versions of the plan")
        base_manager_name = "objects"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]

    def __str__(self) -> str:
        return f"{self.plan.hotspot} · v{self.number}"


class Objective(models.Model):
    """What should be different by a day: an indicator, where it stands and where it should be."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="objectives", editable=False)
    axis = models.CharField(_("axis"), max_length=20, choices=roles.Axis)
    statement = models.CharField(_("objective"), max_length=300)
    indicator = models.CharField(_("indicator"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=3, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=3, null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)

    objects = WorkspaceQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        base_manager_name = "objects"
        ordering: ClassVar = ["axis", "pk"]

    def __str__(self) -> str:
        return self.statement


class ActionQuerySet(TieredQuerySet):
    """Actions, as seen by someone; restricted ones only by their axis."""

    def live(self) -> Any:
        """Keep the actions the plan stands on today."""
        return self.filter(state__in=Action.LIVE)


class Action(Tiered):
    """One thing the plan says will be done. Once agreed, only its lead organisation changes it."""

    class State(models.TextChoices):
        """Where an action stands."""

        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Agreed by the lead")
        RUNNING = "running", _("Running")
        BLOCKED = "blocked", _("Blocked")
        DONE = "done", _("Done")
        ABANDONED = "abandoned", _("Abandoned")

    MOVES: ClassVar[Moves] = {
        State.PROPOSED: frozenset({State.AGREED, State.ABANDONED}),
        State.AGREED: frozenset({State.RUNNING, State.BLOCKED, State.ABANDONED}),
        State.RUNNING: frozenset({State.DONE, State.BLOCKED, State.ABANDONED}),
        State.BLOCKED: frozenset({State.RUNNING, State.ABANDONED}),
        State.DONE: frozenset(),
        State.ABANDONED: frozenset(),
    }
    LIVE = (State.AGREED, State.RUNNING, State.BLOCKED)
    LOGGABLE = (State.AGREED, State.RUNNING, State.BLOCKED, State.DONE)

    class Horizon(models.TextChoices):
        """How far it reaches."""

        SHORT = "short", _("Short term")
        MEDIUM = "medium", _("Medium term")
        LONG = "long", _("Long term")

    class Funded(models.TextChoices):
        """Whether the means are there."""

        YES = "yes", _("Funded")
        PARTLY = "partly", _("Partly funded")
        NO = "no", _("Not funded")

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions", editable=False)
    code = models.CharField(_("code"), max_length=10, editable=False)
    axis = models.CharField(_("axis"), max_length=20, choices=roles.Axis)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("objective")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="led_actions", verbose_name=_("lead organisation")
    )
    horizon = models.CharField(_("horizon"), max_length=10, choices=Horizon, default=Horizon.SHORT)
    start = models.DateField(_("start"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    funded = models.CharField(_("funding"), max_length=10, choices=Funded, default=Funded.NO)
    tier = models.CharField(
        _("who may read it"),
        max_length=12,
        choices=[one for one in roles.Tier.choices if one[0] != roles.Tier.ORGANISATION],
        default=roles.Tier.WORKSPACE,
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED, editable=False)
    blocked_reason = models.TextField(_("what blocks it"), blank=True)
    unblocker = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who can unblock it")
    )
    late_reason = models.CharField(_("why it is late"), max_length=300, blank=True)

    objects = ActionQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        base_manager_name = "objects"
        ordering: ClassVar = ["axis", "pk"]
        indexes: ClassVar = [models.Index(fields=["workspace", "state", "due"], name="action_of_workspace")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "code"], name="action_code_once"),
            models.CheckConstraint(
                name="action_dates_in_order", condition=Q(due__isnull=True) | Q(start__isnull=True) | Q(due__gte=F("start"))
            ),
            models.CheckConstraint(
                name="blocked_says_why_and_who", condition=~Q(state="blocked") | Q(~Q(blocked_reason=""), unblocker__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.title}"

    def get_absolute_url(self) -> str:
        """Where the action is shown."""
        return reverse("actions:action", args=[self.workspace.reference, self.code])

    @property
    def is_late(self) -> bool:
        """Whether its day has passed while it is still to be done."""
        return self.due is not None and self.due < clock.today() and self.state not in {self.State.DONE, self.State.ABANDONED}


class Partner(models.Model):
    """An organisation that helps with an action it does not lead."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    NAMED_WITH = ("action", "organisation")

    objects = following("action").as_manager()
    history = Trail()

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar = [models.UniqueConstraint(fields=["action", "organisation"], name="partner_once")]

    def __str__(self) -> str:
        return f"{self.action} · {self.organisation}"


class Target(models.Model):
    """What an action counts, and how much of it is aimed at."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="targets")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="targets", verbose_name=_("measure"))
    value = models.DecimalField(_("target"), max_digits=14, decimal_places=3, null=True, blank=True)

    NAMED_WITH = ("action", "measure")

    objects = following("action").as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("measure of an action")
        verbose_name_plural = _("measures of an action")
        base_manager_name = "objects"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["action", "measure"], name="target_once")]

    def __str__(self) -> str:
        return f"{self.action} · {self.measure}"
