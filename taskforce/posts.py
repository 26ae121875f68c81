"""What happens to a form that is sent: done once however often it arrives, and never over what its sender has not seen."""

from __future__ import annotations

from hashlib import file_digest
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID, uuid4

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from taskforce.conflict import conflict
from taskforce.faults import collided
from taskforce.kernel.journal import Act
from taskforce.kernel.request import request_id
from taskforce.kernel.sending import Seen, Sent, Stale, sending, things_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest, HttpResponse

    from taskforce.models import User

T = TypeVar("T")
PASSING = ("csrfmiddlewaretoken", "client_key")
COLLISIONS = (IntegrityError, PermissionDenied, ValidationError, Http404)


def once(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Call the view for what was sent, unless this very thing has been done: then give the receipt of the first time."""
    if not request.user.is_authenticated:
        return view()  # the door has its own single use
    sent = read(request)
    first = first_act(request, sent)
    if first is not None and (sent.seen is None or first.sent == sent.digest):
        return _again(request, sent, first)
    if first is not None:
        sent.key = str(uuid4())  # the page came back by the browser's arrow and was changed again: its version says whether it may
    with sending(sent):
        return _called(request, sent, view)


def read(request: HttpRequest) -> Sent:
    """Read what came with a request beside its contents. Raises BadRequest on a key that is none."""
    key = request.headers.get("Idempotency-Key") or request.POST.get("client_key", "")
    try:
        key = str(UUID(key)) if key else ""
    except ValueError:
        raise BadRequest("client_key") from None
    return Sent(key, digest_of(request.path, _contents(request)), Seen.parse(request.POST.get("seen", "")))


def _contents(request: HttpRequest) -> Any:
    fields = sorted((name, values) for name, values in request.POST.lists() if name not in PASSING)
    return fields, sorted((name, [(one.name, _digest(one)) for one in found]) for name, found in request.FILES.lists())


def _digest(file: UploadedFile[Any]) -> str:
    """Tell a file by its bytes: two versions of one document may have one name and one size."""
    try:
        return file_digest(cast("Any", file), "sha256").hexdigest()
    finally:
        file.seek(0)


def digest_of(path: str, contents: Any) -> str:
    """Say in one word where something went and what it said; keyed, so that nobody finds out an erased text by trying."""
    return salted_hmac("taskforce.posts", repr((path, contents)), algorithm="sha256").hexdigest()


def first_act(request: HttpRequest, sent: Sent) -> Act | None:
    """Find the act this key has made before this request."""
    if not sent.key:
        return None
    found: Act | None = Act.objects.filter(by=cast("User", request.user), client_key=sent.key).exclude(request_id=request_id.get()).first()
    return found


def _called(request: HttpRequest, sent: Sent, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Call the view; where it did not come through, the same may have been done meanwhile by another process."""
    try:
        response = patiently(view)
    except Stale as stale:
        return _conflict(request, sent, stale)
    except COLLISIONS:
        if (first := first_act(request, sent)) is None:
            raise
        return _again(request, sent, first)
    came_through = response.status_code == HTTPStatus.FOUND
    first = None if came_through else first_act(request, sent)
    return response if first is None else _again(request, sent, first)


def _conflict(request: HttpRequest, sent: Sent, stale: Stale) -> HttpResponse:
    if sent.form is None or sent.form.current is None:
        raise BadRequest("seen") from stale  # no form of ours asks about a thing it does not change
    return conflict(request, sent.form, stale)


def patiently(view: Callable[[], T]) -> T:
    """Call it, and once more where two transactions ran into one another: nothing was kept of the first try."""
    try:
        return view()
    except OperationalError as error:
        if not collided(error):
            raise
    return view()


def _again(request: HttpRequest, sent: Sent, first: Act) -> HttpResponse:
    return _receipt(request, first) if first.sent == sent.digest else _sent_before(request)


def _receipt(request: HttpRequest, first: Act) -> HttpResponse:
    """Lead to what the first act made or changed, as far as the person may see it today."""
    messages.info(request, _("This was saved already."))
    return redirect(next(_addresses(request.user, first), "/"))


def _addresses(person: Any, first: Act) -> Iterator[str]:
    """List where what an act made or changed is shown, the most particular first; then its subject."""
    models = [one for one in reversed(list(apps.get_models())) if hasattr(one, "history") and hasattr(one, "get_absolute_url")]
    for thing in (*things_of(first, models), *_subject(first)):
        if type(thing)._default_manager.visible_to(person).filter(pk=thing.pk).exists() and hasattr(thing, "get_absolute_url"):
            yield thing.get_absolute_url()


def _subject(first: Act) -> Iterator[Any]:
    if first.subject_type:
        yield from apps.get_model(first.subject_type)._base_manager.filter(pk=first.subject_id)


def _sent_before(request: HttpRequest) -> HttpResponse:
    """Say that this form has been sent with other words, and offer to send these too."""
    kept = [(name, value) for name, values in request.POST.lists() if name not in PASSING for value in values]
    return render(request, "pages/sent_before.html", {"kept": kept, "to": request.get_full_path()}, status=409)
