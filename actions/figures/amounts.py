"""What a figure is: the measure, how much of it, how sure that is, and why there may be nothing to show."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from actions.models import Measure, Quantity
from taskforce.drawing import words
from taskforce.models.directory import in_language

if TYPE_CHECKING:
    from datetime import date

EXACT, ABOUT, MORE_THAN = Quantity.Qualifier.values
MASKED, NOTHING_LOGGED, NOT_ADDITIVE = "masked", "nothing_logged", "not_additive"
ZERO_DENOMINATOR, WITHOUT_MASKED = "zero_denominator", "without_masked"
HALF = Decimal("0.5")
PERSONS = frozenset({"person", "persons"})


@dataclass(frozen=True)
class MeasureFacts:
    """What is counted and how it may be put together. ``unit`` is the symbol of its unit; ``counts`` says it counts acts or persons."""

    code: str
    names: dict[str, str]
    unit: str
    axis: str
    aggregation: str
    direction: str = Measure.Direction.NEITHER
    activity_dependent: bool = False
    counts: bool = False
    numerator: str = ""
    denominator: str = ""

    @classmethod
    def of(cls, measure: Measure) -> MeasureFacts:
        """Read the facts from a row of the catalogue."""
        root = measure.unit.root
        return cls(
            code=measure.code,
            names=measure.names,
            unit=measure.unit.symbol,
            axis=measure.axis,
            aggregation=measure.aggregation,
            direction=measure.direction,
            activity_dependent=measure.activity_dependent,
            counts=not root.symbol or root.code in PERSONS,
            numerator=measure.numerator.code if measure.numerator else "",
            denominator=measure.denominator.code if measure.denominator else "",
        )

    @property
    def parts(self) -> tuple[str, ...]:
        """The codes whose values make it: its own, or those of a ratio's two parts."""
        return (self.numerator, self.denominator) if self.aggregation == Measure.Aggregation.RATIO else (self.code,)


@dataclass(frozen=True)
class Reading:
    """One value as logged, in the measure's unit. ``hidden``: it comes from an entry the reader gets totals of, nothing more."""

    quantity: int
    entry: int
    action: int
    measure: str
    day: date
    value: Decimal
    qualifier: str = EXACT
    source: str = ""
    hidden: bool = False


def threshold() -> int:
    """Return the number below which a count could point at somebody."""
    return int(settings.SMALL_NUMBER)


@dataclass(frozen=True)
class Amount:
    """How much, in the measure's unit, and how it is known.

    ``value`` is None when there is none to show; ``reason`` (a code) or ``masked`` then says why. ``highest`` goes with
    values that are never put together. ``entries`` is None when it is a small number from hidden entries. ``inputs`` are
    the keys of the quantities, sorted: they are for proof only, since their number betrays what masking hides. ``below`` is
    the threshold of masking on that day: what is printed later does not follow a later setting.
    """

    value: Decimal | None = None
    qualifier: str = EXACT
    reason: str = ""
    masked: bool = False
    highest: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    entries: int | None = 0
    inputs: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    below: int = field(default_factory=threshold)

    @property
    def source(self) -> str:
        """The sources named by the entries one may read, each once."""
        return "; ".join(self.sources)

    def as_dict(self) -> dict[str, Any]:
        """Write it as plain JSON values, numbers as text."""
        numbers = {name: _written(getattr(self, name)) for name in NUMBERS}
        return {**asdict(self), **numbers, "inputs": list(self.inputs), "sources": list(self.sources)}

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Amount:
        """Read back what ``as_dict`` wrote."""
        numbers = {name: _read(content[name]) for name in NUMBERS}
        return cls(**{**content, **numbers, "inputs": tuple(content["inputs"]), "sources": tuple(content["sources"])})


NUMBERS = ("value", "highest", "numerator", "denominator")
NOTHING = Amount(reason=NOTHING_LOGGED)


@dataclass(frozen=True)
class Figure:
    """A measure, how much of it was done and how much was aimed at."""

    measure: MeasureFacts
    amount: Amount
    target: Decimal | None = None

    @property
    def name(self) -> str:
        """The measure's name in the language in use."""
        return in_language(self.measure.names)

    @property
    def rounded(self) -> Decimal | None:
        """The value as it is printed: a ratio to two decimals, or as a percentage to one where its unit is %."""
        value = self.amount.value
        if value is None or self.measure.aggregation != Measure.Aggregation.RATIO:
            return value
        return (value * 100).quantize(Decimal("0.1")) if self.measure.unit == "%" else value.quantize(Decimal("0.01"))

    @property
    def text(self) -> str:
        """The amount as people read it: “about 5.6 kg”, “< 5”, “–”."""
        if self.amount.masked:
            return f"<{words.NO_BREAK}{self.amount.below}"
        text = self._between or words.quantity(self.rounded, self.measure.unit)
        return text if self.amount.value is None else str(QUALIFIED[self.amount.qualifier]) % text

    @property
    def _between(self) -> str:
        """A count known about that falls halfway, as ranges add up: the whole numbers on both sides, since there is no half person."""
        value = self.amount.value
        if value is None or not self.measure.counts or self.amount.qualifier != ABOUT or value % 1 != HALF:
            return ""
        return words.quantity(f"{words.number(value - HALF)}–{words.number(value + HALF)}", self.measure.unit)

    @property
    def why(self) -> str:
        """Why there is no value, or what it leaves out; empty when there is nothing to explain."""
        highest = words.quantity(self.amount.highest, self.measure.unit)
        return str(REASONS[MASKED if self.amount.masked else self.amount.reason]) % {"highest": highest, "number": self.amount.below}

    def as_dict(self) -> dict[str, Any]:
        """Write it as plain JSON values, numbers as text: what a report freezes."""
        return {"measure": asdict(self.measure), "amount": self.amount.as_dict(), "target": _written(self.target)}

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Figure:
        """Read back what ``as_dict`` wrote."""
        return cls(MeasureFacts(**content["measure"]), Amount.from_dict(content["amount"]), _read(content["target"]))


QUALIFIED = {EXACT: "%s", ABOUT: _("about %s"), MORE_THAN: _("more than %s")}
REASONS = {
    "": "",
    MASKED: _("Fewer than %(number)s: shown exactly only to the organisation that logged it."),
    NOTHING_LOGGED: _("Nothing logged yet."),
    NOT_ADDITIVE: _("These values are never added up; the highest is %(highest)s"),
    ZERO_DENOMINATOR: _("The denominator is 0."),
    WITHOUT_MASKED: _("Places with fewer than %(number)s are left out."),
}


def plain(value: Decimal) -> Decimal:
    """Drop trailing zeros without falling into powers of ten: 5.6480 is 5.648 and 1E+2 is 100."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def is_small(value: Decimal | int | None) -> bool:
    """Say whether a count is so small that it could point at somebody: over 0 and below the threshold."""
    return value is not None and 0 < value < threshold()


def shown(count: int, *, hidden: bool) -> int | None:
    """Give a number of entries, or None where it is small and some of them are hidden."""
    return None if hidden and is_small(count) else count


def _written(value: Decimal | None) -> str | None:
    return None if value is None else format(plain(value), "f")


def _read(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
