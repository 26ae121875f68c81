"""Second factors: set up, asked for, required of some parts, removed, lost and reset."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from cryptography.fernet import MultiFernet
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from taskforce import roles, rules, services
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act
from taskforce.kernel.rules import Refused
from taskforce.models import User
from tests.access.arrange import a_token, give_factor
from tests.cast import SEATS, Cast
from tests.taskforce.doors import browser, code, knock, signed_in, with_password

pytestmark = pytest.mark.django_db
REQUIRED = sorted({name for name, _where, _body, role, _axis in SEATS if role in roles.SECOND_FACTOR and not name.endswith("_elsewhere")})
APP, CODES = "/account/security/application/", "/account/security/codes/"


@pytest.fixture
def required(settings: Any) -> None:
    """As in real use: some parts need a second factor."""
    settings.SECOND_FACTOR_REQUIRED = True


def codes_of(answer: Any) -> list[str]:
    """The recovery codes a page shows."""
    return re.findall(r"<code>(\d{8})</code>", answer.content.decode())


def secret_on(client: Client) -> str:
    """The secret that the page of the application shows."""
    page = client.get(APP).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    return re.findall(r'<code class="break">([A-Z2-7]+)</code>', page)[0]


def test_an_application_is_set_up(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    """With the code it shows; told by mail; all other sessions end; kept encrypted."""
    client, elsewhere = signed_in(cast, "worker"), browser()
    knock(elsewhere, cast.worker)
    secret = secret_on(client)
    wrong = client.post(APP, {"code": "000000"})
    assert (wrong.status_code, b"This code or passkey is not right" in wrong.content) == (200, True)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(APP, {"code": code(secret)}, follow=True)
    assert answer.redirect_chain == [(CODES, 302)]
    assert [one.subject for one in mail.outbox] == ["An authenticator application was added to your account."]
    assert "An authenticator application was added" in mail.outbox[0].body
    assert elsewhere.get("/").status_code == 302
    assert secret not in str(cast.worker.authenticator_set.get(type="totp").data)


def test_an_application_signs_in(cast: Cast) -> None:
    """After the password and not without; each code works once, whoever shows it."""
    with_password(cast, "worker", factor=True)
    client, thief, shown = browser(), browser(), code()
    for one in (client, thief):
        assert knock(one, cast.worker)["Location"] == "/sign-in/second-factor/"
        assert one.get("/").status_code == 302, "half signed in is not signed in"
    assert client.post("/sign-in/second-factor/", {"code": shown}).status_code == 302
    assert client.get("/").status_code == 200
    assert thief.post("/sign-in/second-factor/", {"code": shown}).status_code == 200
    assert thief.get("/").status_code == 302


def test_recovery_codes_sign_in_once_each(cast: Cast) -> None:
    """Ten of them, shown once; made again, the earlier ones are void."""
    client = signed_in(cast, "worker", factor=True)
    void, kept = codes_of(client.post(CODES)), codes_of(client.post(CODES))
    assert len({*void, *kept}) == 20
    assert codes_of(client.get(CODES)) == []
    for one, status in ((void[0], 200), (kept[0], 302), (kept[0], 200), (kept[1], 302)):
        other = browser()
        knock(other, cast.worker)
        assert other.post("/sign-in/second-factor/", {"code": one}).status_code == status


@pytest.mark.parametrize("name", REQUIRED)
def test_who_lacks_a_required_factor_does_nothing_else(name: str, cast: Cast, required: None) -> None:
    """Every page leads to the set-up; signing out, the language and the set-up itself answer; the API refuses as a problem."""
    client = browser()
    client.force_login(getattr(cast, name))
    for path in ("/", "/hotspots/", "/task-forces/", "/directory/", "/reports/", "/task-forces/TST-01/", "/account/security/password/"):
        assert client.get(path)["Location"] == "/account/security/", path
        assert client.post(path)["Location"] == "/account/security/", path
    for path in ("/account/security/", APP, CODES, "/account/security/passkey/", "/account/confirm/"):
        assert client.get(path).status_code == 200, path
    told = client.get("/account/security/").content.decode()
    assert "Set up a second factor before you go on" in told
    assert 'class="nav"' not in told
    assert client.post("/language/", {"language": "nl", "next": "/account/security/"}).status_code == 302
    assert client.post("/sign-out/").status_code == 302


def test_the_api_asks_for_the_factor_by_the_token(cast: Cast, required: None) -> None:
    """A session that was held back opens nothing there; a token of such a part is answered once the factor is there."""
    client = browser()
    client.force_login(cast.mayor)
    assert client.get("/api/v1/hotspots/").status_code == 401
    with acting(cast.clerk, "tests.arrange"):
        bearer = {"authorization": f"Bearer {a_token(cast.mayor, cast.seat('mayor'))}"}
    assert Client(headers=bearer).get("/api/v1/hotspots/").status_code == 401
    give_factor(cast.mayor)
    assert Client(headers=bearer).get("/api/v1/hotspots/").status_code == 200


@pytest.mark.parametrize("name", ["worker", "police", "coordinator", "member", "secretary", "observer", "outsider", "unsigned"])
def test_others_are_not_asked(name: str, cast: Cast, required: None) -> None:
    """Partners, workers, coordinators and members go on with a password."""
    client = browser()
    client.force_login(getattr(cast, name))
    assert client.get("/").status_code == 200


def test_signing_in_with_the_factor_opens_everything(cast: Cast, required: None) -> None:
    """Once set up and shown, the pages answer."""
    client = signed_in(cast, "mayor", factor=True)
    assert client.get("/task-forces/TST-01/").status_code == 200


def test_setting_it_up_opens_everything(cast: Cast, required: None) -> None:
    """From the forced page to the work, without signing in again."""
    client = signed_in(cast, "mayor")
    assert client.get("/")["Location"] == "/account/security/"
    client.post(APP, {"code": code(secret_on(client))})
    assert client.get("/").status_code == 200


def test_a_session_that_did_not_pass_it_does_not_exist(cast: Cast, required: None) -> None:
    """Whatever made it: somebody with a factor that was not shown is signed out."""
    give_factor(cast.mayor)
    client = browser()
    client.force_login(cast.mayor)
    assert client.get("/")["Location"] == "/sign-in/"
    assert "_auth_user_id" not in client.session


def test_the_last_required_factor_stays(cast: Cast, required: None) -> None:
    """In words; a second one may go; both at once not, the account being locked between them."""
    client = signed_in(cast, "mayor", factor=True)
    key = cast.mayor.factors.get().pk
    answer = client.get(f"/account/security/factors/{key}/remove/")
    assert (answer.status_code, b"Add another one before you remove this one" in answer.content) == (403, True)
    with pytest.raises(Refused):
        services.remove_second_factor(by=cast.mayor, key=key)
    services.add_passkey(by=cast.mayor, name="Phone", credential={})
    services.remove_second_factor(by=cast.mayor, key=key)
    assert [str(one) for one in cast.mayor.factors] == ["Phone"]
    with pytest.raises(Refused):
        services.remove_second_factor(by=cast.mayor, key=cast.mayor.factors.get().pk)


def test_removing_the_last_one_takes_the_codes(cast: Cast) -> None:
    """Where the part asks for none; and what the session passed is forgotten, should the part change."""
    client = signed_in(cast, "worker", factor=True)
    services.renew_recovery_codes(by=cast.worker)
    client = browser()
    knock(client, cast.worker)
    client.post("/sign-in/second-factor/", {"code": code(ahead=1)})
    key = cast.worker.factors.get().pk
    assert client.get(f"/account/security/factors/{key}/remove/").status_code == 200
    assert client.post(f"/account/security/factors/{key}/remove/").status_code == 302
    assert not cast.worker.authenticator_set.exists()
    assert "second_factor" not in client.session
    assert client.get("/").status_code == 200


def test_changes_need_a_fresh_proof(cast: Cast) -> None:
    """Some minutes after signing in each change asks again; what was sent meanwhile is kept nowhere; the factor, not the password."""
    client = signed_in(cast, "worker", factor=True)
    age(client, since=3601)
    for path in (
        APP,
        CODES,
        "/account/security/passkey/",
        "/account/security/password/",
        f"/account/security/factors/{cast.worker.factors.get().pk}/remove/",
    ):
        for answer in (client.get(path), client.post(path, {"password": "a secret new one"})):
            assert answer["Location"] == f"/account/confirm/code/?next={path.replace('/', '%2F')}", path
    assert "secret" not in str(client.session.items())
    assert client.get("/account/confirm/")["Location"].startswith("/account/confirm/code/")
    assert client.post("/account/confirm/code/", {"code": "111111", "next": CODES}).status_code == 200
    assert client.post("/account/confirm/code/", {"code": code(ahead=1), "next": CODES})["Location"] == CODES
    assert client.get(CODES).status_code == 200


def test_without_a_factor_the_password_proves_it(cast: Cast) -> None:
    """And only the right one."""
    client = signed_in(cast, "worker")
    age(client, since=3601)
    assert client.get(APP)["Location"].startswith("/account/confirm/?next=")
    assert b"This is not your password" in client.post("/account/confirm/", {"password": "wrong", "next": APP}).content
    assert client.post("/account/confirm/", {"password": "quiet-river-2024", "next": APP})["Location"] == APP
    assert client.get(APP).status_code == 200


def age(client: Client, **seconds: int) -> None:
    """Make a session older than it is."""
    session = client.session
    for name, value in seconds.items():
        session[name] -= value
    session.save()


def test_each_change_is_an_act(cast: Cast) -> None:
    """The journal says who changed how they sign in."""
    before = Act.objects.count()
    services.add_authenticator_app(by=cast.worker, secret="JBSWY3DPEHPK3PXP")
    services.add_passkey(by=cast.worker, name="Phone", credential={})
    services.renew_recovery_codes(by=cast.worker)
    services.remove_second_factor(by=cast.worker, key=cast.worker.factors.first().pk)
    services.change_password(by=cast.worker, password="another quiet river")
    services.end_sessions(by=cast.worker)
    done = Act.objects.order_by("pk")[before:]
    codes = ["add_authenticator_app", "add_passkey", "renew_recovery_codes", "remove_second_factor", "change_password", "end_sessions"]
    assert [one.code for one in done] == [f"taskforce.{one}" for one in codes]
    assert {one.by_id for one in done} == {cast.worker.pk}
    assert User.objects.get(pk=cast.worker.pk).history.first().epoch == cast.worker.epoch + 6


def test_a_lost_factor_is_reset_by_whoever_gives_the_seat(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    """With a reason, a mail, every session ended, and a set-up at the next sign-in."""
    theirs = signed_in(cast, "mayor", factor=True)
    head, path = browser(), f"/seats/{cast.seat('mayor').pk}/reset-second-factor/"
    head.force_login(cast.head)
    assert head.post(path, {"reason": ""}).status_code == 200
    assert cast.mayor.factors.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert head.post(path, {"reason": "Phone lost, recognised in person"}).status_code == 302
    assert not cast.mayor.authenticator_set.exists()
    assert theirs.get("/").status_code == 302
    act = Act.objects.latest("pk")
    assert (act.code, act.reason, act.by_id) == ("taskforce.reset_second_factor", "Phone lost, recognised in person", cast.head.pk)
    assert (act.subject_type, act.workspace_id) == ("taskforce.seat", cast.seat("mayor").workspace_id)
    assert mail.outbox[0].to == ["mayor@test.invalid"]
    assert "reset by whoever keeps your seat" in mail.outbox[0].body


def test_nobody_resets_what_is_not_theirs_to_give(cast: Cast) -> None:
    """A chair looks after no accounts; nobody after their own."""
    give_factor(cast.worker)
    assert "heads of the cell and stewards" in rules.reset_second_factor(cast.mayor, cast.seat("worker")).why_not
    give_factor(cast.steward)
    assert not rules.reset_second_factor(cast.steward, cast.seat("steward", "TST-COUNCIL"))


def test_secrets_survive_a_new_key(cast: Cast, settings: Any) -> None:
    """The old key stays readable while it stands among the fallbacks."""
    with_password(cast, "worker", factor=True)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    client = browser()
    knock(client, cast.worker)
    assert client.post("/sign-in/second-factor/", {"code": code()}).status_code == 302


def test_secrets_outlive_the_key_that_was_given_up(cast: Cast, settings: Any) -> None:
    """Once they are written again under the new one; nobody is asked anything."""
    with_password(cast, "worker", factor=True)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    said = StringIO()
    call_command("renew_key", stdout=said)
    there = cast.worker.authenticator_set.count()
    assert said.getvalue() == f"{there} of {there} second factors renewed.\n"
    settings.SECRET_KEY_FALLBACKS = []
    client = browser()
    knock(client, cast.worker)
    assert client.post("/sign-in/second-factor/", {"code": code()}).status_code == 302


def test_a_code_used_while_secrets_are_renewed_stays_used(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """What changed meanwhile is left, and the command says to run it again."""
    with_password(cast, "worker", factor=True)
    rotate = MultiFernet.rotate

    def meanwhile(box: MultiFernet, secret: bytes) -> bytes:
        factor = cast.worker.authenticator_set.get(type="totp")
        cast.worker.authenticator_set.filter(pk=factor.pk).update(data=factor.data | {"used": 1})
        return rotate(box, secret)

    monkeypatch.setattr(MultiFernet, "rotate", meanwhile)
    with pytest.raises(CommandError, match="Run it again"):
        call_command("renew_key", stdout=StringIO())
    assert cast.worker.authenticator_set.get(type="totp").data["used"] == 1


def test_many_wrong_codes_are_too_many(cast: Cast) -> None:
    """Five in five minutes, in words, with 429."""
    with_password(cast, "worker", factor=True)
    client = browser()
    knock(client, cast.worker)
    answers = [client.post("/sign-in/second-factor/", {"code": f"{number:06d}"}).status_code for number in range(6)]
    assert answers == [200] * 5 + [429]
    assert client.post("/sign-in/second-factor/", {"code": code()}).status_code == 429, "the right one too, for now"


def test_an_account_renewed_between_password_and_factor_is_not_entered(cast: Cast) -> None:
    """A sign-in begun before counts no more after."""
    with_password(cast, "worker", factor=True)
    client = browser()
    knock(client, cast.worker)
    services.unseat(by=cast.coordinator, seat=cast.seat("worker"), reason="Left")
    assert client.post("/sign-in/second-factor/", {"code": code()})["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


def test_two_applications_are_one_too_many(cast: Cast) -> None:
    """In words on the page, and by the rule."""
    client = signed_in(cast, "worker", factor=True)
    answer = client.get(APP)
    assert (answer.status_code, b"Remove it before you add another" in answer.content) == (403, True)
    with acting(cast.clerk, "tests.arrange"), pytest.raises(Refused):
        services.add_authenticator_app(by=cast.worker, secret="JBSWY3DPEHPK3PXP")


@pytest.mark.parametrize("credential", ["{}", "[]", '"x"', '{"id": "of a device"}', '{"id": 1, "rawId": 2, "response": 3}'])
def test_an_answer_of_a_device_in_another_shape_is_wrong(credential: str, cast: Cast) -> None:
    """Whoever sends it, signed in or not: it is not right, and nothing fails."""
    assert browser().post("/sign-in/passkey/", {"credential": credential}).status_code == 302
    client = signed_in(cast, "worker")
    answer = client.post("/account/security/passkey/", {"credential": credential, "name": "Phone"})
    assert (answer.status_code, "Error:" in answer.content.decode()) == (200, True)
    assert not cast.worker.authenticator_set.exists()
