"""What somebody hostile would write into an address, a question or a way back."""

from __future__ import annotations

import pytest
from django.test import Client

from taskforce.kernel.acts import acting
from tests.access.arrange import enter
from tests.cast import Cast

pytestmark = pytest.mark.walks
NONSENSE = (
    "",
    "\0",
    "2024-13-45",
    "0001-01-01",
    "9999-12-31",
    "-1",
    "9" * 40,
    "'; DROP TABLE taskforce_user; --",
    "<script>",
    "%s",
    "\u202e",
    "x" * 3_000,
)
READING = (
    "/", "/hotspots/", "/hotspots/TST-01/", "/hotspots/TST-01/plan/", "/hotspots/TST-01/entries/", "/hotspots/TST-01/perimeters/", "/reports/", "/reports/periods/",
    "/reports/desk/TST-CELL/2024-T3/", "/directory/", "/measures/", "/task-forces/",
    "/task-forces/TST-01/timeline/", "/task-forces/TST-01/as-of/", "/task-forces/TST-CELL/timeline/", "/history/taskforce.organisation/1/",
    "/orders/", "/hotspots/TST-01/orders/",
)  # fmt: skip


@pytest.mark.parametrize("path", READING)
def test_questions_in_the_address_break_nothing(cast: Cast, path: str) -> None:
    """Odd days, places and axes are read as if they were not there."""
    client = enter(cast.head)
    for value in NONSENSE:
        given = {
            "on": value,
            "before": f"{value}.{value}",
            "axis": value,
            "all": value,
            "page": value,
            "q": value,
            "state": value,
            "hotspot": value,
        }
        given |= dict.fromkeys(("since", "until", "by", "what", "list", "from", "to"), value)
        assert client.get(path, given).status_code == 200, value[:40]
    for before in ("2024-01-01." + "9" * 40, "2024-01-01.-1", "2024-01-01.١", "9999-12-31.1", "."):
        assert client.get(path, {"before": before}).status_code == 200, before


@pytest.mark.parametrize(
    "path",
    ["/hotspots/{}/", "/hotspots/{}/plan/", "/hotspots/TST-01/actions/{}/", "/hotspots/TST-01/rule/{}/", "/reports/{}/", "/reports/regional/{}/", "/task-forces/{}/", "/join/{}/",
     "/directory/organisations/{}/", "/measures/{}/", "/history/{}/1/", "/task-forces/{}/timeline/", "/task-forces/{}/readings/", "/task-forces/{}/as-of/",
     "/task-forces/{}/timeline.csv", "/task-forces/{}/readings.csv", "/orders/{}/", "/orders/draft/{}/", "/hotspots/{}/orders/", "/hotspots/TST-01/approvals/{}/approve/"],
)  # fmt: skip
def test_odd_references_are_nothing(cast: Cast, path: str) -> None:
    """Whatever stands in an address, it is found or it is not."""
    client = enter(cast.head)
    for odd in ("%00", "%E2%80%AE", "..%2F..%2Fetc", "TST-01%00", "a" * 3000, "%27%20OR%201=1", "*"):
        assert client.get(path.format(odd)).status_code == 404, odd[:20]


@pytest.mark.parametrize(
    "path",
    ["/seats/{}/charter/", "/seats/{}/end/", "/invitations/{}/withdraw/", "/history/hotspots.hotspot/{}/", "/hotspots/TST-01/plan/v{}/", "/hotspots/TST-01/entries/{}/",
     "/hotspots/TST-01/plan/objectives/{}/", "/reports/remarks/{}/answer/", "/reports/TST-01-2024-T3/v{}/", "/reports/TST-01-2024-T3/v{}/fr.pdf", "/history/auth.permission/{}/",
     "/history/taskforce.grant/{}/", "/history/taskforce.act/{}/", "/history/actions.historicalentry/{}/", "/history/sessions.session/{}/"],
)  # fmt: skip
def test_odd_keys_are_nothing(cast: Cast, path: str) -> None:
    """Neither zero, nor numbers larger than any database's, nor tables that are nobody's business."""
    client = enter(cast.coordinator)
    for odd in ("0", "9" * 5, "9" * 18, "9" * 40):
        assert client.get(path.format(odd)).status_code == 404, odd


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "\0/",
        "http:///evil.example",
    ],
)
def test_nobody_is_sent_elsewhere(cast: Cast, target: str) -> None:
    """Signing in, being signed in already and switching the language lead back into the house."""
    with acting(cast.clerk, "tests.arrange"):
        cast.observer.set_password("correct horse battery")
        cast.observer.save()
    given = {"login": "observer@test.invalid", "password": "correct horse battery", "next": target}
    answers = [
        Client().post("/sign-in/", given),
        enter(cast.observer).get("/sign-in/", {"next": target}),
        enter(cast.observer).post("/language/", {"language": "nl", "next": target}),
    ]
    for answer in answers:
        assert answer.status_code == 302
        assert answer["Location"] == "/", answer["Location"]


def test_forms_need_their_token(cast: Cast) -> None:
    """Another site cannot send a form in somebody's name."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.coordinator)
    for path in ("/reports/TST-01-2024-T3/start/", "/language/", "/sign-out/", "/task-forces/TST-01/invite/"):
        assert client.post(path, {"language": "fr"}).status_code == 403, path
    cast.report.refresh_from_db()
    assert cast.report.state == "due"
