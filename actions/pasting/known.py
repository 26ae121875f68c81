"""What the cells of a spreadsheet may name: everything its reader may see, by code and by name in every language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actions.models import Action, Measure
from actions.pasting.columns import folded, names_of
from taskforce import roles
from taskforce.models import Organisation

if TYPE_CHECKING:
    from actions.models import Plan
    from taskforce.models import User

DAYS = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d")
THOUSANDS = re.compile(r"(?<!\d)[1-9]\d{0,2}[.,]\d{3}(?!\d)")  # 1.200 is one thing here and another there
LARGEST = Decimal(10) ** 11
PLACES, SMALLEST = 3, Decimal("0.001")
TIERS = [one for one in roles.Tier if one != roles.Tier.ORGANISATION]
CHOICES: dict[str, Any] = {"axis": roles.Axis, "horizon": Action.Horizon, "funded": Action.Funded, "tier": TIERS}


class Known:
    """The names a plan's spreadsheet may hold, looked up once: three queries, whatever the rows."""

    def __init__(self, person: User, plan: Plan) -> None:
        bodies = Organisation.objects.visible_to(person)
        self.bodies = _by_name(bodies, lambda one: [one.code, *one.names.values(), one.acronym])
        self.measures = _by_name(Measure.objects.visible_to(person), lambda one: [one.code, *one.names.values()])
        beside = Action.objects.visible_to(person).filter(plan=plan).select_related("organisation")
        self.actions = {one.code.casefold(): one for one in beside.prefetch_related("targets__measure", "partners__organisation")}
        for one in self.actions.values():
            one.plan, one.workspace = plan, plan.workspace
        self.choices = {name: {word: one for one in many for word in {*names_of(one.label), one.value}} for name, many in CHOICES.items()}

    def read(self, field: str, kind: str, text: str) -> Any:
        """Read a cell. Raises ValidationError, ready to show, where it says nothing that could stand there."""
        if kind == "choice":
            return self._choice(field, text)
        return getattr(self, f"_{kind}")(text)

    def _code(self, text: str) -> Action:
        found: Action | None = self.actions.get(text.casefold())
        if found is None:
            raise ValidationError(_("No action of this plan has this code. Leave it empty to propose a new one."))
        return found

    def _choice(self, field: str, text: str) -> str:
        found = self.choices[field].get(folded(text))
        if found is None:
            offered = ", ".join(str(one.label) for one in CHOICES[field])
            raise ValidationError(_("Write one of these: %(choices)s.") % {"choices": offered})
        return str(found.value)

    @staticmethod
    def _text(text: str) -> str:
        return text

    def _body(self, text: str) -> Organisation:
        found: Organisation = _one(self.bodies, text, _("No organisation of the directory has this name. Write its code."))
        return found

    def _bodies(self, text: str) -> list[Organisation]:
        many = [text] if folded(text) in self.bodies else re.split(r"[,;\n]", text)
        return list(dict.fromkeys(self._body(one) for one in many if one.strip()))

    def _measure(self, text: str) -> Measure:
        found: Measure = _one(self.measures, text, _("No measure has this name. Write its code."))
        return found

    @staticmethod
    def _day(text: str) -> date:
        for form in DAYS:
            try:
                found = datetime.strptime(text.partition(" ")[0], form).date()  # noqa: DTZ007  # a day has no time zone
            except ValueError:
                continue
            if found.year > 1999:  # noqa: PLR2004  # no plan is older
                return found
        raise ValidationError(_("Write the day as dd/mm/yyyy."))

    @staticmethod
    def _number(text: str) -> Decimal:
        plain = re.sub(r"[\s\u00a0\u202f]", "", text)
        if THOUSANDS.search(plain) or not re.fullmatch(r"\d+([.,]\d+)?", plain):
            raise ValidationError(_("Write a number without a mark between thousands, such as 1200 or 12,5."))
        try:
            value = Decimal(plain.replace(",", "."))
        except InvalidOperation:  # more digits than a number has
            value = LARGEST
        if value >= LARGEST or -int(value.normalize().as_tuple().exponent) > PLACES:
            raise ValidationError(_("Write a smaller number, with three decimals at most."))
        return value.quantize(SMALLEST)


def _by_name(rows: Iterable[Any], names: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for one in rows:
        for name in {folded(name) for name in names(one) if name}:
            found[name].append(one)
    return found


def _one(known: dict[str, list[Any]], text: str, unknown: str) -> Any:
    """Find the one thing a cell names, by its code, its name, or both as a drop-down list shows them."""
    found = known.get(folded(text)) or known.get(folded(text.partition(" · ")[0])) or []
    if not found:
        raise ValidationError(unknown)
    if len(found) > 1:
        raise ValidationError(_("Several have this name. Write the code instead."))
    return found[0]
