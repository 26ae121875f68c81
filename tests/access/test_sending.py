"""Every form of the house: sent twice it is done once; sent over what somebody else wrote meanwhile, it is shown with both texts."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from taskforce.forms_look import Form, House
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act
from taskforce.templatetags.ui import first_control
from tests.access.arrange import give_factor, put
from tests.access.pages import PAGES, Page
from tests.access.test_urls import VIEWS, ready, title
from tests.access.world import World, same_browser, undone
from tests.cast import SQUARE
from tests.files import a_photo
from tests.filling import Fields, filled, forms_of
from tests.taskforce.doors import code

pytestmark = [pytest.mark.django_db, pytest.mark.walks]
PASSWORD = "long enough for anybody"
ALERT = r'role="alert" tabindex="-1" autofocus>(.*?)</div>'
NOTHING_TO_DO = "reports:open_due_reports"  # all reports are open here
ACTING = [row for row in PAGES if VIEWS[row.name].kind == "acts" and row.may and row.name != NOTHING_TO_DO]
# What leaves no act, so that there is nothing to do twice: they prove again who one is, and only the session learns of it.
WITHOUT_ACT = {
    "notices_read": "reading one's mail is no act",
    "account_reauthenticate": "the password again",
    "mfa_reauthenticate": "a code again: allauth takes each once; leads on where there is no factor",
    "mfa_reauthenticate_webauthn": "a passkey again: allauth asks a new question each time; leads on where there is no factor",
}
# What one walk cannot send, because its page asks in two steps or changes nothing as it stands; the test that sends it twice is named.
IN_STEPS = {
    "actions:quick_buttons": "tests/actions/test_buttons.py::test_buttons_sent_twice_are_one_act",
    "actions:paste": "tests/actions/test_paste.py::test_rows_imported_twice_are_imported_once",
    "actions:move": "tests/actions/test_board.py::test_a_card_sent_twice_is_one_act",
    "reports:autosave": "tests/reports/test_composer.py::test_a_text_that_arrives_twice_is_kept_once",
    "reports:explain": "tests/reports/test_composer.py::test_explanations_sent_twice_are_one_act",
    "reports:prepare_regional": "tests/reports/test_documents.py::test_a_draft_of_the_regional_report_is_printed_when_asked_for",
    "documents:again": "tests/reports/test_documents.py::test_a_paper_that_fails_is_tried_again_then_given_up_and_told",
}
# What may be sent with nothing in it, though the page says what will be asked for.
MAY_STAY_EMPTY = {
    "actions:move": "the step is chosen on the card",
    "actions:quick_buttons": "without a choice of one's own, what is logged most comes first",
    "reports:autosave": "a script sends it, and puts the answer beside the text",
    "reports:compose": "a draft; what is missing is said where it is submitted",
    "calendar": "a button",
    "recovery_codes": "a button",
}
# What a form cannot guess.
TYPED: dict[str, dict[str, str]] = {
    "digest": {"digest": "weekly"},
    "change_password": {"password": PASSWORD, "again": PASSWORD},
    "account_reauthenticate": {"password": PASSWORD},
    "mfa_add_webauthn": {"credential": '{"id": "of a device"}'},
    "erase": {"field": "name_fr", "fragment": "Quartier"},
    "invite": {"role": "observer", "until": ""},
    "hotspots:perimeter": {"outline": str(SQUARE).replace("'", '"'), "since": "2024-11-15"},
    "hotspots:rule": {"on": "2024-11-15"},
    "hotspots:propose": {"data_since": "2023-01-01", "data_until": "2023-12-31"},
    "reports:open_period": {"since": "2025-01-01", "until": "2025-03-31", "due": "2025-04-30", "code": "2025-T1"},
    "actions:add_measure": {"aggregation": "sum", "numerator": "", "denominator": ""},
    "actions:check_plan": {"conform": "yes"},
    "save_filter": {"at": "/hotspots/?on=2024-11-01"},
    "actions:draft_meeting": {"day": "2024-12-19"},
    "actions:move_meeting": {"reason": "Works"},
    "reports:adopt_regional": {"decision": "CRS"},
    "reports:ask_decision": {"amount": "1200", "deadline": "2024-12-20"},
    "orders:draft_order": {"since": "2024-11-20", "until": "2024-12-20"},
    "orders:sign_order": {"on": "2024-08-30"},
    "orders:record_use": {"number": "3", "since": "2024-10-01", "until": "2024-10-31"},
}
CHANGING = {"frame", "organisation", "actions:amend_objective", "actions:amend_action", "actions:amend_entry", "actions:keep_measure"} | {
    "reports:compose",
    "orders:amend_order",
    "orders:correct_use",
    "actions:amend_meeting",
    "actions:move_meeting",
    "actions:amend_point",
    "actions:amend_decision",
    "actions:keep_typical",
}

ONE_OF_TWO = ("reports:ask_decision", "organisation")
"""A choice nobody must make, unless they leave another one open."""


def guess(name: str, field: forms.Field) -> str:
    """Type something plausible into a field."""
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field, forms.EmailField):
        return "sent-twice@test.invalid"
    if isinstance(field, forms.DateField):
        return "2024-11-15"
    if choices := getattr(field, "choices", None):
        flat = [one for value, label in choices for one in (label if isinstance(label, list) else [(value, label)])]
        return next(str(value) for value, _label in flat if value)
    return "Essai"


def fill(row: Page, response: Any) -> Fields:
    """Fill in the form of a page as far as it asks."""
    form = response.context.get("form") if response.context else None
    if form is None:
        return {"client_key": [str(uuid4())]}
    here = response.request["PATH_INFO"]
    own = here if here in dict(forms_of(response)) else ""
    fields = filled(response, own, **({word_of(form): "Essai"} if row.name in CHANGING else {}))
    for name, field in form.fields.items():
        empty = not any(fields.get(name, []))
        asked = field.required or isinstance(field.widget, forms.Textarea) or (row.name, name) == ONE_OF_TWO
        if empty and asked and not name.startswith("note_"):
            fields[name] = [guess(name, field)]
    if row.name == "mfa_activate_totp":
        fields["code"] = [code(form.secret)]
    return fields | {name: [value] for name, value in TYPED.get(row.name, {}).items()}


def prepared(world: World, row: Page) -> None:
    """Put everything in the state in which the form can be sent."""
    ready(world, row)
    if row.name == "actions:adopt_plan":
        with acting(world.cast.clerk, "tests.arrange"):
            put(world.sides["TST-01"].plan, version=9)
    if row.name == "recovery_codes":
        with acting(world.cast.clerk, "tests.arrange"):
            give_factor(getattr(world.cast, who(row)))


def who(row: Page) -> str:
    """Name somebody who may send the form."""
    return min(row.sends or row.may)


def opened(world: World, row: Page) -> tuple[Any, str]:
    """Somebody who may, and the address."""
    return world.browsers[who(row)], reverse(row.name, args=row.args(world.sides["TST-01"]))


def carrying(row: Page, fields: Fields) -> dict[str, Any]:
    """What a browser sends: the fields, and the file where one is asked for, read from its beginning each time."""
    return {
        **fields,
        **({"file": SimpleUploadedFile("square.jpg", a_photo())} if row.name in {"actions:attach", "actions:attach_to_meeting"} else {}),
    }


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the word of a device for its passkey; real ones are in tests/browser/test_passkeys.py."""
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.parse_registration_response", lambda credential: credential)
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.complete_registration", lambda credential: credential)


