"""One style of days and numbers in each language: on pages, on paper and in files."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.test import Client
from django.utils import formats, translation

from reports.pdf_documents import print_version
from taskforce.drawing import words
from taskforce.kernel.acts import acting
from taskforce.models import User
from tests.cast import Cast, an_entry
from tests.reports.conftest import Road
from tests.reports.test_pdf_documents import text_of

LANGUAGES = {"fr": ("1 234,5", "1 234", ","), "nl": ("1.234,5", "1.234", ","), "en": ("1,234.5", "1,234", ".")}
SHORT = ("DATE_FORMAT", "SHORT_DATE_FORMAT", "DATETIME_FORMAT", "SHORT_DATETIME_FORMAT")


def plain(text: str) -> str:
    """A text with all its blanks as spaces."""
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_django_writes_as_the_house_does(language: str) -> None:
    """Days, moments and numbers: what a template writes by itself and what our filters write are the same signs."""
    number, _whole, mark = LANGUAGES[language]
    moment = datetime(2024, 6, 5, 16, 7, tzinfo=UTC)
    with translation.override(language):
        assert [formats.date_format(moment.date(), one) for one in SHORT[:2]] == ["05/06/2024"] * 2 == [words.day(moment.date())] * 2
        local = formats.date_format(datetime(2024, 6, 5, 18, 7), "DATETIME_FORMAT")  # noqa: DTZ001  # as on the wall
        assert local == words.moment(moment) == "05/06/2024 18:07"
        assert formats.number_format(Decimal("1234.5"), use_l10n=True, force_grouping=True) == words.number(Decimal("1234.5"))
        assert plain(words.number(Decimal("1234.5"))) == number
        assert formats.get_format("DECIMAL_SEPARATOR") == mark
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["2024-06-05", "05/06/2024", "5.6.2024"])
def test_a_day_is_read_as_it_is_written(language: str, typed: str) -> None:
    """The day comes first, in English too: nobody's fifth of June becomes the sixth of May."""
    with translation.override(language):
        assert forms.DateField().clean(typed) == date(2024, 6, 5)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_paper_and_file_say_a_day_and_a_number_alike(language: str, cast: Cast, road: Road) -> None:
    """The same entry on its page, in the report that counts it, and in the list taken away, where only the grouping is left out."""
    _number, whole, mark = LANGUAGES[language]
    with acting(cast.clerk, "tests.arrange"):
        an_entry(cast.action("V1"), day=date(2024, 9, 10), cleanups="1234")
        an_entry(cast.action("V1"), day=date(2024, 9, 11), cleanups="2.5")
        reader = User.objects.get(pk=cast.coordinator.pk)
        reader.language = language
        reader.save()
    browser = Client()
    browser.force_login(reader)
    page = plain(browser.get("/hotspots/TST-01/entries/").content.decode())
    file = browser.get("/hotspots/TST-01/entries/?as=csv").content.decode("utf-8-sig")
    version = road.accepted(cast.report)
    paper = text_of(print_version(version, language))
    assert "10/09/2024" in page
    assert "10/09/2024" in file
    assert whole in page
    assert "1234" in file
    assert whole.split("4")[0] in paper
    assert f"2{mark}5" in page
    assert f"2{mark}5" in file
    assert "30/09/2024" in paper
    assert not re.search(r"\d{4}-\d\d-\d\d", re.sub(r"<[^>]*>", " ", page))
