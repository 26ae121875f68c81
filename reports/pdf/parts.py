"""What the printed partials show: plain values, already worded and formatted for the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reports.pdf.proof import Proof

LONG_TITLE, LONG_COVER = 60, 800


@dataclass(frozen=True)
class State:
    """A state as word and shape, so that it reads in black and white; the tone (good, watch, late, quiet) only adds colour.

    ``count`` is the number it rests on, such as “3 / 8”, set under it in a matrix.
    """

    shape: str
    word: str
    tone: str = "quiet"
    count: str = ""


@dataclass(frozen=True)
class Paper:
    """What the head and foot of every page say: which place, who may read it, which version of which document, where in the journal."""

    place: str
    marking: str
    reference: str
    version: str
    as_of: str
    digest: str
    draft: bool = False
    notice: str = ""
    journal: str = ""
    proof: Proof | None = None


@dataclass(frozen=True)
class Fact:
    """A label and its value; `code` sets the value in the type used for digests."""

    label: str
    value: str
    note: str = ""
    code: bool = False


@dataclass(frozen=True)
class Cover:
    """The first page: who issues which kind of document about what, and its fact sheet."""

    issuer: str
    kind: str
    title: str
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    state: State | None = None

    @property
    def is_long(self) -> bool:
        """Whether it says too much for large type with room around it."""
        said = len(self.subtitle) + sum(len(fact.value) + len(fact.note) for fact in self.facts)
        return len(self.title) > LONG_TITLE or said > LONG_COVER


@dataclass(frozen=True)
class Tile:
    """One key figure with its denominator: "18", "of 24 actions"."""

    label: str
    value: str
    of: str = ""
    note: str = ""


@dataclass(frozen=True)
class Column:
    """A column's heading and width in percent of the table (a width the style sheet knows); numbers are set right."""

    label: str
    width: int
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell's text or state, with a quiet second line such as the reason of a delay.

    ``span`` is over how many columns it goes; ``code`` sets the text in the type used for digests; ``to`` leads to the part of
    that name and says its page; ``ending`` is a state under the text.
    """

    text: str = ""
    state: State | None = None
    note: str = ""
    numeric: bool = False
    span: int = 1
    code: bool = False
    to: str = ""
    ending: State | None = None


Value = str | State | Cell


@dataclass(frozen=True)
class Row:
    """A line of a table; its first cell is its heading. ``kind``: "total" adds up the others, "parent" has "child" lines under it."""

    head: Cell
    cells: tuple[Cell, ...]
    kind: str = ""


@dataclass(frozen=True)
class Table:
    """A table under its caption, with a note on how to read it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""

    @classmethod
    def of(
        cls,
        caption: str,
        columns: tuple[Column, ...],
        lines: Iterable[Iterable[Value]],
        *,
        note: str = "",
        total: bool = False,
    ) -> Table:
        """Build a table from texts, states and cells in the order of its columns; `total` says that the last line adds up the others."""
        rows = [_row(columns, line) for line in lines]
        if total:
            rows[-1] = replace(rows[-1], kind="total")
        return cls(caption, columns, tuple(rows), note)


@dataclass(frozen=True)
class MatrixRow:
    """One hotspot and its state on each axis, or why it has none."""

    name: str
    states: tuple[State, ...]
    note: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Matrix:
    """The state of each hotspot on each axis."""

    caption: str
    corner: str
    axes: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A drawing (safe SVG with a title as its first child), what it shows, and where its numbers come from."""

    caption: str
    svg: str
    note: str = ""


@dataclass(frozen=True)
class Method:
    """How the figures were made and what they do not say."""

    facts: tuple[Fact, ...]
    limits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signature:
    """Who did what with the document, in which function and when; without `when` there is room to sign by hand."""

    act: str
    name: str
    function: str
    when: str = ""


@dataclass(frozen=True)
class Approval:
    """The signatures under a document, the reservations made, and what seals it."""

    signatures: tuple[Signature, ...]
    reservation: str = ""
    seal: str = ""


def _row(columns: tuple[Column, ...], line: Iterable[Value]) -> Row:
    head, *cells = (_cell(column, value) for column, value in zip(columns, line, strict=True))
    return Row(head, tuple(cells))


def _cell(column: Column, value: Value) -> Cell:
    if isinstance(value, Cell):
        return value
    if isinstance(value, State):
        return Cell(state=value)
    return Cell(text=value, numeric=column.numeric)
