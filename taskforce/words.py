"""What the floor's acts are called in a history."""

from django.utils.translation import gettext_lazy as _

from taskforce.kernel.acts import NAMES

NAMES.update(
    {
        "taskforce.open_region": _("Opened the region"),
        "taskforce.import_areas": _("Imported areas"),
        "taskforce.keep_directory": _("Changed the directory"),
        "taskforce.frame": _("Wrote down the legal frame"),
        "taskforce.seat": _("Gave a seat"),
        "taskforce.unseat": _("Ended a seat"),
        "taskforce.sign_charter": _("Signed the charter"),
        "taskforce.invite": _("Invited somebody"),
        "taskforce.withdraw_invitation": _("Withdrew an invitation"),
        "taskforce.accept_invitation": _("Accepted an invitation"),
        "taskforce.choose_language": _("Chose a language"),
    }
)
