"""What reports say: frozen contents, what they say together, and both as people read them."""

from reports.figures.content import content_of, part_of
from reports.figures.overview import Summary, rows_of, state_of
from reports.figures.papers import axes_chart, signatures_of
from reports.figures.reading import ReportView
from reports.figures.regional import regional_content_of
from reports.figures.regional_reading import RegionalView

__all__ = [
    "RegionalView",
    "ReportView",
    "Summary",
    "axes_chart",
    "content_of",
    "part_of",
    "regional_content_of",
    "rows_of",
    "signatures_of",
    "state_of",
]
