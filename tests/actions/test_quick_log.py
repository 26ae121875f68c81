"""The quick log: what a tap means, where it counts, who reads it, how it is taken back, and what a phone is handed to keep."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.test import Client
from PIL import Image

from actions import desk, rules, services
from actions.figures import RANGES, Amount, Figure, MeasureFacts, figures_for
from actions.forms import QuickLogForm, options_of
from actions.forms.quick import part_of_day
from actions.models import Action, Entry, Measure, Quantity, Target
from reports import services as reporting
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.rules import Refused
from tests.access.arrange import enter, in_a_report, just_logged, put
from tests.cast import SECRET, Cast, a_seat, an_entry
from tests.journeys.steps import Visitor

CONTACTS = "TST-01/P1/contacts"
HIDDEN_FROM = ("police", "prosecutor", "mayor", "coordinator", "association", "observer", "head", "reviewer", "member")


def tap(person: Any, **typed: str) -> Any:
    """Send the form as a phone does."""
    fields = {"choice": CONTACTS, "people": "3-5", "day": "2024-11-15", "slot": "evening", "client_key": str(uuid4()), **typed}
    return enter(person).post("/log/?at=TST-01", fields)


def words(response: Any) -> str:
    """What stands on a page."""
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("chosen", RANGES, ids=lambda one: one.code)
def test_a_range_is_kept_as_a_value_and_how_sure_it_is(chosen: Any, cast: Cast) -> None:
    """The middle of a closed range, the lower end of the open one; the entry is the worker's organisation's, of that evening."""
    response = tap(cast.worker, people=chosen.code)
    entry = Entry.objects.latest("pk")
    assert response["Location"] == f"/log/{entry.pk}/?logged"
    one = entry.quantities.get()
    assert (one.value, one.qualifier, one.base_value) == (chosen.value, chosen.qualifier, chosen.value)
    assert (entry.author, entry.organisation.code, entry.tier, entry.slot, entry.day) == (
        cast.worker, "SOCIAL", "organisation", "evening", date(2024, 11, 15),
    )  # fmt: skip


def test_ranges_lean_neither_way_and_the_open_one_promises_no_more_than_it_knows() -> None:
    """Each button's own ends, read from its words, are met by the value that stands for it."""
    for one in RANGES[1:-1]:
        low, high = map(int, one.words.split("–"))
        assert one.value == Decimal(low + high) / 2
        assert one.qualifier == "about"
    assert [*RANGES[0][2:]] == [Decimal(0), "exact"]
    assert (f"{RANGES[-1].value + 1}+", RANGES[-1].qualifier) == (RANGES[-1].words, "more_than")


def test_a_known_number_stands_behind_the_open_range_alone(cast: Cast) -> None:
    """Behind 11+, or without any range, what is written counts; behind another range what was tapped does."""
    for people, number, wanted in (("11", "14", [14, "exact"]), ("", "7", [7, "exact"]), ("3-5", "14", [4, "about"])):
        tap(cast.worker, people=people, number=number)
        one = Quantity.objects.latest("pk")
        assert [one.value, one.qualifier] == wanted


def test_sums_of_ranges_say_how_sure_they_are(cast: Cast) -> None:
    """1–2 and 3 that were counted are about 4–5; with the open range they stay about."""
    assert figures_for(cast.worker, cast.action("P1"))[0].text == "3"
    tap(cast.worker, people="1-2")
    figure = figures_for(cast.worker, cast.action("P1"))[0]
    assert (figure.amount.value, figure.text) == (Decimal("4.5"), "about 4–5")
    assert figures_for(cast.police, cast.action("P1"))[0].text == "<\u00a05"
    tap(cast.worker, people="11")
    assert figures_for(cast.police, cast.action("P1"))[0].text == "about 14–15"


