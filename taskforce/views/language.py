"""The language of the interface: kept in a cookie, and with the person for mails."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from taskforce import services
from taskforce.web import open_to_all


@open_to_all
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language and come back to the same page."""
    wanted = request.POST.get("language", "")
    if request.user.is_authenticated and wanted in {"fr", "nl", "en"} and request.user.language != wanted:
        services.choose_language(by=request.user, language=wanted)
    return set_language(request)


language.kind = "acts"  # type: ignore[attr-defined]  # read by tests/laws
