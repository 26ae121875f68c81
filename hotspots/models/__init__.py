"""The models of place."""

from hotspots.models.orders import Covered, Order, OrderUse
from hotspots.models.perimeters import Perimeter
from hotspots.models.zones import Approval, Hotspot, Observed, Phenomenon, Ruling

__all__ = ["Approval", "Covered", "Hotspot", "Observed", "Order", "OrderUse", "Perimeter", "Phenomenon", "Ruling"]
