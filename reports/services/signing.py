"""The chair's part: signing what was submitted, or sending it back."""

from __future__ import annotations

from typing import Any

from reports import rules
from reports.drafting import PRINTED
from reports.figures import part_of
from reports.models import Report, Version
from reports.services.versions import current, locked, next_version, said
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import Seat, User
from taskforce.notices import holders, tell
from taskforce.texts import require_fit


@service
def sign(*, by: User, report: Report) -> Version:
    """Sign the submitted version; from now on the cell reads it."""
    report = locked(report)
    rules.sign.require(by, report)
    version = current(report)
    require_fit(version.content, [report.workspace], *PRINTED)
    version.signed_by, version.signed_at, version.signed_as = by, clock.now(), _capacity(by, report)
    version.save()
    tell(holders(report.workspace, roles.REVIEW), "reports.sign", report)
    return version


def _capacity(person: User, report: Report) -> dict[str, Any]:
    """Say who signs, in which part and for which organisation, in every language."""
    held = person.mandates.acting_seat(report.workspace)
    seat = Seat.objects.select_related("title", "organisation").get(pk=held.seat)  # type: ignore[union-attr]  # the rule saw a seat
    return {"name": person.name, "part": part_of(seat), "organisation": seat.organisation.names}


@service
def send_back(*, by: User, report: Report, reason: str) -> Version:
    """Send a submitted version back unsigned; it stays frozen and its texts go on in a new version."""
    report = locked(report)
    rules.send_back.require(by, report)
    move(report, Report.State.DRAFT)
    report.save()
    tell(holders(report.workspace, roles.COMPOSE), "reports.send_back", report)
    return next_version(report, said(reason))
