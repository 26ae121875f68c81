"""Many people write on one text, and one person sends the same thing many times: nothing is lost, nothing is doubled."""

# the figures are the point

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from tests.heavy.serving import Answer, Browser, House, house, typed

pytestmark = pytest.mark.heavy
FRAME, LOG = "/task-forces/TST-01/frame/", "/hotspots/TST-01/actions/P1/log/"
PROPOSE = "/hotspots/TST-01/plan/propose/"
PEOPLE = ("mayor", "coordinator", "head", "steward")
EDITORS, EDITS = 12, 25


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def it(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house, served by two processes of four threads."""
    with house(request.param, tmp_path_factory.mktemp(request.param)) as found:
        yield found


def write(browser: Browser, marks: list[str], pause: float, *, careless: bool = False) -> int:
    """Add each mark to the text as it stands; where somebody was quicker, add it to theirs. Counts the conflicts met."""
    conflicts = 0
    for mark in marks:
        page = browser.get(FRAME)
        fields = typed(page)
        fields["purpose"] = [f"{fields['purpose'][0]} {mark}".strip()]
        while (answer := send(browser, fields, careless=careless)).status == 409:
            conflicts += 1
            time.sleep(pause)  # somebody reads what the other wrote; nobody at the same speed
            fields = typed(answer, to=FRAME)
            fields["purpose"] = [f"{fields['initial-purpose'][0]} {mark}".strip()]
        assert answer.status == 302, answer.content.decode()[-2000:]
    return conflicts


def send(browser: Browser, fields: dict[str, list[str]], *, careless: bool) -> Answer:
    """Send the form; the careless leave out which version they saw."""
    return browser.post(FRAME, {name: value for name, value in fields.items() if not (careless and name == "seen")})


def written(house: House) -> list[str]:
    """The marks that stand in the text."""
    return house.python("from taskforce.models import Workspace; print(Workspace.objects.get(reference='TST-01').purpose)").split()


def all_write(house: House, edits: int, *, careless: bool = False) -> tuple[set[str], int]:
    """Let twelve people write at once. Returns what they wrote and how many conflicts they met."""
    marks = [[f"{'careless' if careless else 'e'}{editor}x{edit}" for edit in range(edits)] for editor in range(EDITORS)]
    browsers = [house.browser(PEOPLE[editor % len(PEOPLE)]) for editor in range(EDITORS)]
    pauses = [0.05 * (1 + editor) for editor in range(EDITORS)]
    with ThreadPoolExecutor(EDITORS) as editors:
        conflicts = sum(editors.map(partial(write, careless=careless), browsers, marks, pauses))
    return {mark for some in marks for mark in some}, conflicts


def test_no_edit_is_lost(it: House) -> None:
    """Twelve editors, twenty-five edits each, on one text: all three hundred stand in it, each once."""
    begun = time.monotonic()
    marks, conflicts = all_write(it, EDITS)
    found = written(it)
    lost, doubled = marks - set(found), len(found) - len(set(found))
    print(
        f"{it.database.split(':')[0]}: {len(lost)} of {len(marks)} edits lost, {doubled} doubled, {conflicts} conflicts shown, {time.monotonic() - begun:.0f} s"
    )
    assert len(marks) == EDITORS * EDITS
    assert (lost, doubled) == (set(), 0)
    assert conflicts > EDITORS


def test_without_the_version_edits_are_lost(it: House) -> None:
    """The trial can fail: the same people, leaving out which version they saw, overwrite one another."""
    marks, conflicts = all_write(it, 5, careless=True)
    lost = marks - set(written(it))
    print(f"{it.database.split(':')[0]}, without the version: {len(lost)} of {len(marks)} edits lost")
    assert conflicts == 0
    assert lost


@pytest.mark.parametrize(("name", "path", "count"), [("worker", LOG, "actions.Entry"), ("cleaning", PROPOSE, "actions.Action")])
def test_the_same_form_sent_many_times_at_once_is_done_once(it: House, name: str, path: str, count: str) -> None:
    """Fifteen forms, each sent by six hands at the same moment: fifteen things, and every hand gets a receipt."""
    browser, forms, hands = it.browser(name), 15, 6
    organisation = it.python("from taskforce.models import Organisation; print(Organisation.objects.get(code='PROPRETE').pk)")
    asked = f"from django.apps import apps; print(apps.get_model('{count}').objects.count(), end=' '); from taskforce.kernel.journal import Act; print(Act.objects.count())"
    before = [int(one) for one in it.python(asked).split()]
    for number in range(forms):
        said = (
            {"note": f"Note {number}"}
            if path == LOG
            else {"axis": "neighbourhood", "title": f"Title {number}", "organisation": organisation}
        )
        fields = typed(browser.get(path), **said)
        with ThreadPoolExecutor(hands) as sent:
            sending = [Browser(it.address, dict(browser.cookies)).post for _hand in range(hands)]
            answers = [one.result() for one in [sent.submit(post, path, fields) for post in sending]]
        assert [one.status for one in answers] == [302] * hands, [one.content.decode()[-1500:] for one in answers if one.status != 302][:1]
    after = [int(one) for one in it.python(asked).split()]
    print(f"{it.database.split(':')[0]}: {forms} forms × {hands} hands: {after[0] - before[0]} things, {after[1] - before[1]} acts")
    assert [late - early for late, early in zip(after, before, strict=True)] == [forms, forms]
