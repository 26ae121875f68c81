"""Pages of the floor."""

from taskforce.views.accounts import disable_account, enable_account, reset_factor, withdraw_charter
from taskforce.views.confirming import confirm, decline
from taskforce.views.directory import directory, organisation
from taskforce.views.filters import forget_filter, save_filter
from taskforce.views.history import history
from taskforce.views.joining import join
from taskforce.views.language import language
from taskforce.views.notices import digest, first_steps_away, news, notices, notices_read, unsubscribe
from taskforce.views.sealing import anchors, erase, keep_anchor
from taskforce.views.timeline import as_of, readings, readings_csv, timeline, timeline_csv
from taskforce.views.workspaces import charter, frame, invite, unseat, withdraw, workspace, workspaces

__all__ = [
    "anchors",
    "as_of",
    "charter",
    "confirm",
    "decline",
    "digest",
    "directory",
    "disable_account",
    "enable_account",
    "erase",
    "first_steps_away",
    "forget_filter",
    "frame",
    "history",
    "invite",
    "join",
    "keep_anchor",
    "language",
    "news",
    "notices",
    "notices_read",
    "organisation",
    "readings",
    "readings_csv",
    "reset_factor",
    "save_filter",
    "timeline",
    "timeline_csv",
    "unseat",
    "unsubscribe",
    "withdraw",
    "withdraw_charter",
    "workspace",
    "workspaces",
]