def test_only_counts_known_about_are_written_as_two_numbers() -> None:
    """Half a kilo is half a kilo, and an exact half is what somebody wrote."""
    counts = MeasureFacts("c", {"en": "c", "fr": "c", "nl": "c"}, "", "prevention", "sum", counts=True)
    kilos = MeasureFacts("k", {"en": "k", "fr": "k", "nl": "k"}, "kg", "security", "sum")
    for measure, value, qualifier, text in (
        (counts, "1.5", "about", "about 1–2"), (counts, "1.5", "exact", "1.5"), (counts, "1.25", "about", "about 1.25"),
        (kilos, "1.5", "about", "about 1.5\u00a0kg"),
    ):  # fmt: skip
        assert Figure(measure, Amount(Decimal(value), qualifier)).text == text


def test_the_receipt_says_what_it_counts_in(cast: Cast) -> None:
    """From the first page: log, read what it counts in, take it back, and it counts no more."""
    worker = Visitor(cast.worker).open("/").follow("Log work").reads("What?", "Read by: My organisation only; others see totals")
    worker.press("Save the entry", choice=CONTACTS, people="3-5", note="Place du marché.")
    worker.reads("Work logged", "about 4", "Place du marché.", "Counts in P1, contacts (en): about 7 of 10", "Log another")
    worker.press("Undo (10 minutes)").reads("The entry is taken back. It counts no more.", "Taken back").reads_nothing_of("Counts in P1")
    assert figures_for(cast.worker, cast.action("P1"))[0].text == "3"
    worker.open("actions:entries", "TST-01").reads_nothing_of("Place du marché.")
    worker.open("actions:my_notes").reads("You have logged nothing about today")


def test_sent_twice_the_second_shows_the_first_receipt(cast: Cast) -> None:
    """One entry; taken back, it does not come again."""
    worker = Visitor(cast.worker).open("actions:quick_log").press("Save the entry", choice=CONTACTS, people="0")
    before, receipt = Entry.objects.count(), worker.address
    assert worker.send_again().reads("This was saved already.").address == receipt
    worker.press("Undo (10 minutes)")
    worker.sent = "/log/", {**worker.sent[1]}
    assert Entry.objects.count() == before


def test_who_takes_back_and_until_when(cast: Cast) -> None:
    """The author, within ten minutes to the second; nobody twice."""
    now = datetime(2024, 11, 15, 18, tzinfo=ZoneInfo("UTC"))
    with clock.at(now):
        entry = services.log_work(by=cast.worker, action=cast.action("P1"), day=date(2024, 11, 15), note="x", quantities=[])
    with clock.at(now + timedelta(minutes=10)):
        assert rules.undo_log(cast.worker, entry)
        assert rules.undo_log(cast.colleague, entry).why_not == "Only the person who logged an entry takes it back."
    with clock.at(now + timedelta(minutes=10, seconds=1)):
        assert rules.undo_log(cast.worker, entry).why_not == "Ten minutes have passed. Correct the entry instead."
    with clock.at(now + timedelta(minutes=9)):
        gone = services.undo_log(by=cast.worker, entry=entry)
        assert gone.state == "withdrawn"
        with pytest.raises(Refused, match="taken back already"):
            services.undo_log(by=cast.worker, entry=entry)
        assert rules.amend_entry(cast.worker, gone).why_not == "This entry was taken back. Log it anew."


def test_what_is_taken_back_keeps_its_past(cast: Cast) -> None:
    """Row, numbers and both acts stay; its organisation reads them, others nothing."""
    tap(cast.worker, note="Place du marché.")
    entry = Entry.objects.latest("pk")
    services.undo_log(by=cast.worker, entry=entry)
    history: Any = Entry.history.filter(id=entry.pk)  # type: ignore[attr-defined]
    assert [(one.state, one.act.code) for one in history.order_by("history_id")] == [
        ("kept", "actions.log_work"), ("withdrawn", "actions.undo_log"),
    ]  # fmt: skip
    assert entry.quantities.get().value == 4
    Visitor(cast.colleague).open("history", "actions.entry", entry.pk).reads("Took an entry back", "Kept Taken back", "Logged work")
    Visitor(cast.police).open("history", "actions.entry", entry.pk, status=404)


