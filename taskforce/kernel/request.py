"""The request being answered: its number, and the acts it has made. Known to the journal and to the log, which meet here."""

from __future__ import annotations

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
acts_made: ContextVar[list[int] | None] = ContextVar("acts_made", default=None)


def made(act: int) -> None:
    """Note an act that is committed; outside a request nobody asks."""
    if (acts := acts_made.get()) is not None:
        acts.append(act)
