"""The demonstration: loaded once for this module, whole, and never twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from pypdfium2 import PdfDocument

from actions.models import Evidence
from hotspots import orders
from hotspots.models import Hotspot, Order
from reports.demo import evidence
from reports.demo.accounts import accounts
from reports.demo.loading import load
from reports.demo.printing import papers, write
from reports.models import RegionalReport, Remark, Report, Version
from taskforce.desk import news
from taskforce.models import Act, Invitation, Seat, User, Visit, Workspace
from taskforce.services import accept_invitation, sign_charter
from tests import cast as scene

PUBLISHED = {
    "networks": "2", "dealing-spots": "4", "cannabis": "35", "heroin": "5.1", "cocaine": "2.15", "crack": "548",
    "convicted": "34", "new-cameras": "20", "cameras": "72", "associations": "4", "conventions": "1",
}  # fmt: skip
UNITS = {"cannabis": "kg", "heroin": "kg", "cocaine": "kg", "crack": "g", "convicted": "pers."}


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load the demonstration once, in place of the scene; set the scene again at the end."""
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
        assert load()
        yield
        call_command("flush", interactive=False, verbosity=0)
        scene.set_the_scene()


@pytest.fixture(autouse=True)
def shown(demo: None, db: None) -> None:
    """Let each test see it."""


def accepted_content(reference: str) -> Any:
    """What the accepted version of a report froze."""
    return Version.objects.get(report__reference=reference, accepted_at__isnull=False).content


def test_sixteen_hotspots_are_in_force_today_and_fifteen_were_on_28_march() -> None:
    """Aumale came in October; a fictional proposal waits and another was refused."""
    brussels = Hotspot.objects.filter(reference__startswith="BRU-")
    assert brussels.in_force(date(2024, 11, 15)).count() == 16
    listed = brussels.in_force(date(2024, 3, 28))
    assert listed.count() == 15
    assert not listed.filter(name_fr="Aumale").exists()
    assert not brussels.in_force(date(2024, 3, 27)).exists()
    assert Counter(brussels.values_list("state", flat=True)) == {"validated": 16, "proposed": 1, "refused": 1}
    assert Hotspot.objects.get(name_fr="Gare du Midi").approvals.count() == 2
    assert Hotspot.objects.get(name_fr="Gare du Nord").approvals.count() == 3


def test_the_reports_of_the_quarter_stand_at_every_stage() -> None:
    """Nine accepted, one of them on its second version; the others at every other stage; the next quarter is due."""
    quarter = Report.objects.filter(period__code="2024-T3")
    assert Counter(quarter.values_list("state", flat=True)) == {"accepted": 9, "returned": 2, "submitted": 2, "draft": 1, "skipped": 1}
    waiting = Version.objects.filter(report__in=quarter.filter(state="submitted"))
    assert sorted(one.signed_at is None for one in waiting) == [False, True]
    mended = Version.objects.get(report__in=quarter, number=2, accepted_at__isnull=False)
    assert mended.report.reference == "BRU-07-2024-T3"
    assert Counter(Report.objects.filter(period__code="2024-T4").values_list("state", flat=True)) == {"due": 15}
    regional = RegionalReport.objects.get(period__in=quarter.values("period"))
    assert (regional.state, regional.inclusions.count()) == ("adopted", 9)


def test_what_the_checks_found_is_explained_and_the_desk_has_waited() -> None:
    """An order nobody counted is explained; a remark stands at a figure; four are reminded; one is left out and named as missing."""
    content = accepted_content("BRU-11-2024-T3")
    found = {one["code"]: one["explanation"] for one in content["checks"]}
    assert "semestre" in found["use_uncounted"]
    assert Remark.objects.get(anchor__gt="").anchor == "measure-contacts"
    assert Report.objects.filter(reminded_on=date(2024, 11, 5)).count() == 4
    regional = RegionalReport.objects.get(period__code="2024-T3", workspace__reference="BRU-CELL")
    missing = next(one for one in regional.content["hotspots"] if one["reference"] == "BRU-03")
    assert (missing["missing"], "convoquée" in missing["skip_reason"]) == ("skipped", True)


