"""The desk: what waits for somebody, soonest first, and how their hotspots stand. Read models, no writes."""

from reports.desk.first import First, first_steps
from reports.desk.standing import Mine, Now, Standing, council_file, now_at, seats_of, standings
from reports.desk.waiting import Waiting, waiting_for

__all__ = ["First", "Mine", "Now", "Standing", "Waiting", "council_file", "first_steps", "now_at", "seats_of", "standings", "waiting_for"]
