"""The bundle of a report: its papers, its frozen contents and what proves them, in one file that is checked without any database."""

from reports.bundle.checking import NotABundle, objections
from reports.bundle.making import is_whole, made

__all__ = ["NotABundle", "is_whole", "made", "objections"]
