"""What of reports the search finds, and what of them stands in calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from reports.models import Period, RegionalReport, Report, Version
from taskforce import roles
from taskforce.desk.calendar import CALENDAR, MOST, Mark
from taskforce.desk.search import SEARCHED, Line, Searched
from taskforce.findable import NAMES, within
from taskforce.models import User

AWAITED = (Report.State.DUE, Report.State.DRAFT, Report.State.RETURNED)

SEARCHED["reports"] = Searched(
    label=_("Reports"),
    rows=lambda person: Report.objects.visible_to(person).select_related("hotspot", "period").order_by("-period__until", "reference"),
    fields=("reference", *within("hotspot", *NAMES), *within("accepted", *Version.SECTIONS)),
    line=lambda it: Line(it.reference, it.get_absolute_url(), str(it.hotspot)),
    code="reference",
    own_list="reports:reports",
    place=40,
)
SEARCHED["regional"] = Searched(
    label=_("Regional reports"),
    rows=lambda person: RegionalReport.objects.visible_to(person).select_related("period", "workspace").defer("content"),
    fields=("reference", "text"),
    line=lambda it: Line(it.reference, it.get_absolute_url(), str(it.workspace)),
    code="reference",
    own_list="reports:reports",
    place=45,
)


def reports_due(person: User, since: date, until: date) -> Iterator[Mark]:
    """The days by which the reports of one's own task forces are awaited."""
    rooms = person.mandates.where(roles.VIEW) - person.mandates.where(roles.REVIEW)
    awaited = Report.objects.visible_to(person).filter(workspace__in=rooms, state__in=AWAITED, period__due__range=(since, until))
    for one in awaited.select_related("period").order_by("-period__due")[:MOST]:
        yield Mark(_("Report due"), one.get_absolute_url(), one.period.due)


def periods_due(person: User, since: date, until: date) -> Iterator[Mark]:
    """The days by which the cell awaits the reports of a period."""
    rooms = person.mandates.where(roles.REVIEW)
    for one in Period.objects.visible_to(person).filter(workspace__in=rooms, due__range=(since, until)).select_related("workspace")[:MOST]:
        yield Mark(_("Reports due"), one.get_absolute_url(), one.due)


CALENDAR["reports"] = reports_due
CALENDAR["periods"] = periods_due
