"""The search over all one may see, and what the keyboard does."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskforce.desk.search import search as found
from taskforce.desk.search import straight
from taskforce.forms_search import SearchForm
from taskforce.kernel.folding import words_of
from taskforce.web import Request, reads


@reads
def search(request: Request) -> HttpResponse:
    """Lead straight to what bears the code, or show what holds the words, kind by kind."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    if not form.is_valid():
        return render(request, "taskforce/search.html", {"form": form})
    typed, only = form.cleaned_data["q"], form.cleaned_data["kind"]
    if url := "" if only else straight(request.user, typed):
        return redirect(url)
    groups = found(request.user, words_of(typed), only)
    return render(request, "taskforce/search.html", {"form": form, "typed": typed, "only": only, "groups": groups, "asked": True})


@reads
def shortcuts(request: Request) -> HttpResponse:
    """Say which keys do what, and let them be switched off."""
    return render(request, "taskforce/shortcuts.html")
