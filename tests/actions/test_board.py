"""The board of a plan: three columns, what is asked of them, and the state of an action changed on its card."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse

from actions.models import Action, TypicalAction
from taskforce.kernel.journal import Act
from taskforce.models import User
from tests.access.arrange import enter, put
from tests.cast import RESTRICTED, Cast, named

PLAN = "/hotspots/TST-01/plan/"
MOVE = f"{PLAN}move/{{}}/"


def shown(person: User, path: str = PLAN, **asked: str) -> str:
    """The page of the plan as somebody is shown it."""
    response = enter(person).get(path, asked)
    assert response.status_code == 200
    return str(response.content.decode())


def move(person: User, code: str, step: str, query: str = "", **words: Any) -> HttpResponse:
    """Send the form of a card."""
    return enter(person).post(f"{MOVE.format(code)}{query}", {"step": step, "client_key": str(uuid4()), **words})


def codes(text: str) -> list[str]:
    """The cards, or rows, of a page in their order."""
    return re.findall(r'id="a-(\w+)"', text)


def offered(text: str, code: str) -> list[str]:
    """The steps a card offers."""
    found = re.search(rf'<select name="step" id="step-{code}">(.*?)</select>', text)
    return re.findall(r'value="(\w+)"', found[1]) if found else []


def test_three_columns_and_a_list_of_the_same_actions(cast: Cast) -> None:
    """One address; columns and list hold the same actions."""
    board, rows = shown(cast.coordinator), shown(cast.coordinator, view="list")
    assert [board.index(f'id="{axis}"') for axis in ("security", "prevention", "neighbourhood")] == sorted(
        board.index(f'id="{axis}"') for axis in ("security", "prevention", "neighbourhood")
    )
    assert codes(board) == codes(rows) == ["S1", "P1", "V1"]
    assert "<table" in rows
    assert "Show as columns" in rows
    assert "Show as a list" in board


@pytest.mark.parametrize("view", ["board", "list"])
@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"state": "running"}, ["S1", "P1"]), ({"state": "blocked"}, ["V1"]), ({"lead": "SOCIAL"}, ["P1"]), ({"horizon": "long"}, ["S1"]),
        ({"late": "1"}, ["P1"]), ({"late": "1", "lead": "POLICE"}, []), ({"state": ""}, ["S1", "P1", "V1"]),
    ],
)  # fmt: skip
def test_what_is_asked_is_what_is_shown(asked: dict[str, str], wanted: list[str], view: str, arranging: Cast) -> None:
    """State, lead, horizon and late, alone and together; how an axis stands does not depend on it."""
    put(arranging.action("V1"), state="blocked", blocked_reason="Works", unblocker=arranging.organisation("NORD"))
    put(arranging.action("S1"), horizon="long")
    put(arranging.action("P1"), due=date(2024, 11, 1))
    text = shown(arranging.coordinator, **asked, view=view)
    assert codes(text) == wanted
    if view == "board":
        assert 'class="status status-bad"' in text[text.index('id="prevention"') : text.index('id="neighbourhood"')]
        assert "No prevention action" not in text


@pytest.mark.parametrize("asked", [{"state": "x"}, {"lead": "NOBODY"}, {"horizon": "0"}, {"late": "yes"}])
def test_what_is_asked_wrongly_is_said_and_hides_nothing(asked: dict[str, str], cast: Cast) -> None:
    """The field says so; all actions stay; there is no file of it."""
    text = shown(cast.coordinator, **asked)
    assert "<title>Error:" in text
    assert "Select a valid choice" in text
    assert codes(text) == ["S1", "P1", "V1"]
    assert enter(cast.coordinator).get(PLAN, {**asked, "as": "csv"})["Content-Type"].startswith("text/html")


def test_a_filter_betrays_no_hidden_action(cast: Cast) -> None:
    """The lead of a restricted action alone is no choice for those who do not see it, and asking for it is an error."""
    mine, theirs = shown(cast.police), shown(cast.cleaning)
    assert 'value="PARQUET"' in mine
    assert 'value="PARQUET"' not in theirs
    assert RESTRICTED in shown(cast.police, lead="PARQUET")
    text = shown(cast.cleaning, lead="PARQUET")
    assert RESTRICTED not in text
    assert text.replace("PARQUET", "NOWHERE").count("Select a valid choice") == shown(cast.cleaning, lead="NOWHERE").count(
        "Select a valid choice"
    )


def test_a_card_offers_what_its_reader_may_do(arranging: Cast) -> None:
    """The lead its next steps, whoever drafts the plan what is only proposed, others nothing."""
    put(arranging.action("V1"), state="proposed")
    assert offered(shown(arranging.police), "S1") == ["finish", "block", "abandon"]
    assert offered(shown(arranging.coordinator), "S1") == []
    assert offered(shown(arranging.coordinator), "V1") == ["abandon"]
    assert offered(shown(arranging.cleaning), "V1") == ["agree", "abandon"]
    assert offered(shown(arranging.mayor), "V1") == []
    assert "Withdraw the action" in shown(arranging.cleaning)


def test_a_step_without_words_is_taken_at_once(cast: Cast) -> None:
    """Back to the board as it was asked for, at the card."""
    response = move(cast.police, "S1", "finish", "?view=list&lead=POLICE")
    assert response.status_code == 302
    assert response["Location"] == f"{PLAN}?view=list&lead=POLICE#a-S1"
    assert cast.action("S1").state == "done"
    assert Act.objects.latest("pk").code == "actions.finish"


@pytest.mark.parametrize(
    ("step", "asked", "words", "state"),
    [
        ("block", ("What blocks it", "Who can unblock it"), {"blocked_reason": "Road works"}, "blocked"),
        ("abandon", ("Reason",), {"reason": "The street is closed"}, "abandoned"),
    ],
)
def test_a_step_asks_for_its_words_on_the_card(step: str, asked: tuple[str, ...], words: dict[str, str], state: str, cast: Cast) -> None:
    """Chosen without them: they are asked for. Sent empty: the error stands on the card. The state is unchanged until they are there."""
    first = move(cast.police, "S1", step).content.decode()
    card = first[first.index('id="a-S1"') : first.index('id="a-S2"')]
    assert "Say this first" in card
    assert all(one in card for one in asked)
    assert "<title>Error:" not in first
    empty = move(cast.police, "S1", step, **dict.fromkeys([*words, *(["unblocker"] if step == "block" else [])], "")).content.decode()
    card = empty[empty.index('id="a-S1"') : empty.index('id="a-S2"')]
    assert "<title>Error:" in empty
    assert "This field is required" in card
    assert cast.action("S1").state == "running"
    who = {"unblocker": cast.organisation("NORD").pk} if step == "block" else {}
    assert move(cast.police, "S1", step, **words, **who).status_code == 302
    assert cast.action("S1").state == state


def test_a_step_that_is_not_to_be_taken_says_why(cast: Cast) -> None:
    """By its rule, on the card; nothing changes."""
    for step, words in (("start", "Only an agreed action starts."), ("late", "This action is not late."), ("fly", "Select a valid choice")):
        answer = move(cast.police, "S1", step)
        assert answer.status_code == 200
        text = answer.content.decode()
        assert words in text[text.index('id="a-S1"') : text.index('id="a-S2"')], step
    assert cast.action("S1").state == "running"
    assert not Act.objects.filter(by=cast.police).exists()


def test_an_error_keeps_what_was_typed_and_the_filter(cast: Cast) -> None:
    """The form comes back with its words, on the board as it was asked for; the card is there whatever the filter."""
    answer = move(cast.police, "S1", "block", "?lead=PARQUET", blocked_reason="Road works")
    text = answer.content.decode()
    assert "Road works</textarea>" in text
    assert codes(text) == ["S1", "S2"]
    assert f"{PLAN}?lead=PARQUET#a-S1" in text


def test_what_is_late_is_asked_for_a_reason_first(arranging: Cast) -> None:
    """The card says that nobody has said why; the step comes first, and takes one line."""
    put(arranging.action("S1"), due=date(2024, 11, 1))
    text = shown(arranging.police)
    assert "nobody has said why yet" in text
    assert offered(text, "S1") == ["late", "finish", "block", "abandon"]
    asked = move(arranging.police, "S1", "late").content.decode()
    assert "Why it is late" in asked
    token = re.search(r'name="seen" value="([^"]+)"', asked[asked.index('id="a-S1"') :])
    assert token
    assert "Ensure this value has at most 300" in move(arranging.police, "S1", "late", late_reason="x" * 301).content.decode()
    assert move(arranging.police, "S1", "late", late_reason="Waiting for the lamps", seen=token[1]).status_code == 302
    assert arranging.action("S1").late_reason == "Waiting for the lamps"
    text = shown(arranging.police)
    assert "Late: Waiting for the lamps" in text
    assert offered(text, "S1") == ["finish", "block", "late", "abandon"]
    again = move(arranging.police, "S1", "late", late_reason="Another", seen=token[1])
    assert again.status_code == 409  # somebody has written since
    assert arranging.action("S1").late_reason == "Waiting for the lamps"


def test_words_about_a_person_are_refused_on_the_card(cast: Cast) -> None:
    """As in every form."""
    text = move(cast.police, "S1", "abandon", reason="Call 0470 12 34 56").content.decode()
    assert "phone number" in text
    assert cast.action("S1").state == "running"


def test_a_card_sent_twice_is_one_act(cast: Cast) -> None:
    """The second time gives the receipt of the first."""
    key = str(uuid4())
    for _time in (1, 2):
        assert move(cast.police, "S1", "finish", client_key=key).status_code == 302
    assert Act.objects.filter(code="actions.finish").count() == 1


def test_an_empty_column_says_so_and_offers_what_plans_begin_with(arranging: Cast) -> None:
    """Rows of the directory, in the reader's language, that open the form filled in; only for those who may propose."""
    put(arranging.action("P1"), axis="security", code="S3")
    text = shown(arranging.coordinator)
    assert "No prevention action" in text
    assert "The plan must cover the three axes." in text
    link = "/hotspots/TST-01/plan/propose/?axis=prevention&amp;like=street-work"
    assert link in text
    assert "Street work" in text
    assert link not in shown(arranging.mayor)
    assert "No prevention action" in shown(arranging.coordinator, view="list")
    form = shown(arranging.coordinator, link.replace("&amp;", "&"))
    assert 'value="Street work"' in form
    assert re.search(r'value="prevention"[^>]* checked', form)
    assert f'<option value="{arranging.measure("contacts").pk}" selected' in form


