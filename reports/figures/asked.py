"""What a regional report freezes for the session: the decisions asked, and what became of those of the last session."""

from __future__ import annotations

from typing import Any

from actions.models import Commitment, Meeting
from reports.figures.content import iso
from reports.models import Asked, Period
from reports.models.council import CURRENCY
from taskforce.models import Workspace

FOLLOWED = (*Commitment.COUNTING, Commitment.State.REPLACED)


def asked_in(period: Period) -> list[dict[str, Any]]:
    """Say each decision asked for a period: its words, who asks, the report it comes from, its cost and its day."""
    rows = Asked.objects.filter(period=period).standing().select_related("report__hotspot", "organisation")
    return [one_asked(one) for one in rows.order_by("pk")]


def one_asked(it: Asked) -> dict[str, Any]:
    """Say one decision asked as it is frozen; the amount in euros with two decimals, None where it costs nothing."""
    cost = None if it.amount is None else {"amount": f"{it.amount:.2f}", "currency": CURRENCY}
    report = it.report.reference if it.report else None
    return {"text": it.text, "by": it.asker.names, "report": report, "cost": cost, "deadline": iso(it.deadline)}


def last_session(council: Workspace | None) -> Meeting | None:
    """Find the session of a council that was held last."""
    found: Meeting | None = Meeting.objects.filter(workspace=council, state__in=Meeting.MINUTED).order_by("starts_at", "pk").last()
    return found


def followed_up(council: Workspace | None) -> list[dict[str, Any]]:
    """Say what became of the last session: what it answered to the decisions asked, then the commitments made there, by day."""
    session = last_session(council)
    answered = Asked.objects.filter(decision__meeting=session).select_related("report__hotspot", "organisation").order_by("pk")
    promised = Commitment.objects.filter(meeting=session, state__in=FOLLOWED).select_related("organisation").order_by("due", "pk")
    said = [{"text": one.text, "state": one.state, "due": iso(one.deadline), "by": one.asker.names} for one in answered]
    return said + [{"text": one.what, "state": one.state, "due": iso(one.due), "by": one.organisation.names} for one in promised]
