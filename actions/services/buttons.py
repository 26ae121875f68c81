"""The buttons somebody puts first in the quick log."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actions import rules
from taskforce.kernel.acts import service
from taskforce.models import User

MOST = 6


@service
def choose_buttons(*, by: User, reference: str, buttons: Sequence[str]) -> User:
    """Choose the buttons of one's own quick log in one workspace, by their names; those of other workspaces stay. None: what is used most."""
    rules.choose_buttons.require(by, by)
    if len(buttons) > MOST:
        raise ValidationError({"buttons": _("Choose six at most.")})
    current: User = User.objects.select_for_update().get(pk=by.pk)
    others = [one for one in current.buttons if not one.startswith(f"{reference}/")]
    chosen = [*others, *(one for one in buttons if one.startswith(f"{reference}/"))]
    if chosen != current.buttons:
        current.buttons = chosen
        current.save()
    return current
