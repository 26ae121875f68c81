"""The secret address of one's calendar: made, shown once, ended."""

from __future__ import annotations

import secrets

from taskforce import rules
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.models import Feed, User


@service
def make_feed(*, by: User) -> str:
    """Make a secret address for one's calendar and return its secret, known this once; an earlier one ends."""
    rules.make_feed.require(by, User.objects.select_for_update().get(pk=by.pk))  # locked, so that two at once leave one
    for one in Feed.objects.visible_to(by).open():
        _ended(one)
    token = secrets.token_urlsafe(32)
    Feed(person=by, digest=Feed.digest_of(token), epoch=by.epoch, made_at=clock.now()).save()
    return token


@service
def end_feed(*, by: User, feed: Feed) -> Feed:
    """End a secret address: it answers nothing any more."""
    feed = Feed.objects.select_for_update().get(pk=feed.pk)
    rules.end_feed.require(by, feed)
    return _ended(feed)


def _ended(feed: Feed) -> Feed:
    feed.ended_at = clock.now()
    feed.save()
    return feed
