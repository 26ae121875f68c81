"""What the floor's acts are called in a history, and what its lists show as of a day."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taskforce.kernel.acts import NAMES
from taskforce.kernel.changes import WORDS
from taskforce.kernel.past import LISTS
from taskforce.notices import KINDS, Kind
from taskforce.sheets import SHEETS, Listed

NAMES.update(
    {
        "taskforce.open_region": _("Opened the region"),
        "taskforce.import_areas": _("Imported areas"),
        "taskforce.keep_directory": _("Changed the directory"),
        "taskforce.frame": _("Wrote down the legal frame"),
        "taskforce.seat": _("Gave a seat"),
        "taskforce.confirm_seat": _("Confirmed a seat for the organisation"),
        "taskforce.decline_seat": _("Declined a seat for the organisation"),
        "taskforce.unseat": _("Ended a seat"),
        "taskforce.sign_charter": _("Signed the charter"),
        "taskforce.invite": _("Invited somebody"),
        "taskforce.withdraw_invitation": _("Withdrew an invitation"),
        "taskforce.accept_invitation": _("Accepted an invitation"),
        "taskforce.keep_anchor": _("Signed off an anchor of the journal"),
        "taskforce.erase": _("Erased a text typed by mistake"),
        "taskforce.withdraw_charter": _("Withdrew a charter"),
        "taskforce.change_password": _("Changed the password"),
        "taskforce.add_authenticator_app": _("Added an authenticator application"),
        "taskforce.add_passkey": _("Added a passkey"),
        "taskforce.remove_second_factor": _("Removed a second factor"),
        "taskforce.renew_recovery_codes": _("Made new recovery codes"),
        "taskforce.reset_second_factor": _("Reset a lost second factor"),
        "taskforce.end_sessions": _("Ended all sessions"),
        "taskforce.connect_identity": _("Connected the sign-in of the organisation"),
        "taskforce.disconnect_identity": _("Disconnected the sign-in of the organisation"),
        "taskforce.disable_account": _("Closed an account"),
        "taskforce.enable_account": _("Opened an account again"),
        "taskforce.choose_language": _("Chose a language"),
        "taskforce.choose_digest": _("Chose how often to be mailed"),
        "taskforce.put_away_first_steps": _("Put the first steps away"),
        "taskforce.make_feed": _("Made a secret calendar address"),
        "taskforce.end_feed": _("Ended a secret calendar address"),
        "taskforce.issue_token": _("Let a program in"),
        "taskforce.end_token": _("Ended a token"),
        "taskforce.save_filter": _("Kept a filter"),
        "taskforce.forget_filter": _("Removed a filter"),
    }
)

WORDS.update(
    {
        "taskforce.chartersignature": _("signature of the charter"),
        "taskforce.chartersignatures": _("signatures of the charter"),
        "seat": _("seat"),
        "version": _("version"),
        "signed_at": _("signed at"),
        "expires_at": _("link good until"),
        "accepted_at": _("accepted at"),
        "withdrawn_at": _("withdrawn at"),
        "parent": _("workspace above"),
        "anchor": _("anchor"),
        "filed_at": _("filed at"),
        "subject_type": _("kind of thing"),
        "subject_id": _("number"),
        "field": _("field"),
        "code": _("code"),
    }
)

LISTS.update(
    {
        "taskforce.workspace": ("reference", "name_fr", "name_nl", "state", "convened_on", "legal_basis", "purpose", "since", "until"),
        "taskforce.seat": ("person", "role", "axis", "organisation", "since", "until", "ended_on"),
        "taskforce.chartersignature": ("seat", "version", "signed_at"),
        "taskforce.filing": ("anchor", "place", "filed_at"),
        "taskforce.justification": ("subject_type", "subject_id", "field", "kind"),
        "taskforce.invitation": ("name", "email", "role", "organisation", "expires_at", "accepted_at", "withdrawn_at"),
    }
)


def _security(words: Any) -> Kind:
    """Tell of a change of how somebody signs in: at once, and to themselves too."""
    return Kind(words, urgent=True, own=True, where=lambda _person: reverse("security"), mail="security")


KINDS.update(
    {
        "taskforce.change_password": _security(_("Your password was changed.")),
        "taskforce.add_authenticator_app": _security(_("An authenticator application was added to your account.")),
        "taskforce.add_passkey": _security(_("A passkey was added to your account.")),
        "taskforce.remove_second_factor": _security(_("A second factor was removed from your account.")),
        "taskforce.renew_recovery_codes": _security(_("New recovery codes were made for your account.")),
        "taskforce.connect_identity": _security(_("The sign-in of your organisation was connected to your account.")),
        "taskforce.disconnect_identity": _security(_("The sign-in of your organisation was disconnected from your account.")),
        "taskforce.reset_second_factor": _security(_("Your second factors were reset by whoever keeps your seat.")),
        "taskforce.seat": Kind(
            _("%(thing)s: sign the charter of your seat"),
            still=lambda seat: seat.ended_on is None and not seat.signatures.exists(),
            where=lambda seat: reverse("charter", args=[seat.pk]),
        ),
        "taskforce.word": Kind(
            _("%(thing)s: confirm or decline this seat for your organisation"),
            still=lambda seat: seat.ended_on is None and seat.confirmed_on is None,
            where=lambda seat: reverse("confirm", args=[seat.pk]),
        ),
        "taskforce.confirm_seat": Kind(
            _("%(thing)s: your organisation has confirmed your seat"), where=lambda _seat: reverse("workspaces")
        ),
        "taskforce.decline_seat": Kind(_("%(thing)s: the organisation has declined this seat"), where=lambda _seat: reverse("workspaces")),
        "taskforce.unseat": Kind(_("%(thing)s: this seat has ended"), where=lambda _seat: reverse("workspaces")),
    }
)

SHEETS.update(
    {
        "directory": Listed(_("Directory")),
        "workspaces": Listed(_("Task forces")),
        "workspace": Listed(_("Seats")),
        "as_of": Listed(_("As of another day"), ("list", "on")),
        "timeline": Listed(_("Timeline"), ("by", "what", "since", "until")),
        "readings": Listed(_("Readings"), ("by", "what", "since", "until")),
    }
)
