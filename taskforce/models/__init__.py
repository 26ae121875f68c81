"""The floor's models."""

from taskforce.kernel.journal import Act
from taskforce.models.areas import Area, Organisation, Title
from taskforce.models.directory import Directory, DirectoryQuerySet, Named
from taskforce.models.invitations import Invitation
from taskforce.models.mandates import Mandates
from taskforce.models.people import User
from taskforce.models.workspaces import (
    CharterSignature,
    Grant,
    Seat,
    TieredQuerySet,
    Workspace,
    WorkspaceQuerySet,
    following,
)

__all__ = [
    "Act",
    "Area",
    "CharterSignature",
    "Directory",
    "DirectoryQuerySet",
    "Grant",
    "Invitation",
    "Mandates",
    "Named",
    "Organisation",
    "Seat",
    "TieredQuerySet",
    "Title",
    "User",
    "Workspace",
    "WorkspaceQuerySet",
    "following",
]
