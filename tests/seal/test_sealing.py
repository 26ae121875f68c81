# ruff: noqa: S608
"""The chain: dense, made once, linked to all before it, the same on every database, and not broken by a migration."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act, Frozen, Reading
from taskforce.kernel.seal import sealing, shapes, verdict, verifying
from taskforce.kernel.seal.books import Seal, Shape
from taskforce.kernel.seal.verdict import ALTERED, CANNOT_TELL, INTACT, verify
from taskforce.services import choose_language
from tests.access.world import undone
from tests.cast import Cast
from tests.seal import chain
from tests.seal.tampering import anchored, long_ago, run


def test_everything_is_sealed_once_and_densely(cast: Cast) -> None:
    """Numbers run from one without a gap; sealing again seals only what is new."""
    sealing.seal()
    before = sealing.head()
    assert sealing.seal() == (before, before)
    choose_language(by=cast.mayor, language="nl")
    assert sealing.seal()[1].number == before.number + 1
    assert [*Seal.objects.order_by("number").values_list("number", flat=True)] == [*range(1, before.number + 2)]
    assert Seal.objects.filter(kind="act").count() == Act.objects.count()


def test_a_link_can_be_made_by_hand(cast: Cast) -> None:
    """The hash is that of three texts written one after the other: anybody can check it with sha256sum."""
    sealing.seal()
    first, second = Seal.objects.order_by("number")[:2]
    assert first.hash == sha256(f"{'0' * 64}{first.digest}1".encode()).hexdigest()
    assert second.hash == sha256(f"{first.hash}{second.digest}2".encode()).hexdigest()


def test_links_and_shapes_are_written_once(cast: Cast) -> None:
    """The application itself refuses to change or delete what was sealed."""
    sealing.seal()
    for row in (Seal.objects.first(), Shape.objects.first()):
        with pytest.raises(Frozen):
            row.save()
        with pytest.raises(Frozen):
            row.delete()
    with pytest.raises(Frozen):
        Seal.objects.all().delete()
    assert str(Seal.objects.earliest("number")).startswith("1 · ")
    assert str(Shape.objects.get())


def test_more_than_one_batch_is_sealed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches are short; what they seal together is whole, also where keys lie far apart."""
    monkeypatch.setattr(sealing, "BATCH", 7)
    chain.write(30, gap=4)
    chain.write(5, first=9_000_001)
    sealing.seal()
    assert Seal.objects.filter(kind="act").count() == Act.objects.count()
    assert Seal.objects.filter(kind="reading").count() == Reading.objects.count() > 5
    assert verify().code == INTACT


