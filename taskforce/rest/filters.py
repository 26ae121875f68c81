"""What a list may be asked for: what is written down, and only about what its reader is told anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.core import signing
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.filters import BaseFilterBackend
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from taskforce.rest.problems import Misasked

if TYPE_CHECKING:
    from rest_framework.request import Request

ALWAYS = ("cursor", "limit", "ordering")


class Asked(NamedTuple):
    """One question: which lookup it is, or what it does to the rows, and how its answer is read."""

    lookup: Any
    field: serializers.Field[Any, Any, Any, Any]


def a_code(lookup: str) -> Asked:
    """Ask by a code or a reference."""
    return Asked(lookup, serializers.CharField(max_length=40))


def a_choice(lookup: Any, choices: Any) -> Asked:
    """Ask for one of several."""
    return Asked(lookup, serializers.ChoiceField(choices=choices))


def a_day(lookup: Any) -> Asked:
    """Ask by a day."""
    return Asked(lookup, serializers.DateField())


class Asking(BaseFilterBackend):
    """Keep the rows that were asked for."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        """Apply each question; refuse those the list does not know."""
        wrong = {name: _("This list does not know it.") for name in request.query_params if name not in {*view.filters, *ALWAYS}}
        for name, asked in view.filters.items():
            if (text := request.query_params.get(name)) is None:
                continue
            try:
                value = asked.field.run_validation(text)
            except serializers.ValidationError as error:
                wrong[name] = " ".join(str(one) for one in error.detail)
            else:
                queryset = asked.lookup(queryset, value) if callable(asked.lookup) else queryset.filter(**{asked.lookup: value})
        if wrong:
            raise Misasked(wrong)
        return queryset

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Tell the schema what may be asked."""
        ways = [way for one in view.orderings for way in (one, f"-{one}")]
        told = [{"name": "ordering", "in": "query", "schema": {"type": "string", "enum": ways}}]
        return told + [{"name": name, "in": "query", "schema": _schema(one.field)} for name, one in view.filters.items()]


def _schema(field: Any) -> dict[str, Any]:
    if isinstance(field, serializers.ChoiceField):
        return {"type": "string", "enum": [str(one) for one in field.choices]}
    if isinstance(field, serializers.DateField):
        return {"type": "string", "format": "date"}
    return {"type": "integer"} if isinstance(field, serializers.IntegerField) else {"type": "string"}


class Pages(CursorPagination):
    """A list in pages that do not shift while rows come; the mark of the next page is ours, and its reader's."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "limit"

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> tuple[str, ...]:
        """Put the list into the order asked for, as far as it knows it; its own order else."""
        asked = request.query_params.get("ordering", view.orderings[0])
        if asked.removeprefix("-") not in {one.removeprefix("-") for one in view.orderings}:
            raise Misasked({"ordering": _("This list does not know it.")})
        self.salt = f"{view.model._meta.label}:{asked}:{request.user.pk}"
        return (asked, "-pk" if asked.startswith("-") else "pk")

    def encode_cursor(self, cursor: Cursor) -> str:
        """Write where a page begins, signed."""
        signed = signing.dumps([cursor.offset, cursor.reverse, cursor.position], salt=self.salt, compress=True)
        return replace_query_param(str(self.base_url), self.cursor_query_param, signed)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Read where a page begins; a mark that is not ours is none."""
        encoded = request.query_params.get(self.cursor_query_param)
        if encoded is None:
            return None
        try:
            return Cursor(*signing.loads(encoded, salt=self.salt))
        except signing.BadSignature:
            raise NotFound(self.invalid_cursor_message) from None


class Features(Pages):
    """A list in pages, each of them a collection of features (RFC 7946)."""

    def get_paginated_response(self, data: Any) -> Response:
        """Give the page."""
        return Response({"type": "FeatureCollection", "next": self.get_next_link(), "previous": self.get_previous_link(), "features": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Tell the schema what a page is."""
        told: dict[str, Any] = super().get_paginated_response_schema(schema)
        told["properties"]["features"] = told["properties"].pop("results")
        told["properties"]["type"] = {"const": "FeatureCollection"}
        told["required"] = ["type", "features"]
        return told