def test_a_report_that_was_submitted_holds_it(arranging: Cast) -> None:
    """Only where its period holds the day, its place is the same and it was submitted after."""
    held = in_a_report(arranging)
    said = "A report that was submitted holds this entry. Correct the entry instead."
    assert rules.undo_log(arranging.worker, held).why_not == said
    put(held, day=date(2024, 10, 1), quarter=20244)
    assert rules.undo_log(arranging.worker, held)


def test_a_report_submitted_before_does_not_hold_it(cast: Cast) -> None:
    """What was frozen earlier was frozen without it."""
    earlier = clock.now() - timedelta(minutes=5)
    with clock.at(earlier):
        version = reporting.start_report(by=cast.coordinator, report=cast.report)
        reporting.write_sections(by=cast.coordinator, version=version, security="S", prevention="P", neighbourhood="V")
        reporting.submit(by=cast.coordinator, report=cast.report)
    services.log_work(by=cast.worker, action=cast.action("P1"), day=date(2024, 9, 20), note="x", quantities=[])
    assert rules.undo_log(cast.worker, Entry.objects.latest("pk"))


@pytest.mark.parametrize("name", HIDDEN_FROM)
def test_nobody_else_reads_it(name: str, cast: Cast) -> None:
    """Neither the row, nor its page, nor in their own lists; they may not take it back, nor learn that it is there."""
    tap(cast.worker, note="Place du marché.")
    entry = Entry.objects.latest("pk")
    reader = getattr(cast, name)
    assert entry not in Entry.objects.visible_to(reader)
    for path in (f"/log/{entry.pk}/", f"/log/{entry.pk}/undo/"):
        assert enter(reader).get(path).status_code == 404
        assert enter(reader).post(path).status_code in {404, 405}
    for path in ("/log/", "/log/mine/"):
        assert "Place du marché." not in words(enter(reader).get(path))
        assert SECRET not in words(enter(reader).get(path))
    assert not desk.own_today(reader)


def test_a_colleague_reads_it_and_does_not_take_it_back(cast: Cast) -> None:
    """Their organisation is the same; the thumb was not theirs."""
    tap(cast.worker, note="Place du marché.")
    entry = Entry.objects.latest("pk")
    page = words(enter(cast.colleague).get(f"/log/{entry.pk}/"))
    assert "Place du marché." in page
    assert "Undo" not in page
    assert enter(cast.colleague).post(f"/log/{entry.pk}/undo/").status_code == 403
    assert not desk.own_today(cast.colleague)


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"choice": ""}, "choice", "Choose what you did."),
        ({"choice": "TST-01/S1/drugs"}, "choice", "Select a valid choice"),
        ({"choice": "TST-02/P1/contacts"}, "choice", "Select a valid choice"),
        ({"people": ""}, "people", "Choose how many people, or write a note."),
        ({"people": "100"}, "people", "Select a valid choice"),
        ({"people": "11", "number": "-1"}, "number", "greater than or equal to 0"),
        ({"day": "2024-11-16"}, "day", "Choose today or an earlier day."),
        ({"day": "2023-12-31"}, "day", "when the action started"),
        ({"note": "Appeler le 0475 12 34 56"}, "note", "phone"),
    ],
)
def test_each_fault_stands_at_its_field_and_the_choices_stay(typed: dict[str, str], field: str, said: str, cast: Cast) -> None:
    """Nothing is saved, nothing typed is lost."""
    before = Entry.objects.count()
    response = tap(cast.worker, **typed)
    assert response.status_code == 200
    assert any(said in one for one in response.context["form"].errors[field]), response.context["form"].errors
    assert f'id="id_{field}_error"' in words(response)
    assert Entry.objects.count() == before
    if "people" not in typed:
        assert 'value="3-5" id="id_people_2" aria-describedby' in words(response) or re.search(r'value="3-5"[^>]* checked', words(response))


def test_a_note_alone_is_work_too(cast: Cast) -> None:
    """Without a number, where there are words."""
    tap(cast.worker, people="", note="Place du marché.")
    assert Entry.objects.latest("pk").quantities.count() == 0


