"""The checks before signing as people read them: in words, with how they stand and the place to mend them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.figures.checks import BLOCKS, EXPLAIN, Check, frozen_checks
from reports.figures.reading import Mark
from taskforce.drawing import words
from taskforce.models.directory import in_language
from taskforce.roles import Axis

SAID = {
    "text_missing": gettext_lazy("Write the text on this axis first: %(axis)s."),
    "axis_empty": gettext_lazy("%(axis)s: the plan has no action on this axis."),
    "actions_gap": gettext_lazy("%(axis)s: %(total)s actions are counted, %(parts)s are listed."),
    "parts_gap": gettext_lazy("%(measure)s: %(total)s over the period, of which the actions listed explain %(parts)s. The gap is %(gap)s."),
    "small_base": gettext_lazy("%(measure)s: a share of %(base)s. Under %(least)s, a percentage says little."),
    "mixed_counts": gettext_lazy("Persons and acts are counted side by side and never added together: %(axes)s."),
    "late_unexplained": gettext_lazy("%(action)s is late and nobody says why: %(title)s"),
    "use_uncounted": gettext_lazy("%(order)s is in force and its use was not counted in this period: %(subject)s"),
    "not_evaluated": gettext_lazy("%(order)s extends an order that was not evaluated: %(subject)s"),
    "cumulated_falls": gettext_lazy(
        "%(action)s, %(measure)s: %(now)s since it began, and %(was)s in %(period)s. A running total does not fall."
    ),
    "unequal_periods": gettext_lazy("This period has %(now)s days, %(period)s had %(was)s. Do not compare their totals."),
    "perimeter_changed": gettext_lazy("The outline is version %(now)s; in %(period)s it was version %(was)s. Say what that changes."),
    "unit_changed": gettext_lazy("%(measure)s is counted in %(now)s; in %(period)s it was counted in %(was)s."),
    "personal": "%(said)s",
}
"""Every check by its code, in one sentence."""


@dataclass(frozen=True)
class CheckLine:
    """One finding in words: how it stands, where it is mended, what was said of it."""

    key: str
    code: str
    words: str
    state: Mark
    place: tuple[str, str]
    explanation: str
    asks: bool
    holds_up: bool

    @classmethod
    def of(cls, it: Check) -> CheckLine:
        """Say a finding in the language in use."""
        said = str(SAID[it.code]) % {name: _read(value) for name, value in it.facts.items()}
        return cls(it.key, it.code, said, _state(it), it.place, it.explanation, it.severity == EXPLAIN, it.holds_up)


def _read(fact: Any) -> str:
    """Say one fact: a number with its unit, the name of an axis or of several, names in every language, or plain text."""
    if isinstance(fact, list):
        return ", ".join(str(Axis(one).label) for one in fact)
    if not isinstance(fact, dict):
        return str(fact)
    if "axis" in fact:
        return str(Axis(fact["axis"]).label)
    if "number" in fact:
        return words.quantity(None if fact["number"] is None else Decimal(fact["number"]), fact["unit"])
    return in_language(fact)


def _state(it: Check) -> Mark:
    if it.severity == BLOCKS:
        return Mark("bad", _("Before signing"))
    if it.severity == EXPLAIN:
        return Mark("done", _("Explained")) if it.explanation else Mark("warn", _("To explain"))
    return Mark("info", _("To know"))


def lines_of(checks: Iterable[Check]) -> list[CheckLine]:
    """Say every finding, what holds up the signature first."""
    return sorted((CheckLine.of(one) for one in checks), key=lambda one: not one.holds_up)


def personal(said: Iterable[str]) -> list[Check]:
    """Make findings of what is personal in the texts: it is mended, never explained."""
    return [Check("personal", str(number), BLOCKS, ("texts", ""), {"said": one}) for number, one in enumerate(said)]


def lacking(checks: Iterable[Check]) -> list[str]:
    """Say in words what must be mended or explained before somebody signs."""
    held = [one for one in lines_of(checks) if one.holds_up]
    return [_("Explain first: %(finding)s") % {"finding": one.words} if one.asks else one.words for one in held]


def unsettled(content: dict[str, Any]) -> list[str]:
    """Say what a frozen content leaves to mend or to explain."""
    return lacking(frozen_checks(content))
