"""Two people changed the same thing: what each wrote, field by field, and the choice what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ValidationError
from django.forms import BooleanField, BoundField, DateField, DecimalField
from django.shortcuts import render
from django.utils.translation import gettext as _

from taskforce.desk.names import Names
from taskforce.kernel.acts import NAMES
from taskforce.kernel.differences import pieces

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from taskforce.forms_look import House
    from taskforce.kernel.sending import Stale
    from taskforce.models import User


@dataclass(frozen=True)
class Row:
    """One field: as it was when the page was opened, as the person typed it, as it stands now."""

    name: str
    was: str
    mine: list[tuple[str, str]]
    theirs: list[tuple[str, str]]
    i_changed: bool
    they_changed: bool

    @property
    def is_contested(self) -> bool:
        """Whether both changed it."""
        return self.i_changed and self.they_changed


def conflict(request: HttpRequest, form: House, stale: Stale) -> HttpResponse:
    """Show both texts and keep all that was typed; what the person left alone stays as the others wrote it, whatever they choose."""
    rows = [_row(field) for field in form]
    merged = _merged(form)
    form.data = merged
    context = {
        "form": form,
        "rows": [one for one in rows if one.i_changed or one.they_changed],
        "kept": [(name, value) for name, values in merged.lists() for value in values],
        "act": stale.row.act,
        "title": NAMES.get(stale.row.act.code, stale.row.act.code),
        "who": Names(cast("User", request.user), getattr(stale.row, "workspace", None)).who(stale.row.act),
        "to": request.get_full_path(),
    }
    return render(request, "pages/conflict.html", context, status=409)


def _row(bound: BoundField) -> Row:
    was, mine, now = (_words(bound, value) for value in (_before(bound), bound.data, bound.initial))
    return Row(str(bound.label), was, pieces(was, mine), pieces(was, now), was != mine, was != now)


def _before(bound: BoundField) -> Any:
    """Read what the field said when the page was opened: it travelled with the form."""
    posted: Any = bound.form.data
    found = posted.getlist(bound.html_initial_name)
    return found if _is_many(bound) else "".join(found)


def _is_many(bound: BoundField) -> bool:
    return bool(getattr(bound.field.widget, "allow_multiple_selected", False))


def _words(bound: BoundField, value: Any) -> str:
    """Say the value of a field as a person reads it."""
    value = _value(bound, value)
    if value in (None, "", False):
        return ""
    if value is True:
        return _("yes")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    names = _names(bound)
    many = value if isinstance(value, list | tuple) else [value]
    return ", ".join(sorted(names.get(str(one), str(one)).strip() for one in many)).replace("\r\n", "\n")


def _value(bound: BoundField, value: Any) -> Any:
    """Bring what was typed and what is kept to one form, where they are written differently."""
    if isinstance(bound.field, BooleanField | DateField):
        try:
            return bound.field.to_python(value)
        except ValidationError:
            return value
    if isinstance(bound.field, DecimalField) and value not in (None, ""):
        number = Decimal(str(value))
        return f"{number.normalize():f}" if number.is_finite() else str(value)
    return bound.field.prepare_value(value)


def _names(bound: BoundField) -> dict[str, str]:
    """Name the choices of a field by their values."""
    named: dict[str, str] = {}
    for value, label in getattr(bound.field, "choices", ()):
        named.update({str(one): str(text) for one, text in (label if isinstance(label, list | tuple) else [(value, label)])})
    return named


def _merged(form: House) -> QueryDict:
    """Put together what is sent again: what the person changed as they wrote it, all else as it stands, on the present version."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # what was posted
    data.pop("csrfmiddlewaretoken", None)
    data["seen"] = str(form.current)
    for bound in form:
        now = _sendable(bound)
        if _words(bound, _before(bound)) == _words(bound, bound.data):
            data.setlist(bound.html_name, now)
        data.setlist(bound.html_initial_name, now)
    return data  # type: ignore[no-any-return]


def _sendable(bound: BoundField) -> list[str]:
    """Write the present value as a browser would send it."""
    value = bound.field.prepare_value(bound.initial)
    many = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in many if one not in (None, "", False)] or ([] if _is_many(bound) else [""])
