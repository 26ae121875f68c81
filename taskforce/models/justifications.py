"""Texts let through although something personal stands in them: what was vouched for, and where."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from taskforce.kernel.trail import TrackedQuerySet, Trail
from taskforce.models.workspaces import Workspace
from taskforce.personal import Kind


class JustificationQuerySet(TrackedQuerySet):
    """Justifications, as seen by someone: they tell that something stands in a text, so they are the journal's."""

    def visible_to(self, person: Any) -> JustificationQuerySet:
        """Keep those of workspaces whose journal the person may read."""
        return self.filter(workspace__in=person.mandates.where(settings.JOURNAL_PERMISSION))


class Justification(models.Model):
    """A field of a thing in which one kind of personal data may stand. Who said so, when and why is its act's; what stands there is never copied."""

    class Kind(models.TextChoices):
        """What was let through."""

        PHONE = Kind.PHONE.value, _("A phone number")
        EMAIL = Kind.EMAIL.value, _("An e-mail address")
        BIRTH = Kind.BIRTH.value, _("A birth date")
        NAME = Kind.NAME.value, _("The name of an office holder")

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    subject_type = models.CharField(max_length=80, editable=False)
    subject_id = models.BigIntegerField(editable=False)
    field = models.CharField(max_length=80, editable=False)
    code = models.CharField(max_length=80, blank=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, editable=False)

    objects = JustificationQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("justification")
        verbose_name_plural = _("justifications")
        base_manager_name = "objects"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["workspace", "field", "kind"], name="justification_of_field")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.subject_type}.{self.field}"
