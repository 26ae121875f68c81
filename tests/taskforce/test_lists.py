"""Lists taken away as files: the rows of the page and no others, said under which conditions, and written down as taken."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.urls import get_resolver
from django.utils.translation import override

from taskforce import services
from taskforce.kernel import clock
from taskforce.kernel.journal import Reading
from taskforce.kernel.readings import note_list
from taskforce.models import SavedFilter, User
from taskforce.sheets import SHEETS, Table, csv_file, place_of, table_file
from taskforce.sheets.answers import IN_MEMORY
from taskforce.sheets.books import LONGEST_TEXT, MOST_ROWS, workbook
from tests import workbooks
from tests.access.arrange import enter, put
from tests.cast import RESTRICTED, SECRET, Cast, an_entry
from tests.laws.test_laws import walk

ADDRESSES = {
    "directory": "/directory/", "workspaces": "/task-forces/", "workspace": "/task-forces/TST-01/",
    "as_of": "/task-forces/TST-01/as-of/?list=actions.action&on=2024-11-14", "timeline": "/task-forces/TST-01/timeline/",
    "readings": "/task-forces/TST-01/readings/", "hotspots:hotspots": "/hotspots/?on=2024-11-01", "actions:plan": "/hotspots/TST-01/plan/?view=list",
    "actions:entries": "/hotspots/TST-01/entries/", "actions:measures": "/measures/",
    "actions:meetings": "/hotspots/TST-01/meetings/?state=draft", "actions:commitments": "/hotspots/TST-01/commitments/?state=open",
    "actions:typical": "/typical-actions/",
    "orders:orders": "/orders/", "reports:reports": "/reports/", "reports:periods": "/reports/periods/", "reports:desk": "/reports/desk/TST-CELL/2024-T3/",
}  # fmt: skip

MORNING = datetime(2024, 11, 15, 9, 30)  # noqa: DTZ001  # no spreadsheet knows time zones


def file(person: User, path: str, kind: str = "csv", **more: str) -> Any:
    """A list as a file."""
    asked = "&".join([f"as={kind}", *(f"{name}={value}" for name, value in more.items())])
    return enter(person).get(f"{path}{'&' if '?' in path else '?'}{asked}")


def rows(person: User, path: str, **more: str) -> list[list[str]]:
    """The rows of a CSV in English, without what stands above them."""
    lines = list(csv.reader(StringIO(file(person, path, **more).content.decode(), newline="")))
    return lines[lines.index([]) + 2 :]


def test_every_list_is_an_address_of_ours() -> None:
    """None is missing here, and each has a page."""
    names = {name for name in SHEETS if ":" not in name} | {name.partition(":")[2] for name in SHEETS if ":" in name}
    assert names <= {one.name for one in walk(get_resolver().url_patterns)}
    assert set(ADDRESSES) == set(SHEETS)


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_list_is_taken_away_and_written_down(name: str, kind: str, cast: Cast) -> None:
    """As a file that says what it is, as of when and for whom; one reading tells the auditor of it, by its name."""
    person = cast.auditor if name == "readings" else cast.head
    answer = file(person, ADDRESSES[name], kind)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="')
    assert answer["Content-Disposition"].endswith(f'-{date(2024, 11, 15)}.{kind}"')
    assert answer["Cache-Control"] == "no-store"
    head = answer.content.decode() if kind == "csv" else str(workbooks.sheets_of(answer.content))
    assert "As of" in head
    assert "Distribution" in head
    taken = Reading.objects.get(subject_type=name)
    assert (taken.by, taken.how) == (person, "file")
    page = enter(cast.auditor).get(
        f"/task-forces/{taken and 'TST-CELL' if taken.workspace_id == cast.workspace('TST-CELL').pk else 'TST-01'}/readings/"
    )
    assert str(SHEETS[name].title) in page.content.decode()


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_offers_its_files_and_to_be_kept(name: str, cast: Cast) -> None:
    """With what is asked of it; looking at it is not taking it."""
    person = cast.auditor if name == "readings" else cast.head
    text = enter(person).get(ADDRESSES[name]).content.decode()
    asked = ADDRESSES[name].partition("?")[2].replace("&", "&amp;")
    assert f'href="?{asked}{"&amp;" if asked else ""}as=xlsx"' in text
    assert 'href="/filters/keep/?at=' in text
    assert not Reading.objects.filter(subject_type=name).exists()


def test_two_people_get_from_one_address_what_each_may_see(cast: Cast) -> None:
    """Check 24: the same rights, the same rows; other rights, other rows, in the file as on the page."""
    an_address = "/hotspots/TST-01/plan/?view=list&state=running"
    assert [row[0] for row in rows(cast.police, an_address)] == ["S1", "S2", "P1", "V1"]
    assert [row[0] for row in rows(cast.cleaning, an_address)] == ["S1", "P1", "V1"]
    assert rows(cast.cleaning, an_address) == rows(cast.coordinator, an_address) == rows(cast.observer, an_address)
    for person, there in ((cast.police, True), (cast.cleaning, False), (cast.head, False)):
        for kind in ("csv", "xlsx"):
            content = file(person, an_address, kind).content
            text = content.decode() if kind == "csv" else str(workbooks.sheets_of(content))
            assert (RESTRICTED in text) == there
            assert ("Restricted: holds rows" in text) == there
    assert enter(cast.outsider).get(f"{an_address}&as=csv").status_code == 404


def test_entries_leave_as_far_as_they_may_be_read(arranging: Cast) -> None:
    """One's own organisation's words, and nobody else's; with their numbers; each restricted one is written down as given out."""
    an_entry(arranging.action("V1"), cleanups="2", note="=HYPERLINK(1)")
    path = "/hotspots/TST-01/entries/"
    mine, theirs = rows(arranging.colleague, path), rows(arranging.police, path)
    assert [row[9] for row in mine] == ["'=HYPERLINK(1)", SECRET]
    assert [row[9] for row in theirs] == ["'=HYPERLINK(1)"]
    assert [row[5:9] for row in mine] == [["cleanups (en)", "exactly", "2.000000", ""], ["contacts (en)", "exactly", "3.000000", ""]]
    given = Reading.objects.filter(subject_type="actions.entry")
    assert [(one.by, one.how) for one in given] == [(arranging.colleague, "file")]
    cells = workbooks.cells_of(file(arranging.colleague, path, "xlsx").content)
    values = [one.value for one in cells]
    assert {2, 3, datetime(2024, 9, 10)} <= {one for one in values if not isinstance(one, str)}  # noqa: DTZ001  # as a sheet has it
    assert all(one.data_type != "f" for one in cells)