def test_other_things_are_asked_as_a_number(arranging: Cast) -> None:
    """Bags, kilos: written, never guessed from a range; nothing written is told at the number, nothing countable at the note."""
    assert tap(arranging.police, choice="TST-01/S1/drugs", people="3-5").context["form"].errors == {
        "number": ["Write how many, or write a note."]
    }
    tap(arranging.police, choice="TST-01/S1/drugs", people="3-5", number="0.5")
    one = Quantity.objects.latest("pk")
    assert (one.value, one.unit.code, one.qualifier) == (Decimal("0.5"), "kg", "exact")
    Target.objects.filter(action=arranging.action("S1"))[0].delete()
    bare = tap(arranging.police, choice="TST-01/S1/", people="3-5", number="2")
    assert bare.context["form"].errors == {"note": ["Write a note: nothing is counted on this action."]}
    assert tap(arranging.police, choice="TST-01/S1/", note="Seen.").status_code == 302


def test_a_ratio_is_never_a_button(arranging: Cast) -> None:
    """It is computed."""
    one, action = arranging.measure("contacts"), arranging.action("P1")
    ratio = Measure.objects.create(
        code="share", unit=one.unit, axis="prevention", aggregation="ratio", numerator=one, denominator=one, name_fr="part", name_nl="deel"
    )
    Target.objects.create(workspace=action.workspace, action=action, measure=ratio)
    found = options_of(desk.loggable(arranging.worker, action.workspace), [])
    assert "TST-01/P1/share" not in [it.value for it in found]


def test_six_buttons_what_is_used_most_first(arranging: Cast) -> None:
    """By what the organisation counted over ninety days; a seventh that was chosen keeps its button; the same words twice say their action."""
    room, mine = arranging.hotspot.workspace, arranging.action("P1")
    for number in range(8):
        one = Measure.objects.create(
            code=f"m{number}",
            unit=arranging.measure("contacts").unit,
            axis="prevention",
            aggregation="sum",
            name_fr=f"M{number}",
            name_nl="x",
        )
        Target.objects.create(workspace=room, action=mine, measure=one)
    an_entry(mine, day=date(2024, 11, 1), m7="1")
    an_entry(mine, day=date(2024, 11, 2), m7="1", m5="1")
    for _time in range(3):
        an_entry(mine, day=date(2024, 8, 1), m6="1")
        put(an_entry(mine, day=date(2024, 11, 3), m6="1"), state="withdrawn")
    usual = desk.usual(arranging.worker, room)
    theirs = [one for one in desk.loggable(arranging.worker, room) if rules.log_work(arranging.worker, one)]
    options = options_of(theirs, usual)
    first = QuickLogForm(person=arranging.worker, options=options)
    assert [it.value.rpartition("/")[2] for it in first.options] == ["m7", "contacts", "m5", "m0", "m1", "m2"]
    chosen = QuickLogForm({"choice": "TST-01/P1/m4"}, person=arranging.worker, options=options)
    assert [it.value.rpartition("/")[2] for it in chosen.options] == ["m7", "contacts", "m5", "m0", "m1", "m4"]
    assert not any(it.more for it in options)
    other = Action.objects.create(
        workspace=room, plan=arranging.plan, code="P9", axis="prevention", title="Bus", state="running", organisation=mine.organisation
    )
    Target.objects.create(workspace=room, action=other, measure=arranging.measure("contacts"))
    told = {it.value: it.more for it in options_of(desk.loggable(arranging.worker, room), usual)}
    assert (told["TST-01/P9/contacts"], told["TST-01/P1/contacts"], told["TST-01/P1/m7"]) == ("P9 · Bus", "P1 · Maraudes", "")


