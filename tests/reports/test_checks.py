"""The checks before signing: pure comparisons of a content with itself and with the one accepted before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from actions.figures import Amount, Figure, MeasureFacts
from hotspots.models import Covered, Order, OrderUse
from reports import rules, services
from reports.figures import content_of, frozen_checks, lines_of
from reports.figures.checks import Check, checks_of, explained
from reports.figures.findings import SAID
from reports.models import Explanation, Version
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.rules import Refused
from tests.cast import Cast
from tests.reports.conftest import Road

NAMES = {"fr": "Saisies", "nl": "Inbeslagnames", "en": "Seizures"}
DRUGS = MeasureFacts("drugs", NAMES, "kg", "security", "sum")
CONTACTS = MeasureFacts("contacts", NAMES, "", "security", "sum", counts=True)
PERSONS = replace(CONTACTS, code="persons", unit="pers.")
SHARE = MeasureFacts("share", NAMES, "%", "security", "ratio", numerator="a", denominator="b")


def figure(measure: MeasureFacts, value: str | None = "5", **more: Any) -> dict[str, Any]:
    """A frozen figure."""
    return Figure(measure, Amount(None if value is None else Decimal(value), below=5, **more)).as_dict()


def action(code: str = "S1", *figures: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A frozen action that counts these figures."""
    targets = [{"measure": one["measure"]["code"], "figure": one} for one in figures]
    return {"code": code, "title": "Patrols", "state": "running", "is_late": False, "late_reason": "", "targets": targets, **more}


