"""What a person may be offered on the page of a report or a regional report, and the steps a report still has before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hotspots.web import Offer
from reports import rules
from reports.drafting import latest, remarks_to_meet, told_to
from reports.models import RegionalReport, Remark, Report, Version
from taskforce import roles
from taskforce.kernel.rules import Rule
from taskforce.models import User

State = Report.State
OPEN = frozenset({State.DRAFT, State.RETURNED})


def _itself(report: Report) -> Any:
    return report


def _a_remark(report: Report) -> Any:
    return Remark(workspace=report.workspace, version=latest(report))


class Act(NamedTuple):
    """One act on a report: its words, rule and address, in which states it is offered, its button and what the rule is asked about."""

    label: Any
    rule: Rule[Any]
    address: str
    states: frozenset[str]
    kind: str = ""
    about: Callable[[Report], Any] = _itself
    may_use: tuple[str, ...] = ()

    def is_for(self, person: User, report: Report) -> bool:
        """Whether the act belongs to the person's role in the report's present state."""
        permissions = self.may_use or (str(self.rule.permission),)
        return report.state in self.states and any(person.mandates.hold(one, report.workspace) for one in permissions)


ACTS = (
    Act(gettext_lazy("Start the report"), rules.start_report, "start_report", frozenset({State.DUE}), "primary"),
    Act(gettext_lazy("Write the texts"), rules.write_sections, "compose", OPEN, "primary", latest),
    Act(gettext_lazy("Check the answers"), rules.explain, "submit", OPEN),
    Act(gettext_lazy("Sign the report"), rules.sign, "sign", frozenset({State.SUBMITTED}), "primary"),
    Act(gettext_lazy("Send back to the coordinator"), rules.send_back, "send_back", frozenset({State.SUBMITTED})),
    Act(gettext_lazy("Review the report"), rules.remark, "review", frozenset({State.SUBMITTED}), "primary", _a_remark),
    Act(gettext_lazy("Accept the report"), rules.accept, "accept", frozenset({State.SUBMITTED}), "primary"),
    Act(gettext_lazy("Return the report"), rules.give_back, "give_back", frozenset({State.SUBMITTED})),
    Act(gettext_lazy("Open another text"), rules.open_section, "open_section", frozenset({State.RETURNED})),
    Act(gettext_lazy("Leave the report out"), rules.skip_report, "skip_report", frozenset({State.DUE, State.DRAFT, State.RETURNED})),
    Act(gettext_lazy("Expect the report again"), rules.expect_again, "expect_again", frozenset({State.SKIPPED})),
    Act(gettext_lazy("Correct the report"), rules.correct, "correct", frozenset({State.ACCEPTED}), may_use=(roles.COMPOSE, roles.REVIEW)),
)
ON_REPORT = ("start_report", "compose", "submit", "sign", "send_back", "review", "correct", "open_section", "skip_report", "expect_again")
ON_REVIEW = ("accept", "give_back")


def offers(person: User, report: Report, only: tuple[str, ...] = ON_REPORT) -> list[Offer]:
    """List what belongs to the person's role in the report's present state; what cannot be done now says why."""
    mine = [act for act in ACTS if act.address in only and act.is_for(person, report)]
    return [
        Offer(str(act.label), reverse(f"reports:{act.address}", args=[report.reference]), act.rule(person, act.about(report)), act.kind)
        for act in mine
    ]


def regional_offers(person: User, regional: RegionalReport) -> list[Offer]:
    """Offer to record the adoption where that belongs to the person's role, while it has not been done."""
    if regional.state != RegionalReport.State.DRAFT or not person.mandates.hold(roles.ADOPT_REGIONAL, regional.workspace):
        return []
    url = reverse("reports:adopt_regional", args=[regional.reference])
    return [Offer(_("Record the adoption"), url, rules.adopt_regional(person, regional), "primary")]


class Step(NamedTuple):
    """One thing on the way of a report to the council."""

    label: str
    url: str | None
    tone: str
    state: str
    hint: str = ""


def steps(person: User, report: Report, draft: Version | None) -> list[Step]:
    """Say what remains until the report is accepted, to those who may know; the texts only to those who read the ``draft``."""
    if told_to(person, report) == State.ACCEPTED:
        return []
    return [*(_draft_steps(person, report, draft) if draft else ()), *_way(report)]


def _draft_steps(person: User, report: Report, draft: Version) -> Iterator[Step]:
    written = [section for section in roles.Axis.values if getattr(draft, section)]
    url = reverse("reports:compose", args=[report.reference]) if rules.write_sections(person, draft) else None
    hint = _("%(written)d of %(all)d axes have their text.") % {"written": len(written), "all": len(roles.Axis.values)}
    yield _step(_("Texts on the three axes"), done=len(written) == len(roles.Axis.values), url=url, hint=hint)
    remarks = remarks_to_meet(report)
    waiting = sum(remark.state == Remark.State.OPEN for remark in remarks)
    if remarks:
        hint = ngettext("%(count)d remark waits for an answer.", "%(count)d remarks wait for an answer.", waiting) % {"count": waiting}
        yield _step(_("Answers to the remarks"), done=not waiting, url="#remarks", hint=hint if waiting else "")


def _way(report: Report) -> Iterator[Step]:
    version = latest(report)
    submitted = version is not None and version.submitted_at is not None
    signed = version is not None and version.signed_at is not None
    yield _step(_("Submission by the coordinator"), done=submitted)
    yield _step(_("Signature of the chair"), done=signed)
    yield _step(_("Acceptance by the regional cell"), done=report.state == State.ACCEPTED)


def next_of(version: Version) -> str:
    """Say what happens next with a version that was submitted."""
    if version.accepted_at is not None:
        return _("The regional report counts this version. The council reads it.")
    if version.report.versions.filter(number__gt=version.number).exists():
        return _("A newer version has taken its place. This one stays on record as it is.")
    if version.signed_at is None:
        return _("The chair reads it and signs it, or sends it back with a reason.")
    return _("The regional cell reads it. It accepts it, or returns it with its remarks. You will be told.")


def _step(label: str, *, done: bool, url: str | None = None, hint: str = "") -> Step:
    return Step(label, url, "done" if done else "todo", _("Done") if done else _("To do"), hint)
