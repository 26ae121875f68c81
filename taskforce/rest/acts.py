"""An act asked for by a program: once, however often it arrives, and about the version it has read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.core.exceptions import BadRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from rest_framework.response import Response

from taskforce.kernel.canon import canonical
from taskforce.kernel.sending import Seen, Sent, Stale, sending, things_of
from taskforce.posts import COLLISIONS, digest_of, first_act, patiently
from taskforce.rest.nouns import Noun, version_of
from taskforce.rest.problems import Unseen, answer
from taskforce.rest.schema import takes_keys
from taskforce.web import seen_by

if TYPE_CHECKING:
    from rest_framework.request import Request

    from taskforce.kernel.journal import Act
    from taskforce.rest.fields import Given


class Below(NamedTuple):
    """What something new is made below: a model, and which part of the address is which field of it."""

    model: Any
    by: dict[str, str]


class Wanted(NamedTuple):
    """What an act is like: what it takes, below what it makes something new, and whether it changes the thing the address names."""

    takes: type[Given]
    below: Below | None
    changes: bool

    @property
    def makes(self) -> bool:
        """Whether it makes something new."""
        return self.below is not None

    @property
    def status(self) -> int:
        """What is answered when it is done."""
        return 201 if self.makes else 200


def act(takes: type[Given], *, below: Below | None = None, changes: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a method an act: it is handed the thing the address names, or what it makes something ``below``, and calls one service."""
    wanted = Wanted(takes, below, changes and below is None)

    def made(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def handler(self: Noun, request: Request, **_where: Any) -> Response:
            thing = (
                self.get_object()
                if below is None
                else seen_by(self.person, below.model, **{it: self.kwargs[one] for one, it in below.by.items()})
            )
            sent = read(request)
            if (first := first_act(request, sent)) is not None:
                return _again(self, wanted, sent, first)
            if wanted.changes:
                sent.seen = _seen(request, thing)
                if sent.seen is None:
                    return _stale(self, thing)
            given = _given(self, wanted)
            with sending(sent):
                return _done(self, wanted, sent, lambda: function(self, thing, **given))

        handler.kind = "acts"  # type: ignore[attr-defined]  # read by tests/laws
        return takes_keys(takes, changes=wanted.changes)(handler)

    return made


def read(request: Request) -> Sent:
    """Read the key and what was sent under it. Raises BadRequest on a key that is none."""
    key = request.headers.get("Idempotency-Key", "").strip('"')
    try:
        key = str(UUID(key)) if key else ""
    except ValueError:
        raise BadRequest("Idempotency-Key") from None
    return Sent(key, digest_of(request.path, canonical(request.data)))


def _seen(request: Request, thing: Any) -> Seen | None:
    """Read the version the sender has seen; None if it is not the present one."""
    named = request.headers.get("If-Match", "").strip()
    if not named or named == "*":
        raise Unseen(_("Say in If-Match which version you have read: its ETag."))
    return Seen.of(thing) if constant_time_compare(named, version_of(thing)["ETag"]) else None


def _given(noun: Noun, wanted: Wanted) -> dict[str, Any]:
    serializer = wanted.takes(data=noun.request.data, partial=noun.request.method == "PATCH", context=noun.get_serializer_context())
    serializer.is_valid(raise_exception=True)
    given: dict[str, Any] = serializer.validated_data
    return given


def _done(noun: Noun, wanted: Wanted, sent: Sent, service: Callable[[], Any]) -> Response:
    """Call the service; where it did not come through, another process may have done the same meanwhile."""
    try:
        made = patiently(service)
    except Stale:
        return _stale(noun, noun.get_object())
    except COLLISIONS:
        if (first := first_act(noun.request, sent)) is None:
            raise
        return _again(noun, wanted, sent, first)
    return _shown(noun, made, wanted.status)


def _again(noun: Noun, wanted: Wanted, sent: Sent, first: Act) -> Response:
    """Give the receipt of the first time; the same key with other contents is a mistake of the sender."""
    if first.sent != sent.digest:
        return answer(422, _("This key was sent before, with other contents."))
    found = next(things_of(first, [noun.model]), None) if wanted.makes else noun.get_object()
    return _shown(noun, found, wanted.status)


def _shown(noun: Noun, thing: Any, status: int) -> Response:
    """Tell the thing as its sender may see it now; nothing of it where they no longer may."""
    found = noun.get_queryset().filter(pk=thing.pk).first() if thing is not None else None
    return Response(status=204) if found is None else noun.told(found, status)


def _stale(noun: Noun, thing: Any) -> Response:
    """Say that somebody has changed it, and how it stands."""
    current = noun.get_serializer(thing).data
    return answer(412, _("Somebody has changed this since you read it."), headers=version_of(thing), current=current)
