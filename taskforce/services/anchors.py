"""Anchors: the secretary signs that the mail is filed outside."""

from __future__ import annotations

from taskforce import rules
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.models import Anchor, Filing, User


@service
def keep_anchor(*, by: User, anchor: Anchor, place: str) -> Filing:
    """Sign that the mail with the end of the chain is filed outside Taskforce, and where."""
    rules.keep_anchor.require(by, anchor)
    return Filing.objects.create(workspace=anchor.workspace, anchor=anchor, place=place.strip(), filed_at=clock.now())
