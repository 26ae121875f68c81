"""The review: remarks that point to a figure, texts opened on request, versions compared, an acceptance with a reserve."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError

from reports import services
from reports.figures import changes_between
from reports.models import Remark
from taskforce.kernel.journal import Act
from taskforce.kernel.rules import Refused
from tests.cast import Cast, an_entry
from tests.reports.conftest import Road, SignIn
from tests.reports.test_pages import page, post, to

REFERENCE = "TST-01-2024-T3"


def test_a_remark_points_to_a_figure_and_the_figure_back(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Its number is the link both ways; a figure opens no text."""
    road.signed(cast.report)
    reviewer = sign_in(cast.reviewer)
    words = page(reviewer, f"{to('review')}?at=measure-drugs")
    assert '<option value="measure-drugs" selected>' in words
    assert "Remark on S1" in words
    words = post(reviewer, to("review"), section="measure-drugs", text="It differs from the register.", number="1")
    it = Remark.objects.get()
    assert (it.section, it.anchor) == ("figures", "measure-drugs")
    assert f'<a class="remark-mark" href="#remark-{it.pk}">' in words
    assert '<a class="remark-mark" href="#measure-drugs">' in words
    assert '<tr id="measure-drugs">' in words
    assert it.get_absolute_url() == f"/reports/{REFERENCE}/v1/#remark-{it.pk}"


def test_a_remark_points_only_to_what_the_version_shows(cast: Cast, road: Road) -> None:
    """Not to a restricted action, nor to nothing."""
    version = road.signed(cast.report)
    for anchor in ("action-S2", "measure-none"):
        with pytest.raises(Refused, match="no such figure or action"):
            services.remark(by=cast.reviewer, version=version, section="figures", text="Why?", anchor=anchor)


