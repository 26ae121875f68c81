"""Composing a report: started, written and submitted by the coordinator."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reports import rules
from reports.drafting import PRINTED, plain, text_objections, unlocked
from reports.figures import content_of
from reports.figures.checks import EXPLAIN, frozen_checks
from reports.locks import held_by_others, hold, let_go, taken_words
from reports.models import Explanation, Report, Version
from reports.services.versions import current, locked
from taskforce import roles
from taskforce.kernel.acts import service
from taskforce.kernel.canon import digest
from taskforce.kernel.lifecycle import move
from taskforce.models import User
from taskforce.notices import holders, tell
from taskforce.texts import require_fit


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
    _write(by, version, texts)
    let_go(by, version)
    return version


@service
def autosave_section(*, by: User, version: Version, section: str, text: str, was: str) -> Version:
    """Keep a text while it is being written, as long as nobody else has written it since; the writer holds it for a while."""
    version = locked(version.report).versions.get(pk=version.pk)
    rules.write_sections.require(by, version)
    if getattr(version, section) != plain(was).strip():
        raise ValidationError({section: [_("Somebody has changed this text. Save by the button to see both.")]})
    _write(by, version, {section: text})
    hold(by, version, section)
    return version


def _write(by: User, version: Version, texts: dict[str, str]) -> None:
    changed = {section: clean for section, text in texts.items() if getattr(version, section) != (clean := plain(text).strip())}
    if wrong := _errors(by, version, changed):
        raise ValidationError(wrong)
    for section, text in changed.items():
        setattr(version, section, text)
    if changed:
        version.save()


def _errors(by: User, version: Version, changed: dict[str, str]) -> dict[str, list[str]]:
    """Say, by section, why a changed text cannot be kept."""
    open_now, taken = unlocked(version.report), held_by_others(by, version)
    locked_words = _("No remark asks to change this text.")
    found = {
        section: [
            *text_objections(section, text),
            *([] if section in open_now else [locked_words]),
            *([taken_words(taken[section])] if section in taken else []),
        ]
        for section, text in changed.items()
    }
    return {section: words for section, words in found.items() if words}


@service
def explain(*, by: User, report: Report, explanations: dict[str, str]) -> Report:
    """Say why what the checks found is as it is, by the key of the finding; what they did not find is left aside."""
    report = locked(report)
    rules.explain.require(by, report)
    asked = {one.key: one for one in frozen_checks(content_of(report, current(report))) if one.severity == EXPLAIN}
    kept = {one.key: one for one in Explanation.objects.filter(report=report)}
    for key in asked.keys() & explanations.keys():
        new = Explanation(workspace=report.workspace, report=report, code=asked[key].code, about=asked[key].about)
        it, text = kept.get(key, new), plain(explanations[key]).strip()
        if it.explanation != text:
            it.explanation = text
            it.full_clean(exclude=["workspace", "report"])
            it.save()
    return report


@service
def submit(*, by: User, report: Report) -> Version:
    """Freeze texts and figures as they stand now and hand them to the chair."""
    report = locked(report)
    rules.submit.require(by, report)
    version = current(report)
    version.content = content_of(report, version)
    require_fit(version.content, [report.workspace], *PRINTED)
    version.digest = digest(version.content)
    version.submitted_by, version.submitted_at = by, datetime.fromisoformat(version.content["as_of"])
    version.save()
    move(report, Report.State.SUBMITTED)
    report.save()
    tell(holders(report.workspace, roles.SIGN), "reports.submit", report)
    return version
