"""The seal of what was decided: the act that accepted a version or adopted a regional report, and its link in the journal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from reports.models import RegionalReport, Version
from taskforce.kernel.journal import Act
from taskforce.kernel.seal.books import Seal, seal_of
from taskforce.kernel.seal.proving import Unproved, prove

DECIDED = {Version: "reports.accept", RegionalReport: "reports.adopt_regional"}


def deciding_act(it: Version | RegionalReport) -> Act | None:
    """Return the act that accepted a version or adopted a regional report, or None before."""
    history: Any = type(it).history.filter(id=it.pk, act__code=DECIDED[type(it)])
    row = history.select_related("act").order_by("history_id").first()
    return row.act if row is not None else None


def seal_on(it: Version | RegionalReport) -> Seal | None:
    """Return the link of the act that decided on it, once it is sealed."""
    return seal_of(deciding_act(it))


def journal_line(it: Version | RegionalReport) -> str:
    """Say in one line where the decision stands in the journal; nothing before the decision."""
    act = deciding_act(it)
    if act is None:
        return ""
    seal = seal_of(act)
    if seal is None:
        return _("Journal: not sealed yet")
    return _("Journal no. %(number)d · %(hash)s") % {"number": seal.number, "hash": seal.hash[:16]}


def proof_of(it: Version | RegionalReport) -> dict[str, Any]:
    """Prove that the decision on it stands in the journal. Raises Unproved."""
    act = deciding_act(it)
    if act is None:
        raise Unproved(f"Nothing is decided on {it} yet.")
    return prove(act, str(it))