def test_internal_remarks_look_and_are_called_otherwise_and_stay_in_the_cell(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Neither the task force nor the council finds a trace of them, not even a number."""
    version = road.signed(cast.report)
    services.remark(by=cast.reviewer, version=version, section="figures", anchor="action-S1", text="Between us.", internal=True)
    words = page(sign_in(cast.reviewer), to("report"))
    for expected in ("remark-internal", "Internal to the cell", "remark-mark-internal", "Between us."):
        assert expected in words
    services.accept(by=cast.reviewer, report=cast.report)
    for who in (cast.mayor, cast.member):
        words = page(sign_in(who), to("report"))
        assert "Between us." not in words
        assert "remark-mark" not in words


def test_the_next_version_keeps_the_remarks_until_they_are_closed(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """They stand beside it with their answers; a remark made later does not stand on an earlier version."""
    road.returned(cast.report)
    first = Remark.objects.get()
    services.answer(by=cast.coordinator, remark=first, answer="Twelve evenings.")
    road.submit_again(cast.report)
    second = road.sign_again(cast.report)
    later = services.remark(by=cast.reviewer, version=second, section="security", text="And the nights?")
    reviewer = sign_in(cast.reviewer)
    words = page(reviewer, to("review"))
    assert f'href="#remark-{first.pk}"><span class="hidden">Remark </span>1</a>' in words
    assert "Twelve evenings." in words
    mark = f'<a class="remark-mark" href="#remark-{later.pk}">'
    assert mark in words
    assert mark not in page(reviewer, to("version", REFERENCE, 1))
    services.close_remark(by=cast.reviewer, remark=first)
    assert f'<a class="remark-mark" href="#remark-{first.pk}">' not in page(reviewer, to("review"))


def test_what_changed_since_the_version_before_is_one_click_away(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Texts word by word, figures and actions that read otherwise; whoever reads the older one is told of the newer."""
    draft = road.returned(cast.report)
    services.write_sections(by=cast.coordinator, version=draft, prevention="Outreach every single week.")
    from taskforce.kernel.acts import acting

    with acting(cast.clerk, "tests.arrange"):
        an_entry(cast.action("S1"), drugs="548 g")
    services.answer(by=cast.coordinator, remark=Remark.objects.get(), answer="Done.")
    road.submit_again(cast.report)
    second = road.sign_again(cast.report)
    reviewer = sign_in(cast.reviewer)
    link = to("changes", REFERENCE, 2, 1)
    assert link in page(reviewer, to("review"))
    words = page(reviewer, to("version", REFERENCE, 1))
    assert "Version 2 has arrived." in words
    assert link in words
    words = page(reviewer, link)
    assert re.search(r"<ins>\s*single\s*</ins>", words)
    assert "0.548" in words
    assert f'href="{to("version", REFERENCE, 2)}#measure-drugs"' in words
    assert changes_between(second.content, second.content).none
    assert "The two versions say the same." in page(reviewer, to("changes", REFERENCE, 2, 2))
    page(sign_in(cast.member), link, 404)


def test_a_remark_on_a_version_that_was_replaced_waits_for_its_reader(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Told once, with the words kept; sent again it stands on the new version."""
    road.returned(cast.report)
    services.answer(by=cast.coordinator, remark=Remark.objects.get(), answer="Done.")
    road.submit_again(cast.report)
    road.sign_again(cast.report)
    reviewer = sign_in(cast.reviewer)
    words = post(reviewer, to("review"), section="security", text="Say more.", number="1")
    assert "Version 2 has arrived. Look at the differences, then send the remark again." in words
    assert "Say more." in words
    assert 'name="number" value="2"' in words
    assert Remark.objects.count() == 1
    post(reviewer, to("review"), section="security", text="Say more.", number="2")
    assert Remark.objects.latest("pk").version.number == 2


def test_a_text_without_a_remark_is_opened_on_request_with_a_reason(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """By a reviewer; the coordinator may write it then; the act keeps the reason; it stays open when the chair sends back."""
    draft = road.returned(cast.report)
    with pytest.raises(ValidationError):
        services.write_sections(by=cast.coordinator, version=draft, security="Else.")
    reviewer = sign_in(cast.reviewer)
    assert "Text to open" in page(reviewer, to("open_section"))
    assert "The text is open" in post(reviewer, to("open_section"), section="security", reason="They found a slip.")
    act = Act.objects.latest("pk")
    assert (act.code, act.reason) == ("reports.open_section", "They found a slip.")
    services.write_sections(by=cast.coordinator, version=draft, security="Else.")
    for section in ("security", "figures"):
        with pytest.raises(ValidationError, match="open already"):
            services.open_section(by=cast.reviewer, report=cast.report, section=section, reason="Again.")
    services.answer(by=cast.coordinator, remark=Remark.objects.get(), answer="Done.")
    road.submit_again(cast.report)
    again = services.send_back(by=cast.mayor, report=cast.report, reason="One more word.")
    services.write_sections(by=cast.coordinator, version=again, security="Else again.")


def test_a_report_is_accepted_with_a_reserve(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """The reserve stands beside the version for everybody who reads it, and in the regional report."""
    version = road.signed(cast.report)
    post(sign_in(cast.reviewer), to("accept"), digest=version.digest, reserve="Count the evenings again next time.")
    version.refresh_from_db()
    assert version.reserve == "Count the evenings again next time."
    for who in (cast.mayor, cast.member):
        assert "Count the evenings again" in page(sign_in(who), to("report"))
    regional = services.compile_regional(by=cast.head, period=cast.period)
    words = page(sign_in(cast.head), to("regional", regional.reference))
    assert "Accepted with a reserve" in words
    assert "Count the evenings again" in words


def test_an_acceptance_without_a_reserve_says_nothing_of_one(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Blanks are none."""
    version = road.signed(cast.report)
    services.accept(by=cast.reviewer, report=cast.report, reserve="  ")
    version.refresh_from_db()
    assert version.reserve == ""
    assert "reserve" not in page(sign_in(cast.member), to("report"))
