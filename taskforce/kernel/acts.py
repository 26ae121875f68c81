"""An act: one person, one deed, one transaction. ``@service`` opens it; everything written inside belongs to it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from django.db import models, transaction

from taskforce.kernel import clock
from taskforce.kernel.journal import Act, Capacity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = ParamSpec("P")
R = TypeVar("R")

NAMES: dict[str, Any] = {}
"""What each act is called in a history, by its code; filled from every app's ``words`` (a law: none is missing)."""


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
    request_id: str = field(default_factory=lambda: request_id.get())  # noqa: PLW0108  # the variable is born further down

    @cached_property
    def row(self) -> Act:
        """The act's row in the journal."""
        workspace = getattr(self.subject, "workspace", None)
        capacity: Capacity = self.by.mandates.capacity(workspace)
        return Act.objects.create(
            at=clock.now(),
            by=self.by,
            by_name=str(self.by),
            seat=capacity.seat,
            role=capacity.role,
            organisation=capacity.organisation,
            organisation_name=capacity.organisation_name,
            workspace_id=workspace.pk if workspace is not None else None,
            code=self.code,
            subject_type=self.subject._meta.label_lower if self.subject is not None else "",
            subject_id=self.subject.pk if self.subject is not None else None,
            reason=self.reason,
            request_id=self.request_id,
            client_key=self.client_key,
        )


request_id: ContextVar[str] = ContextVar("request_id", default="")
_current: ContextVar[Acting | None] = ContextVar("act", default=None)


def current() -> Acting:
    """Return the act in progress."""
    if (act := _current.get()) is None:
        raise NoAct("Write tracked rows from a service, or inside acting(…).")
    return act


@contextmanager
def acting(by: Any, code: str, *, reason: str = "", subject: Any = None, client_key: str = "") -> Iterator[Acting]:
    """Attribute every change made inside to this person; inside another act, the outer one keeps its name."""
    if (outer := _current.get()) is not None:
        yield outer
        return
    act = Acting(by, code, reason, subject, client_key)
    token = _current.set(act)
    try:
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
        with transaction.atomic(), acting(by, code, subject=_subject(kwargs), **words):
            return function(*args, **kwargs)

    wrapper.is_service = True  # type: ignore[attr-defined]  # read by tests/laws
    return wrapper
