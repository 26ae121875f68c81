"""A form as a browser reads it from a page: its fields as they stand, ready to be changed and sent."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

Fields = dict[str, list[str]]


class _Reader(HTMLParser):
    """Gathers the forms of a page that are posted."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, Fields]] = []
        self._open: Fields | None = None
        self._area = self._of = ""
        self._first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a form or read a control."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post":
            self._open = {}
            self.forms.append((given.get("action", ""), self._open))
        if self._open is not None and hasattr(self, f"_{tag}"):
            getattr(self, f"_{tag}")(given)

    def _input(self, given: dict[str, str]) -> None:
        if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
            self._put(given.get("name", ""), given.get("value", "on" if given.get("type") == "checkbox" else ""))

    def _textarea(self, given: dict[str, str]) -> None:
        self._area = given["name"]
        self._put(self._area, "")

    def _select(self, given: dict[str, str]) -> None:
        self._first, self._of = "", given["name"]

    def _option(self, given: dict[str, str]) -> None:
        if "selected" in given:
            self._first = None
            self._put(self._of, given.get("value", ""))
        elif self._first == "":
            self._first = given.get("value", "")

    def _put(self, name: str, value: str) -> None:
        if name and self._open is not None:
            self._open.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        """Read the text of a text area; the line break after its tag is not part of it."""
        if self._area and self._open is not None:
            text = self._open[self._area][0]
            self._open[self._area][0] = text + (data.removeprefix("\n") if not text else data)

    def handle_endtag(self, tag: str) -> None:
        """Close what was open."""
        if tag == "textarea":
            self._area = ""
        if tag == "select" and self._first is not None:
            self._put(self._of, self._first)
        if tag == "form":
            self._open = None


def forms_of(response: Any) -> list[tuple[str, Fields]]:
    """Read every posted form of a page: its address ("" is the page's own) and its fields."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader.forms


def filled(response: Any, to: str = "", number: int = 0, **typed: Any) -> Fields:
    """Read one form of a page (by its address, and its number among those that share it) and type into it."""
    fields = [fields for address, fields in forms_of(response) if address == to][number]
    return fields | {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
