"""The directory: names that are data, in French, Dutch and English, readable by whoever holds a seat."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from taskforce.kernel.trail import TrackedQuerySet

LANGUAGES = ("fr", "nl", "en")


def in_language(names: dict[str, str], language: str | None = None) -> str:
    """Pick a name in the language asked or in use; French first, then any that is filled in."""
    wanted = (language or get_language() or "fr")[:2]
    return names.get(wanted) or next((names[one] for one in LANGUAGES if names.get(one)), "")


class Named(models.Model):
    """Something with a name in each language; English may be left out."""

    name_fr = models.CharField(_("name in French"), max_length=200)
    name_nl = models.CharField(_("name in Dutch"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> dict[str, str]:
        """The name in every language, as it is frozen into reports."""
        return {one: getattr(self, f"name_{one}") for one in LANGUAGES}

    @property
    def name(self) -> str:
        """The name in the language in use."""
        return in_language(self.names)


class DirectoryQuerySet(TrackedQuerySet):
    """Public facts about bodies and places, no secret to whoever works here."""

    def visible_to(self, person: Any) -> DirectoryQuerySet:
        """Keep everything for somebody who holds a seat, nothing for anybody else."""
        return self if person.mandates.held else self.none()


class Directory(Named):
    """A named row of the directory; it lives in no workspace."""

    code = models.CharField(_("code"), max_length=40, unique=True)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @property
    def workspace(self) -> None:
        """No workspace: the directory is shared."""
        return