def test_more_than_a_page_of_entries_leaves_whole(arranging: Cast) -> None:
    """All of them, the latest first, though the page shows fifty."""
    for _number in range(60):
        an_entry(arranging.action("V1"), cleanups="1")
    assert len(rows(arranging.cleaning, "/hotspots/TST-01/entries/")) == 60


def test_the_filter_is_named_and_what_is_asked_wrongly_gives_no_file(cast: Cast) -> None:
    """What was asked stands above the rows, in words; a wrong question goes back to the page."""
    text = file(cast.police, "/hotspots/TST-01/plan/?lead=POLICE&horizon=short").content.decode()
    assert "Lead,Zone de police (en)" in text
    assert "Horizon,Short term" in text
    assert "Filter,none" in file(cast.police, "/hotspots/TST-01/plan/").content.decode()
    assert "As it stood at the end of,01/02/2024" in file(cast.police, "/hotspots/?on=2024-02-01").content.decode()
    for wrong in ("/hotspots/?on=2030-01-01", "/hotspots/?on=x", "/task-forces/TST-01/timeline/?since=x"):
        assert file(cast.police, wrong)["Content-Type"].startswith("text/html")


def test_one_list_of_several_is_chosen_for_csv(cast: Cast) -> None:
    """A workbook holds them all, each on its sheet."""
    assert {row[0] for row in rows(cast.head, "/directory/", part="areas")} >= {"Nordville (en)"}
    assert {row[0] for row in rows(cast.head, "/directory/")} >= {"POLICE"}
    assert rows(cast.head, "/directory/", part="nothing") == rows(cast.head, "/directory/")
    assert list(workbooks.sheets_of(file(cast.head, "/directory/", "xlsx").content)) == ["Organisations", "Areas"]
    assert len(workbooks.sheets_of(file(cast.coordinator, "/task-forces/TST-01/", "xlsx").content)) == 1