def test_where_one_logged_last_is_remembered(arranging: Cast) -> None:
    """With seats at two tables: the last one, unless the address or what is sent says the other."""
    a_seat(arranging.worker, "TST-02", "SOCIAL", "worker", "prevention")

    def shown(path: str) -> str:
        return str(enter(arranging.worker).get(path).context["here"].reference)

    assert [one.reference for one in desk.rooms(arranging.worker)] == ["TST-01", "TST-02"]
    assert (shown("/log/"), shown("/log/?at=TST-02"), shown("/log/?at=TST-03"), shown("/log/?at=%00")) == (
        "TST-01",
        "TST-02",
        "TST-01",
        "TST-01",
    )
    assert tap(arranging.worker, choice="TST-02/P1/contacts").status_code == 302
    assert shown("/log/") == "TST-02"


def test_whoever_logs_nowhere_is_told_what_to_do(cast: Cast) -> None:
    """And what an earlier seat left on the phone goes."""
    for name in ("mayor", "member", "head", "outsider"):
        page = words(enter(getattr(cast, name)).get("/log/"))
        assert "You log work in no task force" in page
        assert 'data-drafts="none"' in page
    assert "Your organisation leads or helps with no agreed action here." in words(enter(cast.coordinator).get("/log/"))


def test_the_part_of_the_day_is_the_one_it_is() -> None:
    """Where the people are, not where the server is."""
    for hour, part in ((5, "night"), (6, "morning"), (12, "afternoon"), (18, "evening"), (23, "night")):
        with clock.at(datetime(2024, 11, 15, hour, 0, tzinfo=ZoneInfo("Europe/Brussels"))):
            assert part_of_day() == part


def test_my_notes_are_mine_and_of_today(cast: Cast) -> None:
    """Not a colleague's, not yesterday's; counted on the form."""
    tap(cast.worker, note="Place du marché.")
    tap(cast.worker, day="2024-11-14", note="La veille.")
    tap(cast.colleague, note="D’un collègue.")
    assert "My notes (1 today)" in words(enter(cast.worker).get("/log/"))
    page = words(enter(cast.worker).get("/log/mine/"))
    assert [one in page for one in ("Place du marché.", "La veille.", "D’un collègue.")] == [True, False, False]


def test_a_name_is_asked_about_behind_the_note(cast: Cast) -> None:
    """The folded note opens with what is asked; said to be an office holder's, it is saved."""
    response = tap(cast.worker, note="Parlé avec M. Peeters.")
    assert response.status_code == 200
    assert "office_holder" in words(response)
    assert re.search(r'<details class="more" open>', words(response))
    assert tap(cast.worker, note="Parlé avec M. Peeters.", office_holder="on").status_code == 302


def test_the_service_keeps_its_own_rules(cast: Cast) -> None:
    """A form is not what protects: the service refuses what no form offers."""
    with pytest.raises(ValidationError):
        services.log_work(by=cast.worker, action=cast.action("P1"), day=date(2024, 11, 15), note=" ", quantities=[])
    with pytest.raises(Refused):
        services.log_work(by=cast.police, action=cast.action("P1"), day=date(2024, 11, 15), note="x", quantities=[])


@pytest.mark.django_db
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_what_a_phone_keeps_is_the_same_for_everybody(language: str, cast: Cast) -> None:
    """The empty form, the manifest and the worker: to the byte, for strangers and for all who are signed in, and they set no cookie."""
    paths = (f"/log/offline/{language}/", f"/manifest/{language}.webmanifest", f"/sw.js?language={language}")
    for path in paths:
        answers = [client.get(path) for client in (Client(), enter(cast.worker), enter(cast.mayor), enter(cast.outsider))]
        assert len({one.content for one in answers}) == 1, path
        assert not any(one.cookies for one in answers), path
    page = Client().get(paths[0]).content.decode()
    assert f'<html lang="{language}">' in page
    for secret in ("TST-0", "csrf", "client_key", "Maraudes", "contacts", "@test.invalid", 'method="post"'):
        assert secret not in page


