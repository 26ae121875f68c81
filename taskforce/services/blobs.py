"""Keeping the bytes of files: once each, as long as something points to them."""

from __future__ import annotations

from django.db import models

from taskforce.models import Blob
from taskforce.uploads import Received


def keep(file: Received) -> Blob:
    """Keep the bytes of a file, or find them where they are; held until the act is over, so that nobody lets them go meanwhile."""
    Blob.objects.bulk_create([Blob(sha256=file.sha256, contents=file.contents)], ignore_conflicts=True)
    found: Blob | None = _held(file.sha256)
    return found or keep(file)  # let go by somebody else between the two


def let_go(sha256: str) -> None:
    """Delete bytes to which nothing points any more; its caller has just stopped pointing there."""
    if (blob := _held(sha256)) is None:
        return
    try:
        blob.delete()
    except models.ProtectedError:
        return  # somebody else handed in the same file


def _held(sha256: str) -> Blob | None:
    found: Blob | None = Blob.objects.select_for_update().defer("contents").filter(pk=sha256).first()
    return found
