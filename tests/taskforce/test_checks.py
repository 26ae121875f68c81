"""The surroundings of a real installation: what is unsafe is named in words, and what is worst keeps the server from starting."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from taskforce.checks import require_safe, surroundings
from taskforce.given import SECRETS, secret

EXAMPLE = settings.ROOT / "deploy" / "production.env.example"
KEY = "q8Zp3vLx7Rk2Wn5Ty9Bc4Df6Gh1JmNsQaUeIoXzCvPlKrStYwEb"
SAFE: dict[str, Any] = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": ["taskforce.example.org"],
    "HTTPS": True,
    "DEMO": False,
    "DEBUG": False,
    "TASKFORCE_TODAY": None,
    "SQLITE_ALLOWED": True,
    "SITE": "https://taskforce.example.org",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "DEFAULT_FROM_EMAIL": "taskforce@example.org",
    "PUBLISHER": "Example Region",
    "ACCESSIBILITY_CONTACT": "accessibility@example.org",
    "ACCESSIBILITY_APPEAL": dict.fromkeys(("fr", "nl", "en"), "Ombuds"),
}
UNSAFE: tuple[tuple[dict[str, Any], str, bool], ...] = (
    ({"SECRET_KEY": settings.SECRET_KEY}, "taskforce.E001", True),
    ({"SECRET_KEY": "known-to-everybody-for-the-demonstration-only"}, "taskforce.E001", True),
    ({"SECRET_KEY": "short"}, "taskforce.E002", True),
    ({"SECRET_KEY": "ab" * 40}, "taskforce.E002", True),
    ({"ALLOWED_HOSTS": ["taskforce.example.org", "*"]}, "taskforce.E003", True),
    ({"ALLOWED_HOSTS": [""]}, "taskforce.E003", True),
    ({"ALLOWED_HOSTS": []}, "taskforce.E003", True),
    ({"HTTPS": False}, "taskforce.W004", False),
    ({"DEMO": True}, "taskforce.W005", False),
    ({"TASKFORCE_TODAY": "2024-11-15"}, "taskforce.W006", False),
    ({"SQLITE_ALLOWED": False}, "taskforce.W007", False),
    ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, "taskforce.W008", False),
    ({"DEFAULT_FROM_EMAIL": "taskforce@localhost"}, "taskforce.W009", False),
    ({"SITE": "http://127.0.0.1:8000"}, "taskforce.W010", False),
    ({"PUBLISHER": ""}, "taskforce.W015", False),
    ({"ACCESSIBILITY_CONTACT": ""}, "taskforce.W015", False),
    ({"ACCESSIBILITY_APPEAL": {"fr": "Ombuds", "nl": "", "en": ""}}, "taskforce.W016", False),
    ({"SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")}, "taskforce.W011", False),
    ({"ALLAUTH_TRUSTED_PROXY_COUNT": 1}, "taskforce.W012", False),
    ({"METRICS_TOKEN": "short"}, "taskforce.W013", False),
    ({"MARKS": "/nowhere/at/all"}, "taskforce.W014", False),
)


def manage(*command: str, **given: str) -> subprocess.CompletedProcess[str]:
    """Run a command in surroundings of its own: those of the example, and what is given."""
    example = dict(line.split("=", 1) for line in EXAMPLE.read_text().splitlines() if line and not line.startswith("#"))
    surrounding = {"PATH": os.environ["PATH"], **example, **given}
    return subprocess.run(command, cwd=settings.ROOT, env=surrounding, capture_output=True, text=True, timeout=60, check=False)  # our own


@pytest.mark.parametrize(("given", "code", "stops"), UNSAFE, ids=lambda one: str(one)[:50])
def test_what_is_unsafe_is_named(given: dict[str, Any], code: str, stops: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """One thing wrong, one complaint that says what to do; the worst stop the server."""
    monkeypatch.setattr("taskforce.checks.connection", SimpleNamespace(vendor="sqlite"))
    with override_settings(**{**SAFE, **given}):
        assert [(one.id, bool(one.hint)) for one in surroundings()] == [(code, True)]
        if stops:
            with pytest.raises(ImproperlyConfigured):
                require_safe()
        else:
            require_safe()


@pytest.mark.parametrize("name", ["DEMO", "DEBUG"])
def test_a_demonstration_may_have_a_known_key(name: str) -> None:
    """It says on every page what it is."""
    with override_settings(**{**SAFE, "SECRET_KEY": settings.SECRET_KEY, name: True}):
        require_safe()


def test_the_shipped_surroundings_pass_once_filled_in() -> None:
    """Django's own deployment check and ours, in a process of its own; with the key left empty it fails in words."""
    check = (sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    filled, empty = manage(*check, SECRET_KEY=KEY), manage(*check)
    assert filled.returncode == 0, filled.stderr
    assert empty.returncode == 1
    assert "SECRET_KEY is not set" in empty.stderr


def test_the_server_does_not_start_without_a_key() -> None:
    """Not by any road: the door for web servers asks before it opens."""
    opened = manage(sys.executable, "-c", "import taskforce.wsgi", SECRET_KEY="")
    assert opened.returncode == 1
    assert "SECRET_KEY is not set" in opened.stderr
    assert manage(sys.executable, "-c", "import taskforce.wsgi", SECRET_KEY=KEY).returncode == 0


def test_a_secret_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last line break is not part of it; a file that cannot be read is named, and nothing else may come that way."""
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n")
    monkeypatch.setenv("SECRET_KEY", "of the variable")
    monkeypatch.setenv("SECRET_KEY_FILE", str(file))
    assert secret("SECRET_KEY") == KEY
    monkeypatch.delenv("SECRET_KEY_FILE")
    assert secret("SECRET_KEY") == "of the variable"
    monkeypatch.delenv("SECRET_KEY")
    assert secret("SECRET_KEY") == ""
    monkeypatch.setenv("METRICS_TOKEN_FILE", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match=r"METRICS_TOKEN_FILE=.*No such file"):
        secret("METRICS_TOKEN")
    with pytest.raises(ImproperlyConfigured):
        secret("DEBUG")


def test_every_variable_is_explained() -> None:
    """What the settings and the server read stands in the example, each under a comment, and no secret is filled in."""
    read = re.compile(r"""(?:environ(?:\.get\(|\[)|secret\()"([A-Z_]+)\"""")
    texts = [(settings.ROOT / one).read_text() for one in ("taskforce/settings.py", "deploy/gunicorn.conf.py")]
    lines = EXAMPLE.read_text().splitlines()
    told = {line.split("=")[0]: line.split("=", 1)[1] for line in lines if line and not line.startswith("#")}
    assert {name for text in texts for name in read.findall(text)} | {
        f"{alias}DATABASE_URL" for alias in ("", "SEALER_", "ERASER_")
    } == set(told)
    assert not told["SECRET_KEY"] + told["EMAIL_HOST_PASSWORD"] + told["METRICS_TOKEN"]
    assert set(SECRETS) < set(told)
    assert ":" not in told["DATABASE_URL"].removeprefix("postgres://").split("@")[0]
    blocks = EXAMPLE.read_text().strip().split("\n\n")
    assert all(block.startswith("# ") for block in blocks)
