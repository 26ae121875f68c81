"""The models of place."""

from hotspots.models.perimeters import Perimeter
from hotspots.models.zones import Approval, Hotspot, Observed, Phenomenon, Ruling

__all__ = ["Approval", "Hotspot", "Observed", "Perimeter", "Phenomenon", "Ruling"]