@pytest.mark.usefixtures("device")
@pytest.mark.parametrize("row", [row for row in ACTING if row.name not in {*WITHOUT_ACT, *IN_STEPS}], ids=title)
def test_sent_twice_it_is_done_once(row: Page, world: World) -> None:
    """The second arrival makes nothing new and leads to a page that opens and says so; with other contents it is not swallowed."""
    with undone(), same_browser(world.browsers[who(row)]):
        prepared(world, row)
        browser, path = opened(world, row)
        fields = fill(row, browser.get(path))
        first = browser.post(path, carrying(row, fields))
        made = Act.objects.filter(client_key=fields["client_key"][0])
        assert made.count() == 1, first.content.decode()[-3000:]
        acts = Act.objects.count()
        again = browser.post(path, carrying(row, fields), follow=True)
        assert [status for _to, status in again.redirect_chain] == [302]
        assert again.status_code == 200
        assert "This was saved already." in again.content.decode()
        assert Act.objects.count() == acts
        if row.name not in CHANGING:
            other = browser.post(path, {**carrying(row, fields), "more": "than before"})
            assert other.status_code == 409
            assert "This form was sent before" in other.content.decode()
            assert Act.objects.count() == acts


@pytest.mark.parametrize("row", [row for row in ACTING if row.name in WITHOUT_ACT], ids=title)
def test_what_leaves_no_act_may_be_sent_again(row: Page, world: World) -> None:
    """It leads on each time, and neither writes into the journal."""
    person = getattr(world.cast, who(row))
    with undone(), same_browser(world.browsers[who(row)]) as browser:
        with acting(world.cast.clerk, "tests.arrange"):
            person.set_password(PASSWORD)
            person.save()
        browser.force_login(person)
        path = reverse(row.name)
        acts, fields = Act.objects.count(), fill(row, browser.get(path))
        assert [browser.post(path, fields).status_code for _time in range(2)] == [302, 302]
        assert Act.objects.count() == acts
    person.refresh_from_db()


