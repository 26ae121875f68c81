"""Who keeps filters, and how many."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from taskforce.kernel.rules import rule
from taskforce.models import SavedFilter, User


def _own(person: User, saved: SavedFilter) -> Iterator[str]:
    if saved.person_id != person.pk:
        yield _("Each person keeps their own filters.")


@rule(None)
def save_filter(person: User, saved: SavedFilter) -> Iterator[str]:
    """Keep the address of a list under a name, for oneself; thirty at most."""
    yield from _own(person, saved)
    if SavedFilter.objects.visible_to(person).count() >= SavedFilter.MOST:
        yield _("You have %(number)s filters already. Remove one first.") % {"number": SavedFilter.MOST}


@rule(None)
def forget_filter(person: User, saved: SavedFilter) -> Iterator[str]:
    """Remove a filter of one's own, once."""
    yield from _own(person, saved)
    if saved.removed_on is not None:
        yield _("This filter is removed already.")
