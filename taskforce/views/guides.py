"""Help: the guides of the parts people play, and how far everybody can use these pages."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taskforce import guides
from taskforce.web import Request, open_to_all, reads


@reads
def help_page(request: Request) -> HttpResponse:
    """List the guides, those of the parts the reader plays first."""
    mine, others = guides.guides_for(request.user, _language())
    return render(request, "taskforce/help.html", {"mine": mine, "others": others})


@reads
def guide(request: Request, slug: str) -> HttpResponse:
    """Show one guide, and lead to the others."""
    text = guides.guide(slug, _language())
    if text is None:
        raise Http404
    mine, others = guides.guides_for(request.user, _language())
    return render(request, "taskforce/guide.html", {"text": text, "all": [*mine, *others]})


@open_to_all
@reads
def accessibility(request: Request) -> HttpResponse:
    """Say what was tested, what is not accessible, whom to tell and where to complain."""
    contact, appeal = settings.ACCESSIBILITY_CONTACT, settings.ACCESSIBILITY_APPEAL[_language()]
    filled = {
        "publisher": settings.PUBLISHER or _("The organisation that runs this installation"),
        "site": settings.SITE,
        "contact": f"[{contact}](mailto:{contact})" if contact else _("the person who invited you (no address is named yet)"),
        "appeal": appeal or _("the body your country has named for this (none is named here yet)"),
    }
    return render(request, "taskforce/accessibility.html", {"text": guides.statement(_language(), **filled)})


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
