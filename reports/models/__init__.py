"""The models of what is reported and decided upon."""

from reports.models.regional import Inclusion, RegionalReport
from reports.models.reports import Period, Remark, Report, Version

__all__ = ["Inclusion", "Period", "RegionalReport", "Remark", "Report", "Version"]
