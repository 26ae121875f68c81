"""Actions out of a spreadsheet: previewed row by row, corrected at the cell, imported all or none, and back as they went."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from actions import services
from actions.models import Action
from actions.pasting import Line, grid_of, read, text_of
from actions.pasting.grid import MOST_ROWS
from taskforce.kernel import clock
from taskforce.kernel.journal import Act, Reading
from taskforce.kernel.rules import Refused
from taskforce.models import User
from tests import workbooks
from tests.access.arrange import enter, put
from tests.cast import RESTRICTED, Cast

PASTE = "/hotspots/TST-01/plan/paste/"
TEMPLATE = "/hotspots/TST-01/plan/template.xlsx"
HEAD = "Code\tAxis\tTitle\tDescription\tLead\tPartners\tStart\tDue\tHorizon\tFunding\tWho may read it\tMeasure 1\tTarget 1"
GOOD = "\tPrevention\tMaraudes du midi\t\tSOCIAL\tASSO, Propreté publique\t01/12/2024\t31/12/2025\tLong term\tFunded\t\tcontacts\t1200"
BAD = "\tPrevantion\tX\t\tNobody\tASSO\t31/02/2025\t\tsoon\t\t\tnothing\t1.200"


def send(person: User, rows: str = "", **given: Any) -> Any:
    """Send the form."""
    return enter(person).post(PASTE, {"rows": rows, "client_key": str(uuid4()), **given})


def marks(text: str) -> dict[str, str]:
    """What a preview carries so that what comes next fits it."""
    return dict(re.findall(r'<input type="hidden" name="(read|shown)" value="(\w+)"', text))


def kept(text: str) -> str:
    """The rows as they stand in the text."""
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", text, re.DOTALL)
    assert found
    return found[1]


def agreed(person: User, rows: str, **more: Any) -> Any:
    """Preview rows and import what was previewed."""
    text = send(person, rows, **more).content.decode()
    return send(person, rows, do="import", **marks(text))


def test_rows_imported_twice_are_imported_once(cast: Cast) -> None:
    """The same form arrives again: it leads to the plan, and nothing is doubled."""
    rows, key = f"{HEAD}\n{GOOD}", str(uuid4())
    shown = marks(send(cast.coordinator, rows).content.decode())
    for _time in (1, 2):
        assert send(cast.coordinator, rows, do="import", client_key=key, **shown).status_code == 302
    assert Action.objects.filter(title="Maraudes du midi").count() == Act.objects.filter(code="actions.import_actions").count() == 1


def test_rows_are_previewed_then_imported_in_one_act(cast: Cast) -> None:
    """Nothing is saved by looking; then every row is an action proposed to its lead."""
    rows = f"{HEAD}\n{GOOD}\n" + GOOD.replace("midi", "soir")
    text = send(cast.coordinator, rows).content.decode()
    assert "Import 2 actions" in text
    assert not Action.objects.filter(title__startswith="Maraudes du").exists()
    response = send(cast.coordinator, rows, do="import", **marks(text))
    assert (response.status_code, response["Location"]) == (302, "/hotspots/TST-01/plan/")
    made = list(Action.objects.filter(title__startswith="Maraudes du").order_by("pk"))
    assert [(one.code, one.state, one.organisation.code, one.horizon, one.funded, one.tier) for one in made] == [
        ("P2", "proposed", "SOCIAL", "long", "yes", "workspace"), ("P3", "proposed", "SOCIAL", "long", "yes", "workspace"),
    ]  # fmt: skip
    assert (made[0].start, made[0].due) == (date(2024, 12, 1), date(2025, 12, 31))
    assert {one.organisation.code for one in made[0].partners.all()} == {"ASSO", "PROPRETE"}
    assert [(one.measure.code, one.value) for one in made[0].targets.all()] == [("contacts", Decimal(1200))]
    assert {row.act.code for one in made for row in one.history.all()} == {"actions.import_actions"}
    assert Act.objects.filter(code="actions.import_actions").count() == 1


def test_each_fault_stands_at_its_cell(cast: Cast) -> None:
    """Row and column in the summary, the words at the cell, the cell to be typed into; the good row is not saved either."""
    text = send(cast.coordinator, f"{HEAD}\n{GOOD}\n{BAD}").content.decode()
    assert "6 places to correct. Nothing is saved yet." in text
    for place, column, words in (
        (1, "Axis", "Write one of these: Security, Prevention, Neighbourhood life."), (4, "Lead", "No organisation of the directory has this name"),
        (6, "Start", "Write the day as dd/mm/yyyy."), (8, "Horizon", "Write one of these: Short term"), (11, "Measure 1", "No measure has this name"),
        (12, "Target 1", "Write a number without a mark between thousands"),
    ):  # fmt: skip
        assert f'<a href="#fix_2_{place}">Row 3, {column}: {words}' in text, column
        assert re.search(rf'<input id="fix_2_{place}" name="fix_2_{place}" value="[^"]+" aria-invalid="true"', text), column
    assert "fix_1_" not in text
    assert "do" not in marks(text)
    assert "Import" not in text[text.index('id="preview"') : text.index('id="rows"')]
    assert not Action.objects.filter(title="Maraudes du midi").exists()


def test_a_cell_is_corrected_in_place_and_nothing_typed_is_lost(cast: Cast) -> None:
    """Corrections go into the text; what they do not touch stays as it was typed, down to the last cell."""
    rows = f"{HEAD}\r\n{BAD}\tnever mind"
    first = send(cast.coordinator, rows).content.decode()
    assert "never mind stands outside the columns." in first
    assert kept(first).split("\n")[1] == f"{BAD}\tnever mind"
    better = {"fix_1_1": "prevention", "fix_1_4": "Travail de rue", "fix_1_6": "1.12.2024", "fix_1_8": "short"}
    second = send(cast.coordinator, kept(first), **better, **marks(first)).content.decode()
    assert kept(second).split("\n")[1].startswith("\tprevention\tX\t\tTravail de rue\tASSO\t1.12.2024\t\tshort")
    assert "Row 2, Axis" not in second
    assert "Row 2, Measure 1" in second
    last = {"fix_1_11": "contacts", "fix_1_12": "1200", **marks(second)}
    third = send(cast.coordinator, kept(second).replace("\tnever mind", ""), **last).content.decode()
    assert "Row 2, Measure 1" in third  # the text was changed beside them: the text counts, and the cells are asked again
    last = {"fix_1_11": "contacts", "fix_1_12": "1200", **marks(third)}
    fourth = send(cast.coordinator, kept(third), **last).content.decode()
    assert "Import 1 action" in fourth
    assert send(cast.coordinator, kept(fourth), do="import", **marks(fourth)).status_code == 302
    assert Action.objects.get(title="X").start == date(2024, 12, 1)


def test_nothing_is_imported_that_was_not_previewed(arranging: Cast) -> None:
    """Other rows than those shown, or a plan that changed since, are shown again first."""
    rows = f"{HEAD}\n{GOOD}"
    text = send(arranging.coordinator, rows).content.decode()
    other = send(arranging.coordinator, rows.replace("midi", "soir"), do="import", **marks(text)).content.decode()
    assert "The rows or the plan have changed since" in other
    change = "Code\tTitle\nV1\tNettoyages du soir"
    put(arranging.action("V1"), state="proposed")
    text = send(arranging.coordinator, change).content.decode()
    put(arranging.action("V1"), title="Nettoyages du matin")
    again = send(arranging.coordinator, change, do="import", **marks(text)).content.decode()
    assert "<del>Nettoyages du matin</del> <ins>Nettoyages du soir</ins>" in again
    assert arranging.action("V1").title == "Nettoyages du matin"
    assert send(arranging.coordinator, change, do="import", **marks(again)).status_code == 302
    assert arranging.action("V1").title == "Nettoyages du soir"


def test_rows_with_a_code_change_that_action_and_show_how(arranging: Cast) -> None:
    """By its code alone; what is the same is no change, a column that is missing stays as it was."""
    put(arranging.action("S1"), state="proposed")
    text = send(arranging.police, "Code\tDue\tMeasure 1\tTarget 1\nS1\t30/06/2025\tdrugs\t12,5\nS1\t\t\t").content.decode()
    assert "S1 stands in several rows. Keep one." in text
    text = send(arranging.police, "Code\tDue\tMeasure 1\tTarget 1\nS1\t30/06/2025\tdrugs\t12,5").content.decode()
    assert "Due: <del>31/12/2024</del> <ins>30/06/2025</ins>" in text
    assert "What it counts: <del>drugs (en): 10</del> <ins>drugs (en): 12.5</ins>" in text
    assert agreed(arranging.police, "Code\tDue\tMeasure 1\tTarget 1\nS1\t30/06/2025\tdrugs\t12,5").status_code == 302
    it = arranging.action("S1")
    assert (it.due, it.title, it.targets.get().value) == (date(2025, 6, 30), "Patrouilles", Decimal("12.5"))
    same = send(arranging.police, "Code\tTitle\nS1\tPatrouilles").content.decode()
    assert "No change" in same
    assert "These rows change nothing." in same
    assert send(arranging.police, "Code\tTitle\nS1\tPatrouilles", do="import", **marks(same)).status_code == 200


def test_what_may_not_change_is_refused_at_its_row(arranging: Cast) -> None:
    """The rule of each action, axis and readers once proposed, the lead once agreed."""
    text = send(arranging.coordinator, "Code\tAxis\tTitle\tLead\nS1\tPrevention\tAutre\tSOCIAL").content.decode()
    assert "Row 2, Axis: This does not change once the action is proposed." in text
    text = send(arranging.coordinator, "Code\tTitle\nS1\tAutre").content.decode()
    assert "Row 2: Only Zone de police (en) changes this action" in text
    text = send(arranging.police, "Code\tTitle\tLead\nS1\tAutre\tSOCIAL").content.decode()
    assert "Row 2: The lead does not change once it has agreed." in text
    text = send(arranging.coordinator, "Code\tTitle\tStart\tDue\n\tX\t02/01/2025\t01/01/2025").content.decode()
    assert "A new action needs the column Axis." in text
    text = send(arranging.coordinator, f"{HEAD}\n\tSecurity\t\t\tPOLICE\t\t02/01/2025\t01/01/2025").content.decode()
    assert "Row 2, Title: Fill this in" in text
    text = send(arranging.coordinator, f"{HEAD}\n\tSecurity\tX\t\tPOLICE\t\t02/01/2025\t01/01/2025").content.decode()
    assert "Row 2, Due: Choose a day on or after the start." in text


def test_a_restricted_action_is_no_code_here(cast: Cast) -> None:
    """To those who do not see it, its code is as unknown as any; the partners of its axis may not be gone round either."""
    unknown = send(cast.coordinator, "Code\tTitle\nS2\tX").content.decode()
    nothing = send(cast.coordinator, "Code\tTitle\nS99\tX").content.decode()
    assert "No action of this plan has this code." in unknown
    assert len(unknown) == len(nothing.replace("S99", "S2"))
    assert RESTRICTED not in unknown
    assert RESTRICTED in send(cast.prosecutor, "Code\tTitle\nS2\tX").content.decode()
    assert "Partners of the same axis only" not in unknown
    rows = f"{HEAD}\n\tSecurity\tX\t\tSOCIAL\t\t\t\t\t\tPartners of the same axis only"
    assert "has no seat on this axis" in send(cast.police, rows).content.decode()
    assert "Only partners of the same axis work on a restricted action." in send(cast.coordinator, rows).content.decode()


def test_words_about_a_person_are_refused_at_the_cell(cast: Cast) -> None:
    """Nobody vouches for them in bulk."""
    text = send(cast.coordinator, f"{HEAD}\n{GOOD.replace('Maraudes du midi', 'Call 0470 12 34 56')}").content.decode()
    assert "Row 2, Title: Take the phone number at word 2 out" in text


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("", "Paste rows, or choose a file."), ("  \n \n", "Paste rows, or choose a file."), (HEAD, "There is no row to read."),
        ("x\0y\tz", "Null characters are not allowed."), ("\t" * 50 + "x", "more than 40 columns"), ("\n".join(["a\tb"] * 202), "At most 200 actions"),
        ('"' + "x" * 150_000, "cannot be read"), ("x" * 200_001, "at most 200000 characters"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(rows: str, words: str, cast: Cast) -> None:
    """At the field; what was typed stays."""
    text = send(cast.coordinator, rows).content.decode()
    assert words in text
    assert "<title>Error:" in text


def test_semicolons_do_as_well(cast: Cast) -> None:
    """As a spreadsheet saves them; without a first line the columns are those of the template."""
    text = send(cast.coordinator, f"{HEAD}\n{GOOD}".replace("\t", ";")).content.decode()
    assert "Import 1 action" in text
    assert "Import 1 action" in send(cast.coordinator, GOOD).content.decode()


def test_other_columns_are_named_and_not_read(cast: Cast) -> None:
    """No silent gap."""
    text = send(cast.coordinator, f"{HEAD}\tBudget\n{GOOD}\t12").content.decode()
    assert "These columns are not read" in text
    assert "<p>Budget</p>" in text


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_template_is_filled_in_and_comes_back(language: str, arranging: Cast) -> None:
    """In each language: lists to choose from, the actions as they stand, and no change when they come back untouched."""
    person = put(arranging.police, language=language)
    browser = enter(person)
    empty = workbooks.sheets_of(browser.get(TEMPLATE).content)
    names = list(empty)
    assert len(empty[names[0]][0]) == 11 + 6
    assert not any(any(row) for row in empty[names[0]][1:])
    offered = {column[0]: [one for one in column[1:] if one] for column in zip(*empty[names[1]], strict=True)}
    assert {one.partition(" · ")[0] for one in offered["organisation"]} == {"NORD", "POLICE", "PARQUET", "SOCIAL", "ASSO", "PROPRETE"}
    assert {one.partition(" · ")[0] for one in offered["measure"]} == {"drugs", "persons", "contacts", "cleanups", "cameras"}
    assert (len(offered["axis"]), len(offered["tier"])) == (3, 2)
    assert not Reading.objects.filter(how="file").exists()
    answer = browser.get(f"{TEMPLATE}?filled")
    assert set(Reading.objects.filter(how="file").values_list("subject_type", flat=True)) == {"actions:plan", "actions.action"}
    rows = workbooks.sheets_of(answer.content)[names[0]]
    assert sorted(row[0] for row in rows[1:] if row[0]) == ["P1", "S1", "S2", "V1"]
    file = SimpleUploadedFile("plan.xlsx", answer.content)
    text = browser.post(PASTE, {"rows": "", "file": file, "client_key": str(uuid4())}).content.decode()
    assert 'class="notice notice-bad"' not in text
    assert text.count("status-off") == 4


def test_the_template_offers_lists_and_is_the_same_twice(cast: Cast) -> None:
    """Its columns are checked by the spreadsheet itself; the same plan gives the same bytes."""
    from io import BytesIO

    from openpyxl import load_workbook

    browser = enter(cast.coordinator)
    with clock.at(clock.now()):
        contents, again = browser.get(TEMPLATE).content, browser.get(TEMPLATE).content
    book = load_workbook(BytesIO(contents))
    rules = {str(one.sqref): one.formula1 for one in book.worksheets[0].data_validations.dataValidation}
    assert rules[f"B2:B{MOST_ROWS + 1}"] == "'Lists'!$A$2:$A$4"
    assert len(rules) == 6
    assert book.worksheets[1].sheet_state == "hidden"
    assert contents == again
    assert enter(cast.mayor).get(TEMPLATE).status_code == 403


def test_a_file_becomes_rows_of_the_form(cast: Cast) -> None:
    """Days and numbers of its cells are read; its rows stand in the text from then on, to be corrected."""
    head = HEAD.split("\t")
    row = [
        None,
        "Prevention",
        "Maraudes",
        None,
        "SOCIAL · Travail de rue",
        None,
        date(2024, 12, 1),
        None,
        None,
        None,
        None,
        "contacts",
        12.345,
    ]
    contents = workbooks.a_workbook(["Our plan"], [], head, row, [None, "x", "Y", None, "SOCIAL"])
    file = SimpleUploadedFile("a.xlsx", contents)
    text = send(cast.coordinator, file=file).content.decode()
    assert kept(text).split("\n")[3].startswith("\tPrevention\tMaraudes\t\tSOCIAL · Travail de rue\t\t2024-12-01")
    assert "Row 5, Axis" in text
    fixed = send(cast.coordinator, kept(text), fix_4_1="prevention", **marks(text)).content.decode()
    assert "Import 2 actions" in fixed
    assert send(cast.coordinator, kept(fixed), do="import", **marks(fixed)).status_code == 302
    assert Action.objects.get(title="Maraudes", organisation__code="SOCIAL", state="proposed").targets.get().value == Decimal("12.345")


@pytest.mark.parametrize("title", ["macros", "a formula", "a bomb", "a million rows", "links", "a picture"])
def test_a_hostile_file_is_refused_at_the_field(title: str, cast: Cast) -> None:
    """What was typed beside it stays."""
    made, words = workbooks.HOSTILE[title]
    text = send(cast.coordinator, GOOD, file=SimpleUploadedFile("a.xlsx", made())).content.decode()
    assert words in text
    assert kept(text).strip("\n") == GOOD.strip("\n")
    assert not Act.objects.filter(by=cast.coordinator).exists()


def test_one_that_is_refused_refuses_all(cast: Cast) -> None:
    """The service asks each row's rule again, and keeps nothing where one says no."""
    fields = {"axis": "security", "title": "Neuve", "organisation": cast.organisation("POLICE")}
    before = Action.objects.count()
    with pytest.raises(Refused):
        services.import_actions(
            by=cast.coordinator, plan=cast.plan, lines=[Line(None, fields), Line(cast.action("S1"), {"title": "Autre"})]
        )
    with pytest.raises(ValidationError):
        services.import_actions(by=cast.coordinator, plan=cast.plan, lines=[Line(None, fields), Line(None, {**fields, "title": ""})])
    with pytest.raises(Refused):
        services.import_actions(by=cast.worker, plan=cast.plan, lines=[Line(None, fields)])
    assert Action.objects.count() == before
    assert cast.action("S1").title == "Patrouilles"


