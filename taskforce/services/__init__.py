"""Everything that can happen on the floor: regions, the directory, invitations, seats and accounts."""

from taskforce.services.accounts import (
    add_authenticator_app,
    add_passkey,
    change_password,
    connect_identity,
    disable_account,
    disconnect_identity,
    enable_account,
    end_sessions,
    remove_second_factor,
    renew_recovery_codes,
    reset_second_factor,
)
from taskforce.services.anchors import keep_anchor
from taskforce.services.erasing import erase
from taskforce.services.feeds import end_feed, make_feed
from taskforce.services.filters import forget_filter, save_filter
from taskforce.services.invitations import accept_invitation, invite, withdraw_invitation
from taskforce.services.people import choose_digest, choose_language, put_away_first_steps
from taskforce.services.regions import import_areas, keep_directory, open_region
from taskforce.services.seats import confirm_seat, decline_seat, seat, sign_charter, unseat, withdraw_charter
from taskforce.services.tokens import end_token, issue_token
from taskforce.services.workspaces import frame

__all__ = [
    "accept_invitation",
    "add_authenticator_app",
    "add_passkey",
    "change_password",
    "choose_digest",
    "choose_language",
    "confirm_seat",
    "connect_identity",
    "decline_seat",
    "disable_account",
    "disconnect_identity",
    "enable_account",
    "end_feed",
    "end_sessions",
    "end_token",
    "erase",
    "forget_filter",
    "frame",
    "import_areas",
    "invite",
    "issue_token",
    "keep_anchor",
    "keep_directory",
    "make_feed",
    "open_region",
    "put_away_first_steps",
    "remove_second_factor",
    "renew_recovery_codes",
    "reset_second_factor",
    "save_filter",
    "seat",
    "sign_charter",
    "unseat",
    "withdraw_charter",
    "withdraw_invitation",
]
