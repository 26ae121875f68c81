"""Workspaces and their seats."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from taskforce.models import Workspace
from taskforce.web import Request, reads, seen_by


@reads
def workspaces(request: Request) -> HttpResponse:
    """List the workspaces the person sits in or sees."""
    return render(request, "taskforce/workspaces.html", {"workspaces": Workspace.objects.visible_to(request.user)})


@reads
def workspace(request: Request, reference: str) -> HttpResponse:
    """Show a workspace and its seats."""
    return render(request, "taskforce/workspace.html", {"workspace": seen_by(request.user, Workspace, reference=reference)})
