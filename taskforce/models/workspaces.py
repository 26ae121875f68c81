"""Workspaces, the seats people hold in them, and the grants that follow from seats."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.lifecycle import Moves
from taskforce.kernel.trail import TrackedQuerySet, Trail
from taskforce.models.areas import Area, Organisation, Title
from taskforce.models.directory import LANGUAGES, Named, in_language


class WorkspaceQuerySet(TrackedQuerySet):
    """Rows that live in a workspace and that its whole task force may read."""

    def visible_to(self, person: Any) -> Any:
        """Keep what lies in a workspace the person may see."""
        return self.filter(workspace__in=person.mandates.where(roles.VIEW))


class TieredQuerySet(WorkspaceQuerySet):
    """Rows that say for themselves how far they may be read: ``tier``, ``axis``, ``organisation``."""

    def visible_to(self, person: Any) -> Any:
        """Keep the workspace tier where the person sees the workspace, lower tiers there by a seat of that axis or organisation."""
        seen = person.mandates.where(roles.VIEW)
        readable = Q(tier=roles.Tier.WORKSPACE, workspace__in=seen)
        for axis, workspaces in person.mandates.seats_by("axis").items():
            readable |= Q(tier=roles.Tier.AXIS, axis=axis, workspace__in=workspaces & seen)
        for organisation, workspaces in person.mandates.seats_by("organisation").items():
            readable |= Q(tier=roles.Tier.ORGANISATION, organisation=organisation, workspace__in=workspaces & seen)
        return self.filter(readable)


def following(field: str) -> type[WorkspaceQuerySet]:
    """Make a queryset whose rows are exactly as readable as the row their ``field`` points to."""

    class FollowingQuerySet(WorkspaceQuerySet):
        """Rows that are as readable as what they hang on."""

        def visible_to(self, person: Any) -> Any:
            """Keep the rows that hang on something the person may read."""
            parent: Any = self.model._meta.get_field(field).related_model
            return self.filter(**{f"{field}__in": parent.objects.visible_to(person)})

        def past_visible_to(self, person: Any) -> Any:
            """Keep the rows that hang on something whose past the person may read."""
            parent: Any = self.model._meta.get_field(field).related_model
            return self.filter(**{f"{field}__in": parent.objects.past_visible_to(person)})

    return FollowingQuerySet


class OfWorkspaceQuerySet(TrackedQuerySet):
    """Workspaces themselves, as seen by someone."""

    def visible_to(self, person: Any) -> OfWorkspaceQuerySet:
        """Keep the workspaces the person may see, and those where the person keeps the seats."""
        return self.filter(pk__in=person.mandates.where(roles.VIEW) | person.mandates.where(roles.SEAT) | person.mandates.seats.keys())


class Workspace(Named):
    """A room of work: a local task force, the regional cell above it, or the council above both."""

    Kind = roles.Kind

    class State(models.TextChoices):
        """Where a workspace stands."""

        TO_CONVENE = "to_convene", _("To convene")
        CONVENED = "convened", _("Convened")
        DISSOLVED = "dissolved", _("Dissolved")

    MOVES: ClassVar[Moves] = {
        State.TO_CONVENE: frozenset({State.CONVENED, State.DISSOLVED}),
        State.CONVENED: frozenset({State.DISSOLVED}),
        State.DISSOLVED: frozenset(),
    }

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="children")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="workspaces", verbose_name=_("area"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.TO_CONVENE, editable=False)
    convened_on = models.DateField(_("convened on"), null=True, blank=True, editable=False)
    legal_basis = models.TextField(_("legal basis"), blank=True)
    purpose = models.TextField(_("purpose"), blank=True)
    rules = models.TextField(_("rules of the house"), blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    notice_fr = models.CharField(_("notice in French"), max_length=300, blank=True)
    notice_nl = models.CharField(_("notice in Dutch"), max_length=300, blank=True)
    notice_en = models.CharField(_("notice in English"), max_length=300, blank=True)

    objects = OfWorkspaceQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("workspace")
        verbose_name_plural = _("workspaces")
        base_manager_name = "objects"
        ordering: ClassVar = ["reference"]
        permissions: ClassVar = list(roles.PERMISSIONS.items())
        constraints: ClassVar = [
            models.CheckConstraint(
                name="workspace_convening_is_whole", condition=Q(state="to_convene", convened_on__isnull=True) | ~Q(state="to_convene")
            ),
            models.CheckConstraint(name="council_is_the_root", condition=Q(kind="council", parent__isnull=True) | ~Q(kind="council")),
            models.CheckConstraint(
                name="workspace_dates_in_order", condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since"))
            ),
        ]

    def get_absolute_url(self) -> str:
        """Where the workspace and its seats are shown."""
        return reverse("workspace", args=[self.reference])

    @property
    def workspace(self) -> Workspace:
        """A workspace is its own workspace."""
        return self

    @property
    def notices(self) -> dict[str, str]:
        """What every page and paper of this workspace must say, in every language."""
        return {one: getattr(self, f"notice_{one}") for one in LANGUAGES}

    @property
    def notice(self) -> str:
        """The notice in the language in use."""
        return in_language(self.notices)


class SeatQuerySet(WorkspaceQuerySet):
    """Seats, as seen by someone and on a day."""

    def visible_to(self, person: Any) -> Any:
        """Keep the seats of workspaces the person sees or keeps, and the person's own."""
        rooms = person.mandates.where(roles.VIEW) | person.mandates.where(roles.SEAT)
        return self.filter(Q(workspace__in=rooms) | Q(person=person))

    def live(self) -> SeatQuerySet:
        """Keep the seats in force today."""
        today = clock.today()
        return self.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today, ended_on__isnull=True)


class Seat(models.Model):
    """A person's part in one workspace, for an organisation, for a time: the truth from which grants follow."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="seats", editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats", verbose_name=_("person"))
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats", verbose_name=_("organisation"))
    role = models.CharField(_("role"), max_length=12, choices=roles.Role)
    axis = models.CharField(_("axis"), max_length=20, choices=roles.Axis, blank=True)
    title = models.ForeignKey(Title, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("title"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)

    objects = SeatQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        base_manager_name = "objects"
        ordering: ClassVar = ["role", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "person"], condition=Q(ended_on__isnull=True), name="one_open_seat_each"),
            models.CheckConstraint(name="seat_dates_in_order", condition=Q(until__isnull=True) | Q(until__gte=F("since"))),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.part}"

    def get_absolute_url(self) -> str:
        """Where the seat is shown: with its workspace."""
        return self.workspace.get_absolute_url()

    @property
    def part(self) -> str:
        """The title, or the role where there is none."""
        return self.title.name if self.title else str(self.get_role_display())

    @property
    def is_live(self) -> bool:
        """Whether the seat is in force today."""
        today = clock.today()
        return self.ended_on is None and self.since <= today and (self.until is None or self.until >= today)


class Grant(UserObjectPermissionBase):
    """What guardian knows: one permission of one signed seat. Written only by services.seats, read only by Mandates."""

    content_object = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="grants")


class CharterSignature(models.Model):
    """A person signed the charter for one seat: without it the seat gives nothing."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="signatures", editable=False)
    version = models.CharField(max_length=20, editable=False)
    signed_at = models.DateTimeField(editable=False)

    objects = WorkspaceQuerySet.as_manager()
    history = Trail()

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar = [models.UniqueConstraint(fields=["seat", "version"], name="charter_signed_once")]

    def __str__(self) -> str:
        return f"{self.seat} · {self.version}"
