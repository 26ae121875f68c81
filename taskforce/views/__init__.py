"""Pages of the floor."""

from taskforce.views.workspaces import workspace, workspaces

__all__ = ["workspace", "workspaces"]
