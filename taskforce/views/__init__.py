"""Pages of the floor."""

from taskforce.views.directory import directory, organisation
from taskforce.views.history import history
from taskforce.views.joining import join
from taskforce.views.language import language
from taskforce.views.workspaces import charter, frame, invite, unseat, withdraw, workspace, workspaces

__all__ = [
    "charter",
    "directory",
    "frame",
    "history",
    "invite",
    "join",
    "language",
    "organisation",
    "unseat",
    "withdraw",
    "workspace",
    "workspaces",
]
