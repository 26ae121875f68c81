"""Fields of what is told and of what is given."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

LANGUAGES = ("fr", "nl", "en")


class Told(serializers.ModelSerializer[Any]):
    """A row as it is told: a law sees to it that nothing is read into one of these."""


class Given(serializers.Serializer[Any]):
    """What an act takes. What it does not know is refused, so that nothing is dropped unseen."""

    def to_internal_value(self, data: Any) -> Any:
        """Read it."""
        if isinstance(data, dict) and (unknown := sorted(set(data) - set(self.fields))):
            raise serializers.ValidationError({name: [_("This cannot be given here.")] for name in unknown})
        return super().to_internal_value(data)


class Of(serializers.SlugRelatedField[Any]):
    """One of the rows its sender may see, by the word people use for it; any other is as if it were not there."""

    def __init__(self, model: Any, slug: str = "code", **more: Any) -> None:
        self.model = model
        super().__init__(slug_field=slug, **{"queryset": model.objects.none(), **more})

    def get_queryset(self) -> Any:
        """Look among what the sender may see."""
        return self.model.objects.visible_to(self.context["request"].user)


class Names(serializers.Serializer[Any]):
    """A name in each language."""

    fr = serializers.CharField()
    nl = serializers.CharField()
    en = serializers.CharField(allow_blank=True)


def names(source: str = "names") -> Names:
    """Tell a name in each language."""
    return Names(read_only=True, source=None if source == "names" else source)


class Number(serializers.DecimalField):
    """A number with its own digits, and none besides."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"max_digits": 24, "decimal_places": 10, "normalize_output": True, **more})


def code_of(source: str | None = None) -> serializers.CharField:
    """Tell the code of something else."""
    return serializers.CharField(read_only=True, source=source, allow_null=True)


def reference_of(source: str | None = None) -> serializers.CharField:
    """Tell the reference of something else."""
    return serializers.CharField(read_only=True, source=source, allow_null=True)


def key_of(source: str | None = None) -> serializers.IntegerField:
    """Tell the number of something else."""
    return serializers.IntegerField(read_only=True, source=source, allow_null=True)
