"""Small numbers: what may be printed so that nobody finds the counts that are not, from everything ever printed.

Pure computation: numbers in, numbers out. ``plan(publication, ledger)`` is the door; docs/small-numbers.md says what is promised.
"""

from reports.disclosure.ledger import Entry, Interval, Ledger, Standing
from reports.disclosure.planning import Coarser, Hidden, Plan, Reason, Refusal, Step, plan, seen
from reports.disclosure.publication import THRESHOLD, Cell, Correction, Publication, Ratio, Sum

__all__ = [
    "THRESHOLD",
    "Cell",
    "Coarser",
    "Correction",
    "Entry",
    "Hidden",
    "Interval",
    "Ledger",
    "Plan",
    "Publication",
    "Ratio",
    "Reason",
    "Refusal",
    "Standing",
    "Step",
    "Sum",
    "plan",
    "seen",
]
