"""Everything that can happen to a hotspot."""

from hotspots.services.grounds import convene, dissolve, draw_perimeter
from hotspots.services.proposals import approve, propose, refuse
from hotspots.services.rulings import close, reject, resume, suspend, validate

__all__ = [
    "approve",
    "close",
    "convene",
    "dissolve",
    "draw_perimeter",
    "propose",
    "refuse",
    "reject",
    "resume",
    "suspend",
    "validate",
]
