"""Tests name facts about the product."""
