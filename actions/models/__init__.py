"""The models of what is planned and done."""

from actions.models.entries import Entry, Quantity
from actions.models.measures import Measure, Unit
from actions.models.plans import Action, Objective, Partner, Plan, PlanVersion, Target

__all__ = ["Action", "Entry", "Measure", "Objective", "Partner", "Plan", "PlanVersion", "Quantity", "Target", "Unit"]
