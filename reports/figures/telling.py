"""What of a frozen content may be told: all of it, but of each figure only what is printed. Its proof betrays what masking hides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actions.figures import Figure
from taskforce.roles import Axis

MASKED = "masked"


def told(content: Any) -> Any:
    """Write a content without what proves its figures: inputs, numbers of entries, the parts of a ratio."""
    if isinstance(content, list):
        return [told(one) for one in content]
    if not isinstance(content, dict):
        return content
    if {"measure", "amount", "target"} <= content.keys() and isinstance(content["amount"], dict):
        return figure(content)
    return {name: told(one) for name, one in content.items()}


def figure(content: dict[str, Any]) -> dict[str, Any]:
    """Tell one figure: its measure, its value as it is printed, and what must be known to read it."""
    it = Figure.from_dict(content)
    status = MASKED if it.amount.masked else it.amount.reason
    return {
        "measure": it.measure.code,
        "names": it.measure.names,
        "value": None if it.rounded is None else format(it.rounded, "f"),
        "unit": it.measure.unit,
        "qualifier": it.amount.qualifier,
        "status": status,
        "below": it.amount.below if it.amount.masked else None,
        "target": content["target"],
    }


def figures_in(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """List the figures of the axes, each with its axis."""
    for axis in content["axes"]:
        for one in axis["figures"]:
            yield {"axis": axis["axis"], **figure(one)}


def rows_in(content: dict[str, Any]) -> Iterator[list[Any]]:
    """List the same figures as the rows of a sheet, in the language in use."""
    for axis in content["axes"]:
        for one in axis["figures"]:
            it, told_of = Figure.from_dict(one), figure(one)
            shown = [it.rounded, it.measure.unit, told_of["qualifier"], told_of["status"], told_of["below"], it.target]
            yield [str(Axis(axis["axis"]).label), it.measure.code, it.name, *shown]
