"""The laws of the house, checked. Extend them; never loosen them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.sessions.base_session import AbstractBaseSession
from django.forms import BaseForm
from django.template.loader import get_template
from django.urls import get_resolver

from taskforce import roles
from taskforce.forms_look import House
from taskforce.kernel.acts import NAMES
from taskforce.kernel.journal import Written
from taskforce.kernel.rules import REGISTRY
from taskforce.kernel.trail import TrackedQuerySet
from taskforce.rest.bearers import Bearer
from taskforce.rest.nouns import Noun
from tests.cast import Cast

ROOT = Path(__file__).parents[2]
APPS = ["taskforce", "hotspots", "actions", "reports"]
MODULES = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
TEMPLATES = [*(ROOT / "templates").rglob("*.html")]
SCRIPT_OF_OURS = re.compile(r'<script defer src="{% static "[\w/.-]+" %}"></script>')  # a file, never a line
API = re.compile(r"(api|rest)(_\w+)?\.py\Z")
LIMITS = {"rules": 200, "roles": 150, "views": 200, "forms": 200}


def name(path: Path) -> str:
    """Name a file as a person would."""
    return str(path.relative_to(ROOT))


def our_models() -> list[Any]:
    """Every model of ours that people's acts write."""
    found = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return [
        model
        for model in found
        if not model.__name__.startswith("Historical")
        and not issubclass(model, Written | AbstractBaseSession)
        and model._meta.label
        not in {
            "taskforce.Grant",
            "taskforce.Blob",
            "taskforce.Notice",
            "taskforce.Visit",
            "taskforce.TokenUse",
            "reports.SectionLock",
            "reports.Printing",
        }
    ]


def services_of(app: str) -> list[Path]:
    """The modules in which an app's acts are written."""
    return [ROOT / app / "services.py"] if (ROOT / app / "services.py").exists() else sorted((ROOT / app / "services").glob("[!_]*.py"))


SERVICES = [path for app in APPS for path in services_of(app)]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_short(path: Path) -> None:
    """No module outgrows its room."""
    limit = min(LIMITS.get(part, 300) for part in (path.stem, path.parent.name))
    assert len(path.read_text().splitlines()) <= limit


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_are_short(path: Path) -> None:
    """No template is longer than 120 lines, no component than 40."""
    assert len(path.read_text().splitlines()) <= (40 if "components" in path.parts else 120)


@pytest.mark.parametrize("path", [one for one in TEMPLATES if "print" not in one.parts], ids=name)
def test_pages_carry_no_inline_style_or_script(path: Path) -> None:
    """A strict content policy must be able to hold."""
    text = SCRIPT_OF_OURS.sub("", path.read_text())
    assert not any(
        mark in text
        for mark in (" style=", "<style", "<script", " onclick=", "javascript:", "|safe }}" if "components" not in path.parts else "\0")
    )


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_everything_public_says_what_it_means(path: Path) -> None:
    """Every module, class and public function has a docstring."""
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree), path
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path}:{node.lineno}"


def walk(patterns: Sequence[Any]) -> Iterator[Any]:
    """Flatten the addresses of the site."""
    for one in patterns:
        yield from walk(one.url_patterns) if hasattr(one, "url_patterns") else [one]


def test_every_page_reads_or_acts() -> None:
    """Every view says whether it reads or acts, allauth's too."""
    for one in walk(get_resolver().url_patterns):
        assert getattr(one.callback, "kind", None) in {"reads", "acts", "api"}, one


def test_the_api_asks_for_a_token_and_never_saves() -> None:
    """Each of its addresses knows tokens alone; its modules call services, and save, write or delete nothing themselves."""
    api = [one.callback for one in walk(get_resolver().url_patterns) if getattr(one.callback, "kind", None) == "api"]
    assert len(api) > 60
    for view in api:
        assert view.cls.authentication_classes == (Bearer,)
        assert view.cls.initial is Noun.initial
    for path in (one for one in MODULES if API.match(one.name) or "rest" in one.parts):
        if name(path) != "taskforce/rest/bearers.py":
            assert not re.search(r"\.(save|create|update|delete|bulk_create)\(", path.read_text()), path


# The addresses at which allauth answers, each in our look and words; no other page of allauth exists.
ALLAUTH_OPEN_TO_ALL = {
    "account_login", "account_logout", "account_inactive", "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "mfa_authenticate", "mfa_login_webauthn", "openid_connect_login", "openid_connect_callback",
}  # fmt: skip
ALLAUTH = {
    *ALLAUTH_OPEN_TO_ALL,
    "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_activate_totp", "mfa_add_webauthn",
}  # fmt: skip


