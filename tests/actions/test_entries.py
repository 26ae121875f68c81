"""Work logged: by those who do it, once, with what can be counted, readable by those it is for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from actions import rules, services
from actions.models import Entry, Measure, Partner, Target, Unit
from actions.services.entries import tiers_for
from taskforce.kernel.rules import Refused
from tests.cast import SECRET, Cast, an_entry


def logged(cast: Cast, name: str = "worker", code: str = "P1", **given: Any) -> Entry:
    """An entry of today."""
    fields: dict[str, Any] = {"day": date(2024, 11, 15), "client_key": uuid4(), "quantities": [], "note": "Maraude.", **given}
    return services.log_work(by=getattr(cast, name), action=cast.action(code), **fields)


def of(cast: Cast, code: str, value: str, **more: Any) -> Any:
    """A quantity as given."""
    return {"measure": cast.measure(code), "value": Decimal(value), "unit": None, "qualifier": "exact", **more}


def test_an_entry_keeps_what_was_written_and_its_base_value(cast: Cast) -> None:
    """548 g are 0.548 kg; the quarter is kept with it."""
    entry = logged(
        cast,
        "police",
        "S1",
        slot="night",
        source="PV",
        quantities=[of(cast, "drugs", "548", unit=Unit.objects.get(code="g"), qualifier="about")],
    )
    quantity = entry.quantities.get()
    assert (quantity.value, quantity.unit.code, quantity.base_value, quantity.qualifier) == (Decimal(548), "g", Decimal("0.548"), "about")
    assert (entry.quarter, entry.tier, entry.organisation.code, entry.slot, entry.axis) == (
        20244,
        "workspace",
        "POLICE",
        "night",
        "security",
    )


def test_sent_twice_kept_once(cast: Cast) -> None:
    """The second sending gives the first entry back; another person's key is another entry."""
    key = uuid4()
    first = logged(cast, client_key=key, quantities=[of(cast, "contacts", "3")])
    assert logged(cast, client_key=key, quantities=[of(cast, "contacts", "9")]) == first
    assert logged(cast, "colleague", client_key=key) != first
    assert first.quantities.get().value == 3


def test_prevention_stays_with_its_organisation_unless_its_author_opens_it(cast: Cast) -> None:
    """By default nobody else reads it."""
    entry = logged(cast)
    assert entry.tier == "organisation"
    for name in ("police", "prosecutor", "mayor", "coordinator", "association", "reviewer", "head", "member"):
        assert entry not in Entry.objects.visible_to(getattr(cast, name))
    assert entry in Entry.objects.visible_to(cast.colleague)
    opened = logged(cast, tier="workspace")
    assert opened in Entry.objects.visible_to(cast.mayor)


def test_restricted_work_is_never_wider_than_its_axis(cast: Cast) -> None:
    """Axis by default, organisation if wished, the workspace never."""
    assert logged(cast, "prosecutor", "S2").tier == "axis"
    assert logged(cast, "prosecutor", "S2", tier="organisation").tier == "organisation"
    with pytest.raises(ValidationError) as refused:
        logged(cast, "prosecutor", "S2", tier="workspace")
    assert "tier" in refused.value.message_dict


def test_an_axis_may_be_chosen_only_by_its_own(arranging: Cast) -> None:
    """A coordinator of no axis could not read it back."""
    action = arranging.action("S1")
    Partner.objects.create(workspace=action.workspace, action=action, organisation=arranging.organisation("NORD"))
    assert tiers_for(arranging.police, action) == ["workspace", "axis", "organisation"]
    assert tiers_for(arranging.coordinator, action) == ["workspace", "organisation"]
    assert tiers_for(arranging.reviewer, action) == ["workspace", "organisation"]


