"""Everything that can happen on the floor: regions, the directory, invitations and seats."""

from taskforce.services.invitations import accept_invitation, invite, withdraw_invitation
from taskforce.services.people import choose_language
from taskforce.services.regions import import_areas, keep_directory, open_region
from taskforce.services.seats import seat, sign_charter, unseat
from taskforce.services.workspaces import frame

__all__ = [
    "accept_invitation",
    "choose_language",
    "frame",
    "import_areas",
    "invite",
    "keep_directory",
    "open_region",
    "seat",
    "sign_charter",
    "unseat",
    "withdraw_invitation",
]
