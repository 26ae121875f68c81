"""The floor's models."""

from taskforce.kernel.journal import Act, Reading
from taskforce.kernel.seal.books import Erasure, Seal, Shape
from taskforce.models.anchors import Anchor, Filing
from taskforce.models.areas import Area, Organisation, Title
from taskforce.models.blobs import Blob
from taskforce.models.directory import Directory, DirectoryQuerySet, Named
from taskforce.models.feeds import Feed
from taskforce.models.filters import SavedFilter
from taskforce.models.invitations import Invitation
from taskforce.models.justifications import Justification
from taskforce.models.mandates import Mandates
from taskforce.models.notices import Notice
from taskforce.models.people import User
from taskforce.models.sessions import Session
from taskforce.models.tokens import Token, TokenUse
from taskforce.models.visits import Visit
from taskforce.models.workspaces import (
    CharterSignature,
    Grant,
    Seat,
    Tiered,
    TieredQuerySet,
    Workspace,
    WorkspaceQuerySet,
    following,
)

__all__ = [
    "Act",
    "Anchor",
    "Area",
    "Blob",
    "CharterSignature",
    "Directory",
    "DirectoryQuerySet",
    "Erasure",
    "Feed",
    "Filing",
    "Grant",
    "Invitation",
    "Justification",
    "Mandates",
    "Named",
    "Notice",
    "Organisation",
    "Reading",
    "SavedFilter",
    "Seal",
    "Seat",
    "Session",
    "Shape",
    "Tiered",
    "TieredQuerySet",
    "Title",
    "Token",
    "TokenUse",
    "User",
    "Visit",
    "Workspace",
    "WorkspaceQuerySet",
    "following",
]