@pytest.mark.django_db
def test_the_worker_keeps_a_list_and_its_name_changes_with_what_it_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new style sheet is a new cache; the list is the empty form and its files, all of which answer."""

    def shell() -> Any:
        first, _line, _rest = Client().get("/sw.js?language=nl").content.decode().partition("\n")
        return json.loads(first.removeprefix("const SHELL = ").removesuffix(";"))

    told = shell()
    assert told["files"] == [
        "/log/offline/nl/",
        *(f"/static/taskforce/{one}" for one in ("taskforce.css", "keeper.js", "quick_log.js", "favicon.svg")),
    ]
    for path in told["files"]:
        response = Client().get(path)
        assert response.status_code == 200, path
        assert b"".join(response)
    monkeypatch.setattr("actions.views.installing._file", lambda name: name.encode())
    assert shell()["cache"] != told["cache"]


@pytest.mark.django_db
def test_the_manifest_is_whole() -> None:
    """Names in its language, an address to begin with, icons that are there and as large as they say."""
    for language in ("fr", "nl"):
        response = Client().get(f"/manifest/{language}.webmanifest")
        told = json.loads(response.content)
        assert response["Content-Type"] == "application/manifest+json"
        assert (told["lang"], told["start_url"], told["scope"], told["display"]) == (language, "/log/", "/", "standalone")
        for one in told["icons"]:
            path = finders.find(one["src"].removeprefix("/static/"))
            assert path
            if one["sizes"] != "any":
                with Image.open(path) as drawn:
                    assert f"{drawn.width}x{drawn.height}" == one["sizes"]
                    assert drawn.convert("RGB").getpixel((0, 0)) == (0x0E, 0x5A, 0x5F)


def test_signing_out_tells_the_browser_to_forget(cast: Cast) -> None:
    """On the answer to the button alone; and the page it leads to throws away what a window holds."""
    client = enter(cast.worker)
    assert "Clear-Site-Data" not in client.get("/sign-out/")
    gone = client.post("/sign-out/")
    assert (gone.status_code, gone["Clear-Site-Data"]) == (302, '"storage"')
    door = client.get(gone["Location"]).content.decode()
    assert 'data-drafts="none"' in door


@pytest.mark.parametrize(
    ("path", "wiped"),
    [("/sign-in/", True), ("/sign-in/?next=/log/", True), ("/sign-in/?next=/log/&ended=idle", False), ("/sign-in/?ended=day", False)],
)
@pytest.mark.django_db
def test_the_door_keeps_a_draft_only_for_a_session_that_slept(path: str, *, wiped: bool) -> None:
    """A wrong password afterwards costs nothing."""
    assert ('data-drafts="none"' in Client().get(path).content.decode()) is wiped
    wrong = Client().post(path, {"login": "worker@test.invalid", "password": "no"}).content.decode()
    assert 'data-drafts="none"' not in wrong


def test_pages_say_whose_drafts_may_stay(cast: Cast) -> None:
    """One's own on every page; nobody's where one is refused."""
    client = enter(cast.worker)
    for path in ("/", "/log/", "/hotspots/"):
        assert f'data-drafts="{cast.worker.pk}"' in client.get(path).content.decode()
    refused = client.get("/hotspots/TST-01/convene/")
    assert refused.status_code == 403
    assert 'data-drafts="none"' in refused.content.decode()


def test_a_receipt_settles_its_own_draft(cast: Cast) -> None:
    """The one just saved all of it; opened later, only the draft with the same key; a colleague's page none."""
    sent = str(uuid4())
    receipt = tap(cast.worker, client_key=sent)["Location"]
    assert 'data-done="all"' in enter(cast.worker).get(receipt).content.decode()
    later = receipt.partition("?")[0]
    assert f'data-done="{sent}"' in enter(cast.worker).get(later).content.decode()
    assert "data-done" not in enter(cast.colleague).get(later).content.decode()


def test_acts_of_others_in_between_change_nothing(arranging: Cast) -> None:
    """An entry corrected by a colleague is still its author's to take back."""
    entry = just_logged()(arranging)
    with acting(arranging.clerk, "tests.arrange"):
        assert rules.undo_log(arranging.worker, entry)
    services.amend_entry(by=arranging.colleague, entry=entry, note="Deux maraudes.")
    assert rules.undo_log(arranging.worker, Entry.objects.get(pk=entry.pk))
