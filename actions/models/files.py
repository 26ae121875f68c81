"""Files attached to something: their bytes can go; that they were there, and their digest, stay."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taskforce import roles
from taskforce.kernel.lifecycle import Moves
from taskforce.models import Blob, Organisation, Tiered, TieredQuerySet, Workspace


class AttachedQuerySet(TieredQuerySet):
    """Attached files, as seen by someone: by their own tier."""

    def kept(self) -> Any:
        """Keep what has not been removed."""
        return self.filter(state=Attached.State.KEPT)


class Attached(Tiered):
    """A file attached to something, with who attached it and how far it is read."""

    class State(models.TextChoices):
        """Whether its bytes are still there."""

        KEPT = "kept", _("Kept")
        REMOVED = "removed", _("Removed")

    LIFE: ClassVar[Moves] = {State.KEPT: frozenset({State.REMOVED}), State.REMOVED: frozenset()}
    MOST = 50  # files of one thing

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    axis = models.CharField(_("axis"), max_length=20, choices=roles.Axis, editable=False)
    tier = models.CharField(_("who may read it"), max_length=12, choices=roles.Tier, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("organisation")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("author")
    )
    attached_on = models.DateField(_("attached on"), editable=False)
    title = models.CharField(_("title"), max_length=200)
    file_name = models.CharField(_("file name"), max_length=120, editable=False)
    content_type = models.CharField(_("kind of file"), max_length=40, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    sha256 = models.CharField(_("digest"), max_length=64, editable=False)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.KEPT, editable=False)

    class Meta:
        abstract = True
        base_manager_name = "objects"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_has_bytes_while_kept",
                condition=Q(state="kept", blob__isnull=False) | Q(state="removed", blob__isnull=True),
            ),
        ]

    @property
    def contents(self) -> bytes:
        """The bytes of the file while it is kept; none after that."""
        return bytes(self.blob.contents) if self.blob else b""
