"""Erasing personal data typed by mistake, from a thing and from its past."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from taskforce import rules
from taskforce.kernel.acts import current, service
from taskforce.kernel.canon import canonical
from taskforce.kernel.journal import Act
from taskforce.kernel.seal import erasing
from taskforce.kernel.seal.sealing import seal
from taskforce.models import User
from taskforce.sealing import seal_after_commit, sealer

REASONS = "act.reason"


@service
def erase(*, by: User, thing: Any, field: str, fragment: str, reason: str) -> int:
    """Take a fragment out of a text field of a thing, now and in its past, or out of the reasons given; say under which rule."""
    rules.erase.require(by, thing)
    fragment, reason = fragment.strip(), reason.strip()
    _check(thing, field, fragment, reason)
    _seal_first()
    thing = type(thing).objects.select_for_update().get(pk=thing.pk)
    rows = _rows(thing, field, fragment)
    if field != REASONS and fragment in getattr(thing, field):
        setattr(thing, field, erasing.without(getattr(thing, field), fragment, thing._meta.get_field(field)))
        thing.save()
    elif not rows:
        raise ValidationError(_("This text does not stand there. Copy it exactly, capital letters too."))
    try:
        erasing.erase(rows, "reason" if field == REASONS else field, fragment, act=current().row, rule=reason)
    except erasing.NotSealed:
        raise ValidationError(_("This was written a moment ago and is not sealed yet. Try again in a few minutes.")) from None
    seal_after_commit()
    return len(rows)


def _check(thing: Any, field: str, fragment: str, reason: str) -> None:
    """See that the erasure is whole and touches nothing frozen."""
    if field not in {REASONS, *rules.erasable(type(thing))}:
        raise ValidationError(_("Texts can be erased from this field by nobody."))
    if len(fragment) < 2 or not reason:  # noqa: PLR2004  # one letter names nobody
        raise ValidationError(_("Write the exact text to erase and the rule under which it is erased."))
    if fragment in reason:
        raise ValidationError(_("Do not repeat the text to erase in the reason: reasons are kept."))
    if fragment in canonical(getattr(thing, "content", None) or ""):
        raise ValidationError(_("This text is frozen and signed. Correct it in a new version."))


def _seal_first() -> None:
    """Seal what is not sealed yet, where no sealer of its own does it: only what is sealed can be erased and still be proved."""
    if sealer() == "default":
        try:
            seal()
        except DatabaseError:
            return  # this role may not seal: the sealer will


def _rows(thing: Any, field: str, fragment: str) -> list[Any]:
    """Find the written rows in which the fragment stands."""
    history: Any = type(thing).history.filter(**{thing._meta.pk.attname: thing.pk})
    found, name = (Act.objects.filter(pk__in=history.values("act")), "reason") if field == REASONS else (history, field)
    return [row for row in found.order_by("pk") if fragment in getattr(row, name)]
