"""The whole life of a report through its services."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from reports import rules, services
from reports.models import Remark, Report, Version
from taskforce.kernel.acts import NoAct, acting
from taskforce.kernel.canon import digest
from taskforce.kernel.rules import Refused
from tests.cast import Cast, an_entry
from tests.reports.conftest import DECISIONS, TEXTS, Road


def test_from_due_to_accepted(cast: Cast, road: Road) -> None:
    """Due, draft, submitted, signed, returned, answered, submitted, signed, accepted, corrected, accepted again."""
    report = cast.report
    assert report.state == "due"
    second = road.returned(report)
    assert (second.number, second.reason, second.prevention) == (2, "One point.", TEXTS["prevention"])
    services.write_sections(by=cast.coordinator, version=second, prevention="Outreach on 12 evenings.")
    services.answer(by=cast.coordinator, remark=Remark.objects.get(), answer="Twelve.")
    road.submit_again(report)
    road.sign_again(report)
    services.accept(by=cast.reviewer, report=report)
    report.refresh_from_db()
    assert report.state == "accepted"
    assert report.accepted == second
    third = services.correct(by=cast.reviewer, report=report, reason="A wrong number.")
    report.refresh_from_db()
    assert (report.state, report.accepted, third.number) == ("draft", second, 3)
    services.write_sections(by=cast.coordinator, version=third, security="Corrected.")
    road.submit_again(report)
    road.sign_again(report)
    services.accept(by=cast.head, report=report)
    report.refresh_from_db()
    assert report.accepted == third


def test_a_submission_freezes_texts_and_figures(cast: Cast, road: Road) -> None:
    """With the instant, who submitted and the digest of what is frozen."""
    version = road.submitted(cast.report)
    version.refresh_from_db()
    assert version.digest == digest(version.content)
    assert version.content["as_of"] == version.submitted_at.isoformat()
    assert version.content["texts"] == {**TEXTS, "decisions": DECISIONS}
    assert version.submitted_by == cast.coordinator


def test_a_signature_says_in_which_part_and_for_whom(cast: Cast, road: Road) -> None:
    """In every language, whatever the titles become."""
    version = road.signed(cast.report)
    assert version.signed_as["name"] == "Person mayor"
    assert version.signed_as["part"]["en"] == "Chair"
    assert version.signed_as["organisation"] == {
        "fr": "Commune de Nordville",
        "nl": "Gemeente Noordstad",
        "en": "Commune de Nordville (en)",
    }


def test_the_chair_sends_back_before_signing(cast: Cast, road: Road) -> None:
    """The unsigned version stays frozen; its texts go on in a new one, all of them open."""
    first = road.submitted(cast.report)
    second = services.send_back(by=cast.mayor, report=cast.report, reason="Say it shorter.")
    first.refresh_from_db()
    assert (first.signed_at, second.number, second.security, second.reason) == (None, 2, TEXTS["security"], "Say it shorter.")
    services.write_sections(by=cast.coordinator, version=second, security="Short.")
    with pytest.raises(Refused, match="frozen"):
        services.write_sections(by=cast.coordinator, version=first, security="Other.")


def test_the_chair_says_why_when_sending_back(cast: Cast, road: Road) -> None:
    """A blank reason is none, and too long a one is refused."""
    road.submitted(cast.report)
    for words in (" ", "x" * 1201):
        with pytest.raises(ValidationError):
            services.send_back(by=cast.mayor, report=cast.report, reason=words)


def test_a_signed_version_is_not_sent_back(cast: Cast, road: Road) -> None:
    """Nor signed twice."""
    road.signed(cast.report)
    assert rules.send_back(cast.mayor, cast.report) == rules.sign(cast.mayor, cast.report)
    with pytest.raises(Refused, match="This version is signed"):
        services.sign(by=cast.mayor, report=Report.objects.get(pk=cast.report.pk))


def test_only_the_chair_signs(cast: Cast, road: Road) -> None:
    """Not the coordinator who submitted, nor another chair."""
    road.submitted(cast.report)
    for person in (cast.coordinator, cast.mayor_elsewhere, cast.reviewer):
        with pytest.raises(Refused):
            services.sign(by=person, report=cast.report)


def test_nothing_waits_for_a_signature_before_submission(cast: Cast, road: Road) -> None:
    """Neither what is due nor a draft is signed or reviewed."""
    assert rules.sign(cast.mayor, cast.report).objections == ("No version waits for a signature.",)
    road.draft(cast.report)
    with pytest.raises(Refused, match="No version waits"):
        services.sign(by=cast.mayor, report=cast.report)
    with pytest.raises(Refused, match="does not wait for a review"):
        services.accept(by=cast.reviewer, report=cast.report)


@pytest.mark.parametrize("axis", ["security", "prevention", "neighbourhood"])
def test_each_axis_needs_its_text(cast: Cast, road: Road, axis: str) -> None:
    """The three are inseparable: the refusal names the one that lacks."""
    version = road.draft(cast.report)
    services.write_sections(by=cast.coordinator, version=version, **{axis: "  "})
    verdict = rules.submit(cast.coordinator, Report.objects.get(pk=cast.report.pk))
    assert len(verdict.objections) == 1
    with pytest.raises(Refused, match="Write the text on this axis first"):
        services.submit(by=cast.coordinator, report=cast.report)


def test_a_report_is_started_once(cast: Cast, road: Road) -> None:
    """And nothing is submitted before."""
    with pytest.raises(Refused, match="no draft"):
        services.submit(by=cast.coordinator, report=cast.report)
    road.draft(cast.report)
    with pytest.raises(Refused, match="started already"):
        services.start_report(by=cast.coordinator, report=cast.report)


@pytest.mark.parametrize(
    ("section", "text", "words"), [("security", "x" * 1201, "Shorten"), ("decisions", "a\nb\nc\nd", "three decisions")]
)
def test_texts_have_their_limits(cast: Cast, road: Road, section: str, text: str, words: str) -> None:
    """1,200 characters, three decisions; the error names the section."""
    version = road.draft(cast.report)
    with pytest.raises(ValidationError) as error:
        services.write_sections(by=cast.coordinator, version=version, **{section: text})
    assert words in error.value.message_dict[section][0]


def test_saving_the_same_texts_writes_nothing(cast: Cast, road: Road) -> None:
    """However the browser ends its lines."""
    version = road.draft(cast.report)
    rows = version.history.count()
    services.write_sections(by=cast.coordinator, version=version, decisions=DECISIONS.replace("\n", "\r\n"))
    assert version.history.count() == rows


def test_after_a_return_only_remarked_sections_open(cast: Cast, road: Road) -> None:
    """The others come back unchanged or not at all; a closed remark closes its section."""
    draft = road.returned(cast.report)
    services.write_sections(by=cast.coordinator, version=draft, prevention="More.", security=TEXTS["security"])
    with pytest.raises(ValidationError) as error:
        services.write_sections(by=cast.coordinator, version=draft, security="Else.")
    assert error.value.message_dict == {"security": ["No remark asks to change this text."]}
    services.close_remark(by=cast.reviewer, remark=Remark.objects.get())
    with pytest.raises(Refused, match="no other text"):
        services.write_sections(by=cast.coordinator, version=draft, prevention="Again.")


def test_the_lock_outlives_a_chair_who_sends_back(cast: Cast, road: Road) -> None:
    """What the cell did not remark on stays as the chair signed it."""
    road.returned(cast.report)
    services.answer(by=cast.coordinator, remark=Remark.objects.get(), answer="Done.")
    road.submit_again(cast.report)
    draft = services.send_back(by=cast.mayor, report=cast.report, reason="Not yet.")
    with pytest.raises(ValidationError):
        services.write_sections(by=cast.coordinator, version=draft, security="Else.")


def test_a_remark_on_figures_opens_no_text_but_lets_submit_again(cast: Cast, road: Road) -> None:
    """Figures mend themselves by the entries."""
    draft = road.returned(cast.report, section="figures")
    with pytest.raises(Refused, match="no other text"):
        services.write_sections(by=cast.coordinator, version=draft, security="Else.")
    services.answer(by=cast.coordinator, remark=Remark.objects.get(), answer="Entries added.")
    assert road.submit_again(cast.report).number == 2


def test_every_remark_is_answered_before_submitting_again(cast: Cast, road: Road) -> None:
    """Internal ones apart."""
    version = road.signed(cast.report)
    services.remark(by=cast.reviewer, version=version, section="security", text="Between us.", internal=True)
    services.remark(by=cast.reviewer, version=version, section="security", text="Say more.")
    services.give_back(by=cast.reviewer, report=cast.report)
    with pytest.raises(Refused, match="Answer every remark"):
        road.submit_again(cast.report)
    with pytest.raises(Refused, match="no answer"):
        services.answer(by=cast.coordinator, remark=Remark.objects.get(internal=True), answer="No.")
    services.answer(by=cast.coordinator, remark=Remark.objects.get(internal=False), answer="Said.")
    road.submit_again(cast.report)


def test_remarks_are_answered_after_the_return(cast: Cast, road: Road) -> None:
    """While the report is reviewed they may still change."""
    version = road.signed(cast.report)
    remark = services.remark(by=cast.reviewer, version=version, section="security", text="Say more.")
    with pytest.raises(Refused, match="once the report has been returned"):
        services.answer(by=cast.coordinator, remark=remark, answer="Said.")


def test_no_return_without_an_open_shared_remark(cast: Cast, road: Road) -> None:
    """Neither an internal nor a closed one is enough."""
    version = road.signed(cast.report)
    services.remark(by=cast.reviewer, version=version, section="security", text="Between us.", internal=True)
    closed = services.remark(by=cast.reviewer, version=version, section="security", text="Never mind.")
    services.close_remark(by=cast.reviewer, remark=closed)
    with pytest.raises(Refused, match="at least one remark"):
        services.give_back(by=cast.reviewer, report=cast.report)
    with pytest.raises(Refused, match="closed"):
        services.close_remark(by=cast.reviewer, remark=closed)


def test_remarks_are_made_on_the_signed_version_under_review(cast: Cast, road: Road) -> None:
    """Not on an unsigned one, nor on one that was replaced, nor without words."""
    first = road.submitted(cast.report)
    with pytest.raises(Refused, match="not signed this version yet"):
        services.remark(by=cast.reviewer, version=first, section="security", text="Early.")
    road.sign_again(cast.report)
    with pytest.raises(ValidationError):
        services.remark(by=cast.reviewer, version=first, section="security", text=" ")
    with pytest.raises(ValidationError):
        services.remark(by=cast.reviewer, version=first, section="nowhere", text="Where?")
    services.remark(by=cast.reviewer, version=first, section="security", text="More.")
    services.give_back(by=cast.reviewer, report=cast.report)
    services.answer(by=cast.coordinator, remark=Remark.objects.get(), answer="Said.")
    road.submit_again(cast.report)
    road.sign_again(cast.report)
    with pytest.raises(Refused, match="newer version"):
        services.remark(by=cast.reviewer, version=first, section="security", text="Late.")


def test_nobody_accepts_what_they_submitted_or_signed(cast: Cast, road: Road) -> None:
    """Even with a seat in the cell: the rule says so, and for the submitter the database too."""
    version = road.signed(cast.report)
    for part in ("submitted_by", "signed_by"):
        with acting(cast.clerk, "tests.arrange"):
            before = getattr(version, part)
            setattr(version, part, cast.reviewer)
            version.save()
        with pytest.raises(Refused, match="submitted or signed this report yourself"):
            services.accept(by=cast.reviewer, report=cast.report)
        with acting(cast.clerk, "tests.arrange"):
            setattr(version, part, before)
            version.save()
    version.accepted_by, version.accepted_at = version.submitted_by, version.signed_at
    with pytest.raises(IntegrityError), transaction.atomic(), acting(cast.clerk, "tests.arrange"):
        version.save()


@pytest.mark.parametrize("who", ["coordinator", "mayor", "member", "secretary", "worker", "outsider"])
def test_only_the_cell_reviews(cast: Cast, road: Road, who: str) -> None:
    """Accepting, returning and remarking are the cell's."""
    version = road.signed(cast.report)
    person = getattr(cast, who)
    for rule, thing in (
        (rules.accept, cast.report),
        (rules.give_back, cast.report),
        (rules.remark, Remark(workspace=version.workspace, version=version)),
    ):
        assert rule(person, thing).why_not == "Your role here does not allow this."


