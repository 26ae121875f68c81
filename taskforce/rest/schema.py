"""The schema of the API (OpenAPI 3.1), read from the endpoints themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import override
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.settings import spectacular_settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema

from taskforce.problems import TYPE

SETTINGS = {
    "TITLE": "Taskforce",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "DESCRIPTION": "Read and act in one seat, by a token. See docs/api.md.",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "PREPROCESSING_HOOKS": [],
    "POSTPROCESSING_HOOKS": ["taskforce.rest.schema.with_problems", "taskforce.rest.schema.of_no_database"],
}
HELD_AT_MOST = {2**15 - 1, 2**31 - 1, 2**63 - 1}
PROBLEM = {
    "type": "object",
    "description": "What is wrong (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"pointer": {"type": "string"}, "parameter": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
        "current": {"description": "With 412: the thing as it stands."},
    },
    "required": ["type", "title", "status"],
}


class Schema(AutoSchema):
    """How an endpoint tells of itself."""

    method_mapping = {**AutoSchema.method_mapping, "patch": "change"}

    view: Any

    def get_description(self) -> str:  # type: ignore[override]  # drf-spectacular asks without a path
        """Say what the method says of itself."""
        return str(getattr(self.view, self.view.action).__doc__ or "")

    def get_tags(self) -> list[str]:
        """Group by noun."""
        return [self.view.model._meta.verbose_name_plural.capitalize()]


def takes_keys(takes: Any, *, changes: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Tell of an act: what it takes, its key, and whether the version that was read is to be named."""
    key = OpenApiParameter("Idempotency-Key", OpenApiTypes.UUID, OpenApiParameter.HEADER)
    seen = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, required=True)
    told: Any = extend_schema(request=takes, parameters=[key, seen] if changes else [key], filters=False)
    return told  # type: ignore[no-any-return]


def with_problems(result: dict[str, Any], **_more: Any) -> dict[str, Any]:
    """Add to every operation that it may answer with a problem."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    said = {"description": "What is wrong", "content": {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for path in result["paths"].values():
        for operation in path.values():
            operation["responses"]["default"] = said
    return result


def of_no_database(result: Any, **_more: Any) -> Any:
    """Leave out how large a number this or that database can hold: the same house answers from both."""
    for one in result.values() if isinstance(result, dict) else result if isinstance(result, list) else ():
        of_no_database(one)
    if isinstance(result, dict) and result.get("maximum") in HELD_AT_MOST:
        del result["maximum"]
        result.pop("format", None)
    return result


def schema() -> dict[str, Any]:
    """Write the schema."""
    from drf_spectacular.generators import SchemaGenerator  # noqa: PLC0415  # reads every address

    spectacular_settings.apply_patches(SETTINGS)  # type: ignore[no-untyped-call]
    try:
        with override("en"):
            made: dict[str, Any] = SchemaGenerator(api_version="1").get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
            return made
    finally:
        spectacular_settings.clear_patches()  # type: ignore[no-untyped-call]


def as_yaml() -> str:
    """Write the schema for people."""
    written: bytes = OpenApiYamlRenderer().render(schema(), renderer_context={})  # type: ignore[no-untyped-call]
    return written.decode()
