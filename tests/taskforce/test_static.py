"""The files of the house: styles, scripts, pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.test import Client

from tests.laws.test_laws import ROOT

CSS = "/static/taskforce/taskforce.css"


def test_collected_files_leave_compressed(settings: Any, tmp_path: Path) -> None:
    """As an installation and the demonstration collect them; who takes no compressed files gets them as they are."""
    settings.STATIC_ROOT, settings.WHITENOISE_USE_FINDERS = tmp_path, False
    call_command("collectstatic", "--no-input", verbosity=0)
    packed, plain = (Client().get(CSS, headers={"accept-encoding": given}) for given in ("gzip", "identity"))
    sizes = [len(b"".join(one)) for one in (packed, plain)]
    assert (packed.status_code, packed["Content-Encoding"], packed["Vary"]) == (200, "gzip", "Accept-Encoding")
    assert sizes[0] * 3 < sizes[1] == (ROOT / "taskforce" / CSS[1:]).stat().st_size
    assert "Content-Encoding" not in plain
