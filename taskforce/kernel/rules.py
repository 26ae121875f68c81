"""A rule answers: may this person do this to that, now — and if not, why not.

*Who* is said by one permission, held on the thing's workspace; *when* by the objections the rule's
body yields. Pages, the API and services ask the same rule; its docstring is printed in docs/permissions.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


class Workspaced(Protocol):
    """Anything that lives in one workspace."""

    @property
    def workspace(self) -> Any:
        """The workspace it lives in."""
        ...


T = TypeVar("T", bound=Workspaced)

REGISTRY: dict[str, Rule[Any]] = {}


@dataclass(frozen=True)
class Verdict:
    """Yes, or no with the reasons."""

    objections: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return not self.objections

    @property
    def why_not(self) -> str:
        """The first objection, ready to show."""
        return self.objections[0] if self.objections else ""


class Refused(PermissionDenied):
    """A rule said no; its words are the page's and the API's words."""


@dataclass(frozen=True)
class Rule(Generic[T]):
    """One ability on one kind of thing."""

    name: str
    permission: str | None
    says: str
    objections: Callable[[Any, T], Iterator[str]]

    def __call__(self, person: Any, thing: T) -> Verdict:
        """Judge."""
        if not (person.is_active or person.is_machine):
            return Verdict((_("Your account is closed."),))
        if self.permission and not person.mandates.hold(self.permission, thing.workspace):
            return Verdict((_("Your role here does not allow this."),))
        return Verdict(tuple(self.objections(person, thing)))

    def require(self, person: Any, thing: T) -> None:
        """Raise Refused, with every objection, unless the verdict is yes."""
        if not (verdict := self(person, thing)):
            raise Refused(" ".join(verdict.objections))


def rule(permission: str | None) -> Callable[[Callable[[Any, T], Iterator[str]]], Rule[T]]:
    """Make a rule of a function that yields objections; ``None`` asks no permission, only the objections."""

    def made(objections: Callable[[Any, T], Iterator[str]]) -> Rule[T]:
        name = f"{objections.__module__.split('.')[0]}.{objections.__name__}"
        if name in REGISTRY:
            raise ValueError(name)
        it = Rule(name, permission, (objections.__doc__ or "").strip(), objections)
        REGISTRY[name] = it
        return it

    return made
