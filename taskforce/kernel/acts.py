"""An act: one person, one deed, one transaction. ``@service`` opens it; everything written inside belongs to it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, partial, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from uuid import UUID, uuid4

from django.db import models, transaction

from taskforce.kernel import clock
from taskforce.kernel.journal import Act, signed_by
from taskforce.kernel.request import made, request_id
from taskforce.kernel.sending import sent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = ParamSpec("P")
R = TypeVar("R")

NAMES: dict[str, Any] = {}
"""What each act is called in a history, by its code; filled from every app's ``words`` (a law: none is missing)."""


CHECKS: list[Callable[[Any], None]] = []
"""What every row an act writes must pass, or nothing of the act stays; filled by the apps."""


class NoAct(RuntimeError):
    """A tracked row was written outside any act."""


@dataclass
class Acting:
    """An act in progress; its row is written with the first change it makes, so an act without a change leaves none."""

    by: Any
    code: str
    reason: str = ""
    subject: Any = None
    client_key: str = ""
    request_id: str = field(default_factory=request_id.get)

    @cached_property
    def row(self) -> Act:
        """The act's row in the journal."""
        workspace = getattr(self.subject, "workspace", None)
        row = Act(
            at=clock.now(),
            **signed_by(self.by, workspace.pk if workspace is not None else None, workspace),
            code=self.code,
            subject_type=self.subject._meta.label_lower if self.subject is not None else "",
            subject_id=self.subject.pk if self.subject is not None else None,
            reason="\n".join(filter(None, (self.reason, vouched().why))),
            request_id=self.request_id,
            client_key=self.client_key,
            sent=sent().digest,
        )
        for check in CHECKS:
            check(row)
        row.save()
        transaction.on_commit(partial(made, row.pk))
        return row

    @property
    def key(self) -> UUID:
        """The key the client gave it, or a fresh one."""
        return UUID(self.client_key) if self.client_key else uuid4()


_current: ContextVar[Acting | None] = ContextVar("act", default=None)


@dataclass(frozen=True)
class Vouched:
    """What a person says for a text that would be refused: why it must stand, or that a name in it is an office holder's."""

    why: str = ""
    office_holder: bool = False


_vouched: ContextVar[tuple[str, Vouched]] = ContextVar("vouched", default=("", Vouched()))


@contextmanager
def vouching(why: str = "", *, office_holder: bool = False) -> Iterator[None]:
    """Vouch for the texts written inside; ``why`` goes into the reason of the act."""
    token = _vouched.set((request_id.get(), Vouched(why, office_holder)))
    try:
        yield
    finally:
        _vouched.reset(token)


def vouch(said: Vouched) -> None:
    """Vouch for the texts of this request; outside a request nothing is kept."""
    if request_id.get():
        _vouched.set((request_id.get(), said))


def vouched() -> Vouched:
    """Return what the person has vouched for, here or in this request."""
    request, said = _vouched.get()
    return said if request == request_id.get() else Vouched()


def current() -> Acting:
    """Return the act in progress."""
    if (act := _current.get()) is None:
        raise NoAct("Write tracked rows from a service, or inside acting(…).")
    return act


@contextmanager
def acting(by: Any, code: str, *, reason: str = "", subject: Any = None, client_key: str = "") -> Iterator[Acting]:
    """Attribute every change made inside to this person, in one transaction; inside another act, the outer one keeps its name."""
    if (outer := _current.get()) is not None:
        yield outer
        return
    act = Acting(by, code, reason, subject, client_key or sent().key)
    token = _current.set(act)
    try:
        with transaction.atomic():  # an act and its changes are seen together or not at all: the seal relies on it
            yield act
    finally:
        _current.reset(token)


def _subject(given: dict[str, Any]) -> Any:
    """Find what is acted upon: the first saved model handed in after the person."""
    return next(
        (it for name, it in given.items() if name != "by" and isinstance(it, models.Model) and it.pk and hasattr(it, "workspace")), None
    )


def service(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function one act: a single transaction, attributed to its ``by``, on its first thing, for its ``reason``."""
    code = f"{function.__module__.split('.')[0]}.{function.__name__}"

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        by: Any = kwargs["by"]
        words: Any = {name: str(kwargs.get(name) or "") for name in ("reason", "client_key")}
        with acting(by, code, subject=_subject(kwargs), **words), transaction.atomic():
            return function(*args, **kwargs)

    wrapper.is_service = True  # type: ignore[attr-defined]  # read by tests/laws
    return wrapper