def test_alencon_freezes_the_published_figures_with_their_units() -> None:
    """Exactly as published: nothing masked, nothing converted."""
    content = accepted_content("ALE-01-2023-2024")
    figures = {one["measure"]["code"]: one for axis in content["axes"] for one in axis["figures"]}
    assert {code: one["amount"]["value"] for code, one in figures.items()} == PUBLISHED
    assert {code: one["measure"]["unit"] for code, one in figures.items() if one["measure"]["unit"]} == UNITS
    assert {tuple(one["amount"]["sources"]) for one in figures.values()} == {("Chiffres publiés (presse, novembre 2024)",)}
    assert all(
        "18" in content["period"]["notes"][language] and "22" in content["period"]["notes"][language] for language in ("fr", "nl", "en")
    )
    assert Seat.objects.filter(workspace__reference="ALE-01", role="chair").count() == 3


def test_every_paper_of_brussels_says_that_it_is_invented() -> None:
    """The notice is frozen with the figures, in every language."""
    contents: Any = Version.objects.filter(report__reference__startswith="BRU-", digest__gt="").values_list("content", flat=True)
    for content in contents:
        assert "fictifs" in content["notice"]["fr"]
        assert "Fictieve" in content["notice"]["nl"]
        assert "fictional" in content["notice"]["en"]


def test_the_orders_stand_in_every_way_on_the_day() -> None:
    """One ends in twelve days, one was extended twice with a gap of thirteen days, one has expired, one waits; all under a regional one."""
    day, chair = date(2024, 11, 15), User.objects.get(email="bourgmestre.anderlecht@demo.example")
    found = Order.objects.filter(reference__startswith="BRU-A-")
    standings = Counter(str(orders.standing_on(one, day, extended=one.extended)) for one in found.with_extended())
    assert standings == {"in_force": 4, "extended": 2, "expired": 1, "draft": 1}
    ending = Order.objects.expiring(day, 60)
    assert [(one.workspace.reference, orders.warning((one.until - day).days)) for one in ending] == [
        ("BRU-07", "Expires in 59 days"),
        ("BRU-08", "Expires in 12 days"),
    ]
    links = orders.chain(chair, found.get(workspace__reference="BRU-07", since="2024-10-14"), day)
    assert [link.gap for link in links] == [0, 0, 13]
    framework = found.get(level="region")
    assert framework.covered.count() == 15
    assert {one.framework for one in found.exclude(level="region").filter(since__gte="2024-06-01")} == {framework}
    assert orders.uses(chair, links[0].order).times == 42


def test_figures_show_small_numbers_masked_and_ratios() -> None:
    """Some prevention totals stay below the threshold; a ratio has its two parts."""
    content = accepted_content("BRU-05-2024-T3")
    figures = {one["measure"]["code"]: one["amount"] for axis in content["axes"] for one in axis["figures"]}
    assert figures["referrals"]["masked"]
    assert figures["report-rate"]["numerator"] == figures["reports"]["value"]


def test_everybody_signs_in_and_every_role_has_an_account() -> None:
    """The accounts shown open the door; every role of the table is among them or sits at a task force."""
    for one in accounts():
        assert Client().login(username=one.email, password=one.password), one
    roles = set(Seat.objects.filter(person__email__in=[one.email for one in accounts()]).values_list("role", flat=True))
    assert roles == {*Seat.objects.values_list("role", flat=True)}


def test_every_seat_has_its_grants() -> None:
    """Signed seats and guardian's rows agree."""
    call_command("check_grants", stdout=StringIO())


def test_an_action_has_a_document_beside_it() -> None:
    """Whoever reads the action reads it; it was handed in as people do, and says that it is invented."""
    (kept,) = Evidence.objects.all()
    assert (kept.content_type, kept.tier, kept.title) == ("image/png", "workspace", evidence.TITLE)
    assert kept.sha256 == evidence.sheet().sha256
    chair = Seat.objects.get(workspace=kept.workspace, role="chair").person
    assert Evidence.objects.visible_to(chair).exists()
    assert not Evidence.objects.visible_to(User.objects.get(email="conseil@demo.example")).exists()


