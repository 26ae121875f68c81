"""The stage: who does what at which moment; everything is played in the order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.models import User

PASSWORD = "demo-taskforce-2024"  # noqa: S105  # known to everybody, on purpose
DOMAIN = "demo.example"
MACHINE = "demo"
BRUSSELS = ZoneInfo("Europe/Brussels")
SATURDAY = 5
SEATING = frozenset({"open_region", "sit", "sign_charter", "confirm", "propose"})

Who = str | Callable[[], str | None]


class Deed(NamedTuple):
    """Something somebody does at a moment: ``verb(by=person, **given)``. Who it is may depend on the moment; nobody: it is not needed."""

    moment: datetime
    who: Who
    verb: Callable[..., object]
    given: dict[str, Any]


def deed(moment: str, who: Who, verb: Callable[..., object], /, **given: Any) -> Deed:
    """Note a deed for a moment written ``2024-03-28 10:00``, in the time of Brussels."""
    return Deed(datetime.fromisoformat(moment).replace(tzinfo=BRUSSELS).astimezone(UTC), who, verb, given)


def later(day: str, days: int, hour: str = "10:00") -> str:
    """Write a moment some working days after a day."""
    return f"{day_after(day, days)} {hour}"


def day_after(day: str, days: int) -> str:
    """Write the day some working days after another."""
    reached = date.fromisoformat(day)
    while days:
        reached += timedelta(days=1)
        days -= reached.weekday() < SATURDAY
    return str(reached)


def play(deeds: Iterable[Deed]) -> None:
    """Let every deed be done by its person, the earliest first; what people may do is read again after seats have changed."""
    known: dict[str, User] = {}
    for one in sorted(deeds, key=lambda it: it.moment):
        with clock.at(one.moment):
            who = one.who() if callable(one.who) else one.who
            if who is None:
                continue
            by = known[who] = known.get(who) or person(who)
            one.verb(by=by, **one.given)
        if one.verb.__name__ in SEATING:
            known.clear()


def address(who: str) -> str:
    """Return somebody's e-mail address, which leads nowhere."""
    return f"{who}@{DOMAIN}"


def person(who: str) -> User:
    """Return somebody as they are now; ``demo`` is the machine that opens regions and accounts."""
    found: User = User.objects.machine(MACHINE) if who == MACHINE else User.objects.get(email=address(who))
    if found.pk is None:
        with acting(found, "demo.begin"):
            found.save()
    return found


def newcomer(who: str, name: str, language: str) -> User:
    """Make an account not yet saved, with the password everybody knows."""
    return User(email=address(who), name=name, language=language, password=_hashed(PASSWORD))


@cache
def _hashed(password: str) -> str:
    """Hash once: hashing is slow by design, and a fixed salt keeps every load alike."""
    return make_password(password, salt="demonstration")
