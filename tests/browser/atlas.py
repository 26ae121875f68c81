"""Which addresses there are for whom: the links of the demonstration, followed as each role by somebody who signs in and clicks on everything.

``python -m tests.browser.atlas`` prints them for the database of the surroundings, with a session of each role to look at them with.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urljoin

# One account for each role of the role table, a partner on each axis.
ROLES = {
    "chair": "bourgmestre.molenbeek",
    "coordinator": "coordination.molenbeek",
    "partner, security": "police-5341",
    "partner, prevention": "prevention.molenbeek",
    "partner, neighbourhood": "proprete",
    "worker": "rue-2",
    "observer": "observatoire",
    "head": "cellule",
    "reviewer": "relecture",
    "member": "conseil",
    "secretary": "secretariat",
    "auditor": "audit",
    "steward": "steward",
}
EACH = 2  # of one name that many pages are read for links; the first is looked at
LINK = re.compile(r'\shref="(/[^"#]*)|<form[^>]*\saction="(/[^"#]+)"')
FILES = (".csv", ".xlsx", ".pdf", ".ics", ".webmanifest")


class Place(NamedTuple):
    """A page somebody may open."""

    name: str
    path: str


def main() -> None:
    """Print the atlas."""
    import django

    django.setup()
    print(json.dumps({who: {"session": session, "places": places} for who in ROLES.values() for session, places in [walked(who)]}))


def walked(who: str) -> tuple[str, list[Place]]:
    """Follow every link from somebody's first page on: their session, and the first page of every name."""
    from django.conf import settings
    from django.test import Client
    from django.urls import resolve

    from reports.demo.stage import person

    browser: Any = Client(SERVER_NAME="localhost")
    browser.force_login(person(who))
    found: dict[str, list[str]] = {}
    todo, known = ["/"], {"/"}
    while todo:
        path = todo.pop(0)
        name = resolve(path.partition("?")[0]).view_name
        if len(found.get(name, [])) >= EACH:
            continue
        answer = browser.get(path)
        if answer.status_code != 200 or "attachment" in answer.headers.get("Content-Disposition", ""):
            continue
        found.setdefault(name, []).append(path)
        new = [link for link in links(path, answer.content.decode()) if link not in known]
        known.update(new)
        todo += new
    return browser.cookies[settings.SESSION_COOKIE_NAME].value, [Place(name, paths[0]) for name, paths in found.items()]


def links(path: str, text: str) -> list[str]:
    """List where a page leads inside the house, files left out."""
    given = (unescape(one or other) for one, other in LINK.findall(text))
    inside = (urljoin(path, one) for one in given)
    return [
        one for one in inside if not one.startswith(("/static/", "/sign-out", "/language")) and not one.partition("?")[0].endswith(FILES)
    ]


if __name__ == "__main__":
    main()
