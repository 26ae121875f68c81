"""The bytes of files, found by their digest."""

from __future__ import annotations

from typing import Any

from django.db import models

from taskforce.kernel.journal import Frozen


class BlobQuerySet(models.QuerySet[Any]):
    """Bytes, only ever added; a single one may be let go."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        raise Frozen(self.model._meta.label)

    update = delete = bulk_update = _refuse


class Blob(models.Model):
    """The bytes of a file, kept once however often it is handed in; in the database, so that a backup is whole.

    No history: bytes do not change, and the tracked row that points here keeps their digest. Only services.blobs writes them.
    """

    sha256 = models.CharField(max_length=64, primary_key=True, editable=False)
    contents = models.BinaryField()

    objects = BlobQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.sha256

    def save(self, *_args: Any, **_kwargs: Any) -> None:
        """Refuse: what is kept stays as it is."""
        raise Frozen(self._meta.label)
