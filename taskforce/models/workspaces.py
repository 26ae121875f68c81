"""Workspaces, the seats people hold in them, and the grants that follow from seats."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.lifecycle import Moves
from taskforce.kernel.readings import Noting
from taskforce.kernel.trail import TrackedQuerySet, Trail
from taskforce.models.areas import Area, Organisation, Title
from taskforce.models.directory import LANGUAGES, Named, in_language


class WorkspaceQuerySet(TrackedQuerySet):
    """Rows that live in a workspace and that its whole task force may read."""

    def visible_to(self, person: Any) -> Any:
        """Keep what lies in a workspace the person may see."""
        return self.filter(workspace__in=person.mandates.where(roles.VIEW))


class Tiered(models.Model):
    """A row that says for itself how far it may be read."""

    class Meta:
        abstract = True

    @property
    def is_restricted(self) -> bool:
        """Whether it is kept from part of the task force, so that each reading is written down."""
        return bool(self.tier != roles.Tier.WORKSPACE)  # type: ignore[attr-defined]  # the field stands with its own choices


class TieredQuerySet(Noting, WorkspaceQuerySet):
    """Rows that say for themselves how far they may be read: ``tier``, ``axis``, ``organisation``."""

    def visible_to(self, person: Any) -> Any:
        """Keep the workspace tier where the person sees the workspace, lower tiers there by a seat of that axis or organisation."""
        seen = person.mandates.where(roles.VIEW)
        readable = Q(tier=roles.Tier.WORKSPACE, workspace__in=seen)
        for axis, workspaces in person.mandates.seats_by("axis").items():
            readable |= Q(tier=roles.Tier.AXIS, axis=axis, workspace__in=workspaces & seen)
        for organisation, workspaces in person.mandates.seats_by("organisation").items():
            readable |= Q(tier=roles.Tier.ORGANISATION, organisation=organisation, workspace__in=workspaces & seen)
        return self.filter(readable).noting(person)


def following(field: str) -> type[WorkspaceQuerySet]:
    """Make a queryset whose rows are exactly as readable as the row their ``field`` points to."""

    class FollowingQuerySet(WorkspaceQuerySet):
        """Rows that are as readable as what they hang on."""

        follows = field

        def visible_to(self, person: Any) -> Any:
            """Keep the rows that hang on something the person may read."""
            parent: Any = self.model._meta.get_field(field).related_model
            return self.filter(**{f"{field}__in": parent.objects.visible_to(person)})

        def past_visible_to(self, person: Any) -> Any:
            """Keep the rows that hang on something whose past the person may read."""
            parent: Any = self.model._meta.get_field(field).related_model
            return self.filter(**{f"{field}__in": parent.objects.past_visible_to(person)})

        def history_visible_to(self, person: Any) -> Any:
            """Keep the history rows that hang on something whose past the person may read, of rows that are gone too."""
            parent: Any = self.model._meta.get_field(field).related_model
            history: Any = self.model.history
            return history.filter(**{f"{field}__in": parent.objects.past_visible_to(person).values("pk")})

    return FollowingQuerySet


class OfWorkspaceQuerySet(TrackedQuerySet):
    """Workspaces themselves, as seen by someone."""

    def visible_to(self, person: Any) -> OfWorkspaceQuerySet:
        """Keep the workspaces the person may see, and those where the person keeps the seats."""
        return self.filter(pk__in=person.mandates.where(roles.VIEW) | person.mandates.where(roles.SEAT) | person.mandates.seats.keys())

    def told_to(self, person: Any) -> OfWorkspaceQuerySet:
        """Keep the workspaces whose timeline the person may open: those they see, and those whose journal they read."""
        return self.filter(pk__in=person.mandates.where(roles.VIEW) | person.mandates.where(roles.VIEW_JOURNAL))


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
    def continues(self) -> Workspace | None:
        """The workspace whose notices it begins with."""
        return self.parent

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
        """Keep the seats of workspaces the person sees or keeps, the person's own, and those that wait for the person's word."""
        rooms = person.mandates.where(roles.VIEW) | person.mandates.where(roles.SEAT)
        awaited = self.model._default_manager.awaiting(person).values("pk")
        return self.filter(Q(workspace__in=rooms) | Q(person=person) | Q(pk__in=awaited))

    def live(self) -> SeatQuerySet:
        """Keep the seats in force today."""
        today = clock.today()
        return self.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today, ended_on__isnull=True)

    def confirmed(self) -> SeatQuerySet:
        """Keep the seats in force today that their organisation has confirmed: only these count as somebody at the table."""
        return self.live().filter(confirmed_on__isnull=False)

    def voices(self) -> SeatQuerySet:
        """Keep the seats that give their organisation's word: confirmed and signed, of people who take part themselves."""
        heard = self.confirmed().filter(signatures__version=roles.CHARTER_VERSION, person__is_active=True)
        return heard.exclude(role__in=roles.WITHOUT_A_WORD)

    def awaiting(self, person: Any) -> SeatQuerySet:
        """Keep the seats that wait for this person's word.

        It is the word of the organisation, by somebody else who sits for it in the region; where nobody does, of a keeper of the
        region's directory who did not give the seat.
        """
        voices = self.model._default_manager.voices().filter(
            organisation=OuterRef("organisation"), workspace__area=OuterRef("workspace__area")
        )
        kept = Workspace.objects.filter(pk__in=person.mandates.where(roles.KEEP)).exclude(kind=roles.Kind.LOCAL)
        in_keeping = Q(workspace__area__in=kept.values("area")) & ~Q(given_by=person) & ~Exists(voices.exclude(person=OuterRef("person")))
        waiting = self.filter(Q(until__isnull=True) | Q(until__gte=clock.today()), ended_on__isnull=True, confirmed_on__isnull=True)
        return waiting.exclude(person=person).filter(Exists(voices.filter(person=person)) | in_keeping)


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
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("given by")
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, editable=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)

    NAMED_WITH = ("person", "organisation", "title")

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
            models.CheckConstraint(
                name="seat_confirmation_is_whole",
                condition=Q(confirmed_by__isnull=True, confirmed_on__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
            ),
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
    """What guardian knows: one permission of one seat, signed and confirmed. Written only by services.seats, read only by Mandates."""

    content_object = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="grants")


class CharterSignature(models.Model):
    """A person signed the charter for one seat: without it the seat gives nothing."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="signatures", editable=False)
    version = models.CharField(max_length=20, editable=False)
    signed_at = models.DateTimeField(editable=False)

    NAMED_WITH = ("seat__person", "seat__organisation", "seat__title")

    objects = WorkspaceQuerySet.as_manager()
    history = Trail()

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar = [models.UniqueConstraint(fields=["seat", "version"], name="charter_signed_once")]

    def __str__(self) -> str:
        return f"{self.seat} · {self.version}"