def test_only_an_accepted_report_is_corrected_and_by_whom(cast: Cast, road: Road) -> None:
    """By the coordinator or a reviewer, with a reason; not by a partner."""
    road.signed(cast.report)
    with pytest.raises(Refused, match="Only an accepted report"):
        services.correct(by=cast.reviewer, report=cast.report, reason="Wrong.")
    services.accept(by=cast.reviewer, report=cast.report)
    report = Report.objects.get(pk=cast.report.pk)
    assert not rules.correct(cast.police, report)
    assert rules.correct(cast.coordinator, report)
    with pytest.raises(ValidationError):
        services.correct(by=cast.reviewer, report=report, reason="")


def test_an_accepted_version_stays_as_it_is(cast: Cast, road: Road) -> None:
    """Whatever is logged or renamed later."""
    version = road.accepted(cast.report)
    content = Version.objects.get(pk=version.pk).content
    with acting(cast.clerk, "tests.arrange"):
        an_entry(cast.action("S1"), drugs="12 g")
        organisation = cast.organisation("POLICE")
        organisation.name_fr = "Autre nom"
        organisation.save()
    again = Version.objects.get(pk=version.pk)
    assert (again.content, again.digest, digest(again.content)) == (content, version.digest, version.digest)


def test_anonymous_writes_raise(cast: Cast, road: Road) -> None:
    """A version, a remark or a report changed outside any act is refused."""
    version = road.signed(cast.report)
    remark = Remark(workspace=version.workspace, version=version, section="security", text="Who?")
    for attempt in (version.save, remark.save):
        with pytest.raises(NoAct), transaction.atomic():
            attempt()


def test_the_history_says_who_did_what(cast: Cast, road: Road) -> None:
    """Each move is one act of one person."""
    road.accepted(cast.report)
    acts = [(row.act.code, row.act.by_name, row.state) for row in cast.report.history.select_related("act").order_by("history_id")][1:]
    assert acts == [
        ("reports.start_report", "Person coordinator", "draft"),
        ("reports.submit", "Person coordinator", "submitted"),
        ("reports.accept", "Person reviewer", "accepted"),
    ]
