"""The figures of a report as a workbook, as they are frozen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from reports import services
from reports.figures import annex
from taskforce.kernel.acts import acting
from tests import workbooks
from tests.cast import Cast, an_entry
from tests.reports.conftest import Road, SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("worked")]
REFERENCE = "TST-01-2024-T3"


@pytest.fixture
def worked(cast: Cast) -> None:
    """Work on two axes; what was met in the streets is too little to be told."""
    with acting(cast.clerk, "tests.arrange"):
        an_entry(cast.action("S1"), drugs="1548.5 g")
        an_entry(cast.action("P1"), contacts="1")


def sheets(client: Client, name: str, *args: Any) -> dict[str, list[Any]]:
    """The sheets of a workbook somebody takes away."""
    answer = client.get(reverse(f"reports:{name}", args=args))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return workbooks.sheets_of(b"".join(answer) if answer.streaming else answer.content)


def test_the_figures_of_a_version_are_numbers(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """With their unit; what is too small to be told has no number there either; the sheet says of what content it is."""
    road.accepted(cast.report)
    version = cast.report.versions.get()
    client = sign_in(cast.mayor)
    assert reverse("reports:version_xlsx", args=[REFERENCE, 1]) in client.get(version.get_absolute_url()).content.decode()
    found = sheets(client, "version_xlsx", REFERENCE, 1)
    assert list(found) == ["Figures", "Axes"]
    lines = found["Figures"]
    assert ["SHA-256", version.digest] in [list(one[:2]) for one in lines]
    columns = next(line for line in lines if line[0] == "Reference" and line[1] == "Place")
    rows = [dict(zip(columns, line, strict=False)) for line in lines[lines.index(columns) + 1 :]]
    frozen = {one["measure"]["code"]: one for axis in version.content["axes"] for one in axis["figures"]}
    assert {row["Code"] for row in rows} == set(frozen)
    for row in rows:
        amount = frozen[row["Code"]]["amount"]
        if amount["masked"] or amount["value"] is None:
            assert row["Value"] is None
            assert row["Why there is no value"]
        else:
            assert isinstance(row["Value"], int | float)
            assert row["How sure"]
    told = {row["Code"]: row for row in rows}
    assert (told["drugs"]["Value"], told["drugs"]["Unit"]) == (1.5485, "kg")
    assert told["contacts"]["Value"] is None


def test_a_region_has_its_totals_first(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Then every accepted hotspot; in the language in use."""
    road.accepted(cast.report)
    regional = services.compile_regional(by=cast.head, period=cast.period)
    found = sheets(sign_in(cast.head), "regional_xlsx", regional.reference)
    lines = found["Figures"]
    rows = lines[next(place for place, line in enumerate(lines) if line[1] == "Place") + 1 :]
    totals = len(regional.content["totals"])
    assert {row[0] for row in rows[:totals]} == {regional.reference}
    assert {row[0] for row in rows[totals:]} == {"TST-01"}
    assert [row[5] for row in rows if row[3] == "drugs"] == [1.5485, 1.5485]
    with override("nl"):
        assert [one.title for one in annex.workbook_tables(regional.content, regional.digest)] == ["Cijfers", "Krachtlijnen"]
