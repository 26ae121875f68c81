"""What reports say: frozen contents, what they say together, and both as people read them."""

from reports.figures.anchors import anchors_in
from reports.figures.asked import asked_in, last_session, one_asked
from reports.figures.changes import changes_between
from reports.figures.checks import frozen_checks
from reports.figures.content import content_of, part_of
from reports.figures.findings import lines_of, personal
from reports.figures.overview import Summary, desk_rows, rows_of, state_of
from reports.figures.papers import axes_chart, signatures_of
from reports.figures.reading import ReportView
from reports.figures.regional import in_schema, regional_content_of
from reports.figures.regional_reading import RegionalView

__all__ = [
    "RegionalView",
    "ReportView",
    "Summary",
    "anchors_in",
    "asked_in",
    "axes_chart",
    "changes_between",
    "content_of",
    "desk_rows",
    "frozen_checks",
    "in_schema",
    "last_session",
    "lines_of",
    "one_asked",
    "part_of",
    "personal",
    "regional_content_of",
    "rows_of",
    "signatures_of",
    "state_of",
]
