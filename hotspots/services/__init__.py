"""Everything that can happen to a hotspot and to the police orders that hold there."""

from hotspots.services.grounds import convene, dissolve, draw_perimeter
from hotspots.services.orders import (
    amend_order,
    correct_use,
    discard_order,
    draft_order,
    extend_order,
    record_use,
    repeal_order,
    sign_order,
)
from hotspots.services.proposals import approve, propose, refuse
from hotspots.services.rulings import close, reject, resume, suspend, validate

__all__ = [
    "amend_order",
    "approve",
    "close",
    "convene",
    "correct_use",
    "discard_order",
    "dissolve",
    "draft_order",
    "draw_perimeter",
    "extend_order",
    "propose",
    "record_use",
    "refuse",
    "reject",
    "repeal_order",
    "resume",
    "sign_order",
    "suspend",
    "validate",
]
