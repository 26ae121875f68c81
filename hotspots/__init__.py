"""Where: priority zones, their approvals, rulings, perimeters and phenomena."""
