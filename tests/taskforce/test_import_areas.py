"""Importing areas: all of a file or nothing of it, again without change."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from copy import deepcopy
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import override

from taskforce.kernel.journal import Act
from taskforce.models import Area
from tests.cast import SQUARE, Cast

SHARED = Path(os.environ.get("TASKFORCE_SHARED_DATA", settings.ROOT.parent / "shared" / "data"))
BRUSSELS = SHARED / "brussels_communes" / "brussels_19_communes.geojson"
VILLAGE = {
    "type": "Feature",
    "properties": {"code": "TST-EST", "name_fr": "Estville", "name_nl": "Ooststad", "name_en": "Eastville", "population": 1200},
    "geometry": SQUARE,
}
HAMLET = {"type": "Feature", "properties": {"code": 12, "name_fr": "Hameau"}, "geometry": SQUARE}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say things in English."""
    with override("en"):
        yield


def changed(feature: dict[str, Any], **properties: Any) -> dict[str, Any]:
    """The feature with other properties."""
    feature = deepcopy(feature)
    feature["properties"].update(properties)
    return feature


def run(folder: Path, features: Any, *options: str, region: str = "TST") -> str:
    """Import these features and return what was said."""
    path, said = folder / "areas.geojson", StringIO()
    text = features if isinstance(features, str) else json.dumps({"type": "FeatureCollection", "features": features})
    path.write_text(text, encoding="utf-8")
    call_command("import_areas", str(path), "--region", region, *options, stdout=said)
    return said.getvalue()


def test_areas_come_in_with_names_population_and_outline(cast: Cast, tmp_path: Path) -> None:
    """As parts of their region, in one act of the command's own account; without a Dutch name the French one stands for it."""
    assert run(tmp_path, [VILLAGE, HAMLET]) == "2 areas of Région d’essai (en) are up to date.\n"
    east = Area.objects.get(code="TST-EST")
    assert (east.names, east.population) == ({"fr": "Estville", "nl": "Ooststad", "en": "Eastville"}, 1200)
    assert (east.kind, east.parent, east.geometry) == ("municipality", Area.objects.get(code="TST"), SQUARE)
    hamlet = Area.objects.get(code="12")
    assert (hamlet.names, hamlet.population) == ({"fr": "Hameau", "nl": "Hameau", "en": ""}, None)
    act = east.history.get().act
    assert (act.code, act.by.email, act.by.is_machine) == ("taskforce.import_areas", "import-areas@machine.invalid", True)


def test_importing_again_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    """No act, no history; a corrected name makes one history row."""
    run(tmp_path, [VILLAGE, HAMLET])
    acts = Act.objects.count()
    run(tmp_path, [VILLAGE, HAMLET])
    assert Act.objects.count() == acts
    run(tmp_path, [changed(VILLAGE, name_nl="Oosterstad"), HAMLET])
    assert Area.objects.get(code="TST-EST").history.count() == 2
    assert Area.objects.get(code="12").history.count() == 1


def test_other_kinds_and_other_property_names(cast: Cast, tmp_path: Path) -> None:
    """Files of other publishers call things otherwise."""
    zone = {"type": "Feature", "properties": {"zp": "5339", "nom": "Zone Nord"}, "geometry": SQUARE}
    run(tmp_path, [zone], "--kind", "police_zone", "--code-property", "zp", "--name-fr-property", "nom")
    assert Area.objects.get(code="5339").kind == "police_zone"


@pytest.mark.parametrize(
    ("features", "words"),
    [
        ([VILLAGE, 7], "Feature 2: it has no properties."),
        ([VILLAGE, {"type": "Feature", "geometry": SQUARE}], "Feature 2: it has no properties."),
        ([VILLAGE, {**HAMLET, "geometry": None}], "Feature 2: This is not an outline in GeoJSON."),
        ([VILLAGE, changed(HAMLET, code="")], "Feature 2: code: This field cannot be blank."),
        ([VILLAGE, changed(HAMLET, name_fr=None)], "Feature 2: name_fr: This field cannot be blank."),
        ([VILLAGE, changed(HAMLET, population="many")], "Feature 2: population: “many” value must be an integer."),
        ([VILLAGE, VILLAGE], "Code TST-EST stands twice in the file."),
        ([VILLAGE, changed(HAMLET, code="TST")], "Code TST is in use already, for Région d’essai (en)."),
        ([], "holds no features"),
        ("[]", "holds no features"),
        ("{", "is not GeoJSON"),
    ],
)
def test_one_fault_stops_the_whole_file(cast: Cast, tmp_path: Path, features: Any, words: str) -> None:
    """The feature's number is said and nothing is written."""
    with pytest.raises(CommandError) as refused:
        run(tmp_path, features)
    assert words in str(refused.value)
    assert not Area.objects.filter(code="TST-EST").exists()


def test_the_region_and_the_file_must_exist(cast: Cast, tmp_path: Path) -> None:
    """Each with its own words."""
    with pytest.raises(CommandError, match="There is no region “NOWHERE”"):
        run(tmp_path, [VILLAGE], region="NOWHERE")
    with pytest.raises(CommandError, match="Cannot read"):
        call_command("import_areas", str(tmp_path / "missing.geojson"), "--region", "TST")


@pytest.mark.skipif(not BRUSSELS.exists(), reason="the shared data are not here")
def test_the_nineteen_communes_of_brussels(cast: Cast) -> None:
    """All of them, with both names and the population of 1 January 2020."""
    options = ["--code-property", "nis", "--population-property", "population_2020"]
    call_command("import_areas", str(BRUSSELS), "--region", "TST", *options, stdout=StringIO())
    areas = Area.objects.filter(parent__code="TST", code__startswith="21")
    assert len(areas) == 19
    assert sum(area.population for area in areas) == 1_218_255
    assert Area.objects.get(code="21009").names == {"fr": "Ixelles", "nl": "Elsene", "en": ""}
