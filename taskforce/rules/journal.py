"""Who may erase what was typed by mistake, and who signs the anchors of the journal off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import CharField, TextField
from django.utils.translation import gettext as _

from taskforce import roles
from taskforce.kernel.rules import rule
from taskforce.models import Anchor, Filing, User, Workspace


@rule(roles.ADOPT_REGIONAL)
def keep_anchor(person: User, anchor: Anchor) -> Iterator[str]:
    """Sign off, as the council's secretary, that the mail with the end of the journal is filed outside."""
    if Filing.objects.filter(anchor=anchor).exists():
        yield _("This anchor is signed off.")


@rule(None)
def erase(person: User, thing: Any) -> Iterator[str]:
    """Erase personal data typed by mistake where one may read the past: as the organisation that wrote, or as the chair or the head of the cell."""
    seat = person.mandates.acting_seat(thing.workspace)
    if seat is None or not type(thing).objects.past_visible_to(person).filter(pk=thing.pk).exists():
        yield _("You may not read the past of this.")
    elif not person.mandates.roles_over(thing.workspace) & {roles.Role.CHAIR, roles.Role.HEAD} and not _wrote(seat.organisation, thing):
        yield _("Only the organisation that wrote it, the chair or the head of the cell erases it.")


def _wrote(organisation: int, thing: Any) -> bool:
    found: bool = type(thing).history.filter(act__organisation=organisation, **{thing._meta.pk.attname: thing.pk}).exists()
    return found


def erasable(model: Any) -> dict[str, str]:
    """Name the fields of a model that hold texts typed in a workspace: what is chosen, unique or reckoned holds none."""
    if model is not Workspace and not any(one.name == "workspace" for one in model._meta.concrete_fields):
        return {}
    texts = [one for one in model._meta.concrete_fields if type(one) in {CharField, TextField} and not one.choices and not one.unique]
    return {
        one.name: str(one.verbose_name)
        for one in texts
        if one.name not in {"code", "digest"} and (one.editable or isinstance(one, TextField))
    }
