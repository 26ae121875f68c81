"""What every service of this room needs: a row read again under lock, and words that were really said."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

M = TypeVar("M", bound=Model)


def locked(row: M) -> M:
    """Read a row again and hold it until the act is over."""
    return type(row)._base_manager.select_for_update().get(pk=row.pk)


def said(words: str, field: str) -> str:
    """Return the words, trimmed; raise ValidationError on the field when there are none."""
    if not (words := words.strip()):
        raise ValidationError({field: _("Say why, in a few words.")})
    return words
