"""Places, not people: no model has a field about a resident, and no free text goes unchecked."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.utils.translation import override

from taskforce import asking, texts
from taskforce.forms_look import House
from taskforce.kernel.acts import CHECKS
from taskforce.unchecked import FORMS, MODELS
from tests.laws.fields import FIELDS, HISTORY, PEOPLE

ROOT = Path(__file__).parents[2]
APPS = ("taskforce", "hotspots", "actions", "reports")
SORTS = {"place", "work", "official", "technical", "text"}
ABOUT_A_RESIDENT = re.compile(
    r"(?i)\b(?:first|last|sur|maiden|nick)[ _]?name\b|\bbirth|\bborn\b|\bgender\b|\bsex\b|\bphone|\bmobile\b|\bresident|\bsuspect|\bvictim|\bnational(?:ity| number)?\b"
    r"|\bpatient|\bclient(?![ _]key)|\bbeneficiar|\bdealer|\buser of drugs|\bdate of birth|\bage\b|\baddress\b|\bhome\b|\bethnic|\breligio|\bhealth\b|\bdiagnos|\bconvict|\bcriminal"
    r"|\bplate\b|\biban\b|\bpassport|\bidentity|\bphoto\b|\bface\b|\bfamily\b|\bchild|\bminor\b|\bparents?\b(?! workspace)"
)
# Words that sound like it and are not: an area within another, a workspace under another, the address and the keys of an account.
INNOCENT = {
    "taskforce.Area.parent",
    "taskforce.Workspace.parent",
    "account.EmailAddress.email",
    "account.EmailConfirmation.email_address",
    "socialaccount.SocialApp.client_id",
    "socialaccount.SocialApp.secret",
}


def live_models() -> list[Any]:
    """Every installed model that holds data, histories apart."""
    return [one for one in apps.get_models(include_auto_created=False) if not one.__name__.startswith("Historical")]


def histories() -> list[Any]:
    """Every model of history rows."""
    return [one for one in apps.get_models() if one.__name__.startswith("Historical")]


def entered(label: str) -> dict[str, str]:
    """The fields of a model as the table has them, each with its sort."""
    return {field: sort for sort, fields in FIELDS.get(label, {}).items() for field in fields.split()}


def title(model: Any) -> str:
    """Name a model."""
    return str(model._meta.label)


def own_fields(model: Any) -> list[Any]:
    """The fields of a model, without those that point back to it."""
    return [*model._meta.concrete_fields, *model._meta.many_to_many]


@pytest.mark.parametrize("model", live_models(), ids=title)
def test_every_field_is_entered_with_what_it_is_about(model: Any) -> None:
    """A new field is nobody's until somebody has said in tests/laws/fields.py what it is about."""
    table = entered(model._meta.label)
    assert {one.name for one in own_fields(model)} == set(table), "enter it in tests/laws/fields.py"
    assert set(FIELDS[model._meta.label]) <= SORTS


def test_the_table_names_nothing_that_is_gone() -> None:
    """No model of the table is missing, and no field is entered twice."""
    assert set(FIELDS) == {title(one) for one in live_models()}
    for label, sorts in FIELDS.items():
        fields = " ".join(sorts.values()).split()
        assert len(fields) == len(set(fields)), label


@pytest.mark.parametrize("model", histories(), ids=title)
def test_a_history_says_nothing_its_model_does_not(model: Any) -> None:
    """Histories repeat the fields of their model, and the act."""
    there = {one.name for one in model._meta.concrete_fields}
    assert there - HISTORY <= {one.name for one in model.instance_type._meta.concrete_fields}


@pytest.mark.parametrize("model", live_models(), ids=title)
def test_only_officials_are_pointed_to(model: Any) -> None:
    """Whatever points to a person points to an account or a seat, and is entered as official."""
    table = entered(model._meta.label)
    for one in own_fields(model):
        if one.is_relation and one.related_model._meta.label in PEOPLE:
            assert table[one.name] in {"official", "technical"}, one.name


@pytest.mark.parametrize("model", live_models(), ids=title)
def test_no_field_sounds_like_a_resident(model: Any) -> None:
    """Neither names nor labels nor help speak of a resident's name, birth, number, health or home."""
    for one in own_fields(model):
        with override("en"):
            said = " ".join(map(str, (one.name.replace("_", " "), one.verbose_name, one.help_text)))
        label = f"{model._meta.label}.{one.name}"
        assert label in INNOCENT or not ABOUT_A_RESIDENT.search(said), label


def test_the_words_of_a_resident_are_known() -> None:
    """The search would find them."""
    for said in ("first name", "last_name", "birth date", "phone", "victim", "gender", "home address", "suspect", "national number"):
        assert ABOUT_A_RESIDENT.search(said), said


@pytest.mark.parametrize("model", [one for one in live_models() if one._meta.app_label in APPS], ids=title)
def test_every_text_of_a_model_is_checked_or_listed(model: Any) -> None:
    """Free text is what the table calls text; it is checked when saved. What is not checked is listed with its reason."""
    table, checked = entered(model._meta.label), set(texts.checked_fields(model))
    for one in model._meta.concrete_fields:
        listed = f"{model._meta.label}.{one.name}" in MODELS
        assert (table[one.name] == "text") == (one.name in checked), one.name
        if isinstance(one, models.CharField | models.TextField | models.JSONField | models.FileField) and not one.choices:
            assert listed != (one.name in checked), f"{one.name}: checked, or listed in taskforce/unchecked.py"


def forms_of_the_house() -> list[type[House]]:
    """Every form of every app."""
    rooms = [
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if "forms" in str(path.relative_to(ROOT)) and "migrations" not in path.parts
    ]
    found = {
        one
        for room in rooms
        for one in vars(room).values()
        if isinstance(one, type) and issubclass(one, House) and hasattr(one, "base_fields")
    }
    return sorted(found, key=lambda one: f"{one.__module__}.{one.__name__}")


@pytest.mark.parametrize("form", forms_of_the_house(), ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_every_text_of_a_form_is_checked_or_listed(form: Any) -> None:
    """Whatever takes free text is checked, or stands in the list of taskforce/unchecked.py with its reason."""
    for name, field in form.base_fields.items():
        if isinstance(field, forms.CharField):
            listed = f"{form.__name__}.{name}" in FORMS
            of_model = f"{form._meta.model._meta.label}.{name}" in MODELS if hasattr(form, "_meta") else False
            assert not of_model or listed, f"{form.__name__}.{name}: the row is not checked, nor is the form to be"
            sketch = type(form.__name__, (), {"fields": form.base_fields})()
            assert asking.is_checked(sketch, name) != listed, name


def test_the_list_names_nothing_that_is_gone() -> None:
    """Every line of the list of unchecked texts is about a field that exists, and says why."""
    there = {f"{title(model)}.{one.name}" for model in live_models() for one in model._meta.concrete_fields}
    assert set(MODELS) <= there
    typed = {f"{form.__name__}.{name}" for form in forms_of_the_house() for name in form.base_fields}
    assert set(FORMS) <= typed
    assert all(len(why) > 10 for why in (*MODELS.values(), *FORMS.values()))


def test_the_check_stands_behind_every_write() -> None:
    """Every tracked row and every act goes through it."""
    assert texts.check in CHECKS