def test_only_the_door_is_open_to_all() -> None:
    """Every other page asks who one is; what a phone keeps of the quick log, and the statement, are the same for everybody.

    What machines ask is about nobody (tests/taskforce/test_health.py).
    """
    views = [one for one in walk(get_resolver().url_patterns) if getattr(one.callback, "kind", None) != "api"]
    free = {one.name for one in views if not getattr(one.callback, "login_required", True)}
    assert free == {
        "join",
        "set_language",
        "unsubscribe",
        *ALLAUTH_OPEN_TO_ALL,
        "feed",
        "verify",
        "manifest",
        "worker",
        "offline",
        "accessibility",
        "health",
        "health_all",
        "metrics",
    }


def test_allauth_answers_where_it_is_written_down() -> None:
    """Every view of allauth, or made of one, is in the table; whatever else allauth could do has no address."""
    views = {one.name: one.callback for one in walk(get_resolver().url_patterns)}
    found = {name for name, view in views.items() if "allauth" in ancestry(view)}
    assert found | {"openid_connect_login", "openid_connect_callback"} == ALLAUTH
    assert not {"account_signup", "socialaccount_signup", "socialaccount_connections", "account_email", "mfa_deactivate_totp"} & set(views)


def ancestry(view: Any) -> set[str]:
    """Name the packages a class-based view is made of."""
    return {one.__module__.split(".")[0] for one in getattr(view, "view_class", type).__mro__}


@pytest.mark.parametrize("name", sorted(ALLAUTH))
def test_allauth_shows_no_page_of_its_own(name: str) -> None:
    """Whatever template its views would draw, the house has one of that name; and none of the house builds on one of allauth."""
    view = {one.name: one.callback for one in walk(get_resolver().url_patterns)}[name]
    drawn = getattr(getattr(view, "view_class", None), "template_name", None)
    if drawn:
        assert Path(str(getattr(get_template(drawn), "origin", ""))).is_relative_to(ROOT / "templates"), drawn
    assert not [path for path in TEMPLATES if re.search(r'extends "(account|mfa|socialaccount|allauth)/(base|layouts)', path.read_text())]


@pytest.mark.parametrize("model", our_models(), ids=lambda m: m._meta.label)
def test_every_model_keeps_history_and_hides_itself(model: Any) -> None:
    """Every model has a trail, a visible_to, a base manager that refuses bulk writes, and its workspace."""
    assert hasattr(model, "history")
    assert hasattr(model._default_manager.all(), "visible_to")
    assert hasattr(model, "workspace")
    assert model._meta.base_manager_name == "objects"
    assert issubclass(type(model._base_manager.all()), TrackedQuerySet)


@pytest.mark.parametrize("path", SERVICES, ids=name)
def test_services_are_acts_and_ask_a_rule(path: Path) -> None:
    """Every public service is keyword-only, by somebody, asks a rule before it writes, and has a name in histories."""
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.FunctionDef) or not getattr(getattr(module, node.name), "is_service", False):
            continue
        assert not node.args.args, f"{node.name}: keyword-only"
        assert node.args.kwonlyargs[0].arg == "by", node.name
        assert f"{path.relative_to(ROOT).parts[0]}.{node.name}" in NAMES, f"{node.name}: give it a name in words.py"
        text = ast.unparse(node)
        assert ".require(by," in text, f"{node.name}: ask a rule"
        assert text.index(".require(by,") < min(
            (text.index(mark) for mark in (".save(", ".create(", "_write(", "place(") if mark in text), default=10**6
        ), node.name


def test_services_do_what_their_app_offers() -> None:
    """Whatever an app's services offer is an act."""
    for app in APPS:
        offered = import_module(f"{app}.services")
        for one in getattr(offered, "__all__", ()):
            assert getattr(getattr(offered, one), "is_service", False), f"{app}.{one}"


def test_every_act_in_the_books_exists() -> None:
    """No name without its service."""
    for code in NAMES:
        app, _, function = code.partition(".")
        assert hasattr(import_module(f"{app}.services"), function), code


WEB = [path for path in MODULES if path.name == "views.py" or API.match(path.name) or path.parent.name == "views"]


