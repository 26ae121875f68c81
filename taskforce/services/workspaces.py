"""The frame of a workspace: on what it stands, what for and by which rules."""

from __future__ import annotations

from typing import Any

from taskforce import rules
from taskforce.kernel.acts import service
from taskforce.models import User, Workspace


@service
def frame(*, by: User, workspace: Workspace, **fields: Any) -> Workspace:
    """Write down the legal basis, the purpose, the rules and the dates of a workspace."""
    workspace = Workspace.objects.select_for_update().get(pk=workspace.pk)
    rules.frame.require(by, workspace)
    for name, value in fields.items():
        setattr(workspace, name, value)
    workspace.full_clean()
    workspace.save()
    return workspace
