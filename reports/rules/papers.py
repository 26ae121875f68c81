"""Who may do what to a paper, and when."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.models import Document, Printing, RegionalReport
from taskforce import roles
from taskforce.kernel.rules import rule
from taskforce.models import User


@rule(None)
def keep_document(person: User, printing: Printing) -> Iterator[str]:
    """Keep a paper that was printed, once, in the name of whoever asked for it, or of the press where their account is closed."""
    if printing.ordered_by_id != person.pk and not person.is_machine:
        yield _("Somebody else asked for this paper.")
    if printing.state == Printing.State.DONE:
        yield _("This paper is kept already.")
    if printing.is_outdated:
        yield _("This regional report is adopted.")


@rule(None)
def take_bundle(person: User, document: Document) -> Iterator[str]:
    """Take all that proves a report, as somebody who may decide on such a report: the sealed record of the act tells more than the paper."""
    decides = roles.REVIEW if document.version_id is not None else roles.ADOPT_REGIONAL
    if not person.mandates.hold(decides, document.workspace):
        yield _("Your role here does not allow this.")


@rule(None)
def print_again(person: User, printing: Printing) -> Iterator[str]:
    """Let a paper be printed again that could not be printed, as anybody who reads the report."""
    yield from _reading_objections(person, printing)
    if printing.state != Printing.State.FAILED:
        yield _("This paper is printed, or will be soon.")


@rule(None)
def prepare_regional(person: User, regional: RegionalReport) -> Iterator[str]:
    """Let a draft of the regional report be printed, as anybody who reads it; once adopted, its papers are printed by themselves."""
    yield from _reading_objections(person, regional)
    if regional.state != RegionalReport.State.DRAFT:
        yield _("This regional report is adopted.")


def _reading_objections(person: User, thing: Printing | RegionalReport) -> Iterator[str]:
    if not type(thing).objects.visible_to(person).filter(pk=thing.pk).exists():
        yield _("Your role here does not allow this.")
