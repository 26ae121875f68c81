"""The names a reader may be told: of things they may see, and of people of their own organisations; others show their organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import JSONField, Model, Q

from taskforce import roles
from taskforce.kernel.changes import Keys
from taskforce.kernel.readings import note
from taskforce.models import CharterSignature, Seat, User, Workspace

UNTOLD = "–"


class Names:
    """Names as one reader may be told them in one workspace; ``None`` for what lives in no workspace."""

    def __init__(self, reader: User, workspace: Workspace | None) -> None:
        self.reader, self.workspace = reader, workspace
        self.own = {seat.organisation for seat in reader.mandates.seats.values()}
        self.audits = reader.mandates.hold(roles.VIEW_JOURNAL, workspace)
        self.known: dict[tuple[Any, int], str] = {}

    def learn(self, wanted: Keys) -> None:
        """Find the names of many things at once: one query for each model, two for people."""
        for model, keys in wanted.items():
            if new := {key for key in keys if (model, key) not in self.known}:
                self.known |= {(model, key): UNTOLD for key in new}
                self.known |= dict(self._people(new) if model is User else self._things(model, new))

    def of(self, model: Any, key: int) -> str:
        """Say the name of a thing, or "–" where the reader may not know it."""
        return self.known.get((model, key), UNTOLD)

    def told(self, person: int, organisation: int | None) -> bool:
        """Say whether a person who acts for an organisation is named: to themselves, to their own organisation and to auditors."""
        return self.audits or person == self.reader.pk or organisation in self.own

    def who(self, row: Any) -> str:
        """Name whoever stands behind a row of the journal, as far as they may be named, and for which organisation."""
        told = self.told(row.by_id, row.organisation)
        named = [row.by_name, row.organisation_name] if told else [row.organisation_name or self.of(User, row.by_id)]
        return " · ".join(one for one in (*named, role_of(row)) if one)

    def _things(self, model: Any, keys: set[int]) -> Iterator[tuple[tuple[Any, int], str]]:
        rows = model.objects.visible_to(self.reader).filter(pk__in=keys)
        beside = getattr(model, "NAMED_WITH", ())
        for one in rows.select_related(*beside).defer(*_contents(model, beside)):
            note(self.reader, in_room(one, self.workspace))
            yield (model, one.pk), self.name(one)

    def name(self, thing: Any) -> str:
        """Say the name of a thing the reader may see: whoever sits is named as far as they may be."""
        if isinstance(thing, CharterSignature):
            return f"{self.name(thing.seat)} · {thing.version}"
        if isinstance(thing, Seat) and not self.told(thing.person_id, thing.organisation_id):
            return f"{thing.organisation} · {thing.part}"
        return str(thing)

    def _people(self, keys: set[int]) -> Iterator[tuple[tuple[Any, int], str]]:
        """Name people by what they sit here for, or above; the accounts of commands bear their own name."""
        here = self.workspace
        seats = Seat.objects.filter(
            Q(workspace=here) | Q(workspace__children=here) | Q(workspace__children__children=here), person__in=keys
        ).select_related("organisation")
        sits: dict[int, dict[int, str]] = defaultdict(dict)
        for seat in seats.order_by("pk"):
            sits[seat.person_id][seat.organisation_id] = str(seat.organisation)
        for person in User.objects.filter(pk__in=keys):
            named = person.is_machine or any(self.told(person.pk, one) for one in [None, *sits[person.pk]])
            yield (User, person.pk), person.name if named else " / ".join(sits[person.pk].values()) or UNTOLD


def role_of(row: Any) -> str:
    """Say the role in which somebody stands behind a row of the journal, in words."""
    return str(dict(roles.Role.choices).get(row.role, row.role))


def in_room(thing: Any, workspace: Workspace | None) -> Any:
    """Give a thing, and what it hangs on, the workspace already at hand where it is theirs: noting a reading asks for it."""
    if workspace is not None and getattr(thing, "workspace_id", None) == workspace.pk:
        thing.workspace = workspace
        if field := getattr(type(thing)._default_manager.all(), "follows", ""):
            in_room(getattr(thing, field), workspace)
    return thing


def _contents(model: type[Model], beside: tuple[str, ...]) -> list[str]:
    """List what no name needs and weighs most: contents and outlines, of a thing and of what its name is made of."""
    found = _json(model, "")
    for path in beside:
        here: Any = model
        for place, part in enumerate(parts := path.split("__"), start=1):
            here = here._meta.get_field(part).related_model
            found += _json(here, "__".join(parts[:place]) + "__")
    return found


def _json(model: Any, prefix: str) -> list[str]:
    return [f"{prefix}{one.name}" for one in model._meta.concrete_fields if isinstance(one, JSONField)]
