"""What people do on the stage: each finds what it is about by its short name, then calls one service."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.models import Meeting
from hotspots import services as hotspots
from hotspots.models import Approval, Hotspot, Phenomenon
from reports import services as reports
from reports.demo import stage
from reports.demo.areas import names
from reports.demo.zones import DECISION, SOURCE, Zone, outline
from reports.figures import anchors_in, content_of, frozen_checks
from reports.models import Period, Remark, Report, Version
from taskforce import services as floor
from taskforce.models import Area, Organisation, Seat, Title, User, Workspace

WINDOW = ("2023-01-01", "2023-12-31")


def sit(*, by: User, who: str, workspace: str, organisation: str, role: str, **more: str) -> None:
    """Seat somebody for an organisation, under a title where there is one."""
    title = Title.objects.get(code=more["title"]) if more.get("title") else None
    floor.seat(
        by=by,
        workspace=Workspace.objects.get(reference=workspace),
        person=stage.person(who),
        organisation=Organisation.objects.get(code=organisation),
        role=role,
        axis=more.get("axis", ""),
        title=title,
    )


def sign_charter(*, by: User, workspace: str) -> None:
    """Sign the charter for one's own seat."""
    floor.sign_charter(by=by, seat=Seat.objects.get(workspace__reference=workspace, person=by, ended_on__isnull=True))


def whose_word(who: str, workspace: str) -> str | None:
    """Find who says whether somebody sits for their organisation: the first to whom the seat shows; nobody if that is said."""
    seat = _open_seat(who, workspace)
    if seat.confirmed_on:
        return None
    people = User.objects.filter(seats__workspace__area=seat.workspace.area, is_active=True).order_by("pk").distinct()
    asked = next(one for one in people if Seat.objects.awaiting(one).filter(pk=seat.pk).exists())
    return str(asked.email).removesuffix(f"@{stage.DOMAIN}")


def confirm(*, by: User, who: str, workspace: str) -> None:
    """Give the organisation's word that somebody sits for it."""
    floor.confirm_seat(by=by, seat=_open_seat(who, workspace))


def _open_seat(who: str, workspace: str) -> Seat:
    found: Seat = Seat.objects.get(workspace__reference=workspace, person=stage.person(who), ended_on__isnull=True)
    return found


def frame(*, by: User, workspace: str, basis: str = "Décision du conseil régional du 28 mars 2024 (démonstration)") -> None:
    """Say on what the task force stands, what for and by which rules."""
    floor.frame(
        by=by,
        workspace=Workspace.objects.get(reference=workspace),
        legal_basis=basis,
        purpose="Coordonner la sécurité, la prévention et la vie de quartier sur un même lieu, sans données sur des personnes.",
        rules="Chaque partenaire reste indépendant et répond de ses actions. Ce qui est confidentiel reste dans son axe.",
    )


def propose(*, by: User, zone: Zone, cell: str = "BRU-CELL", window: tuple[str, str] = WINDOW, source: str = SOURCE) -> None:
    """Propose a hotspot on the data of a window."""
    hotspots.propose(
        by=by,
        workspace=Workspace.objects.get(reference=cell),
        number=zone.number,
        names=names(zone.french, zone.dutch, zone.english),
        municipalities=list(Area.objects.filter(code__in=zone.municipalities)),
        phenomena=list(Phenomenon.objects.filter(code__in=zone.phenomena)),
        reason=zone.reason,
        data_since=date.fromisoformat(window[0]),
        data_until=date.fromisoformat(window[1]),
        data_source=source,
    )


def approve(*, by: User, hotspot: str, municipality: str) -> None:
    """Approve for one's own municipality."""
    hotspots.approve(by=by, approval=Approval.objects.get(hotspot__reference=hotspot, municipality__code=municipality))


def refuse(*, by: User, hotspot: str, municipality: str, remark: str) -> None:
    """Refuse for one's own municipality."""
    hotspots.refuse(by=by, approval=Approval.objects.get(hotspot__reference=hotspot, municipality__code=municipality), remark=remark)