def content(actions: list[dict[str, Any]] | None = None, figures: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """A content in which the checks find nothing, but for what is given: actions and figures of the security axis."""
    listed = [action()] if actions is None else actions
    planned = sum(one["state"] != "abandoned" for one in listed)
    others = [
        {"axis": axis, "counts": {"planned": 1}, "actions": [action(axis)], "figures": []} for axis in ("prevention", "neighbourhood")
    ]
    return {
        "texts": dict.fromkeys(("security", "prevention", "neighbourhood"), "Said."),
        "axes": [{"axis": "security", "counts": {"planned": planned}, "actions": listed, "figures": figures or []}, *others],
        "orders": [],
        "period": {"code": "2024-T3", "since": "2024-07-01", "until": "2024-09-30"},
        "hotspot": {"perimeter_version": 1},
        **more,
    }


def order(**more: Any) -> dict[str, Any]:
    """A frozen order in force."""
    plain = {"reference": "TST-A-01", "code": "A-01", "subject": "No gatherings", "level": "municipality"}
    return {**plain, "extends": None, "evaluated": False, "is_counted": True, **more}


BEFORE = {"period": {"code": "2024-T2", "since": "2024-04-01", "until": "2024-06-30"}}
TEXT = {"security": " ", "prevention": "P", "neighbourhood": "V"}
FOUND: list[tuple[str, str, str, dict[str, Any], dict[str, Any] | None]] = [
    ("text_missing/security", "blocks", "Security", content(texts=TEXT), None),
    ("axis_empty/security", "explain", "no action on this axis", content([]), None),
    ("actions_gap/security", "explain", "2 actions are counted, 1 are listed", {**content(), "axes": [{**content()["axes"][0], "counts": {"planned": 2}}]}, None),
    ("parts_gap/drugs", "explain", "The gap is 2\u00a0kg", content([action("S1", figure(DRUGS, "3"))], [figure(DRUGS, "5")]), None),
    ("small_base/share", "explain", "a share of 19", content(figures=[figure(SHARE, "0.5", denominator=Decimal(19))]), None),
    ("small_base/share", "explain", "a share of 0", content(figures=[figure(SHARE, None, denominator=Decimal(0))]), None),
    ("mixed_counts/axes", "note", "never added together: Security", content([action("S1", figure(CONTACTS), figure(PERSONS))], [figure(CONTACTS), figure(PERSONS)]), None),
    ("late_unexplained/S1", "explain", "S1 is late and nobody says why", content([action(is_late=True)]), None),
    ("use_uncounted/A-01", "explain", "its use was not counted", content(orders=[order(is_counted=False)]), None),
    ("not_evaluated/A-01", "blocks", "was not evaluated", content(orders=[order(extends="A-00")]), None),
    ("cumulated_falls/S1/drugs", "explain", "4\u00a0kg since it began, and 5\u00a0kg in 2024-T2", content([action("S1", figure(DRUGS, "4"))]), content([action("S1", figure(DRUGS, "5"))], **BEFORE)),
    ("unequal_periods/2024", "note", "This period has 92 days, 2024 had 366", content(), content(period={"code": "2024", "since": "2023-07-01", "until": "2024-06-30"})),
    ("perimeter_changed/1-2", "explain", "The outline is version 2; in 2024-T2 it was version 1", content(hotspot={"perimeter_version": 2}), content(**BEFORE)),
    ("unit_changed/drugs", "explain", "counted in kg; in 2024-T2 it was counted in g", content([action("S1", figure(DRUGS))], [figure(DRUGS)]), content([action("S1", figure(replace(DRUGS, unit="g")))], [figure(replace(DRUGS, unit="g"))], **BEFORE)),
]  # fmt: skip


@pytest.mark.parametrize(("key", "severity", "words", "now", "before"), FOUND)
def test_each_finding_has_its_words_and_its_weight(
    key: str, severity: str, words: str, now: dict[str, Any], before: dict[str, Any] | None
) -> None:
    """One thing is wrong, and one thing is found; it reads back from what is frozen."""
    (found,) = checks_of(now, before)
    assert (found.key, found.severity) == (key, severity)
    assert Check.from_dict(found.as_dict()) == found
    for language in ("fr", "nl", "en"):
        with override(language):
            (line,) = lines_of([found])
            assert "%(" not in line.words
    assert words in line.words
    assert line.holds_up == (severity != "note")


NOTHING: list[tuple[str, dict[str, Any], dict[str, Any] | None]] = [
    ("all is well", content(), content(**BEFORE)),
    ("the parts reach further back than the total", content([action("S1", figure(DRUGS, "9"))], [figure(DRUGS, "5")]), None),
    ("a part is masked", content([action("S1", figure(CONTACTS, None, masked=True))], [figure(CONTACTS, "5")]), None),
    ("no action says what it reached of it", content([action()], [figure(DRUGS, "5")]), None),
    ("the total is masked", content(figures=[figure(CONTACTS, None, masked=True)]), None),
    ("an abandoned action is listed and not counted", content([action(), action("S2", state="abandoned")]), None),
    ("a base of twenty", content(figures=[figure(SHARE, "0.5", denominator=Decimal(20))]), None),
    ("a late action says why", content([action(is_late=True, late_reason="No car")]), None),
    ("a framework is used by the orders that apply it", content(orders=[order(is_counted=False, level="region")]), None),
    ("an extension was evaluated", content(orders=[order(extends="A-00", evaluated=True)]), None),
    ("a total that rises", content([action("S1", figure(DRUGS, "6"))]), content([action("S1", figure(DRUGS, "5"))], **BEFORE)),
    ("a total now masked", content([action("S1", figure(CONTACTS, None, masked=True))]), content([action("S1", figure(CONTACTS, "5"))], **BEFORE)),
    ("another unit is no fall", content([action("S1", figure(DRUGS, "4"))]), content([action("S1", figure(replace(DRUGS, unit="g"), "5"))], **BEFORE)),
    ("an action of its own", content([action("S9", figure(DRUGS, "4"))]), content([action("S1", figure(DRUGS, "5"))], **BEFORE)),
    ("quarters differ by two days", content(), content(period={"code": "2024-T1", "since": "2024-01-01", "until": "2024-03-31"})),
]  # fmt: skip


@pytest.mark.parametrize(("now", "before"), [(now, before) for _why, now, before in NOTHING], ids=[why for why, *_ in NOTHING])
def test_what_is_well_is_not_found(now: dict[str, Any], before: dict[str, Any] | None) -> None:
    """A check that cries wolf is read by nobody."""
    assert checks_of(now, before) == ()


def test_only_what_asks_for_it_is_explained() -> None:
    """A block is mended, a note is known."""
    blocks, asks, knows = (Check("not_evaluated", "A-01", one, ("", "")) for one in ("blocks", "explain", "note"))
    said = explained([blocks, asks, knows], {"not_evaluated/A-01": "Because."})
    assert [(one.explanation, one.holds_up) for one in said] == [("", True), ("Because.", False), ("", False)]


def test_every_check_is_tried_here() -> None:
    """No words without a case; what is personal is tried with the texts."""
    assert {key.split("/")[0] for key, *_ in FOUND} | {"personal"} == set(SAID)


def test_what_was_frozen_before_there_were_checks_has_none() -> None:
    """An earlier schema reads as before."""
    assert frozen_checks({"schema": 1}) == ()


def late(cast: Cast) -> None:
    """Make an action late without a reason."""
    with acting(cast.clerk, "tests.arrange"):
        it = cast.action("S1")
        it.due = date(2024, 10, 1)
        it.save()


def test_a_finding_is_explained_before_the_report_is_submitted_and_frozen_with_it(cast: Cast, road: Road) -> None:
    """The refusal says what to explain; what was said is in the content and its digest, whatever is said later."""
    late(cast)
    road.draft(cast.report)
    with pytest.raises(Refused, match="Explain first: S1 is late"):
        road.submit_again(cast.report)
    services.explain(
        by=cast.coordinator, report=cast.report, explanations={"late_unexplained/S1": " The car is\r\nmissing. ", "else/S1": "No"}
    )
    version = road.submit_again(cast.report)
    assert [one["explanation"] for one in version.content["checks"]] == ["The car is\nmissing."]
    services.send_back(by=cast.mayor, report=cast.report, reason="Once more.")
    services.explain(by=cast.coordinator, report=cast.report, explanations={"late_unexplained/S1": "The car is back."})
    version.refresh_from_db()
    assert frozen_checks(version.content)[0].explanation == "The car is\nmissing."
    assert Explanation.objects.get().explanation == "The car is back."
    told = Explanation.history.count()
    services.explain(by=cast.coordinator, report=cast.report, explanations={"late_unexplained/S1": "The car is back."})
    assert Explanation.history.count() == told, "the same words again change nothing"
    services.explain(by=cast.coordinator, report=cast.report, explanations={"late_unexplained/S1": ""})
    assert not rules.submit(cast.coordinator, cast.report)


def test_a_chair_does_not_sign_what_nobody_explained(cast: Cast, road: Road) -> None:
    """Should such a content ever have been frozen."""
    version = road.submitted(cast.report)
    found = Check("late_unexplained", "S1", "explain", ("action", "S1"), {"action": "S1", "title": "Patrols"})
    with acting(cast.clerk, "tests.arrange"):
        version.content = {**(version.content or {}), "checks": [found.as_dict()]}
        version.save()
    with pytest.raises(Refused, match="Explain first: S1 is late"):
        services.sign(by=cast.mayor, report=cast.report)


def test_nothing_is_explained_once_the_version_is_frozen(cast: Cast, road: Road) -> None:
    """Nor by anybody but the coordinator."""
    road.draft(cast.report)
    with pytest.raises(Refused, match="role here"):
        services.explain(by=cast.police, report=cast.report, explanations={})
    road.submit_again(cast.report)
    with pytest.raises(Refused, match="no draft to explain"):
        services.explain(by=cast.coordinator, report=cast.report, explanations={})


def test_the_orders_in_force_are_frozen_with_their_use(cast: Cast, road: Road) -> None:
    """Used three times within the period; a count that reaches beyond it is known to be there, its number is not the period's."""
    room, police = cast.workspace("TST-01"), cast.seat("mayor")
    days = {"since": date(2024, 8, 1), "until": date(2024, 12, 31)}
    with acting(cast.clerk, "tests.arrange"):
        made = Order.objects.create(
            workspace=room, level="municipality", issuer=police.organisation, reference="TST-A-01", subject="No gatherings", basis="Act",
            state="signed", signed_on=date(2024, 7, 30), signed_by=police, **days,
        )  # fmt: skip
        Covered.objects.create(workspace=room, order=made, hotspot=cast.hotspot)
        version = road.draft(cast.report)
        assert [one.key for one in frozen_checks(content_of(cast.report, version))] == ["use_uncounted/A-01"]
        OrderUse.objects.create(workspace=room, order=made, number=7, since=date(2024, 9, 1), until=date(2024, 10, 31), source="Log")
        (told,) = content_of(cast.report, version)["orders"]
        assert (told["times_used"], told["is_counted"], told["until"], told["extends"]) == (None, True, "2024-12-31", None)
        OrderUse.objects.create(workspace=room, order=made, number=3, since=date(2024, 9, 1), until=date(2024, 9, 30), source="Log")
    content = content_of(cast.report, version)
    assert (content["orders"][0]["times_used"], content["checks"]) == (3, [])


def test_a_report_is_compared_with_the_last_one_accepted_of_its_hotspot(cast: Cast, road: Road) -> None:
    """An outline drawn anew asks for a word; what was never accepted is compared with nothing."""
    road.accepted(cast.report)
    quarter = {"code": "2024-T4", "since": date(2024, 10, 1), "until": date(2024, 12, 31), "due": date(2025, 1, 31)}
    period = services.open_period(by=cast.head, workspace=cast.workspace("TST-CELL"), **quarter)
    following = period.reports.get(hotspot=cast.hotspot)
    with acting(cast.clerk, "tests.arrange"):
        cast.hotspot.perimeters.create(workspace=cast.hotspot.workspace, version=2, geometry={}, since=clock.today(), decision="CRS")
    draft = Version(report=following, workspace=following.workspace, number=1)
    found = {one.code for one in frozen_checks(content_of(following, draft))}
    assert "perimeter_changed" in found
    other = period.reports.get(hotspot=cast.elsewhere)
    assert "perimeter_changed" not in {one.code for one in frozen_checks(content_of(other, Version(report=other, number=1)))}