@override_settings(DEMO=True)
def test_a_demonstration_says_so_in_its_files_and_a_workspace_its_notice(arranging: Cast) -> None:
    """What every page must say, every file says."""
    put(arranging.workspace("TST-01"), notice_en="Published figures.")
    text = file(arranging.mayor, "/hotspots/TST-01/plan/").content.decode()
    assert "Notice,Published figures." in text
    assert "Notice,Demonstration: activity figures are invented." in text
    assert "Workspace,TST-01 · TST-01 (en)" in text
    assert "Distribution,The task force and the regional cell" in text


def table(*given: list[Any], **more: Any) -> Table:
    """A table of one column or more."""
    return Table("A: list/of [all]?", ["One", "Two"], given, [("As of", "now")], "x", **more)


def test_a_workbook_has_real_days_and_numbers_and_no_commands() -> None:
    """Texts are texts, whatever they look like; signs no workbook may hold are left out; the names of sheets are plain."""
    values = [
        date(2024, 11, 15),
        MORNING,
        Decimal("1.5"),
        7,
        "=1+1",
        "#REF!",
        "+32",
        "a\0b\x1f",
        None,
        "x" * 40_000,
        True,
    ]
    with clock.at(MORNING.replace(tzinfo=UTC)):
        contents = workbook([table(*[[one, "y"] for one in values]), table()])
        assert contents == workbook([table(*[[one, "y"] for one in values]), table()])
    found = workbooks.sheets_of(contents)
    assert list(found) == ["A  list of  all", "A  list of  all 2"]
    column = [row[0] for row in found["A  list of  all"]][4:]
    assert column == [
        datetime(2024, 11, 15), MORNING, 1.5, 7, "'=1+1", "#REF!", "'+32", "a b ", None, "x" * LONGEST_TEXT, "True",  # noqa: DTZ001
    ]  # fmt: skip
    assert {one.data_type for one in workbooks.cells_of(contents)} <= {"s", "n", "d"}


def test_a_list_too_long_for_a_workbook_says_so() -> None:
    """Its last line leads to the CSV."""
    found = workbooks.sheets_of(workbook([table(*[[1, 2]] * (MOST_ROWS + 1))]))["A  list of  all"]
    assert len(found) == MOST_ROWS + 5
    assert "Take it as CSV to have all." in found[-1][0]


def test_a_long_csv_leaves_piece_by_piece(db: None) -> None:
    """Its rows are read before it leaves, and kept on disk meanwhile."""
    read: list[int] = []

    def many() -> Iterator[list[str]]:
        for number in range(3000):
            read.append(number)
            yield ["x" * 500, "y"]

    with override("en"):
        answer: Any = csv_file("x", many())
        assert len(read) == 3000
        assert answer.streaming
        content = b"".join(answer)
    answer.close()
    assert len(content) == int(answer["Content-Length"]) > IN_MEMORY
    assert content.count(b"\r\n") == 3000
    assert answer["Content-Disposition"] == 'attachment; filename="x.csv"'


def test_a_csv_writes_days_and_numbers_as_its_reader_does() -> None:
    """A decimal comma in French and Dutch."""
    for language, line in (("fr", "1,5;15/11/2024;15/11/2024 09:30:00;7"), ("en", "1.5,15/11/2024,15/11/2024 09:30:00,7")):
        with override(language):
            made = table_file("x", "csv", [table([Decimal("1.5"), date(2024, 11, 15), MORNING, 7])])
        assert made.content.decode("utf-8-sig").split("\r\n")[4] == line


# Filters somebody keeps.


