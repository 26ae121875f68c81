"""Seats, and the grants that follow from them. The only writer of guardian's rows."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet

from taskforce import roles, rules
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.models import CharterSignature, Grant, Organisation, Seat, Title, User, Workspace
from taskforce.notices import OPENED, at_work, people_of, tell
from taskforce.services.people import renew


@service
def seat(  # noqa: PLR0913  # a seat is all of this
    *,
    by: User,
    workspace: Workspace,
    person: User,
    organisation: Organisation,
    role: str,
    axis: str = "",
    title: Title | None = None,
    since: date | None = None,
    until: date | None = None,
    reason: str = "",
) -> Seat:
    """Seat a person; the seat gives nothing before its charter is signed and its organisation has confirmed it."""
    it = Seat(workspace=workspace, person=person, organisation=organisation, role=role, axis=axis, title=title, until=until, reason=reason)
    it.since = since or clock.today()
    rules.seat.require(by, it)
    return place(it, by)


def place(it: Seat, giver: User | None) -> Seat:
    """Save a seat in place of the person's earlier one in the same workspace, which ends; confirmed if the giver speaks for its organisation."""
    it.given_by = giver
    if rules.speaks_for(giver, it):
        it.confirmed_by, it.confirmed_on = giver, clock.today()
    for earlier in Seat.objects.select_for_update().filter(workspace=it.workspace, person=it.person, ended_on__isnull=True):
        _end(earlier)
    it.full_clean(exclude=["workspace"])
    it.save()
    tell([it.person], "taskforce.seat", it)
    if it.confirmed_on is None:
        tell(asked_for_word(it), "taskforce.word", it)
    return it


def asked_for_word(seat: Seat) -> QuerySet[User]:
    """Find whose word a seat waits for: those for whom it is ``awaiting``, asked the other way round."""
    here = Seat.objects.filter(workspace__area=seat.workspace.area_id)
    voices = here.voices().filter(organisation=seat.organisation_id).exclude(person=seat.person_id)
    if voices.exists():
        return people_of(voices)
    keeping = [role for role, given in roles.GRANTS.items() if roles.KEEP in given]
    keepers = at_work().filter(workspace__area=seat.workspace.area_id, role__in=keeping).exclude(workspace__kind=roles.Kind.LOCAL)
    return people_of(keepers.exclude(person__in=[seat.person_id, seat.given_by_id]))


@service
def unseat(*, by: User, seat: Seat, reason: str) -> Seat:
    """End a seat at once: its grants go with it and the next request finds them gone."""
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    rules.unseat.require(by, seat)
    seat.reason = reason
    _end(seat)
    tell([seat.person], "taskforce.unseat", seat)
    return seat


@service
def sign_charter(*, by: User, seat: Seat) -> CharterSignature:
    """Sign the charter for one's own seat: from now on it gives what its role gives, once its organisation has confirmed it."""
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    rules.sign_charter.require(by, seat)
    signature = CharterSignature.objects.create(workspace=seat.workspace, seat=seat, version=roles.CHARTER_VERSION, signed_at=clock.now())
    _open(seat)
    vars(by).pop("mandates", None)
    return signature


@service
def confirm_seat(*, by: User, seat: Seat) -> Seat:
    """Give the organisation's word that this person sits for it; a seat whose charter is signed opens at once."""
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    rules.confirm_seat.require(by, seat)
    seat.confirmed_by, seat.confirmed_on = by, clock.today()
    seat.save()
    _open(seat)
    tell([seat.person], "taskforce.confirm_seat", seat)
    return seat


@service
def decline_seat(*, by: User, seat: Seat, reason: str) -> Seat:
    """Say for the organisation that this person does not sit for it, and why: the seat ends before it opened anything."""
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    rules.decline_seat.require(by, seat)
    seat.reason = reason
    _end(seat)
    tell([one for one in (seat.person, seat.given_by) if one], "taskforce.decline_seat", seat)
    return seat


def _open(seat: Seat) -> None:
    """Give what the seat gives, once it is signed and confirmed, and let whoever holds it be told what waits for them there."""
    grants = Grant.objects.bulk_create(due_grants(seat))
    for told in OPENED if grants else ():
        told(seat)


def due_grants(seat: Seat) -> list[Grant]:
    """List the grants a seat must have: one per permission of its role once it is signed and confirmed, none before."""
    if seat.confirmed_on is None or not seat.signatures.filter(version=roles.CHARTER_VERSION).exists():
        return []
    ids = permission_ids()
    return [
        Grant(user_id=seat.person_id, content_object_id=seat.workspace_id, permission_id=ids[name], seat=seat)
        for name in sorted(roles.GRANTS[seat.role])
    ]


def follow_role_table() -> int:
    """Let the grants of all seats follow the role table, where an upgrade has changed it; return how many were given or taken away."""
    changed = 0
    with transaction.atomic():
        for seat in Seat.objects.select_for_update().filter(ended_on__isnull=True):
            due = {one.permission_id: one for one in due_grants(seat)}
            there = {one.permission_id: one for one in Grant.objects.filter(seat=seat)}
            given = Grant.objects.bulk_create(due[key] for key in sorted(due.keys() - there.keys()))
            taken = [there[key].pk for key in there.keys() - due.keys()]
            Grant.objects.filter(pk__in=taken).delete()
            changed += len(given) + len(taken)
    return changed


def permission_ids() -> dict[str, int]:
    """Know the key of every permission of the role table; made from it when the database is migrated."""
    content_type = ContentType.objects.get_for_model(Workspace)
    found = Permission.objects.filter(content_type=content_type, codename__in=roles.PERMISSIONS)
    return dict(found.values_list("codename", "pk"))


@service
def withdraw_charter(*, by: User, seat: Seat, reason: str) -> Seat:
    """Take back the signature under a seat: it gives nothing until the charter is signed again."""
    rules.withdraw_charter.require(by, seat)
    seat.signatures.get(version=roles.CHARTER_VERSION).delete()
    _close(seat)
    tell([seat.person], "taskforce.seat", seat)
    return seat


def _end(seat: Seat) -> None:
    seat.ended_on = clock.today()
    seat.save()
    _close(seat)


def _close(seat: Seat) -> None:
    """Take what a seat gave, and every session, token and feed of whoever held it."""
    seat.grants.all().delete()
    renew(seat.person)
