"""What every answer says to the browser about itself, and how large a request may be."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header

from taskforce.problems import answered, asks_for_data

# Nothing a page of ours could ask a device for, but passkeys.
OFF = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
    "payment", "picture-in-picture", "screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
OURS = ("publickey-credentials-create", "publickey-credentials-get")
HEADERS = {
    "Cache-Control": "no-store",  # what is shown to one person is kept by no browser and no proxy
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join([*(f"{one}=()" for one in OFF), *(f"{one}=(self)" for one in OURS)]),
}
DOWNLOADED = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""The content policy of a file somebody gave us: it is nothing but bytes, even where a browser opens it."""


def hardened(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse bodies that are too large, and give every answer its headers; outside all that may fail, so that no error goes without."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = refused(request, 413) if _size(request) > settings.LARGEST_BODY else get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


class Packed(GZipMiddleware):
    """Pack texts for the way; never a page that repeats what was asked, whose length would tell whether the guess stands in it (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Pack it, or leave it."""
        repeats = request.method != "GET" or bool(request.GET)
        text = response.headers.get("Content-Type", "").startswith("text/")
        return super().process_response(request, response) if text and not repeats else response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request cannot be read, or that it is too large."""
    return refused(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def refused(request: HttpRequest, status: int) -> HttpResponse:
    """Refuse in the look of the house, or as a problem; of the request only its path is looked at."""
    if asks_for_data(request):
        return answered(status)
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def download(contents: bytes, *, name: str, content_type: str) -> HttpResponse:
    """Hand out a file somebody gave us, to be saved and not to be shown."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "Content-Security-Policy": DOWNLOADED}
    return HttpResponse(contents, content_type=content_type, headers=headers)


def _size(request: HttpRequest) -> int:
    """How many bytes the body is said to have; a server reads no more than that."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else 0
