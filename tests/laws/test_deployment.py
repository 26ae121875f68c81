"""What is shipped to run the house agrees with the house: containers, units, proxies."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from taskforce.checks import KNOWN
from taskforce.given import SECRETS
from taskforce.marks import ROUNDS
from tests.taskforce.test_checks import EXAMPLE

DEPLOY = settings.ROOT / "deploy"
UNITS = DEPLOY / "systemd"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yml").read_text())
APPLICATION = {name: one for name, one in COMPOSE["services"].items() if one.get("image", "").startswith("taskforce")}
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
EXPLAINED = {line.split("=")[0] for line in EXAMPLE.read_text().splitlines() if re.match(r"[A-Z_]+=", line)}
OF_THE_SYSTEM = {"TZ"}
ANALYZE = shutil.which("systemd-analyze") or ""


def test_every_variable_of_the_containers_is_known() -> None:
    """None is named that nothing reads; a secret comes as a file, never as a value."""
    for name, service in APPLICATION.items():
        for variable, value in service["environment"].items():
            plain = variable.removesuffix("_FILE")
            assert plain in EXPLAINED | OF_THE_SYSTEM, f"{name}: {variable}"
            assert (plain in SECRETS) == variable.endswith("_FILE"), f"{name}: {variable}"
            assert plain not in SECRETS or str(value).removeprefix("/run/secrets/") in service["secrets"], f"{name}: {variable}"
        named = {
            str(value).removeprefix("/run/secrets/") for value in service["environment"].values() if str(value).startswith("/run/secrets")
        }
        assert named == set(service["secrets"]), name
        assert service["env_file"] == "production.env"
    assert {file for one in COMPOSE["secrets"].values() for file in one.values()} == {f"secrets/{name}" for name in COMPOSE["secrets"]}


def test_containers_can_do_little() -> None:
    """No root, nothing to write to but scratch and marks, no privilege, and only the proxy is reached from outside."""
    for name, service in APPLICATION.items():
        assert service["read_only"] is True, name
        assert service["user"] == "10001:10001", name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["init"] is True, name
        assert {mount.rpartition(":")[2] for mount in service["volumes"]} <= {"/marks", "/backups"}, name
    assert [name for name, one in COMPOSE["services"].items() if "ports" in one] == ["proxy"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert "out" not in COMPOSE["services"]["database"]["networks"]


def test_who_holds_which_connection() -> None:
    """The sealer's is the sealer's, the owner's is for migrations, backups read."""
    holders = {
        secret: {name for name, one in COMPOSE["services"].items() if secret in one.get("secrets", [])} for secret in COMPOSE["secrets"]
    }
    assert holders["sealer_url"] == {"seal"}
    assert holders["owner_url"] == {"manage"}
    assert holders["backup_url"] == {"backup"}
    assert holders["metrics_token"] == holders["eraser_url"] == {"web"}


def test_what_runs_beside_exists() -> None:
    """Every command of the containers, the units and the guide is one of manage.py; every round that is marked is run by both."""
    texts = {path: path.read_text() for path in [*UNITS.rglob("*.service"), DEPLOY / "compose.yml"]}
    run = {path: set(re.findall(r"""manage\.py"?,? "?([a-z_]+)""", text)) for path, text in texts.items()}
    in_units = set().union(*(found for path, found in run.items() if path.suffix == ".service"))
    assert in_units == set(ROUNDS)
    assert run[DEPLOY / "compose.yml"] >= set(ROUNDS)
    guide = (settings.ROOT / "docs" / "operations.md").read_text()
    told = set(re.findall(r"(?:deploy/manage|\$manage|manage\.py) ([a-z_]+)", guide))
    assert told > set(ROUNDS)
    assert not (told | run[DEPLOY / "compose.yml"]) - set(get_commands())


def test_the_image_is_made_as_images_should_be() -> None:
    """In stages, locked, without root, without a cache, without anything secret, and it says whether it is well."""
    stages = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert stages == ["python:${PYTHON}"] * 2
    assert re.search(r"^ARG PYTHON=3\.\d+-slim-\w+$", DOCKERFILE, re.MULTILINE)
    users = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)
    assert users == ["10001:10001"]
    assert DOCKERFILE.index("USER 10001") > DOCKERFILE.rindex("apt-get")
    assert DOCKERFILE.index("USER 10001") < DOCKERFILE.index("CMD")
    for wanted in (
        "uv sync --frozen --no-dev --extra postgresql",
        "collectstatic",
        "pybabel",
        "HEALTHCHECK",
        "--no-install-recommends",
        "postgresql-client",
    ):
        assert wanted in DOCKERFILE, wanted
    assert "rm -rf /var/lib/apt/lists" in DOCKERFILE
    assert not re.search(r"^ADD |:latest|sudo|chmod 777|--index-url|https?://", DOCKERFILE, re.MULTILINE)
    assert not [one for one in KNOWN if one in DOCKERFILE]
    needed = re.search(r"pdf\) echo (.*) ;;", (settings.ROOT / ".ci" / "need").read_text())
    assert needed is not None
    assert set(needed[1].split()) <= set(DOCKERFILE.split())


