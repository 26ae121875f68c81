"""A script of ours run in a process of its own, which knows nothing of us: no settings, no secrets, no database."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
REFUSED = 3  # how such a script ends when it gives up; the code of the reason stands on standard error
EXHAUSTING = "exhausting"


@dataclass(frozen=True)
class Limits:
    """How much the opening of one file may use: bytes of address space, seconds of processor, seconds of waiting."""

    memory: int = 1024 * 1024 * 1024
    cpu_seconds: int = 15
    wall_seconds: float = 45


USUAL = Limits()


class GaveUp(RuntimeError):
    """The script gave up, or was stopped; the message is the code of the reason."""


def run_apart(script: str | None, kind: str, contents: bytes, limits: Limits) -> bytes:
    """Hand a file to a script and return what it makes of it. Raises GaveUp with the code of the reason."""
    asked = [kind, str(limits.memory), str(limits.cpu_seconds)]
    kept = {name: os.environ[name] for name in LIBRARY_PATHS if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  # our own script, no shell, no argument from outside
            [sys.executable, "-s", "-P", str(Path(str(script)).resolve()), *asked],
            input=contents,
            capture_output=True,
            timeout=limits.wall_seconds,
            env=kept | {"LANG": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GaveUp(EXHAUSTING) from None
    if done.returncode != 0:
        raise GaveUp(done.stderr.decode("ascii", "replace") if done.returncode == REFUSED else EXHAUSTING)
    return done.stdout
