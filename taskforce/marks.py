"""The marks of work done beside the web: an empty file for each command, as old as its last round that went well."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from django.conf import settings

logger = logging.getLogger("taskforce")
ROUNDS = ("seal", "deliver", "work", "warn_orders", "backup")


def leave(name: str) -> None:
    """Mark that a round of a command went well, where marks are kept at all."""
    if settings.MARKS:
        try:
            Path(settings.MARKS, name).touch()
        except OSError as error:  # the work is done all the same
            logger.error("The work is done, but its mark could not be left: %s", type(error).__name__)  # noqa: TRY400


def ages() -> dict[str, float]:
    """Say how many seconds ago each command last did its work, as far as this machine knows."""
    found = {name: Path(settings.MARKS, name) for name in ROUNDS if settings.MARKS}
    return {name: max(0.0, time.time() - path.stat().st_mtime) for name, path in found.items() if path.exists()}
