"""Taking hold of a text while one writes it, and seeing who holds which: what is kept of it is no act and no history."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from reports.models import SectionLock, Version
from taskforce.drawing import words
from taskforce.kernel import clock
from taskforce.models import User


def held_by_others(person: User, version: Version) -> dict[str, SectionLock]:
    """Tell which texts others are writing just now, by section."""
    held = SectionLock.objects.held(version).exclude(person=person).select_related("person")
    return {one.section: one for one in held}


def taken_words(lock: SectionLock) -> str:
    """Say who is writing a text, and from when somebody else may."""
    given = {"person": lock.person.name, "since": words.hour(lock.since), "until": words.hour(lock.until)}
    return _("%(person)s has been writing this text since %(since)s. You can take over from %(until)s, unless they go on.") % given


def hold(person: User, version: Version, section: str) -> None:
    """Hold a text for a while, or go on holding it; what nobody holds any more is taken over. The version is locked meanwhile."""
    now = clock.now()
    mine = SectionLock.objects.held(version).filter(section=section, person=person).first()
    given = {"workspace": version.workspace, "person": person, "at": now, "since": mine.since if mine else now}
    SectionLock.objects.update_or_create(version=version, section=section, defaults=given)


def let_go(person: User, version: Version) -> None:
    """Let go of every text one held in a version, and of what nobody holds any more."""
    SectionLock.objects.filter(version=version).filter(Q(person=person) | Q(at__lte=clock.now() - SectionLock.HELD_FOR)).delete()
