"""Somebody at a browser without scripts: opens addresses, follows links, presses buttons, reads words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from django.test import Client
from django.test.html import Element, parse_html
from django.urls import reverse

from taskforce.models import User

Fields = dict[str, list[str]]


class Visitor:
    """A person at the site, as themselves; signed in already when one is given."""

    def __init__(self, person: User | None = None) -> None:
        self.client = Client(headers={"accept-language": "en"})
        self.address = "/"
        self.page = Element("html", [])
        self.sent: tuple[str, Fields] = "/", {}
        if person is not None:
            self.client.force_login(person)

    @property
    def words(self) -> str:
        """What stands on the page, as a person reads it."""
        return said(self.page)

    def open(self, name: str, *args: Any, status: int = 200) -> Self:
        """Go to a page by the name of its address, or by the address."""
        return self._show(self.client.get(name if name.startswith("/") else reverse(name, args=args), follow=True), status)

    def follow(self, words: str) -> Self:
        """Take the link that begins with these words."""
        links = [value(one, "href") for one in found(self.page, "a") if said(one).startswith(words)]
        assert links, f"no link {words!r} on {self.address}: {self.words}"
        return self.open(links[0])

    def press(self, words: str, /, **filled: Any) -> Self:
        """Send the form whose button says these words, with these fields filled in and the others as they stand."""
        buttons = [(form, one) for form in found(self.page, "form") for one in found(form, "button") if said(one) == words]
        assert buttons, f"no button {words!r} on {self.address}: {self.words}"
        form, button = buttons[0]
        fields = {**standing(form), **({value(button, "name"): [value(button, "value")]} if value(button, "name") else {})}
        unknown = set(filled) - offered(form)
        assert not unknown, f"not on this form: {unknown}"
        fields |= {name: given if isinstance(given, list) else [given] for name, given in filled.items()}
        self.sent = value(form, "action") or self.address, fields
        return self.send_again()

    def send_again(self) -> Self:
        """Send the last form once more, exactly as it was."""
        address, fields = self.sent
        return self._show(self.client.post(address, fields, follow=True), 200)

    def post(self, name: str, *args: Any, status: int, **data: Any) -> Self:
        """Send a form the page does not offer."""
        return self._show(self.client.post(reverse(name, args=args), data), status)

    def why_not(self, words: str) -> str:
        """Why the button that says these words is refused."""
        return next(value(one, "aria-description") for one in found(self.page) if value(one, "aria-disabled") and said(one) == words)

    def reads(self, *expected: str) -> Self:
        """Find these words on the page."""
        for one in expected:
            assert one in self.words, f"{one!r} is not on {self.address}: {self.words}"
        return self

    def reads_nothing_of(self, *hidden: str) -> Self:
        """Find none of these words on the page, nor in what lies under it."""
        for one in hidden:
            assert one not in str(self.page), f"{one!r} is on {self.address}"
        return self

    def _show(self, response: Any, status: int) -> Self:
        assert response.status_code == status, f"{response.status_code} at {response.request['PATH_INFO']}"
        self.address = response.request["PATH_INFO"]
        self.page = parse_html(response.content.decode())
        return self


def found(element: Element, name: str = "") -> Iterator[Element]:
    """Find the elements of a name below another one, in order."""
    for child in element.children:
        if not isinstance(child, str):
            if name in {"", child.name}:
                yield child
            yield from found(child, name)


def said(element: Element) -> str:
    """The words of an element."""
    parts = (child if isinstance(child, str) else said(child) for child in element.children)
    return " ".join(" ".join(parts).split())


def value(element: Element, name: str) -> str:
    """An attribute; empty when absent."""
    return dict(element.attributes).get(name) or ""


def has(element: Element, name: str) -> bool:
    """Whether an attribute without value is there."""
    return name in dict(element.attributes)


def offered(form: Element) -> set[str]:
    """The names of the fields a person can fill in."""
    return {value(one, "name") for kind in ("input", "textarea", "select") for one in found(form, kind)}


def standing(form: Element) -> Fields:
    """What a form sends when nothing is touched."""
    fields: Fields = {value(one, "name"): [said(one)] for one in found(form, "textarea")}
    for one in found(form, "input"):
        if value(one, "type") not in {"radio", "checkbox", "file"} or has(one, "checked"):
            fields.setdefault(value(one, "name"), []).append(value(one, "value"))
    for one in found(form, "select"):
        options = list(found(one, "option"))
        chosen = [option for option in options if has(option, "selected")] or options[:1]
        fields[value(one, "name")] = [value(option, "value") for option in chosen]
    return fields
