"""What the floor lets the search find: organisations and the people one may see."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taskforce.desk.search import SEARCHED, Line, Searched
from taskforce.models import Organisation, Seat

NAMES = ("name_fr", "name_nl", "name_en")


def within(path: str, *names: str) -> tuple[str, ...]:
    """Name fields of what a row points to."""
    return tuple(f"{path}__{one}" for one in names)


def _organisation(it: Any) -> Line:
    return Line(str(it), f"{reverse('directory')}#{it.code}", f"{it.get_kind_display()} · {it.code}")


def _seat(it: Any) -> Line:
    """Show a person by each seat: a person has no page, a task force shows who sits there."""
    return Line(str(it), it.get_absolute_url(), f"{it.organisation} · {it.workspace}")


SEARCHED["organisations"] = Searched(
    label=_("Organisations"),
    rows=Organisation.objects.visible_to,
    fields=(*NAMES, "acronym", "code"),
    line=_organisation,
    code="code",
    own_list="directory",
    place=60,
)
SEARCHED["people"] = Searched(
    label=_("People"),
    rows=lambda person: Seat.objects.visible_to(person).live().select_related("person", "organisation", "title", "workspace"),
    fields=("person__name", *within("title", *NAMES), *within("organisation", *NAMES)),
    line=_seat,
    place=70,
)
