"""What the seal itself writes: the chain, the shapes in which it read, and what was erased since."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from taskforce.kernel.canon import canonical
from taskforce.kernel.journal import Act, Written


class Seal(Written):
    """One link of the chain: the digest of one sealed thing, and a hash that binds it to all before it."""

    class Kind(models.TextChoices):
        """What is sealed."""

        SHAPE = "shape"
        ACT = "act"
        READING = "reading"
        ERASURE = "erasure"

    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind)
    key = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(db_index=True)

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="sealed_once")]

    def __str__(self) -> str:
        return f"{self.number} · {self.hash[:16]}"


class Shape(Written):
    """The fields that digests cover, model by model: sealed itself, so that a later migration breaks no older seal."""

    fields = models.TextField()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.pk}"


class Erasure(Written):
    """What stands in the place of an erased text: which row was changed, by which act, and its digest before and after."""

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="erasures")
    label = models.CharField(max_length=80)
    key = models.BigIntegerField()
    field = models.CharField(max_length=80)
    before = models.CharField(max_length=64)
    after = models.CharField(max_length=64)
    rule = models.TextField()

    class Meta:
        base_manager_name = "objects"
        indexes: ClassVar = [models.Index(fields=["label", "key"], name="erasure_of_row")]

    def __str__(self) -> str:
        return f"{self.label} {self.key} · {self.field}"


def seal_of(act: Any) -> Seal | None:
    """Return the seal of an act, or None as long as it is not sealed."""
    found: Seal | None = Seal.objects.filter(kind=Seal.Kind.ACT, key=act.pk).first() if act is not None else None
    return found


def written_down(fields: dict[str, list[list[str]]]) -> str:
    """Write a shape as it is kept."""
    return canonical(fields)
