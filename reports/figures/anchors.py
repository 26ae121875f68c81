"""What of a report a remark can point to besides its texts: each measure and each action, by a name that lasts from version to version."""

from __future__ import annotations

from typing import Any

from actions.figures import Figure

MEASURE, ACTION = "measure", "action"


def anchors_in(content: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Name what a content shows by its place on the page: axis and words, in the language in use, by the anchor."""
    found: dict[str, tuple[str, str]] = {}
    for axis in content.get("axes", ()):
        for one in map(Figure.from_dict, axis["figures"]):
            found[f"{MEASURE}-{one.measure.code}"] = (axis["axis"], one.name)
        for one in axis["actions"]:
            found[f"{ACTION}-{one['code']}"] = (axis["axis"], f"{one['code']} · {one['title']}")
    return found
