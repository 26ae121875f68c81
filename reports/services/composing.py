"""Composing a report: started, written and submitted by the coordinator."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reports import rules
from reports.drafting import text_objections, unlocked
from reports.figures import content_of
from reports.models import Report, Version
from reports.services.versions import current, locked
from taskforce.kernel.acts import service
from taskforce.kernel.canon import digest
from taskforce.kernel.lifecycle import move
from taskforce.models import User


@service
def start_report(*, by: User, report: Report) -> Version:
    """Begin the first version of a report that is due."""
    report = locked(report)
    rules.start_report.require(by, report)
    move(report, Report.State.DRAFT)
    report.save()
    return Version.objects.create(workspace=report.workspace, report=report, number=1)


@service
def write_sections(*, by: User, version: Version, **texts: str) -> Version:
    """Write some of the texts, by section; a text left out stays, a locked one may only come back unchanged."""
    version = locked(version.report).versions.get(pk=version.pk)
    rules.write_sections.require(by, version)
    clean = {section: text.replace("\r\n", "\n").strip() for section, text in texts.items()}
    changed = {section: text for section, text in clean.items() if getattr(version, section) != text}
    if wrong := _errors(version, changed):
        raise ValidationError(wrong)
    for section, text in changed.items():
        setattr(version, section, text)
    if changed:
        version.save()
    return version


def _errors(version: Version, changed: dict[str, str]) -> dict[str, list[str]]:
    """Say, by section, why a changed text cannot be kept."""
    open_now = unlocked(version.report)
    locked_words = _("No remark asks to change this text.")
    found = {
        section: [*text_objections(section, text), *([] if section in open_now else [locked_words])] for section, text in changed.items()
    }
    return {section: words for section, words in found.items() if words}


@service
def submit(*, by: User, report: Report) -> Version:
    """Freeze texts and figures as they stand now and hand them to the chair."""
    report = locked(report)
    rules.submit.require(by, report)
    version = current(report)
    version.content = content_of(report, version)
    version.digest = digest(version.content)
    version.submitted_by, version.submitted_at = by, datetime.fromisoformat(version.content["as_of"])
    version.save()
    move(report, Report.State.SUBMITTED)
    report.save()
    return version
