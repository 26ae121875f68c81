"""Several processes and one outbox: each mail goes once; one killed in between loses nothing; a web process mails beside its answers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.heavy.post import Post, a_post
from tests.heavy.test_processes import _database, run

pytestmark = pytest.mark.heavy
DELIVERERS = 4
# Run in a process of its own: tell everybody at the table three urgent things, and one that can wait.
TELL = """
import django; django.setup()
from taskforce.kernel.acts import acting
from taskforce.notices import tell
from tests.access import arrange
from tests.cast import Cast, SEATS, set_the_scene
set_the_scene()
cast = Cast()
with acting(cast.clerk, "tests.arrange"):
    for code in ("S1", "P1", "V1"):
        arrange.action(code, "proposed")(cast)
        tell([getattr(cast, name) for name, where, *_ in SEATS if where == "TST-01"], "actions.propose_action", cast.action(code))
    tell([getattr(cast, name) for name, where, *_ in SEATS if where == "TST-01"], "reports.accept", cast.report)
"""
STATES = """
import json, django; django.setup()
from django.db.models import Count
from taskforce.models import Notice
print(json.dumps({f"{one['state']} {one['urgent']}": one["n"] for one in Notice.objects.order_by().values("state", "urgent").annotate(n=Count("pk"))}))
"""
EXPIRE = """
import django; django.setup()
from taskforce.kernel import clock
from taskforce.models import Notice
Notice.objects.filter(state="waiting").update(due_at=clock.now())
"""
ACT = """
import time, django; django.setup()
from actions import services
from tests.cast import Cast
cast = Cast()
started = time.monotonic()
services.propose_action(by=cast.coordinator, plan=cast.plan, axis="security", title="Beside", organisation=cast.organisation("POLICE"))
print(time.monotonic() - started)
"""
TABLE = 9  # people at the table of TST-01


@pytest.fixture(params=["sqlite", "postgresql"])
def outbox(request: Any, tmp_path: Path) -> Iterator[tuple[Post, dict[str, str]]]:
    """A database with the scene and its notices, and a post office."""
    with _database(request.param, tmp_path) as url, a_post() as post:
        environment = {
            **os.environ, "DATABASE_URL": url, "TASKFORCE_TODAY": "2024-11-15", "DJANGO_SETTINGS_MODULE": "taskforce.settings", "DEMO": "1",
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(post.port), "MAIL_AT_ONCE": "0",
        }  # fmt: skip
        run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], environment)
        run([sys.executable, "-c", TELL], environment)
        yield post, environment


def deliverer(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Begin one round of delivering, digests at once."""
    order = [sys.executable, "manage.py", "deliver", "--now"]
    return subprocess.Popen(order, cwd=settings.ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # our own


def told(environment: dict[str, str], words: str) -> str:
    """What a script of the trial prints."""
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=settings.ROOT, env=environment, check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout.strip()


def test_each_mail_goes_once(outbox: tuple[Post, dict[str, str]]) -> None:
    """Four processes start at once on the same outbox, with a server that takes its time: nothing twice, nothing left."""
    post, environment = outbox
    post.pause = 0.05
    started = [deliverer(environment) for _each in range(DELIVERERS)]
    assert [one.wait(120) for one in started] == [0] * DELIVERERS
    names = Counter(letter["Message-ID"] for _to, letter in post.letters)
    print(f"{DELIVERERS} processes, {len(post.letters)} letters, {len(names)} different ones")
    assert set(names.values()) == {1}
    assert len(names) == 3 * TABLE + TABLE
    assert Counter(to for to, _letter in post.letters) == dict.fromkeys({to for to, _letter in post.letters}, 4)
    assert json.loads(told(environment, STATES)) == {"sent False": TABLE, "sent True": 3 * TABLE}


def test_a_process_killed_at_the_counter_loses_nothing(outbox: tuple[Post, dict[str, str]]) -> None:
    """Killed after the server has its letter and before it says so: that letter comes again, under the same name, and all others once."""
    post, environment = outbox
    post.pause = 30
    victim = deliverer(environment)
    assert post.taken.wait(60)
    victim.send_signal(signal.SIGKILL)
    victim.wait(10)
    post.pause = 0
    (first,) = post.letters
    assert deliverer(environment).wait(120) == 0
    assert first[1]["Message-ID"] not in {letter["Message-ID"] for _to, letter in post.letters[1:]}, "it is still taken"
    run([sys.executable, "-c", EXPIRE], environment)
    assert deliverer(environment).wait(120) == 0
    names = Counter(letter["Message-ID"] for _to, letter in post.letters)
    assert names.pop(first[1]["Message-ID"]) == 2
    assert set(names.values()) == {1}
    assert "waiting" not in told(environment, STATES)


def test_an_act_does_not_wait_for_the_mail_server(outbox: tuple[Post, dict[str, str]]) -> None:
    """Its mail goes in a thread beside it, and the process ends only after that."""
    post, environment = outbox
    post.pause = 1
    run([sys.executable, "-c", EXPIRE.replace("update(due_at=clock.now())", "delete()")], environment)
    took = float(told({**environment, "MAIL_AT_ONCE": "1"}, ACT))
    print(f"the act took {took:.2f} s, the mail {post.pause:.0f} s more")
    assert [to for to, _letter in post.letters] == ["police@test.invalid"]
    assert took < post.pause
    end = time.monotonic() + 10
    while json.loads(told(environment, STATES)) != {"sent True": 1}:
        assert time.monotonic() < end
