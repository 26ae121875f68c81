"""Evidence: files that show what was done."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from actions.models.files import Attached, AttachedQuerySet
from actions.models.plans import Action
from taskforce.kernel.lifecycle import Moves
from taskforce.kernel.trail import Trail


class EvidenceQuerySet(AttachedQuerySet):
    """Evidence, as seen by someone: by its own tier, and never wider than the action it is attached to."""

    def visible_to(self, person: Any) -> Any:
        """Keep the evidence whose tier reaches the person, on actions the person may see."""
        return super().visible_to(person).filter(action__in=Action.objects.visible_to(person))


class Evidence(Attached):
    """A file attached to an action. Its bytes can go; that it was there, and its digest, stay."""

    MOVES: ClassVar[Moves] = Attached.LIFE

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence", editable=False)

    objects = EvidenceQuerySet.as_manager()
    history = Trail()

    class Meta(Attached.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("pieces of evidence")
        indexes: ClassVar = [models.Index(fields=["action", "state"], name="evidence_of_action")]

    def __str__(self) -> str:
        return f"{self.action.code} · {self.title}"

    def get_absolute_url(self) -> str:
        """Where it is listed, also when its file is gone: the page of its action."""
        return self.action.get_absolute_url()
