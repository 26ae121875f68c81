"""What a phone keeps of the quick log to open it without a network: an empty form, the same for everybody."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from taskforce.web import open_to_all, reads

WORKER = "taskforce/worker.js"
FILES = ("taskforce/taskforce.css", "taskforce/keeper.js", "taskforce/quick_log.js", "taskforce/favicon.svg")
ICONS = (("favicon.svg", "any", "any"), ("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any maskable"))
BRAND, PAPER = "#0e5a5f", "#f5f6f7"


@open_to_all
@reads
def manifest(request: HttpRequest, language: str) -> HttpResponse:  # noqa: ARG001  # a page's signature
    """Tell a phone how to install the quick log, in one language."""
    with translation.override(_known(language)):
        told = {
            "name": _("Taskforce: log work"), "short_name": "Taskforce", "lang": language, "dir": "ltr", "id": "/log/",
            "start_url": reverse("actions:quick_log"), "scope": "/", "display": "standalone",
            "theme_color": BRAND, "background_color": PAPER,
            "icons": [{"src": static(f"taskforce/{name}"), "sizes": sizes, "purpose": purpose} for name, sizes, purpose in ICONS],
        }  # fmt: skip
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/manifest+json")


@open_to_all
@reads
def offline(request: HttpRequest, language: str) -> HttpResponse:  # noqa: ARG001  # the page knows nobody
    """Show the empty form that a phone keeps: no person, no place, no token; to the byte the same for everybody."""
    return HttpResponse(_empty_form(language))


@open_to_all
@reads
def worker(request: HttpRequest) -> HttpResponse:
    """Hand out the script that keeps the empty form of one language, with the list of all it may keep."""
    language = _known(request.GET.get("language", settings.LANGUAGE_CODE))
    page, files = reverse("actions:offline", args=[language]), [static(one) for one in FILES]
    contents = [_file(one) for one in (*FILES, WORKER)]
    version = sha256(b"".join([*contents, _empty_form(language).encode()])).hexdigest()[:16]
    told = {"cache": f"taskforce-{language}-{version}", "log": reverse("actions:quick_log"), "page": page, "files": [page, *files]}
    script = f"const SHELL = {json.dumps(told)};\n{contents[-1].decode()}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _known(language: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language


def _empty_form(language: str) -> str:
    with translation.override(_known(language)):
        return render_to_string("actions/offline.html")


def _file(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()