def test_a_filter_is_kept_shown_and_removed(cast: Cast) -> None:
    """Under a name, on its list and on the first page; only its owner sees it; removing it takes one button."""
    browser = enter(cast.police)
    address = "/hotspots/TST-01/plan/?view=list&late=1"
    form = browser.get("/filters/keep/", {"at": address}).content.decode()
    assert f'value="{address.replace("&", "&amp;")}"' in form
    response = browser.post("/filters/keep/", {"name": "Late ones", "at": address, "client_key": str(uuid4())})
    assert (response.status_code, response["Location"]) == (302, address)
    link = f'<a href="{address.replace("&", "&amp;")}">Late ones</a>'
    for path in ("/", "/hotspots/TST-01/plan/"):
        assert link in browser.get(path).content.decode()
        assert "Late ones" not in enter(cast.coordinator).get(path).content.decode()
    assert link not in browser.get("/hotspots/").content.decode()
    saved = SavedFilter.objects.get()
    assert enter(cast.coordinator).post(f"/filters/{saved.pk}/remove/").status_code == 404
    assert browser.get(f"/filters/{saved.pk}/remove/").status_code == 302
    assert SavedFilter.objects.visible_to(cast.police).exists()
    assert browser.post(f"/filters/{saved.pk}/remove/", {"client_key": str(uuid4())}).status_code == 302
    assert "Late ones" not in browser.get("/").content.decode()
    assert [row.act.code for row in saved.history.order_by("pk")] == ["taskforce.save_filter", "taskforce.forget_filter"]
    assert browser.post("/filters/keep/", {"name": "Late ones", "at": address, "client_key": str(uuid4())}).status_code == 302


@pytest.mark.parametrize(
    ("at", "kept"),
    [
        ("/hotspots/?on=2024-11-01&x=1&as=csv", "/hotspots/?on=2024-11-01"), ("https://taskforce.example/hotspots/?on=2024-11-01", "/hotspots/?on=2024-11-01"),
        ("/hotspots/TST-01/plan/?late=1&state=running&lead=POLICE", "/hotspots/TST-01/plan/?state=running&lead=POLICE&late=1"),
        ("/hotspots/?on=Jean Dupont", "/hotspots/"), ("/hotspots/?on=%0d%0aX", "/hotspots/"), ("/directory/#areas", "/directory/"),
        ("//evil.example/hotspots/", None), ("/security/", None), ("/account/security/", None), ("/nowhere/", None), ("javascript:alert(1)", None),
        ("hotspots/", None), ("/hotspots/\0", None), ("/\\evil.example/", None), ("", None), ("http://[", None), ("/hotspots/TST-01/actions/S1/", None),
    ],
)  # fmt: skip
def test_only_our_lists_are_kept(at: str, kept: str | None, cast: Cast) -> None:
    """An address is made anew from what its list lets be asked; of anything else there is none."""
    typed = {"name": "X", "at": at, "client_key": str(uuid4())}
    response = enter(cast.police).post("/filters/keep/", typed)
    assert response.status_code == (302 if kept else 200)
    assert [one.get_absolute_url() for one in SavedFilter.objects.all()] == ([kept] if kept else [])
    if not kept and not at.startswith(("http", "\0")) and "\0" not in at:
        assert place_of(at) is None
    if not kept:
        assert "<title>Error:" in response.content.decode()


def test_a_name_is_given_once_and_says_nothing_about_anybody(cast: Cast) -> None:
    """The same name twice, and a phone number in one, are refused at the field."""
    browser = enter(cast.police)
    for name, words in (("Mine", ""), ("Mine", "You have a filter of this name."), ("Call 0470 12 34 56", "phone number")):
        response = browser.post("/filters/keep/", {"name": name, "at": "/hotspots/", "client_key": str(uuid4())})
        assert response.status_code == (200 if words else 302)
        assert words in response.content.decode()


def test_thirty_filters_are_enough(arranging: Cast) -> None:
    """The next one is refused in words."""
    for number in range(SavedFilter.MOST):
        SavedFilter.objects.create(person=arranging.police, name=f"{number}", path="/hotspots/")
    response = enter(arranging.police).get("/filters/keep/")
    assert response.status_code == 403
    assert "You have 30 filters already." in response.content.decode()


def test_a_filter_is_of_one_of_our_lists(cast: Cast) -> None:
    """Called without the form too: another address is refused at its field."""
    with pytest.raises(ValidationError, match="no address of a list"):
        services.save_filter(by=cast.mayor, name="Elsewhere", at="//evil.example/")


def test_outside_a_request_no_list_is_noted(cast: Cast) -> None:
    """A command that makes a list writes no reading."""
    note_list(cast.mayor, "hotspots:hotspots", [cast.workspace("TST-01")])
    assert not Reading.objects.exists()