def test_who_logs(arranging: Cast) -> None:
    """Organisations that lead or help, once the lead has agreed."""
    action = arranging.action("P1")
    for name in ("police", "coordinator", "cleaning", "association"):
        assert rules.log_work(getattr(arranging, name), action).why_not == "Your organisation neither leads this action nor helps with it."
    for name in ("mayor", "observer", "reviewer"):
        assert rules.log_work(getattr(arranging, name), action).why_not == "Your role here does not allow this."
    Partner.objects.create(workspace=action.workspace, action=action, organisation=arranging.organisation("ASSO"))
    assert logged(arranging, "association").organisation.code == "ASSO"
    for state in ("proposed", "abandoned"):
        action.state = state
        assert not rules.log_work(arranging.worker, action)
    action.state = "done"
    assert rules.log_work(arranging.worker, action)


@pytest.mark.parametrize("day", [date(2024, 11, 16), date(2024, 1, 7), date(2022, 11, 1)])
def test_days_that_cannot_be(day: date, arranging: Cast) -> None:
    """Neither the future, nor before the start, nor long ago."""
    action = arranging.action("P1")
    if day.year == 2022:
        action.start = None
        action.save()
    with pytest.raises(ValidationError) as refused:
        logged(arranging, day=day)
    assert list(refused.value.message_dict) == ["day"]


def test_numbers_that_cannot_be(arranging: Cast) -> None:
    """Ratios, measures of other actions, units of another dimension, negative values: each named at its field."""
    one = arranging.measure("contacts")
    share = Measure.objects.create(
        code="share", unit=one.unit, axis="prevention", aggregation="ratio", numerator=one, denominator=one, name_fr="part", name_nl="deel"
    )
    for quantity in (
        of(arranging, "share", "1"),
        of(arranging, "drugs", "1"),
        of(arranging, "contacts", "1", unit=Unit.objects.get(code="g")),
        of(arranging, "contacts", "-1"),
    ):
        with pytest.raises(ValidationError) as refused:
            logged(arranging, quantities=[quantity])
        assert list(refused.value.message_dict) == [f"value_{quantity['measure'].code}"]
    assert share.pk


def test_an_entry_says_something(cast: Cast) -> None:
    """A number or a note."""
    with pytest.raises(ValidationError) as refused:
        logged(cast, note=" ")
    assert list(refused.value.message_dict) == ["note"]
    assert logged(cast, note="", quantities=[of(cast, "contacts", "0")]).quantities.get().value == 0


def test_its_organisation_corrects_an_entry(arranging: Cast) -> None:
    """Within the same rules; what is left out stays."""
    action = arranging.action("P1")
    Target.objects.create(workspace=action.workspace, action=action, measure=arranging.measure("persons"))
    entry = logged(arranging, quantities=[of(arranging, "contacts", "3")])
    changed = services.amend_entry(by=arranging.colleague, entry=entry, note="Deux maraudes.")
    assert (changed.note, changed.quantities.get().value, changed.author) == ("Deux maraudes.", Decimal(3), arranging.worker)
    services.amend_entry(by=arranging.worker, entry=entry, quantities=[of(arranging, "persons", "2")])
    assert [one.measure.code for one in entry.quantities.all()] == ["persons"]
    with pytest.raises(ValidationError):
        services.amend_entry(by=arranging.worker, entry=entry, day=date(2025, 1, 1))
    for name in ("association", "police", "coordinator"):
        with pytest.raises(Refused, match="Only the organisation"):
            services.amend_entry(by=getattr(arranging, name), entry=entry, note="x")
    assert not rules.amend_entry(arranging.head, entry)


def test_the_history_keeps_what_was_written_before(cast: Cast) -> None:
    """Every correction is a row."""
    entry = logged(cast)
    services.amend_entry(by=cast.worker, entry=entry, note="Autre.")
    assert [one.note for one in entry.history.order_by("history_id")] == ["Maraude.", "Autre."]


def test_the_secret_note_is_not_visible(arranging: Cast) -> None:
    """What is seeded is hidden from everybody but the street workers."""
    assert not Entry.objects.visible_to(arranging.police).filter(note=SECRET).exists()
    assert Entry.objects.visible_to(arranging.worker).filter(note=SECRET).exists()
    assert an_entry(arranging.action("S1"), drugs="1").tier == "workspace"
