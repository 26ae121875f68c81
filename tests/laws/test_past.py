"""The laws of the past: what has a history can be named, listed as of a day and told in every language, and is never read wider than today."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.functional import Promise

from actions.models import Partner
from reports.models import Explanation, Printing
from taskforce.kernel.acts import NAMES, acting
from taskforce.kernel.changes import AUTOSAVES, BEHIND, WORDS, fields_of
from taskforce.kernel.past import LISTS
from taskforce.kernel.timeline import tracked_models
from taskforce.models import Workspace
from tests.access.arrange import kept_paper
from tests.access.world import World, opened
from tests.cast import EVERYONE
from tests.laws.test_laws import MODULES, name, our_models

pytestmark = pytest.mark.django_db
MODELS = tracked_models()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Three task forces with something of everything."""
    with opened(django_db_blocker) as it:
        with acting(it.cast.clerk, "tests.arrange"):
            Partner.objects.create(workspace=it.cast.plan.workspace, action=it.cast.action("P1"), organisation=it.cast.organisation("ASSO"))
            report = it.sides["TST-01"].report("draft")
            said = {"code": "late_unexplained", "about": "S1", "explanation": "The car is missing."}
            Explanation.objects.create(workspace=report.workspace, report=report, **said)
            kept_paper(Printing.objects.filter(version__isnull=False).first())
        yield it


def label(model: Any) -> str:
    """Name a model."""
    return str(model._meta.label_lower)


def test_the_timeline_knows_every_history() -> None:
    """No model of ours is left out."""
    assert set(MODELS) == set(our_models())


def test_every_list_of_a_workspace_can_be_read_as_of_a_day() -> None:
    """Whatever lives in a workspace has its columns; a column is a field that is told."""
    rooms = {label(model) for model in MODELS if model is Workspace or any(one.name == "workspace" for one in model._meta.fields)}
    assert set(LISTS) == rooms
    for one, columns in LISTS.items():
        assert fields_of(apps.get_model(one).history.model, columns), one


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_kind_and_field_has_words(model: Any) -> None:
    """What a history tells is said in the reader's language: by the field itself, or by the book."""
    assert isinstance(model._meta.verbose_name, Promise) or {label(model), f"{label(model)}s"} <= WORDS.keys()
    for one in fields_of(model.history.model):
        assert isinstance(one.verbose_name, Promise) or one.name in WORDS, one.name


def test_the_book_has_no_word_too_many() -> None:
    """Each word is of a field or a kind that has none of its own."""
    needed = {one.name for model in MODELS for one in fields_of(model.history.model) if not isinstance(one.verbose_name, Promise)}
    needed |= {f"{label(model)}{end}" for model in MODELS if not isinstance(model._meta.verbose_name, Promise) for end in ("", "s")}
    assert set(WORDS) == needed
    assert set(NAMES) >= AUTOSAVES | BEHIND


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_name_needs_nothing_more(model: Any, world: World) -> None:
    """With what it says it needs beside it, a thing says its name without asking the database."""
    found = list(model._default_manager.select_related(*getattr(model, "NAMED_WITH", ()))[:3])
    assert found, "the world has none: nothing is proved"
    with CaptureQueriesContext(connection) as asked:
        assert all(str(one) for one in found)
    assert not len(asked)


@pytest.mark.parametrize("persona", EVERYONE)
def test_the_past_is_never_wider_than_today(persona: str, world: World) -> None:
    """Whose past one may read, one may see; and the history rows one may read are of these, or of what is gone."""
    reader = getattr(world.cast, persona)
    for model in MODELS:
        manager, key = model._default_manager, model._meta.pk.attname
        past = set(manager.past_visible_to(reader).values_list("pk", flat=True))
        assert past <= set(manager.visible_to(reader).values_list("pk", flat=True)), label(model)
        rows = set(manager.history_visible_to(reader).values_list(key, flat=True))
        assert rows & set(manager.values_list("pk", flat=True)) == past, label(model)


def test_what_services_take_away_hangs_on_something() -> None:
    """Only rows that follow another are ever deleted: their past is that of what they hung on."""
    deleting = {name(path) for path in MODULES if "services" in path.parts and ".delete()" in path.read_text()}
    assert deleting == {
        "actions/services/entries.py",
        "actions/services/undertakings.py",
        "hotspots/services/orders.py",
        "taskforce/services/accounts.py",  # allauth's factors
        "taskforce/services/blobs.py",  # bytes of evidence taken away
        "taskforce/services/seats.py",  # guardian's grants
    }
    for one in ("hotspots.covered", "actions.partner", "actions.target", "actions.quantity"):
        assert getattr(apps.get_model(one).objects.all(), "follows", "")


def test_only_the_desk_of_the_past_reads_history_rows_for_people() -> None:
    """Pages reach history through what says who may read it."""
    for path in MODULES:
        if "views" in path.parts:
            assert not [
                node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute) and node.attr == "history"
            ]
