"""What a seat opens and what it leaves closed, in words, read off the role table and the tiers: said before anybody is invited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taskforce import roles
from taskforce.roles import GRANTS, ON_AN_AXIS, Axis, Role


@dataclass(frozen=True)
class Prospect:
    """What somebody in a part will see, will not see and may do."""

    role: str
    axis: str
    sees: tuple[str, ...]
    sees_not: tuple[str, ...]
    may: tuple[str, ...]

    @property
    def part(self) -> str:
        """The part in words, with its axis where it has one."""
        words = str(Role(self.role).label)
        return f"{words} · {Axis(self.axis).label}" if self.axis else words


DEEDS: dict[str, Any] = {
    roles.SEAT: gettext_lazy("Invite people, seat and unseat them"),
    roles.KEEP: gettext_lazy("Keep the directory and the catalogue of measures"),
    roles.APPROVE: gettext_lazy("Approve a hotspot for their own municipality"),
    roles.CONVENE: gettext_lazy("Convene and dissolve the task force"),
    roles.PROPOSE: gettext_lazy("Propose hotspots and draw their outline"),
    roles.RULE: gettext_lazy("Record what the council decided on a hotspot"),
    roles.ORDER: gettext_lazy("Draft and extend the police orders of their own organisation"),
    roles.SIGN_ORDER: gettext_lazy("Sign and repeal the police orders of their own organisation"),
    roles.USE: gettext_lazy("Record how often police orders are used"),
    roles.PLAN: gettext_lazy("Draft the plan and propose actions"),
    roles.ADOPT: gettext_lazy("Adopt the plan or give it back"),
    roles.CHECK: gettext_lazy("Check adopted plans"),
    roles.ACT: gettext_lazy("Agree to and change the actions their own organisation leads, and answer for its commitments"),
    roles.LOG: gettext_lazy("Log work on actions of their own organisation"),
    roles.MEET: gettext_lazy("Call meetings, record decisions and propose commitments"),
    roles.CONFIRM: gettext_lazy("Confirm that commitments were kept"),
    roles.COMPOSE: gettext_lazy("Compose and submit the progress report"),
    roles.SIGN: gettext_lazy("Sign the progress report"),
    roles.REVIEW: gettext_lazy("Send progress reports back or accept them"),
    roles.COMPILE: gettext_lazy("Open periods and compile the regional report"),
    roles.ADOPT_REGIONAL: gettext_lazy("Record that the council adopted the regional report"),
}
"""What each permission that does something lets people do, as it is said to whoever hands it out."""

SEEING = frozenset({roles.VIEW, roles.VIEW_DRAFTS, roles.VIEW_COUNCIL, roles.VIEW_JOURNAL})


def prospect(role: str, axis: str = "") -> Prospect:
    """Say what a seat of this role, on this axis, opens. Whatever is not said to be seen is said not to be."""
    told = list(_sights(role, axis))
    done = (str(DEEDS[one]) for one in roles.PERMISSIONS if one in GRANTS[role] and one not in SEEING)
    return Prospect(
        role, axis, tuple(words for is_seen, words in told if is_seen), tuple(words for is_seen, words in told if not is_seen), tuple(done)
    )


def prospects(given: list[str]) -> list[Prospect]:
    """Say it for each role somebody hands out, on each axis where the role speaks for one."""
    return [prospect(role, axis) for role in given for axis in (Axis.values if role in ON_AN_AXIS else [""])]


def _sights(role: str, axis: str) -> Iterator[tuple[bool, str]]:
    granted = GRANTS[role]
    inside = roles.VIEW in granted and role not in roles.AT_HOME
    everywhere = inside and role not in roles.ROLES_OF[roles.Kind.LOCAL]
    if role in {*roles.AT_HOME, *roles.ABOVE}:
        yield True, _("The sessions of the council: agenda, decisions and commitments")
    if everywhere:
        yield True, _("Plans, actions, orders, meetings and figures of every task force of the region")
    else:
        yield inside, _("The plan, the actions, orders, meetings, figures and the map of this task force")
    yield roles.VIEW_DRAFTS in granted, _("Progress reports while they are being drafted")
    yield roles.VIEW_COUNCIL in granted, _("Accepted reports and the regional report")
    for one in Axis:
        yield axis == one, _("Restricted actions of the axis “%(axis)s”") % {"axis": one.label}
    yield inside and not everywhere, _("Notes on work that their own organisation logged")
    yield False, _("Notes on work that other organisations logged: only totals are seen")
    yield roles.VIEW_JOURNAL in granted, _("Who did what and when, without contents")
