"""What page and paper show beside the texts: the chart of the axes and the signatures of a version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reports.models import Version
from taskforce.drawing import charts, words
from taskforce.models.directory import in_language


class Axis(Protocol):
    """An axis with its actions counted."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def counts(self) -> dict[str, int]:
        """Its actions by state."""
        ...


@dataclass(frozen=True)
class SignatureLine:
    """Who did what with a version, in which function and when."""

    act: str
    name: str
    function: str
    when: str


def axes_chart(axes: Sequence[Axis], *, key: str = "axes", width: int = 400) -> SafeString:
    """Draw the actions done beside those planned, axis by axis, in the language in use."""
    rows = [(axis.name, axis.counts["done"], "", axis.counts["planned"]) for axis in axes]
    return charts.bars(rows, title=_("Actions done and planned, by axis"), names=(_("Done"), _("Planned")), key=key, width=width)


def signatures_of(version: Version) -> list[SignatureLine]:
    """List who submitted, signed and accepted a version, in the language in use; what has not happened is not listed."""
    lines = []
    if version.submitted_by:
        lines.append(SignatureLine(_("Submitted"), version.submitted_by.name, version.workspace.name, words.moment(version.submitted_at)))
    if version.signed_as:
        function = f"{in_language(version.signed_as['part'])} · {in_language(version.signed_as['organisation'])}"
        lines.append(SignatureLine(_("Signed"), version.signed_as["name"], function, words.moment(version.signed_at)))
    if version.accepted_by and version.workspace.parent:
        lines.append(
            SignatureLine(_("Accepted"), version.accepted_by.name, version.workspace.parent.name, words.moment(version.accepted_at))
        )
    return lines
