"""What a program sends: JSON, of a bounded size and of nothing but text, numbers and their like."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

DEEPEST = 12


class TooLarge(APIException):
    """More was sent than is read."""

    status_code = 413


class Json(BaseParser):
    """One object of JSON."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> dict[str, Any]:
        """Read it, or say what is wrong with it; numbers keep their digits."""
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(most + 1)
        if len(body) > most:
            raise TooLarge(_("This is larger than what is read at once."))
        return _object(body)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body.decode(), parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ParseError(_("This is not JSON that can be read.")) from None
    if not isinstance(found, dict):
        raise ParseError(_("Send one JSON object."))
    for place in _unwritable(found, "#", 0):
        raise ParseError(_("A text at %(place)s holds characters that cannot be kept.") % {"place": place})
    return found


def _no_number(text: str) -> Any:
    raise ValueError(text)


def _unwritable(value: Any, place: str, depth: int) -> Iterator[str]:
    """Find texts no database keeps, names too, and what lies too deep to be anything of ours."""
    if depth > DEEPEST:
        raise ParseError(_("This is nested too deeply."))
    if isinstance(value, str):
        yield from [place] if any(one == "\0" or "\ud800" <= one <= "\udfff" for one in value) else []
    elif isinstance(value, dict | list):
        for name, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _unwritable(str(name), f"{place}/?", depth + 1)
            yield from _unwritable(one, f"{place}/{name}", depth + 1)
