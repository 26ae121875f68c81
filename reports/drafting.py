"""Which version of a report is worked on, which of its texts may be written, and what is wrong with a text."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from actions.models import Action, Commitment, Decision, Meeting, Objective
from hotspots.models import Order
from reports.models import Asked, Explanation, Period, RegionalReport, Remark, Report, Version
from taskforce import roles
from taskforce.models import User, Workspace

MOST_DECISIONS = 3
LONGEST = 1200
PRINTED = (Version, Action, Objective, Order, Explanation, Report, Period, RegionalReport, Asked, Meeting, Decision, Commitment, Workspace)
"""The models whose texts a report prints."""


def told_to(person: User, report: Report) -> Report.State:
    """Say where a report stands for its reader: to the council an accepted one stays accepted while it is being corrected."""
    return Report.State(report.state) if person.mandates.hold(roles.VIEW, report.workspace) else Report.State.ACCEPTED


def latest(report: Report) -> Version | None:
    """Return the newest version of a report, whatever its state."""
    return report.versions.order_by("number").last()


def reviewed(report: Report) -> Version | None:
    """Return the version the cell's remarks are about: the last one signed, unless it was accepted."""
    signed = report.versions.filter(signed_at__isnull=False).order_by("number").last()
    return signed if signed is not None and signed.accepted_at is None else None


def remarks_to_meet(report: Report) -> list[Remark]:
    """List the remarks shared with the task force on that version and not closed since."""
    version = reviewed(report)
    return [] if version is None else list(version.remarks.filter(internal=False).exclude(state=Remark.State.CLOSED))


def unlocked(report: Report) -> tuple[str, ...]:
    """Name the sections that may be rewritten: all of them, but after a return only those with a remark or opened on request."""
    if reviewed(report) is None:
        return Version.SECTIONS
    remarked = {remark.section for remark in remarks_to_meet(report)}
    draft = latest(report)
    return tuple(section for section in Version.SECTIONS if section in remarked or (draft and section in draft.opened))


def plain(text: str) -> str:
    """Write the ends of lines as they are kept, however a browser sends them."""
    return text.replace("\r\n", "\n")


def text_objections(section: str, text: str) -> Iterator[str]:
    """Say what is wrong with the text of a section."""
    if len(text) > LONGEST:
        yield _("Shorten this text to %(most)d characters. It has %(count)d.") % {"most": LONGEST, "count": len(text)}
    if section == "decisions" and len(decisions_in(text)) > MOST_DECISIONS:
        yield _("Ask for three decisions at most, one per line.")


def decisions_in(text: str) -> list[str]:
    """Split the decisions asked, one per line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
