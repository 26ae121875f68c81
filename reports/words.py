"""What the acts on reports are called in a history."""

from django.utils.translation import gettext_lazy as _

from taskforce.kernel.acts import NAMES

NAMES.update(
    {
        "reports.open_period": _("Opened the period"),
        "reports.open_due_reports": _("Opened the reports that became due"),
        "reports.start_report": _("Started the report"),
        "reports.write_sections": _("Wrote the texts"),
        "reports.submit": _("Submitted the report"),
        "reports.sign": _("Signed the report"),
        "reports.send_back": _("Sent the report back before signing"),
        "reports.remark": _("Made a remark"),
        "reports.close_remark": _("Closed a remark"),
        "reports.answer": _("Answered a remark"),
        "reports.give_back": _("Returned the report"),
        "reports.accept": _("Accepted the report"),
        "reports.correct": _("Reopened the report for a correction"),
        "reports.compile_regional": _("Compiled the regional report"),
        "reports.adopt_regional": _("Recorded the council’s adoption"),
    }
)
