"""Pages about hotspots."""

from hotspots.views.deciding import approve, convene, dissolve, refuse, rule
from hotspots.views.drawing import perimeter, perimeters
from hotspots.views.listing import hotspots, propose

__all__ = ["approve", "convene", "dissolve", "hotspots", "perimeter", "perimeters", "propose", "refuse", "rule"]
