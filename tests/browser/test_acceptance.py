"""The acceptance checks of daily work: which test decides each of the 25, and what no test decides."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from django.conf import settings

LOG, PAGES, JOURNEYS = "tests/browser/test_quick_log.py", "tests/browser/test_pages.py", "tests/browser/test_journeys.py"
EVERY = ("tests/browser/test_every_address.py::test_every_page_of_the_demonstration", f"{PAGES}::test_every_page")
REST = "tests/browser/test_every_address.py::test_every_other_page"
PAPER, LIFE = "tests/reports/test_pdf_documents.py", "tests/reports/test_life.py"


class Check(NamedTuple):
    """A check: its figure, the tests that decide it, and what of it they leave open."""

    figure: str
    tests: tuple[str, ...]
    left: str = ""


CHECKS = {
    1: Check("quick log in three taps", (f"{LOG}::test_three_taps",), "that a person needs 30 seconds at most: only a person can try"),
    2: Check("all of it in sight on 360 × 640", (f"{LOG}::test_it_fits_a_small_phone",)),
    3: Check("it saves without scripts", (f"{LOG}::test_without_scripts",)),
    4: Check(
        "a cut network loses nothing, and is told within a second",
        (f"{LOG}::test_a_network_that_goes", f"{LOG}::test_a_server_that_is_gone"),
    ),
    5: Check(
        "sent twice, one record",
        (f"{LOG}::test_tapped_twice_and_sent_twice", "tests/access/test_sending.py::test_sent_twice_it_is_done_once"),
    ),
    6: Check(
        "no free text in localStorage; drafts gone after sign-out and 12 hours",
        (f"{LOG}::test_a_network_that_goes", f"{LOG}::test_signing_out_wipes_everything", f"{LOG}::test_twelve_hours_are_enough"),
    ),
    7: Check("axe finds nothing, in any look", (*EVERY, REST)),
    8: Check("nothing scrolls sideways from 320 px on", (*EVERY, REST)),
    9: Check(
        "twelve journeys by keyboard, no trap, a ring at every stop",
        (
            f"{JOURNEYS}::test_a_mayor_signs_by_keyboard",
            f"{JOURNEYS}::test_a_coordinator_works_by_keyboard",
            f"{JOURNEYS}::test_a_partner_works_by_keyboard",
            f"{JOURNEYS}::test_a_reviewer_works_by_keyboard",
            f"{JOURNEYS}::test_the_keyboard_is_never_caught",
            f"{LOG}::test_by_keyboard",
            "tests/browser/test_deeds.py::test_a_remark_is_answered_by_keyboard",
            *EVERY,
            REST,
        ),
    ),
    10: Check("nothing that sticks hides the focus", (*EVERY, REST)),
    11: Check("44 px for buttons, choices and fields, 24 for the rest", (*EVERY, REST)),
    12: Check("60 KB and six requests, 150 KB with a map", (*EVERY, REST)),
    13: Check("nobody else is asked", (*EVERY, REST, "tests/browser/test_policy.py::test_the_door_and_the_errors_keep_the_policy")),
    14: Check(
        "reading, logging, approving and reviewing without scripts",
        (
            f"{JOURNEYS}::test_a_mayor_approves_in_few_clicks_without_scripts",
            f"{JOURNEYS}::test_reading_and_reviewing_without_scripts",
            "tests/browser/test_deeds.py::test_a_worker_logs_on_a_phone_without_scripts",
            "tests/browser/test_passkeys.py::test_without_scripts_nothing_stands_in_the_way",
        ),
        "signals of passers-by: the product has no such page yet",
    ),
    15: Check(
        "hidden means absent",
        (
            "tests/access/test_urls.py::test_who_may_open_it",
            "tests/access/test_interference.py::test_what_is_hidden_changes_no_answer",
            "tests/access/test_side_doors.py::test_calendars_hold_no_canary_and_no_name",
            f"{PAPER}::test_small_numbers_are_masked_and_secrets_absent",
        ),
    ),
    16: Check(
        "every form says what is wrong: title, summary with the focus, the same words at the field",
        ("tests/access/test_sending.py::test_left_empty_it_says_what_is_missing", f"{PAGES}::test_a_form_left_empty"),
    ),
    17: Check("an empty list says so, and what to do next", (*EVERY, REST, f"{PAGES}::test_lists_that_find_nothing")),
    18: Check(
        "French and Dutch whole; the page and its filter stay; one style of dates",
        (
            "tests/browser/test_deeds.py::test_the_language_changes_and_the_page_stays",
            "tests/taskforce/test_drawing.py::test_dates_have_one_style",
            *EVERY,
            REST,
        ),
        "missing and unsure translations: .ci/check_messages.py, part of make check",
    ),
    19: Check(
        "the report of a hotspot on paper",
        (f"{PAPER}::test_both_are_tagged_and_whole", "tests/reports/test_pdf_engine.py::test_every_font_is_embedded"),
    ),
    20: Check(
        "the regional report on paper",
        (f"{PAPER}::test_a_regional_report_prints_in_each_language", "tests/reports/test_pdf_engine.py::test_a_hungry_document_is_stopped"),
        "20 to 40 pages, and progress while it is printed",
    ),
    21: Check("the same bytes again", (f"{PAPER}::test_printing_again_gives_the_same_bytes",)),
    22: Check("each state a shape and a word of its own", (*EVERY, "tests/reports/test_pdf_engine.py::test_states_have_shape_and_word")),
    23: Check(
        "sent back with an open remark only; only what was remarked opens",
        (f"{LIFE}::test_no_return_without_an_open_shared_remark", f"{LIFE}::test_after_a_return_only_remarked_sections_open"),
    ),
    24: Check("a copied address shows a colleague the same rows", (f"{JOURNEYS}::test_a_filtered_list_is_the_same_for_a_colleague",)),
    25: Check("the first task of a mayor in few clicks", (f"{JOURNEYS}::test_a_mayor_approves_in_few_clicks_without_scripts",)),
}


def test_there_are_twenty_five() -> None:
    """None is left out, and each is decided by a test at least."""
    assert list(CHECKS) == list(range(1, 26))
    assert all(one.tests for one in CHECKS.values())


@pytest.mark.parametrize("number", CHECKS)
def test_what_decides_it_exists(number: int) -> None:
    """A test that is named is there under its name."""
    for one in CHECKS[number].tests:
        path, _, name = one.partition("::")
        assert re.search(rf"^def {name}\(", (settings.ROOT / path).read_text(), re.MULTILINE), one