def test_whatever_is_written_into_the_address_of_the_form_breaks_nothing(cast: Cast) -> None:
    """An unknown typical action is none."""
    for like in ("nothing", "\0", "x" * 5000, "-1", "é\u202e"):
        assert enter(cast.coordinator).get(f"{PLAN}propose/", {"like": like, "axis": "\0"}).status_code == 200


def test_the_cell_keeps_the_typical_actions(cast: Cast) -> None:
    """Added and renamed like a measure; everybody with a seat reads them; code and axis stay."""
    browser = enter(cast.head)
    given = {**named("Éclairage"), "axis": "neighbourhood", "horizon": "medium", "measure": "", "code": "lights"}
    assert browser.post("/typical-actions/add/", given).status_code == 302
    it = TypicalAction.objects.get(code="lights")
    assert (it.axis, it.horizon, it.history.get().act.code) == ("neighbourhood", "medium", "taskforce.keep_directory")
    assert browser.post("/typical-actions/lights/", {**given, "name_fr": "Lampes", "axis": "security"}).status_code == 302
    it.refresh_from_db()
    assert (it.name_fr, it.axis) == ("Lampes", "neighbourhood")
    assert "Éclairage (en)" in enter(cast.worker).get("/typical-actions/").content.decode()
    assert b"Write the code with letters" in browser.post("/typical-actions/add/", {**given, "code": "a b"}).content
    assert browser.get("/typical-actions/nothing/").status_code == 404


def test_a_card_of_somebody_elses_action_is_refused(cast: Cast) -> None:
    """In words to those who see it, as nothing to those who do not."""
    assert move(cast.cleaning, "S1", "finish").status_code == 403
    assert move(cast.cleaning, "S2", "finish").status_code == 404
    assert move(cast.outsider, "S1", "finish").status_code == 404
    assert Action.objects.get(workspace__reference="TST-01", code="S1").state == "running"