def test_writers_are_not_chased(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written while a batch is sealed waits for the next time: a sealer beside busy writers comes to an end and lets them work."""
    write, languages = sealing._write, iter(["nl", "en", "fr"])

    def beside(*given: Any) -> None:
        write(*given)
        choose_language(by=cast.mayor, language=next(languages))

    monkeypatch.setattr(sealing, "_write", beside)
    sealing.seal()
    assert Act.objects.count() - Seal.objects.filter(kind="act").count() == 1
    sealing.seal()
    assert next(languages) == "fr"


def test_a_row_that_turns_up_long_after_is_not_sealed_but_told(cast: Cast) -> None:
    """An act whose key lies among those sealed long ago was not written by the house."""
    keys = chain.write(20)
    with long_ago():
        sealing.seal()
    free = next(key for key in keys if not Act.objects.filter(pk=key).exists())
    Act.objects.bulk_create([Act(id=free, at=clock.now(), by=cast.clerk, by_name="Clerk", code="x.y")])
    assert sealing.seal()[0] == sealing.head()
    assert verify().wrong == [f"Act {free} was inserted among what had been sealed long before."]


def test_a_row_committed_late_is_sealed(cast: Cast) -> None:
    """A slow transaction may hold an older key: within the hour it is sealed like any other."""
    keys = chain.write(20)
    sealing.seal()
    free = next(key for key in keys if not Act.objects.filter(pk=key).exists())
    Act.objects.bulk_create([Act(id=free, at=clock.now(), by=cast.clerk, by_name="Clerk", code="x.y")])
    assert verify().cautions[0].startswith("1 acts, readings or erasures are not sealed yet")
    sealing.seal()
    assert verify().code == INTACT


def test_what_cannot_be_promised_is_said(cast: Cast) -> None:
    """No anchor, an older anchor, something not sealed yet: each has its words."""
    sealing.seal()
    assert verify().cautions == ["Without an anchor kept outside, cutting off the end or rewriting the whole cannot be excluded."]
    old = anchored()
    assert verify(anchors=[old]).cautions == []
    choose_language(by=cast.mayor, language="nl")
    sealing.seal()
    assert verify(anchors=[old]).cautions == [
        f"After number {old.number}, the last one anchored, cutting off the end or rewriting cannot be excluded."
    ]


def test_nothing_sealed_and_no_anchor_cannot_be_told(cast: Cast) -> None:
    """With an anchor, a chain that is gone is a chain cut off."""
    assert verify().code == CANNOT_TELL
    sealing.seal()
    told = anchored()
    with undone():
        run("DELETE FROM taskforce_seal")
        assert verify(anchors=[told]).code == ALTERED


def test_each_finding_names_number_and_row(cast: Cast) -> None:
    """What is wrong is told so that somebody can look."""
    keys = chain.write(4)
    with long_ago():
        sealing.seal()
    act, number = keys[0], Seal.objects.get(kind="act", key=keys[0]).number
    for sql, words in (
        (f"UPDATE taskforce_act SET by_name = 'X' WHERE id = {act}", f"Number {number}: act {act} or its history is not as it was sealed."),
        (f"DELETE FROM taskforce_seal WHERE number = {number}", f"Numbers {number} to {number} are missing from the chain."),
        (f"UPDATE taskforce_seal SET digest = 'no' WHERE number = {number}", f"Number {number}: the link does not follow from the one before it."),
        ("UPDATE taskforce_shape SET fields = '{}'", "Number 1: shape"),
        ("UPDATE taskforce_seal SET number = -number WHERE number = 1", "The chain does not begin with its shape at number 1."),
        (f"UPDATE actions_historicalentry SET act_id = {act + 10**6} WHERE act_id = {act}", f"Number {number}: act {act} or its"),
    ):  # fmt: skip
        with undone():
            run(sql)
            assert any(one.startswith(words) for one in verify().wrong), words
    with undone():
        run(f"UPDATE taskforce_act SET id = 5 WHERE id = {act}")
        assert f"There is history of act {act}, which does not exist." not in verify().wrong
        assert f"Number {number}: act {act} has been deleted." in verify().wrong
        run(f"DELETE FROM taskforce_seal WHERE number = {number}")
        assert f"There is history of act {act}, which does not exist." in verify().wrong


def test_every_sealed_field_has_a_form() -> None:
    """A field nobody thought of is not left out in silence: it has no form, and this fails."""
    shape = shapes.shape_in_force()
    assert len(shape) > 30
    assert ["salt", "text"] in shape["taskforce.act"]
    assert ["value", "decimal:6"] in shape["actions.historicalquantity"]
    with pytest.raises(shapes.NoForm):
        shapes.kind_of(models.DurationField())


def without(label: str, *names: str) -> shapes.Fields:
    """The shape in force without some fields of a model."""
    return {**shapes.shape_in_force(), label: [one for one in shapes.shape_in_force()[label] if one[0] not in names]}


def test_a_field_added_later_breaks_no_older_seal(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was sealed before is verified by the fields of then; what is sealed after, by those of now."""
    with monkeypatch.context() as before:
        before.setattr(sealing, "shape_in_force", lambda: without("actions.historicalentry", "note", "source"))
        keys = chain.write(9)
        with long_ago():
            sealing.seal()
    chain.write(9, first=2_000_001)
    sealing.seal()
    assert Seal.objects.filter(kind="shape").count() == 2
    assert verify().code == INTACT
    run(f"UPDATE actions_historicalentry SET note = 'added since' WHERE act_id = {keys[0]}")
    assert verify().code == INTACT
    run("UPDATE actions_historicalentry SET note = 'changed' WHERE act_id = 2000001")
    assert verify().code == ALTERED


@pytest.mark.parametrize("gone", ["field", "model", "act"])
def test_a_sealed_field_that_is_gone_cannot_be_told(gone: str, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither intact nor altered: the command ends with two, and names the field."""
    now = shapes.shape_in_force()
    old = {
        "field": {**now, "actions.historicalentry": [*now["actions.historicalentry"], ["street", "text"]]},
        "model": {**now, "actions.historicalgone": [["id", "integer"]]},
        "act": {**now, "taskforce.reading": [*now["taskforce.reading"], ["where", "text"]]},
    }[gone]
    chain.write(9)
    with monkeypatch.context() as then:
        then.setattr(sealing, "shape_in_force", lambda: old)
        sealing.seal()
    run("UPDATE taskforce_seal SET digest = %s WHERE kind = %s", "0" * 64, "reading" if gone == "act" else "act")
    found = verify()
    assert {"field": "street", "model": "actions.historicalgone", "act": "where"}[gone] in " ".join(found.unknown)


CASES: tuple[tuple[str, str], ...] = (
    ('{"b": 1.0, "a": [1e3, 2.50, 3]}', '{"a":[1000,2.5,3],"b":1}'),
    ('{"a": [1000, 2.50, 3], "b": 1}', '{"a":[1000,2.5,3],"b":1}'),
    ('"é"', '"é"'),
)


@pytest.mark.parametrize(("given", "written"), CASES)
def test_a_content_is_written_alike_whatever_the_database_made_of_it(given: str, written: str) -> None:
    """Order of keys, idle zeros and exponents differ between databases; what they say does not."""
    assert shapes.content(given) == written
    assert shapes.floating("1.50") == "1.5"


def test_rows_are_written_alike_on_every_database(cast: Cast) -> None:
    """A journal moved from one database to another still verifies: the same texts are sealed on both."""
    history: Any = apps.get_model("actions", "HistoricalQuantity")
    entries: Any = apps.get_model("actions", "HistoricalEntry")
    perimeters: Any = apps.get_model("hotspots", "HistoricalPerimeter")
    with clock.at(chain.START.replace(microsecond=120000)), acting(cast.clerk, "tests.digest") as act:
        key = act.row.pk
        same = {
            "act_id": key,
            "history_type": "~",
            "salt": "0" * 32,
            "history_date": chain.START + timedelta(microseconds=5),
            "history_id": 77,
        }
        history.objects.bulk_create(
            [
                history(
                    **same,
                    id=1,
                    entry_id=2,
                    measure_id=3,
                    unit_id=4,
                    workspace_id=5,
                    value=Decimal("0.5"),
                    base_value=Decimal("1234567.25"),
                    qualifier="exact",
                )
            ]
        )
        entries.objects.bulk_create(
            [
                entries(
                    **same,
                    id=1,
                    day=chain.START.date(),
                    quarter=20241,
                    note='Été "vu"\n\t\x01\\',
                    client_key="0" * 31 + "f",
                    workspace_id=5,
                )
            ]
        )
        perimeters.objects.bulk_create(
            [perimeters(**same, id=1, version=1, since=chain.START.date(), geometry={"type": "P", "c": [4.34, 50.0, 1e-7]}, decision="")]
        )
    sealing.seal()
    from taskforce.kernel.seal.proving import record_of

    rows = {one["model"]: one for one in record_of(Act.objects.get(pk=key), 10**6, "default")}
    values = {label: dict(zip(one["fields"], one["values"], strict=True)) for label, one in rows.items()}
    assert values["actions.historicalquantity"]["value"] == "0.500000"
    assert values["actions.historicalquantity"]["base_value"] == "1234567.2500000000"
    assert values["actions.historicalquantity"]["history_date"] == "2024-03-01T08:00:00.000005"
    assert values["taskforce.act"]["at"] == "2024-03-01T08:00:00.120000"
    assert values["actions.historicalentry"] | {"act_id": ""} == {
        "id": "1", "act_id": "", "salt": "0" * 32, "axis": "", "tier": "", "day": "2024-03-01", "quarter": "20241", "slot": "", "note": 'Été "vu"\n\t\x01\\',
        "source": "", "state": "kept", "client_key": "0" * 31 + "f", "workspace_id": "5", "action_id": None, "organisation_id": None, "author_id": None,
        "history_id": "77", "history_date": "2024-03-01T08:00:00.000005", "history_type": "~",
    }  # fmt: skip
    assert json.loads(values["hotspots.historicalperimeter"]["geometry"]) == {"type": "P", "c": [4.34, 50, 1e-7]}
    assert values["hotspots.historicalperimeter"]["geometry"] == '{"c":[4.34,50,1e-07],"type":"P"}'
    booleans = next(value for one in shapes.shape_in_force().values() for _name, value in one if value == "boolean")
    assert booleans
    assert verify().code == INTACT


def test_yes_and_no_are_one_and_nought(cast: Cast) -> None:
    """Booleans too are written alike."""
    from taskforce.kernel.seal.digests import written

    table = shapes.tables_of({"taskforce.historicaluser": [["is_active", "boolean"]]}, connection)["taskforce.historicaluser"]
    assert {values[0] for _act, _key, values in written(connection, table, 0, 10**9)} == {"1"}


def test_a_verdict_counts_what_it_read(cast: Cast) -> None:
    """Acts, history rows and readings are counted; links apart."""
    chain.write(10)
    sealing.seal()
    found = verify()
    assert found.links == sealing.head().number
    histories = sum(one._base_manager.count() for one in shapes.sealed_models())
    assert found.rows == histories
    assert found.code == verdict.INTACT


@pytest.mark.django_db(transaction=True)
def test_several_processes_find_what_one_finds(committed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is shared where there is enough of it; the verdict, its findings and the root do not depend on by how many."""
    monkeypatch.setattr(verifying, "SPAN", 16)
    keys = chain.write(80)
    with long_ago():
        sealing.seal()
    told = anchored()
    assert verify(anchors=[told], jobs=2).code == verify(anchors=[told], jobs=1).code == INTACT
    run("UPDATE actions_historicalentry SET note = 'X' WHERE act_id = %s", keys[1])
    shared, alone = verify(anchors=[told], jobs=2), verify(anchors=[told], jobs=1)
    assert (shared.wrong, shared.rows, shared.links) == (alone.wrong, alone.rows, alone.links)
    assert len(shared.wrong) == 1


def test_a_stretch_is_judged_the_same_in_a_process_of_its_own(cast: Cast) -> None:
    """What a process is told at its beginning is all it needs."""
    sealing.seal()
    given = verifying.ground("default", [])
    verifying._begin(given)
    for one in verifying.stretches("default"):
        assert verifying._work(one) == verifying.judge(given, one)


def test_an_anchor_whose_number_is_missing_is_named(cast: Cast) -> None:
    """The link somebody was told of has been taken out of the middle."""
    sealing.seal()
    told = anchored()
    choose_language(by=cast.mayor, language="nl")
    sealing.seal()
    run("DELETE FROM taskforce_seal WHERE number = %s", told.number)
    assert f"The anchor knows number {told.number}, which is missing." in verify(anchors=[told]).wrong