def test_people_were_here_before_the_last_days() -> None:
    """Their first page tells what is new since; nobody's bookmark stands after the story."""
    visit = Visit.objects.get(account__email="cellule@demo.example")
    assert 0 < visit.act < Act.objects.latest("pk").pk
    assert news.since(User.objects.get(pk=visit.account_id), visit.act).lines


def test_acts_stand_in_the_order_of_time_and_none_is_anonymous() -> None:
    """The journal's sequence is the calendar's."""
    acts = list(Act.objects.exclude(code="tests.arrange").order_by("pk").values_list("at", "by_name"))
    assert [at for at, _ in acts] == sorted(at for at, _ in acts)
    assert all(name for _, name in acts)
    assert mail.outbox == []


def test_the_command_finds_everything_there_and_changes_nothing(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second load writes no act; the way in is told."""
    settings.DEMO = True
    monkeypatch.setenv("PORT", "8123")
    before, said = Act.objects.count(), StringIO()
    assert not load()
    call_command("demo", stdout=said)
    assert Act.objects.count() == before
    assert "http://127.0.0.1:8123" in said.getvalue()
    assert all(one.email in said.getvalue() and one.part in said.getvalue() for one in accounts())


def test_the_command_refuses_outside_a_demonstration(settings: Any) -> None:
    """A real database is safe from it."""
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")


def test_the_papers_are_those_of_the_council_and_alencon_prints_its_figures(tmp_path: Path) -> None:
    """Ten reports and the regional one, in both languages; the same bytes each time; the figures as published."""
    listed = list(papers())
    assert len(listed) == 22
    assert {name for paper in listed for name in paper.names} >= {
        "regional-fr.pdf",
        "regional-nl.pdf",
        "hotspot-BRU-07-nl.pdf",
        "alencon-nl.pdf",
    }
    alencon = next(paper for paper in listed if "alencon-fr.pdf" in paper.names)
    paths = list(write([alencon], tmp_path))
    assert [path.name for path in paths] == ["hotspot-ALE-01-fr.pdf", "alencon-fr.pdf"]
    assert paths[0].read_bytes() == paths[1].read_bytes() == alencon.printed()
    words = " ".join(page.get_textpage().get_text_range() for page in PdfDocument(paths[0])).replace("\u00a0", " ")
    for figure in ("35 kg", "5,1 kg", "2,15 kg", "548 g", "34 pers.", "72", "« 18 mois »"):
        assert figure in words, figure


OPENING = [
    "--code=ESS", "--name-fr=Région", "--name-nl=Gewest", "--council-fr=Conseil", "--council-nl=Raad", "--cell-fr=Cellule", "--cell-nl=Cel",
    "--organisation-fr=Administration", "--organisation-nl=Bestuur", "--head-email=head@essai.invalid", "--head-name=Head",
]  # fmt: skip


def test_a_real_region_is_opened_and_its_people_come_in_by_link() -> None:
    """The head's link seats the head; a steward may come with it; the region opens once."""
    said = StringIO()
    call_command("open_region", *OPENING, "--steward-email=steward@essai.invalid", "--steward-name=Steward", stdout=said)
    assert said.getvalue().count("/join/") == 2
    for role, workspace in (("head", "ESS-CELL"), ("steward", "ESS-COUNCIL")):
        offer = Invitation.objects.get(email=f"{role}@essai.invalid")
        newcomer = User(email=offer.email, name=offer.name)
        sign_charter(by=newcomer, seat=accept_invitation(by=newcomer, invitation=offer))
        held = newcomer.mandates.seat_in(Workspace.objects.get(reference=workspace))
        assert held is not None
        assert held.role == role
    with pytest.raises(CommandError, match=r"."):
        call_command("open_region", *OPENING)


def test_a_region_with_a_bad_address_does_not_open() -> None:
    """What is wrong is said, and nothing stays."""
    with pytest.raises(CommandError):
        call_command("open_region", *OPENING[:-2], "--head-email=nowhere", "--head-name=Head")
    assert not Workspace.objects.filter(reference="ESS-CELL").exists()