@pytest.mark.parametrize("row", ACTING, ids=title)
def test_what_a_form_carries(row: Page, world: World) -> None:
    """A key on every form of the page; a version exactly where a saved thing is changed."""
    with undone():
        ready(world, row)
        browser, path = opened(world, row)
        response = browser.get(path)
        if response.status_code == 302:
            return
        shown = [fields for to, fields in forms_of(response) if to != reverse("set_language")]
        keys = [fields["client_key"][0] for fields in shown]
        assert len(set(keys)) == len(keys) > 0
        assert isinstance(response.context.get("form", Form()), House)
        assert [to for to, fields in forms_of(response) if "seen" in fields] == ([""] if row.name in CHANGING else [])


def word_of(form: Any) -> str:
    """Choose the field into which two people type."""
    boxes = [name for name, field in form.fields.items() if isinstance(field.widget, forms.Textarea)]
    lines = [name for name, field in form.fields.items() if type(field.widget) is forms.TextInput and name != "code"]
    return (boxes + lines)[0]


@pytest.mark.parametrize("row", [row for row in ACTING if row.name in CHANGING], ids=title)
def test_two_people_change_the_same(row: Page, world: World) -> None:
    """The second is shown both texts and what stood before, keeps all they typed, and may then save theirs or leave it."""
    with undone():
        ready(world, row)
        path = reverse(row.name, args=row.args(world.sides["TST-01"]))
        parts = sorted(row.may)
        one, other = world.browsers[parts[0]], world.browsers[parts[-1]]
        pages = [one.get(path), other.get(path)]
        word = word_of(pages[0].context["form"])
        before = filled(pages[0])[word][0]
        more = TYPED.get(row.name, {})
        first, second = (filled(page, **{**more, word: f"{text} {before}"}) for page, text in zip(pages, ("Alpha", "Omega"), strict=True))
        assert one.post(path, first).status_code == 302
        acts = Act.objects.count()
        conflict = other.post(path, second)
        text = conflict.content.decode()
        assert conflict.status_code == 409
        assert "Somebody changed this meanwhile" in text
        assert "<ins>Alpha" in text
        assert "<ins>Omega" in text
        assert Act.objects.count() == acts
        assert filled(other.get(path))[word][0] == f"Alpha {before}".strip()
        over = filled(conflict, to=path)
        assert over["client_key"] == second["client_key"]
        assert other.post(path, over).status_code == 302
        assert filled(one.get(path))[word][0] == f"Omega {before}".strip()
        assert one.post(path, {**first, "client_key": [str(uuid4())]}).status_code == 409


@pytest.mark.parametrize("name", IN_STEPS)
def test_what_is_sent_in_steps_has_its_own_test(name: str) -> None:
    """The test named exists."""
    path, _colons, test = IN_STEPS[name].partition("::")
    assert f"def {test}(" in (settings.ROOT / path).read_text()


@pytest.mark.parametrize("row", [row for row in ACTING if row.name not in {*WITHOUT_ACT, *MAY_STAY_EMPTY}], ids=title)
def test_left_empty_it_says_what_is_missing(row: Page, world: World) -> None:
    """The title says so, a summary has the focus and leads to each field, and the same words stand there; or nothing was asked."""
    with undone(), same_browser(world.browsers[who(row)]):
        prepared(world, row)
        browser, path = opened(world, row)
        page = browser.get(path)
        form = page.context.get("form") if page.context else None
        visible = [field.html_name for field in form.visible_fields()] if form else []
        answer = browser.post(path, {**fill(row, page), **dict.fromkeys(visible, "")})
        if answer.status_code == 302:
            assert not [name for name in visible if form.fields[name].required], "nothing that was asked for may be left out"
            return
        text = unescape(answer.content.decode())
        title_of, summary = (re.search(one, text, re.DOTALL) for one in (r"<title>(.*?)</title>", ALERT))
        assert title_of[1].startswith("Error:"), title_of[1]
        assert summary, text
        shown = answer.context["form"]
        assert shown.errors
        for name, faults in shown.errors.items():
            field = {one.name: one for one in shown.visible_fields()}.get(name)
            assert not [one for one in faults if one not in summary[1]], f"{name}: {faults}"
            if field is not None:
                target = first_control(field)
                assert f'href="#{target}"' in summary[1]
                assert f'id="{target}"' in text
                assert not [one for one in faults if text.count(one) < 2], f"{name}: {faults} stands in the summary alone"