def validate(*, by: User, hotspot: str, on: str, reference: str) -> None:
    """Record that the council validated a hotspot."""
    hotspots.validate(by=by, hotspot=Hotspot.objects.get(reference=hotspot), on=date.fromisoformat(on), reference=reference)


def draw(*, by: User, zone: Zone, since: str) -> None:
    """Draw the invented outline of a hotspot."""
    hotspot = Hotspot.objects.get(reference=zone.reference)
    hotspots.draw_perimeter(by=by, hotspot=hotspot, geometry=outline(zone), since=date.fromisoformat(since), decision=DECISION)


def convene(*, by: User, hotspot: str) -> None:
    """Convene the task force of a hotspot."""
    hotspots.convene(by=by, hotspot=Hotspot.objects.get(reference=hotspot))


def open_period(*, by: User, cell: str, code: str, dates: tuple[str, str, str], notes: dict[str, str]) -> None:
    """Open a period from a first to a last day, with the day its reports are due."""
    since, until, due = (date.fromisoformat(day) for day in dates)
    reports.open_period(by=by, workspace=Workspace.objects.get(reference=cell), code=code, since=since, until=until, due=due, notes=notes)


def start_report(*, by: User, report: str) -> None:
    """Begin a report."""
    reports.start_report(by=by, report=Report.objects.get(reference=report))


def write(*, by: User, report: str, texts: dict[str, str]) -> None:
    """Write the texts of a report."""
    reports.write_sections(by=by, version=_latest(report), **texts)


def explain(*, by: User, report: str, said: dict[str, str]) -> None:
    """Say why what the checks found is as it is, by the code of the check."""
    it = Report.objects.get(reference=report)
    found = frozen_checks(content_of(it, _latest(report)))
    reports.explain(by=by, report=it, explanations={one.key: said[one.code] for one in found if one.code in said})


def skip(*, by: User, report: str, reason: str) -> None:
    """Leave out a report that will not come."""
    reports.skip_report(by=by, report=Report.objects.get(reference=report), reason=reason)


def submit(*, by: User, report: str) -> None:
    """Hand a report to the chair."""
    reports.submit(by=by, report=Report.objects.get(reference=report))


def sign(*, by: User, report: str) -> None:
    """Sign a report."""
    reports.sign(by=by, report=Report.objects.get(reference=report))


def remark(*, by: User, report: str, **said: Any) -> None:
    """Remark on a section of a report."""
    reports.remark(by=by, version=_latest(report), **said)


def remark_figure(*, by: User, report: str, axis: str, text: str) -> None:
    """Remark on the first figure of an axis."""
    version = _latest(report)
    anchor = next(key for key, (there, _name) in anchors_in(version.content or {}).items() if there == axis)
    reports.remark(by=by, version=version, section="figures", anchor=anchor, text=text)


def remind(*, by: User, cell: str, code: str) -> None:
    """Remind those whose report is late."""
    reports.remind(by=by, period=Period.objects.get(workspace__reference=cell, code=code))


def give_back(*, by: User, report: str) -> None:
    """Return a report."""
    reports.give_back(by=by, report=Report.objects.get(reference=report))


def answer(*, by: User, report: str, text: str) -> None:
    """Answer the open remark of a returned report."""
    waiting = Remark.objects.get(version__report__reference=report, state=Remark.State.OPEN, internal=False)
    reports.answer(by=by, remark=waiting, answer=text)


def accept(*, by: User, report: str) -> None:
    """Accept a report."""
    reports.accept(by=by, report=Report.objects.get(reference=report))


def compile_regional(*, by: User, cell: str, code: str, words: dict[str, str]) -> None:
    """Compile the regional report of a period."""
    reports.compile_regional(by=by, period=Period.objects.get(workspace__reference=cell, code=code), **words)


def adopt_regional(*, by: User, cell: str, code: str, session: int, decision: str) -> None:
    """Record that the council adopted the regional report of a period."""
    period = Period.objects.get(workspace__reference=cell, code=code)
    held = Meeting.objects.get(workspace=period.workspace.parent, number=session)
    reports.adopt_regional(by=by, regional=period.regional_reports.latest("number"), session=held, decision=decision)


def _latest(report: str) -> Version:
    found: Version = Version.objects.filter(report__reference=report).latest("number")
    return found
