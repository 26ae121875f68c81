"""Run as a process of its own on the database of a trial: ``set`` the scene and sign people in, ``tell`` what stands there, ``log`` work."""

from __future__ import annotations

import json
import sys
from collections import Counter
from uuid import uuid4

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # models can be read once Django is set up
from django.test import Client  # noqa: E402

from actions.models import Entry  # noqa: E402
from actions.services import log_work  # noqa: E402
from taskforce.archives.contents import left_out  # noqa: E402
from taskforce.kernel import clock  # noqa: E402
from taskforce.kernel.journal import Act  # noqa: E402
from taskforce.models import User  # noqa: E402
from tests import cast  # noqa: E402
from tests.faults.rows import contents, loose_ends  # noqa: E402


def set_up(people: list[str]) -> dict[str, str]:
    """Set the scene and sign people in: their names and the keys of their sessions."""
    call_command("migrate", verbosity=0)
    cast.set_the_scene()
    return {name: _signed_in(name) for name in people}


def _signed_in(name: str) -> str:
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@test.invalid"))
    return str(client.session.session_key)


def tell() -> dict[str, object]:
    """Tell of every entry how often it stands there, of acts and changes whether they belong together."""
    keys = Counter(str(one) for one in Entry.objects.values_list("client_key", flat=True))
    logged = Act.objects.filter(code="actions.log_work")
    of_an_act = set(Entry.history.filter(act__in=logged).values_list("client_key", flat=True))
    return {
        "entries": keys,
        "acts": logged.count(),
        "of_an_act": sorted(map(str, of_an_act)),
        "loose_ends": loose_ends(),
        "digest": contents(frozenset(left_out())),
    }


def log() -> dict[str, object]:
    """Log some more work and tell."""
    here = cast.Cast()
    given = {"action": here.action("P1"), "day": clock.today(), "note": "More", "client_key": uuid4(), "quantities": []}
    log_work(by=here.worker, **given)
    return tell()


if __name__ == "__main__":
    done = {"set": lambda: set_up(sys.argv[2:]), "tell": tell, "log": log}[sys.argv[1]]()
    sys.stdout.write(json.dumps(done))