def test_nothing_of_an_installation_gets_into_the_image() -> None:
    """Its surroundings, secrets, databases and backups stay out; what is copied for the packages is there."""
    left_out = (settings.ROOT / ".dockerignore").read_text().split()
    assert {"deploy/*.env", "deploy/secrets", ".env", ".git", ".venv", "var", "**/*.backup", "**/*.sqlite3*"} <= set(left_out)
    ignored = (settings.ROOT / ".gitignore").read_text().split()
    assert {"/deploy/production.env", "/deploy/secrets/", "/deploy/backups/"} <= set(ignored)
    for copied in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE):
        assert all((settings.ROOT / one).exists() for one in copied.split())


def units(suffix: str) -> dict[str, configparser.ConfigParser]:
    """Read the units of a kind."""
    found = {}
    for path in sorted(UNITS.rglob(f"*.{suffix}")):
        parser = configparser.ConfigParser(strict=False, interpolation=None)
        parser.optionxform = str  # type: ignore[method-assign]  # names are written as systemd does
        parser.read(path)
        found[path.name] = parser
    return found


def test_timers_and_sockets_lead_to_services() -> None:
    """Each of its own name, and all that runs for ever comes back when it falls."""
    services = units("service")
    assert {name.replace(".timer", ".service") for name in units("timer")} | {"taskforce-web.service"} <= set(services)
    for name, unit in services.items():
        once = unit["Service"].get("Type") == "oneshot"
        assert once == (name.replace(".service", ".timer") in units("timer")), name
        assert once or unit["Service"]["Restart"] == "always", name
        assert once or unit.has_section("Install"), name


@pytest.mark.skipif(not ANALYZE, reason="systemd is not on this machine")
def test_systemd_understands_the_units_and_finds_them_closed(tmp_path: Path) -> None:
    """As systemd itself reads them, with the folder of settings for all; its own score of exposure is 2.0 of 10 at most."""
    for path in UNITS.rglob("*.*"):
        if path.is_file():
            copy = tmp_path / path.relative_to(UNITS)
            copy.parent.mkdir(exist_ok=True)
            copy.write_text(re.sub(r"/srv/taskforce/\.venv/bin/(python|gunicorn)", sys.executable, path.read_text()))
    surrounding = {**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"}
    files = [str(path) for path in tmp_path.iterdir() if path.is_file()]
    read = subprocess.run([ANALYZE, "verify", "--man=no", *files], env=surrounding, capture_output=True, text=True, check=False)
    ours = [line for line in read.stderr.splitlines() if "taskforce" in line]
    assert (read.returncode, ours) == (0, [])
    for path in tmp_path.glob("*.service"):
        whole = path.read_text() + (tmp_path / "taskforce-.service.d" / "surroundings.conf").read_text()
        alone = tmp_path / "whole" / path.name
        alone.parent.mkdir(exist_ok=True)
        alone.write_text(whole)
        score = [ANALYZE, "security", "--offline=yes", "--threshold=20", str(alone)]
        exposed = subprocess.run(score, capture_output=True, text=True, check=False)
        assert exposed.returncode == 0, exposed.stdout.splitlines()[-1:] + exposed.stderr.splitlines()[-2:]


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_proxies_believe_no_visitor_and_note_no_address(name: str) -> None:
    """What says who comes and how is written by the proxy; addresses, which carry secrets, reach no log; numbers are kept inside."""
    text = (DEPLOY / name).read_text()
    assert "/metrics/" in text
    if name == "nginx.conf":
        assert "X-Forwarded-For $remote_addr" in text
        assert "X-Forwarded-Proto $scheme" in text
        assert "$proxy_add_x_forwarded_for" not in text
        assert text.count("access_log off") == text.count("server {")
        assert re.search(r"error_log \S+ crit;", text)
    else:
        assert "exclude http.log.access http.log.error" in text
        assert "trusted_proxies" not in text


@pytest.mark.parametrize("name", ["manage", "daily"])
def test_scripts_are_scripts(name: str) -> None:
    """A shell reads them, and they may be run."""
    assert os.access(DEPLOY / name, os.X_OK)
    assert subprocess.run(["/bin/sh", "-n", str(DEPLOY / name)], check=False).returncode == 0


def test_the_guide_is_followed_by_what_there_is() -> None:
    """Every file the guide names is there, and every variable of a real installation."""
    guide = (settings.ROOT / "docs" / "operations.md").read_text()
    for file in set(re.findall(r"`(deploy/[\w./-]+\w)`", guide)):
        assert (settings.ROOT / file).exists() or file in {"deploy/production.env", "deploy/secrets", "deploy/backups"}, file
    for variable in set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", guide)):
        assert variable.removesuffix("_FILE") in EXPLAINED | {"DATABASE_ROUTERS"}, variable
