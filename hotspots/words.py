"""What the acts on hotspots are called in a history, and what its lists show as of a day."""

from django.utils.translation import gettext_lazy as _

from hotspots.services.proposals import tell_what_awaits
from hotspots.services.warning import KIND, notice_kind
from taskforce.kernel.acts import NAMES
from taskforce.kernel.changes import WORDS
from taskforce.kernel.past import LISTS
from taskforce.notices import KINDS, OPENED, Kind
from taskforce.sheets import SHEETS, Listed

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
        "hotspots.discard_order": _("Discarded the draft of an order"),
        "hotspots.convene": _("Convened the task force"),
        "hotspots.dissolve": _("Dissolved the task force"),
        "hotspots.draft_order": _("Drafted an order"),
        "hotspots.amend_order": _("Changed a draft order"),
        "hotspots.sign_order": _("Signed an order"),
        "hotspots.extend_order": _("Drafted the extension of an order"),
        "hotspots.repeal_order": _("Repealed an order"),
        "hotspots.record_use": _("Counted the use of an order"),
        "hotspots.correct_use": _("Corrected a count of use"),
    }
)

WORDS.update(
    {
        "hotspots.observed": _("phenomenon of a hotspot"),
        "hotspots.observeds": _("phenomena of the hotspot"),
        "hotspot": _("hotspot"),
        "phenomenon": _("phenomenon"),
        "by": _("by"),
    }
)

LISTS.update(
    {
        "hotspots.hotspot": ("reference", "name_fr", "name_nl", "state", "reason", "data_since", "data_until", "data_source"),
        "hotspots.observed": ("phenomenon",),
        "hotspots.approval": ("municipality", "state", "on", "by", "remark"),
        "hotspots.ruling": ("kind", "on", "reference", "reason"),
        "hotspots.perimeter": ("version", "since", "until", "decision"),
        "hotspots.order": (
            "reference",
            "subject",
            "issuer",
            "since",
            "until",
            "state",
            "signed_on",
            "extends",
            "framework",
            "basis",
            "evaluation",
        ),
        "hotspots.covered": ("order", "hotspot", "perimeter"),
        "hotspots.orderuse": ("order", "number", "since", "until", "source"),
    }
)

KINDS.update(
    {
        "hotspots.awaited": Kind(
            _("%(thing)s: approve or refuse the hotspot for your municipality"),
            still=lambda approval: approval.state == "awaited" and approval.hotspot.state == "proposed",
            where=lambda approval: approval.hotspot.get_absolute_url(),
        ),
        "hotspots.approve": Kind(
            _("%(thing)s: every municipality approves; record the council’s decision"), still=lambda hotspot: hotspot.state == "approved"
        ),
        "hotspots.refuse": Kind(
            _("%(thing)s: the municipality has refused the hotspot"), where=lambda approval: approval.hotspot.get_absolute_url()
        ),
        "hotspots.ruled_validate": Kind(_("%(thing)s: validated by the council; convene the task force")),
        "hotspots.ruled_refuse": Kind(_("%(thing)s: refused by the council")),
        "hotspots.ruled_suspend": Kind(_("%(thing)s: suspended by the council")),
        "hotspots.ruled_resume": Kind(_("%(thing)s: back in force by decision of the council")),
        "hotspots.ruled_close": Kind(_("%(thing)s: closed by the council")),
        "hotspots.convene": Kind(_("%(thing)s: the task force is convened; draft the plan")),
        "hotspots.dissolve": Kind(_("%(thing)s: the task force is dissolved")),
    }
)
OPENED.append(tell_what_awaits)
KINDS[KIND] = notice_kind(_("%(thing)s expires on %(due)s: decide what follows"))
SHEETS["hotspots:hotspots"] = Listed(_("Hotspots"), ("on",))
SHEETS["orders:orders"] = Listed(_("Police orders"), ("state", "hotspot", "on"))
