"""The words of the field, explained at the end of the regional report to whoever sits on the council for the first time."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from reports.pdf.parts import Fact

WORDS = (
    (gettext_lazy("Hotspot"), gettext_lazy("A priority zone named by the region.")),
    (gettext_lazy("Task force"), gettext_lazy("Those whom a mayor convenes for one hotspot.")),
    (gettext_lazy("Cell"), gettext_lazy("Watches execution, reviews the reports and compiles this one.")),
    (gettext_lazy("Council"), gettext_lazy("Rules on hotspots and adopts this report.")),
    (gettext_lazy("Axis"), gettext_lazy("Security, prevention or neighbourhood life. A plan needs all three.")),
    (gettext_lazy("Action"), gettext_lazy("What a task force has agreed to do, led by one organisation.")),
    (gettext_lazy("Measure"), gettext_lazy("Something counted, with the rule by which its values go together.")),
    (gettext_lazy("Police order"), gettext_lazy("A police measure with dates: the framework of the region, or a municipality’s on its own ground.")),
    (gettext_lazy("Perimeter"), gettext_lazy("The outline of a hotspot between two days.")),
    (gettext_lazy("Commitment"), gettext_lazy("What one organisation will do by a day. It counts once that organisation has accepted it.")),
    (gettext_lazy("Reserve"), gettext_lazy("What the cell wrote when it accepted a report that is not complete.")),
    (gettext_lazy("Version"), gettext_lazy("One state of a report, frozen when it is submitted.")),
    (gettext_lazy("Digest"), gettext_lazy("The SHA-256 of a frozen content: change one letter and it is another.")),
)  # fmt: skip


def glossary() -> tuple[Fact, ...]:
    """Explain the words in the language in use, in its alphabetical order."""
    return tuple(sorted((Fact(str(word), str(meaning)) for word, meaning in WORDS), key=lambda one: one.label.casefold()))
