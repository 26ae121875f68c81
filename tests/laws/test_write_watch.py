"""The write watch catches what it is there for, in every test that runs; without these the silence of the suite would prove nothing."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.utils import DatabaseError

from hotspots.models import Hotspot, Phenomenon
from taskforce.kernel.acts import NoAct, acting, current
from taskforce.kernel.journal import Act
from tests import watch
from tests.cast import Cast, named

Deed = Callable[[Cast], Any]


def raw(sql: str, *params: Any) -> None:
    """Send a statement past every model."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def phenomenon(code: str) -> Phenomenon:
    """A row to write, unsaved."""
    return Phenomenon(code=code, **named(code))


def untracked(rows: models.QuerySet[Any]) -> Any:
    """The same rows without the guard of tracked querysets."""
    return models.QuerySet(rows.model)


def history_of(thing: Any, kind: str = "~", act: Any = None, **said: Any) -> None:
    """Write a history row by hand."""
    values = {one.attname: getattr(thing, one.attname) for one in type(thing).history.model.tracked_fields}
    act = act or current().row
    type(thing).history.model(act=act, history_date=act.at, history_type=kind, **{**values, **said}).save()


def _raw_update(cast: Cast) -> None:
    raw("UPDATE hotspots_hotspot SET reason = %s WHERE id = %s", "x", cast.hotspot.pk)


def _queryset_update(cast: Cast) -> None:
    untracked(Hotspot.objects).filter(pk=cast.hotspot.pk).update(reason="x")


def _bulk_create(cast: Cast) -> None:
    untracked(Phenomenon.objects).bulk_create([phenomenon("one"), phenomenon("two")])


def _bulk_create_one(cast: Cast) -> None:
    untracked(Phenomenon.objects).bulk_create([phenomenon("one")])


def _raw_delete(cast: Cast) -> None:
    untracked(cast.hotspot.observed.all()).filter(hotspot=cast.hotspot)._raw_delete(using="default")


def _history_alone(cast: Cast) -> None:
    history_of(cast.hotspot)


def _history_twice(cast: Cast) -> None:
    cast.hotspot.save()
    history_of(cast.hotspot)


def _history_of_another_kind(cast: Cast) -> None:
    models.Model.save_base(cast.hotspot, raw=True, force_update=True)
    history_of(cast.hotspot, "+")


def _history_that_lies(cast: Cast) -> None:
    untracked(Hotspot.objects).filter(pk=cast.hotspot.pk)._update([(Hotspot._meta.get_field("reason"), None, "x")])
    history_of(cast.hotspot, reason="y")


def _act_of_another_day(cast: Cast) -> None:
    cast.hotspot.save()
    untracked(Hotspot.objects).filter(pk=cast.elsewhere.pk)._update([(Hotspot._meta.get_field("reason"), None, "x")])
    history_of(cast.elsewhere, act=Act.objects.earliest("pk"), reason="x")


def _act_alone(cast: Cast) -> None:
    assert current().row


def _act_changed(cast: Cast) -> None:
    raw("UPDATE taskforce_act SET reason = %s", "x")


def _history_deleted(cast: Cast) -> None:
    raw("DELETE FROM hotspots_historicalhotspot")


def _unknown_table(cast: Cast) -> None:
    raw("CREATE TEMPORARY TABLE shadow (id integer)")
    raw("INSERT INTO shadow VALUES (1)")


WRONG: dict[Deed, str] = {
    _raw_update: "rows of hotspots_hotspot are written past their model",
    _queryset_update: "no history row for ~ hotspots_hotspot",
    _bulk_create: "rows of hotspots_phenomenon are written past their model",
    _bulk_create_one: "no history row for + hotspots_phenomenon",
    _raw_delete: "no history row for - hotspots_observed",
    _history_alone: "without a change",
    _history_twice: "without a change",
    _history_of_another_kind: "no history row for ~ hotspots_hotspot",
    _history_that_lies: "says another reason",
    _act_of_another_day: "is not signed by the act in progress",
    _act_alone: "changed nothing",
    _act_changed: "the journal was changed",
    _history_deleted: "the journal was changed",
    _unknown_table: "nobody has said whether it is tracked",
}


@pytest.mark.parametrize("deed", WRONG, ids=lambda deed: deed.__name__.strip("_"))
def test_what_goes_round_the_history_is_caught(deed: Deed, cast: Cast) -> None:
    """Each way round, inside an act, is caught by the time the act is over."""
    with watch.catching() as caught, acting(cast.clerk, "tests.wrong"):
        deed(cast)
    assert any(WRONG[deed] in one for one in caught), caught


def test_a_change_outside_any_act_is_caught(cast: Cast) -> None:
    """Even where nothing would have refused it."""
    with watch.catching() as caught:
        _queryset_update(cast)
    assert caught == ["UPDATE hotspots_hotspot outside any act"]


def test_what_is_rolled_back_was_never_written(cast: Cast) -> None:
    """A change without its history that does not stay breaks no law."""
    with watch.catching() as caught, acting(cast.clerk, "tests.undone"):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            _queryset_update(cast)
            raise ZeroDivisionError
        cast.hotspot.save()
    assert caught == []


def test_an_honest_act_is_left_in_peace(cast: Cast) -> None:
    """Adding, changing and deleting, each with its history, and a change that finds no row."""
    with watch.catching() as caught, acting(cast.clerk, "tests.honest"):
        one = phenomenon("new")
        one.save()
        one.save()
        one.delete()
        untracked(Hotspot.objects).filter(pk=0).update(reason="x")
    assert caught == []


def test_other_threads_and_connections_are_watched(django_db_setup: None, django_db_blocker: Any) -> None:
    """A worker's own connection is heard too."""

    def deed() -> None:
        with django_db_blocker.unblock(), pytest.raises(DatabaseError):
            raw("INSERT INTO taskforce_nowhere VALUES (1)")
        heard.append(watch._watch in connection.execute_wrappers)
        connection.close()

    heard: list[bool] = []
    thread = Thread(target=deed)
    thread.start()
    thread.join()
    assert heard == [True]


def test_outside_an_act_nothing_is_even_sent(cast: Cast) -> None:
    """In autocommit a change refused after it was sent would have stayed: it is refused before."""
    with watch.catching() as caught:
        for deed in (cast.hotspot.save, phenomenon(str(uuid4())[:8]).save):
            with pytest.raises(NoAct):
                deed()
    assert caught == []


def test_what_stands_apart_exists_and_has_a_reason(cast: Cast) -> None:
    """The list of what is written without history names no table that is not there, and none with a history."""
    there = {*connection.introspection.table_names()}
    tracked = {one._meta.db_table for one in apps.get_models() if hasattr(one, "history")}
    assert set(watch.APART) <= there
    assert not set(watch.APART) & tracked
    assert all(watch.APART.values())
