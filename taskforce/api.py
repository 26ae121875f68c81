"""The floor by the API: workspaces, seats, organisations, notices; and the schema of it all."""

from __future__ import annotations

from functools import cache
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from taskforce import roles
from taskforce.models import Notice, Organisation, Seat, Workspace
from taskforce.rest import Noun, a_choice, a_code, reading
from taskforce.rest.floor import NoticeTold, OrganisationTold, SeatTold, WorkspaceTold
from taskforce.rest.schema import schema


class Workspaces(Noun):
    """Task forces, the cell, the council."""

    model, serializer_class = Workspace, WorkspaceTold
    orderings = ("reference",)
    filters = {"kind": a_choice("kind", roles.Kind.choices), "state": a_choice("state", Workspace.State.choices)}

    def gathered(self, rows: Any) -> Any:
        """With their area."""
        return rows.select_related("area")


class Seats(Noun):
    """Who sits in the workspaces that are seen from the token's seat; one's other seats are not its business."""

    model, serializer_class = Seat, SeatTold
    by = {"pk": "pk"}
    orderings = ("id", "since")
    filters = {
        "workspace": a_code("workspace__reference"),
        "organisation": a_code("organisation__code"),
        "role": a_choice("role", roles.Role.choices),
        "axis": a_choice("axis", roles.Axis.choices),
    }

    def gathered(self, rows: Any) -> Any:
        """With whom, for whom and under which title."""
        here = Workspace.objects.visible_to(self.person)
        return rows.filter(workspace__in=here).select_related("workspace", "person", "organisation", "title")


class Organisations(Noun):
    """The bodies of the directory."""

    model, serializer_class = Organisation, OrganisationTold
    by = {"code": "code"}
    orderings = ("code",)
    filters = {"kind": a_choice("kind", Organisation.Kind.choices), "area": a_code("area__code")}

    def gathered(self, rows: Any) -> Any:
        """With their area."""
        return rows.select_related("area")


class Notices(Noun):
    """What the person was told of in the workspaces seen from the token's seat."""

    model, serializer_class = Notice, NoticeTold
    by = {"pk": "pk"}
    orderings = ("-id",)
    filters = {"workspace": a_code("workspace__reference")}

    def gathered(self, rows: Any) -> Any:
        """With where it happened."""
        return rows.filter(workspace__in=Workspace.objects.visible_to(self.person)).select_related("workspace")


class Schema(Noun):
    """What the API offers, for programs."""

    model, serializer_class = Workspace, WorkspaceTold

    @extend_schema(exclude=True)
    @reading
    def retrieve(self, *_request: Any, **_where: Any) -> Response:
        """Give the schema (OpenAPI 3.1); it is about nobody, and made once."""
        return Response(_made())


@cache
def _made() -> dict[str, Any]:
    return schema()
