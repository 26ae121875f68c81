"""Seats, and the grants that follow from them. The only writer of guardian's rows."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from taskforce import roles, rules
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.models import CharterSignature, Grant, Organisation, Seat, Title, User, Workspace


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
    """Seat a person; the seat gives nothing before its charter is signed."""
    it = Seat(workspace=workspace, person=person, organisation=organisation, role=role, axis=axis, title=title, until=until, reason=reason)
    it.since = since or clock.today()
    rules.seat.require(by, it)
    return place(it)


def place(it: Seat) -> Seat:
    """Save a seat in place of the person's earlier one in the same workspace, which ends."""
    for earlier in Seat.objects.select_for_update().filter(workspace=it.workspace, person=it.person, ended_on__isnull=True):
        _end(earlier)
    it.full_clean(exclude=["workspace"])
    it.save()
    return it


@service
def unseat(*, by: User, seat: Seat, reason: str) -> Seat:
    """End a seat at once: its grants go with it and the next request finds them gone."""
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    rules.unseat.require(by, seat)
    seat.reason = reason
    _end(seat)
    return seat


@service
def sign_charter(*, by: User, seat: Seat) -> CharterSignature:
    """Sign the charter for one's own seat: from now on it gives what its role gives."""
    rules.sign_charter.require(by, seat)
    signature = CharterSignature.objects.create(workspace=seat.workspace, seat=seat, version=roles.CHARTER_VERSION, signed_at=clock.now())
    Grant.objects.bulk_create(due_grants(seat))
    vars(by).pop("mandates", None)
    return signature


def due_grants(seat: Seat) -> list[Grant]:
    """List the grants a signed seat must have: one per permission of its role."""
    ids = permission_ids()
    return [
        Grant(user_id=seat.person_id, content_object_id=seat.workspace_id, permission_id=ids[name], seat=seat)
        for name in sorted(roles.GRANTS[seat.role])
    ]


def permission_ids() -> dict[str, int]:
    """Know the key of every permission of the role table; made from it when the database is migrated."""
    content_type = ContentType.objects.get_for_model(Workspace)
    found = Permission.objects.filter(content_type=content_type, codename__in=roles.PERMISSIONS)
    return dict(found.values_list("codename", "pk"))


def _end(seat: Seat) -> None:
    seat.ended_on = clock.today()
    seat.save()
    seat.grants.all().delete()