def test_what_is_refused_meanwhile_is_said_and_the_rows_stay(arranging: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else was faster: the page comes back with its reason."""
    text = send(arranging.coordinator, f"{HEAD}\n{GOOD}").content.decode()

    def refuse(**_given: Any) -> None:
        raise Refused("The plan is with the chair.")

    monkeypatch.setattr(services, "import_actions", refuse)
    again = send(arranging.coordinator, f"{HEAD}\n{GOOD}", do="import", **marks(text))
    assert again.status_code == 200
    assert "The plan is with the chair." in again.content.decode()
    assert "Maraudes du midi" in kept(again.content.decode())


def test_an_import_sent_twice_is_one(cast: Cast) -> None:
    """The second time gives the receipt of the first."""
    rows, key = f"{HEAD}\n{GOOD}", str(uuid4())
    seen = marks(send(cast.coordinator, rows).content.decode())
    for _time in (1, 2):
        assert send(cast.coordinator, rows, do="import", client_key=key, **seen).status_code == 302
    assert Action.objects.filter(title="Maraudes du midi").count() == 1


def test_two_hundred_rows_take_few_queries_to_read(cast: Cast, django_assert_max_num_queries: Any) -> None:
    """Looked up once, whatever the rows."""
    grid = grid_of("\n".join([HEAD, *[GOOD] * MOST_ROWS]))
    assert cast.coordinator.mandates.held
    with django_assert_max_num_queries(9):
        assert len(read(cast.coordinator, cast.plan, grid).lines) == MOST_ROWS


def test_names_of_every_language_are_known(cast: Cast) -> None:
    """A colleague's spreadsheet in French is read on an English page."""
    with override("fr"):
        from django.utils.translation import gettext as translated

        head = "\t".join(translated(one) for one in ("Axis", "Title", "Lead"))
        axis = translated("Prevention")
    assert "Import 1 action" in send(cast.coordinator, f"{head}\n{axis}\tX\tCommune de Nordville").content.decode()


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), min_size=2, max_size=5), min_size=1, max_size=5)
)
@settings(max_examples=150, deadline=None)
def test_a_grid_comes_back_from_its_text(rows: list[list[str]]) -> None:
    """Whatever stands in its cells, blanks around them left out."""
    grid = [[one.strip() for one in row] for row in rows]
    again = grid_of(text_of(grid))
    while grid and not any(grid[-1]):
        grid.pop()
    from taskforce.sheets import as_it_was

    assert again == [[as_it_was(one) for one in row] for row in grid] or "\ufeff" in rows[0][0]
