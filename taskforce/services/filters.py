"""Filters somebody keeps under a name."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from taskforce import rules
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.models import SavedFilter, User
from taskforce.sheets import place_of


@service
def save_filter(*, by: User, name: str, at: str) -> SavedFilter:
    """Keep the address of a list under a name. Raises ValidationError unless ``at`` is the address of one of our lists."""
    saved = SavedFilter(person=by, name=name.strip())
    rules.save_filter.require(by, saved)
    if (place := place_of(at)) is None:
        raise ValidationError({"at": _("This is no address of a list here.")})
    saved.path, saved.query = place
    saved.full_clean(exclude=["person"])
    saved.save()
    return saved


@service
def forget_filter(*, by: User, saved: SavedFilter) -> SavedFilter:
    """Remove a filter; that it was there stays in the history of its owner."""
    rules.forget_filter.require(by, saved)
    saved.removed_on = clock.today()
    saved.save()
    return saved
