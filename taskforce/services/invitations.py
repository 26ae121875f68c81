"""Invitations: offered by whoever keeps the seats, accepted by the person invited."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from taskforce import rules
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.models import Invitation, Seat, User, Workspace
from taskforce.services.seats import place

logger = logging.getLogger("taskforce")


def digest_of(secret: str) -> str:
    """Return what is kept of an invitation's secret."""
    return sha256(secret.encode()).hexdigest()


@service
def invite(*, by: User, workspace: Workspace, link: str, **offer: Any) -> Invitation:
    """Offer a seat to an address, by a link good for a week and one use. ``link`` holds ``{secret}`` where the secret goes."""
    invitation = Invitation(workspace=workspace, **offer)
    rules.invite.require(by, invitation)
    return send(by, invitation, link)


def send(by: User, invitation: Invitation, link: str) -> Invitation:
    """Save the invitation and mail its link; ``invitation.link`` shows it once to whoever invites, ``mailed`` says if it went."""
    secret = secrets.token_urlsafe(32)
    invitation.sent_by = by
    invitation.digest = digest_of(secret)
    invitation.expires_at = clock.now() + timedelta(days=Invitation.DAYS)
    invitation.full_clean(exclude=["workspace"])
    invitation.save()
    invitation.link = link.replace("{secret}", secret)  # type: ignore[attr-defined]  # known now, never stored
    invitation.mailed = True  # type: ignore[attr-defined]  # as above
    transaction.on_commit(lambda: _try_to_mail(invitation))
    return invitation


def _try_to_mail(invitation: Any) -> None:
    """Mail the link; the invitation stands by now, so whatever goes wrong is told to whoever invites and undoes nothing."""
    try:
        _mail(invitation)
    except Exception as error:  # noqa: BLE001  # the act is done: no fault of the post may turn it into an error
        invitation.mailed = False
        logger.error("The mail of invitation %s could not be sent: %s", invitation.pk, type(error).__name__)  # noqa: TRY400  # a trace may tell addresses


def _mail(invitation: Any) -> None:
    with override(invitation.language):
        text = render_to_string("mail/invitation.txt", {"invitation": invitation, "link": invitation.link})
        subject = _("Confirm your seat: %(workspace)s") % {"workspace": invitation.workspace.name}
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [invitation.email])


@service
def withdraw_invitation(*, by: User, invitation: Invitation) -> Invitation:
    """Take an invitation back before it is used."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    rules.withdraw_invitation.require(by, invitation)
    invitation.withdrawn_at = clock.now()
    invitation.save()
    return invitation


@service
def accept_invitation(*, by: User, invitation: Invitation) -> Seat:
    """Take the seat offered; somebody new, not yet saved, gets an account by it."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    rules.accept_invitation.require(by, invitation)
    if by.pk is None:
        by.save()
        EmailAddress.objects.create(user=by, email=by.email, verified=True, primary=True)  # the link came by this address
    seat = Seat(person=by, since=clock.today())
    for name in ("workspace", "organisation", "role", "axis", "title", "until"):
        setattr(seat, name, getattr(invitation, name))
    invitation.seat, invitation.accepted_at = place(seat, invitation.sent_by), clock.now()
    invitation.save()
    return invitation.seat
