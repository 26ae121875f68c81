"""Invitations: a link, good for a week and for one use."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.trail import Trail
from taskforce.models.areas import Organisation, Title
from taskforce.models.workspaces import Seat, Workspace, WorkspaceQuerySet


class InvitationQuerySet(WorkspaceQuerySet):
    """Invitations, as seen by those who keep the seats."""

    def visible_to(self, person: object) -> InvitationQuerySet:
        """Keep the invitations of workspaces whose seats the person keeps."""
        return self.filter(workspace__in=person.mandates.where(roles.SEAT))  # type: ignore[attr-defined]

    def pending(self) -> InvitationQuerySet:
        """Keep those that can still be accepted."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=clock.now())


class Invitation(models.Model):
    """A seat offered to an e-mail address. Only the digest of the link's secret is kept."""

    DAYS = 7

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="invitations", editable=False)
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(
        _("language"), max_length=2, choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")], default="fr"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation"))
    role = models.CharField(_("role"), max_length=12, choices=roles.Role)
    axis = models.CharField(_("axis"), max_length=20, choices=roles.Axis, blank=True)
    title = models.ForeignKey(Title, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("title"))
    until = models.DateField(_("seat until"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("sent by")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, null=True, editable=False, related_name="invitation")

    NAMED_WITH = ("workspace",)

    objects = InvitationQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        base_manager_name = "objects"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="invitation_acceptance_is_whole",
                condition=Q(accepted_at__isnull=True, seat__isnull=True) | Q(accepted_at__isnull=False, seat__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.workspace}"

    @property
    def is_pending(self) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > clock.now()
