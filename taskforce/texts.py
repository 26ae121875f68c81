"""Texts are checked for personal data when they are saved, and again when they are published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from taskforce import roles
from taskforce.kernel.acts import CHECKS, Vouched, vouched
from taskforce.kernel.journal import Act
from taskforce.kernel.rules import Refused
from taskforce.models import Justification, Title, User, Workspace
from taskforce.models.directory import LANGUAGES
from taskforce.personal import Hit, Kind, Level, find, objection
from taskforce.unchecked import MODELS

PUBLIC_OFFICES = (roles.Role.CHAIR, roles.Role.HEAD, roles.Role.MEMBER, roles.Role.SECRETARY)
MOST_SAID = 5
WRITTEN_BY_THE_HOUSE = frozenset(
    {"amount", "as_of", "axis", "code", "currency", "deadline", "digest", "kind", "measure", "reference", "report", "state", "status"}
)


@cache
def checked_fields(model: type[models.Model]) -> tuple[str, ...]:
    """Name the fields of a model in which people write freely."""
    return tuple(
        one.name
        for one in model._meta.concrete_fields
        if isinstance(one, models.CharField | models.TextField) and not one.choices and f"{model._meta.label}.{one.name}" not in MODELS
    )


def value(hit: Hit, text: str) -> tuple[Kind, str]:
    """Say what was found, to compare it with what stood there before; never to be kept."""
    return hit.kind, "".join(filter(str.isalnum, text[hit.start : hit.end])).casefold()


def fresh(text: str, before: Callable[[], str] = str) -> list[Hit]:
    """List what is personal in a text, other than the names of office holders and what stood in the text ``before`` gives."""
    if not (hits := find(text)):
        return []
    earlier = before()
    stood = {value(hit, earlier) for hit in find(earlier)}
    hits = [hit for hit in hits if value(hit, text) not in stood]
    return [hit for hit in hits if hit.kind is not Kind.NAME or not _is_office_holder(text[hit.start : hit.end])]


def _is_office_holder(name: str) -> bool:
    """Say whether a name is that of somebody in a public office: all its words, the last one among them, are theirs; or a title."""
    words = name.casefold().split()
    holders = [*settings.OFFICE_HOLDERS, *User.objects.filter(seats__role__in=PUBLIC_OFFICES).values_list("name", flat=True).distinct()]
    known = [one.casefold().split() for one in holders]
    titles = {one.casefold() for names in Title.objects.values_list("name_fr", "name_nl", "name_en") for one in names}
    return name.casefold() in titles or any(set(words) <= set(one) and words[-1] == one[-1] for one in known if one)


def objections(text: str, hits: Iterable[Hit], said: Vouched) -> list[str]:
    """Say what must be done about each find nobody vouches for."""
    open_levels = {Level.REFUSED, *([] if said.why else [Level.JUSTIFIED]), *([] if said.office_holder else [Level.CONFIRMED])}
    return [objection(hit, text) for hit in hits if hit.level in open_levels]


def check(row: Any) -> None:
    """Refuse a row that holds something personal nobody vouches for, field by field; write down what was vouched for."""
    said = vouched()
    texts = {name: getattr(row, name) or "" for name in checked_fields(row.__class__)}
    found = {name: hits for name, text in texts.items() if (hits := fresh(text, partial(_before, row, name)))}
    wrong = {name: words for name, hits in found.items() if (words := objections(texts[name], hits, said))}
    if found and (repeated := flaws_of_reason(said.why)):
        wrong = dict.fromkeys(found, repeated)
    if wrong:
        raise ValidationError(wrong)
    if not isinstance(row, Act):  # an act bears its own reason
        for name, hits in found.items():
            _let_through(row, name, hits)


def flaws_of_reason(why: str) -> list[str]:
    """Say what is wrong with words that justify something personal: they may not repeat it."""
    return [_("Say why without repeating it.")] if fresh(why) else []


def _before(row: Any, name: str) -> str:
    """Find the text the field had, or the text of the row this one continues."""
    history = getattr(type(row), "history", None)
    past = history.filter(**{row._meta.pk.attname: row.pk}).order_by("-history_id").first() if history and row.pk else None
    return getattr(past or getattr(row, "continues", None), name, "") or ""


def _let_through(row: Any, name: str, hits: list[Hit]) -> None:
    where = {"workspace": row.workspace, "subject_type": row._meta.label_lower, "subject_id": row.pk, "field": name}
    where["code"] = getattr(row, "code", "")
    for kind in dict.fromkeys(hit.kind for hit in hits):
        Justification.objects.create(**where, kind=kind.value)


class Passage(NamedTuple):
    """A text of a frozen content, the field it comes from, and the code and name of the thing."""

    text: str
    field: str = ""
    code: str = ""
    thing: str = ""


# Texts frozen under another name than their field's, and those frozen in every language.
ELSEWHERE = {"objective": "statement"}
ENDINGS = tuple(f"_{one}" for one in LANGUAGES)
SINGULAR = {"notes": "note", "notice": "notice"}


def passages(content: Any, at: Passage = Passage("")) -> Iterator[Passage]:  # noqa: B008  # a tuple
    """Go through every text of a frozen content; what the house wrote itself is left out."""
    if isinstance(content, str):
        yield at._replace(text=content)
    elif isinstance(content, list):
        for one in content:
            yield from passages(one, at)
    elif isinstance(content, dict):
        yield from _named(content, at)


def _named(content: dict[str, Any], at: Passage) -> Iterator[Passage]:
    if set(content) <= set(LANGUAGES):
        beginning = SINGULAR.get(at.field, "name")
        for language, one in content.items():
            yield from passages(one, at._replace(field=f"{beginning}_{language}", code=""))
        return
    at = at._replace(code=content.get("code", ""), thing=content.get("code") or content.get("reference") or at.thing)
    for key, one in content.items():
        if key not in WRITTEN_BY_THE_HOUSE:
            yield from passages(one, at._replace(field=ELSEWHERE.get(key, key), code="" if key in ELSEWHERE else at.code))


def unfit(content: Any, workspaces: Iterable[Workspace], *sources: type[models.Model]) -> list[str]:
    """Say what is personal in a frozen content and was never justified, each with the place to mend. ``sources``: the models it comes from."""
    found = [(passage, hit) for passage in passages(content) for hit in fresh(passage.text)]
    if not found:
        return []
    rooms = {key for one in workspaces for key in (one.pk, one.parent_id)}
    here = models.Q(workspace__in=rooms) | models.Q(workspace__isnull=True)
    justified = set(Justification.objects.filter(here).values_list("field", "code", "kind"))
    labels = {one.name: str(one.verbose_name) for model in reversed(sources) for one in model._meta.concrete_fields}
    wrong = [
        _("%(place)s: %(objection)s") % {"place": _place(passage, labels), "objection": objection(hit, passage.text)}
        for passage, hit in found
        if hit.level is Level.REFUSED or not _is_justified(passage, hit, justified)
    ]
    return list(dict.fromkeys(wrong))


def _is_justified(passage: Passage, hit: Hit, justified: set[tuple[str, str, str]]) -> bool:
    """Names and notices come from rows the content does not point to: their field and kind are enough."""
    if passage.field.endswith(ENDINGS):
        return any((passage.field, hit.kind.value) == (field, kind) for field, _code, kind in justified)
    return (passage.field, passage.code, hit.kind.value) in justified


def _place(passage: Passage, labels: Mapping[str, str]) -> str:
    """Name the thing and the field as the pages name them."""
    return " · ".join(filter(None, (passage.thing, capfirst(labels.get(passage.field, passage.field)))))


def require_fit(content: Any, workspaces: Iterable[Workspace], *sources: type[models.Model]) -> None:
    """Raise Refused while something personal in the content was never justified."""
    if wrong := unfit(content, workspaces, *sources):
        raise Refused(" ".join(wrong[:MOST_SAID]))


CHECKS.append(check)