@pytest.mark.parametrize("path", WEB, ids=name)
def test_the_web_queries_only_what_is_visible(path: Path) -> None:
    """Views and API reach rows through visible_to or seen_by; the open door's two look-ups are the exception."""
    if name(path) == "taskforce/views/joining.py":
        return
    tree = ast.parse(path.read_text())
    followed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "visible_to"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            parent_ok = id(node) in followed or "_default_manager.all(), 'visible_to'" in ast.unparse(tree)
            assert parent_ok, f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", [one for one in MODULES if "views" in one.parts or one.name == "views.py"], ids=name)
def test_views_are_short(path: Path) -> None:
    """A view has at most fifteen statements' lines."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 16, f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nobody_goes_round_the_history_or_the_clock(path: Path) -> None:
    """No save without history, no other clock, no guardian shortcut, no travelling in time but in the demonstration and in what computes the past again."""
    text = path.read_text()
    for mark in ("save_without_historical_record", "skip_history_when_saving", "get_objects_for_user", ".has_perm("):
        assert mark not in text, mark
    if name(path) != "taskforce/kernel/clock.py":
        assert not any(mark in text for mark in ("timezone.now(", "date.today(", "datetime.now(", "datetime.today("))
    if "demo" not in path.parts and name(path) not in {"taskforce/kernel/clock.py", "taskforce/scratch.py"}:
        assert "clock.at(" not in text


def test_every_rule_says_what_it_is_in_one_sentence() -> None:
    """A rule's docstring is printed: one line, ending in a full stop."""
    for one in REGISTRY.values():
        assert one.says.endswith("."), one.name
        assert "\n" not in one.says, one.name
        assert one.permission is None or one.permission in roles.PERMISSIONS, one.name


def test_every_permission_exists_and_is_used(cast: Cast) -> None:
    """A mistyped permission would be silently false."""
    there = set(
        Permission.objects.filter(content_type__app_label="taskforce", content_type__model="workspace").values_list("codename", flat=True)
    )
    assert set(roles.PERMISSIONS) <= there
    assert frozenset().union(*roles.GRANTS.values()) == set(roles.PERMISSIONS)
    assert set(roles.GRANTS) == set(roles.Role.values)


def test_docstrings_of_rules_come_from_functions() -> None:
    """Each rule keeps the words of its function."""
    assert all(one.says == (getdoc(one.objections) or "").strip() for one in REGISTRY.values())


def test_bytes_are_kept_by_one_keeper_and_come_from_one_cleaner() -> None:
    """Only services.blobs writes bytes, only uploads makes what they are written from: nothing is kept as it came. Health asks for a key."""
    keepers = {name(path) for path in MODULES if any(mark in path.read_text() for mark in ("Blob(", "Blob.objects"))}
    assert keepers == {"taskforce/models/blobs.py", "taskforce/services/blobs.py", "taskforce/desk/health.py"}
    assert {name(path) for path in MODULES if "Received(" in path.read_text()} == {"taskforce/uploads/__init__.py"}
    fields = [
        one for model in apps.get_models() for one in model._meta.get_fields() if one.__class__.__name__ in {"FileField", "ImageField"}
    ]
    assert not fields


def test_every_form_is_a_form_of_the_house() -> None:
    """What all forms must do stands in one place."""
    rooms = [import_module(name(path)[:-3].replace("/", ".")) for path in MODULES if "forms" in str(path)]
    found = [one for room in rooms for one in vars(room).values()]
    ours = [one for one in found if isinstance(one, type) and issubclass(one, BaseForm) and one.__module__.split(".")[0] in APPS]
    assert len(ours) > 20
    assert not [one for one in ours if not issubclass(one, House)]


POSTING = [path for path in TEMPLATES if 'method="post"' in path.read_text()]
# Choosing a language twice is choosing it once; whoever signs in has no acts yet; a passkey answers one question, once; what is sent again brings its key.
KEYLESS = {
    "templates/components/languages.html",
    "templates/account/login.html",
    "templates/components/passkey.html",
    "templates/components/resend.html",
}


@pytest.mark.parametrize("path", [one for one in POSTING if name(one) not in KEYLESS], ids=name)
def test_every_form_that_is_posted_carries_its_key(path: Path) -> None:
    """However often it arrives it is done once; and one that changes something kept says which version."""
    text = path.read_text()
    assert text.count('method="post"') == text.count('{% ui "sent"')
    assert text.count('{% ui "sent"') == text.count('{% ui "sent" form=form %}') or path.name == "act.html"
