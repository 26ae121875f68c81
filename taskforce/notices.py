"""The one outbox: services say what is to be told to whom; the mail goes afterwards, and is tried again until it has gone.

``taskforce.outbox`` mails them, ``taskforce.desk.inbox`` shows them to their person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise

from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import current
from taskforce.models import Notice, Organisation, Seat, User, Workspace

RESET = "taskforce.forgotten"
"""The kind of what somebody is sent who forgot their password: it has no words here, and no person yet."""


@dataclass(frozen=True)
class File:
    """Something that comes with a mail: an invitation to a calendar."""

    name: str
    content: str
    mime: str


@dataclass(frozen=True)
class Kind:
    """One kind of notice: its words, and whether it cannot wait for the digest.

    ``words`` holds ``%(thing)s`` and says who must do what by when, without contents; ``due`` gives the day as text for ``%(due)s``.
    ``still`` says whether it is worth telling when its mail goes; ``file`` makes what comes with the mail. ``where`` is the page it
    leads to; ``own`` tells it also to whoever did it; ``beside`` names what is read with the thing, as in ``select_related``;
    ``mail`` names the templates of its mail.
    """

    words: str | Promise
    urgent: bool = False
    due: Callable[[Any], str] = lambda _thing: ""
    still: Callable[[Any], bool] = lambda _thing: True
    file: Callable[[Any, User], File | None] = lambda _thing, _person: None
    where: Callable[[Any], str] = lambda thing: str(thing.get_absolute_url())
    own: bool = False
    beside: tuple[str, ...] = ()
    mail: str = "notice"

    def said(self, thing: Any, name: str) -> str:
        """Say it in one line of a thing that goes by this name, in the language in force."""
        return " ".join((str(self.words) % {"thing": name, "due": self.due(thing)}).split())


KINDS: dict[str, Kind] = {}
"""Every kind of notice by its code, mostly the code of the act that causes it; filled from every app's ``words``."""

OPENED: list[Callable[[Seat], None]] = []
"""What is told to somebody whose seat opens, of what waits there already; filled by the apps."""


def tell(people: Iterable[User], kind: str, thing: Any) -> None:
    """Let people be told, once each and never of their own act; written within the act, mailed once it is committed."""
    it, by, now = KINDS[kind], current().by, clock.now()
    told = {one.pk for one in people if one.is_active and (it.own or one.pk != by.pk)}
    given = {"kind": kind, "subject_type": thing._meta.label_lower, "subject_id": thing.pk, "workspace": thing.workspace}
    Notice.objects.bulk_create(Notice(person_id=key, urgent=it.urgent, at=now, due_at=now, **given) for key in sorted(told))
    if told and it.urgent:
        _go()


def ask_for_reset(address: str) -> None:
    """Note that somebody asked for a link to a new password. It costs the same whether the address is known or not: nobody looks."""
    now = clock.now()
    Notice.objects.create(kind=RESET, asked=digest_of(address), urgent=True, at=now, due_at=now)
    _go()


def digest_of(address: str) -> str:
    """Return what is kept of an address somebody typed: enough to know it again, of no use to anybody else."""
    return salted_hmac("taskforce.notices", address.strip().casefold(), algorithm="sha256").hexdigest()


def _go() -> None:
    if settings.MAIL_AT_ONCE:
        from taskforce.outbox import at_once  # noqa: PLC0415  # the outbox reads the kinds above

        transaction.on_commit(at_once, robust=True)


def deliver() -> int:
    """Mail what is urgent and due, one by one; return how many went."""
    from taskforce import outbox  # noqa: PLC0415  # as above

    return outbox.deliver()


def mark_read(person: User, *, upto: int = 0, only: int = 0) -> None:
    """Put one's notices aside: one, or all up to that one, so that what came meanwhile stays new. Reading one's mail is no act."""
    Notice.objects.visible_to(person).unread().filter(Q(pk__lte=upto) | Q(pk=only)).update(seen_at=clock.now())


def at_work() -> Any:
    """Find the seats of those who are told things: in force today, confirmed, their charter signed, of an account that is open."""
    return Seat.objects.confirmed().filter(signatures__version=roles.CHARTER_VERSION, person__is_active=True)


def holders(workspace: Workspace, *permissions: str) -> QuerySet[User]:
    """Find the people who hold one of these permissions in a workspace, by a seat there or one that reaches it."""
    asked = set(permissions)
    here = [role for role, given in roles.GRANTS.items() if given & asked]
    from_above = [role for role in here if (roles.GRANTS[role] - roles.AT_HOME.get(role, frozenset())) & asked]
    from_below = [role for role, given in roles.ABOVE.items() if given & asked]
    reaching = Q(workspace=workspace, role__in=here) | _reaching(workspace) & Q(role__in=from_above)
    return people_of(at_work().filter(reaching | Q(workspace__parent=workspace, role__in=from_below)))


def seated_for(workspace: Workspace, organisation: Organisation, permission: str = roles.VIEW) -> QuerySet[User]:
    """Find the people who sit for an organisation in a workspace or above it, and hold a permission there."""
    return holders(workspace, permission).filter(pk__in=at_work().filter(_reaching(workspace), organisation=organisation).values("person"))


def people_of(seats: Any) -> QuerySet[User]:
    """Find the people of some seats, once each."""
    found: QuerySet[User] = User.objects.filter(pk__in=seats.order_by().values("person"))
    return found


def _reaching(workspace: Workspace) -> Q:
    return Q(workspace=workspace) | Q(workspace__children=workspace) | Q(workspace__children__children=workspace)
