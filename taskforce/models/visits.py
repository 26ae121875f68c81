"""How far the journal had come when somebody was last here."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Max

from taskforce.kernel.journal import Act


class VisitQuerySet(models.QuerySet[Any]):
    """Visits, as seen by whose they are."""

    def visible_to(self, person: Any) -> VisitQuerySet:
        """Keep one's own."""
        return self.filter(account=person)


class Visit(models.Model):
    """The last act there was when somebody was last seen: a bookmark, and no time. Overwritten each time, so it has no history."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    act = models.BigIntegerField()

    objects: ClassVar[Any] = VisitQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.account_id} · {self.act}"

    @classmethod
    def of(cls, person: Any) -> int | None:
        """Return the last act there was when somebody was last here; None for somebody who never was."""
        found: int | None = cls.objects.filter(account=person).values_list("act", flat=True).first()
        return found

    @classmethod
    def mark(cls, person: Any) -> None:
        """Note that somebody is here, in one statement: two of their devices may say so at once."""
        last = Act.objects.aggregate(last=Max("pk"))["last"] or 0
        cls.objects.bulk_create([cls(account=person, act=last)], update_conflicts=True, unique_fields=["account"], update_fields=["act"])
