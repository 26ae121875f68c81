"""What the acts on hotspots are called in a history."""

from django.utils.translation import gettext_lazy as _

from taskforce.kernel.acts import NAMES

NAMES.update(
    {
        "hotspots.propose": _("Proposed the hotspot"),
        "hotspots.approve": _("Approved for the municipality"),
        "hotspots.refuse": _("Refused for the municipality"),
        "hotspots.validate": _("Recorded the council’s validation"),
        "hotspots.reject": _("Recorded the council’s refusal"),
        "hotspots.suspend": _("Recorded the suspension"),
        "hotspots.resume": _("Recorded the resumption"),
        "hotspots.close": _("Recorded the closing"),
        "hotspots.draw_perimeter": _("Drew the perimeter"),
        "hotspots.convene": _("Convened the task force"),
        "hotspots.dissolve": _("Dissolved the task force"),
    }
)
