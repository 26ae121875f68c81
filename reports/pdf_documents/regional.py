"""The report of a region: what its templates receive, read from one frozen compilation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.figures.around_reading import meetings_in, orders_in, promises_in
from reports.figures.reading import Mark
from reports.figures.regional_reading import RegionalView
from reports.models import RegionalReport
from reports.pdf import Proof
from reports.pdf.parts import Approval, Cell, Column, Cover, Fact, Method, Paper, Signature, Table, Tile, Value
from reports.pdf_documents import deck, deck_hotspots, ledgers, shared
from reports.pdf_documents.glossary import glossary
from reports.sealed import journal_line
from taskforce.drawing.words import day, number


def context_of(it: RegionalReport, proof: Proof | None = None) -> dict[str, Any]:
    """Gather what the printed compilation shows, in the language in use."""
    content = it.content
    view = RegionalView.from_content(content)
    names = {one.reference: one.name for one in view.hotspots}
    asked = deck.asked_of(content, view)
    return {
        "view": view,
        "paper": _paper(it, view, proof),
        "cover": _cover(it, view),
        "contents": _contents(view),
        "lead": _lead(view, len(asked)),
        "asked": deck.asked_table(asked, view),
        "tiles": (_received_tile(view), *shared.tiles_of(view.axes)),
        "key_figures": deck.axes_table(view),
        "chart": shared.chart_of(view.axes),
        "map": deck.map_of(content),
        "places": deck.places_table(view),
        "matrices": deck.matrices(view),
        "trends": deck.trends_of(content),
        "axes": deck_hotspots.chapters_of(content, view),
        "orders": ledgers.orders_table(orders_in(content), _("Orders in force on %(day)s") % {"day": view.period.until}, names),
        "turnout": ledgers.turnout_table([(names[one["reference"]], meetings_in(one), promises_in(one)) for one in content["hotspots"]]),
        "hotspots": list(deck_hotspots.hotspots_of(content, view)),
        "followed": deck.followed_table(view.follow_up),
        "versions": _versions_table(view),
        "missing": _missing_table(view),
        "glossary": glossary(),
        "method_note": _method(it, view),
        "approval_note": _approval(it, view),
    }


def _is_draft(it: RegionalReport) -> bool:
    return it.state != RegionalReport.State.ADOPTED


def _paper(it: RegionalReport, view: RegionalView, proof: Proof | None) -> Paper:
    return Paper(
        place=shared.running_head(view.region, view.period.code),
        marking=_("Restricted distribution"),
        reference=view.reference,
        version=number(view.number),
        as_of=view.as_of,
        digest=shared.short_digest(it.digest),
        draft=_is_draft(it),
        notice=view.notice,
        journal=journal_line(it),
        proof=proof,
    )


def _cover(it: RegionalReport, view: RegionalView) -> Cover:
    mark = Mark("todo", _("Not adopted yet")) if _is_draft(it) else Mark("done", _("Adopted by the council"))
    return Cover(
        issuer=view.cell,
        kind=_("Progress report of the region to its council"),
        title=view.region,
        subtitle=_("Period %(days)s") % {"days": shared.days_of(view.period)},
        state=shared.state_of(mark),
        facts=(
            Fact(_("Report"), _("%(reference)s, version %(number)s") % {"reference": view.reference, "number": view.number}),
            Fact(_("Data as of"), view.as_of),
            Fact(_("Accepted reports"), _received(view)),
            Fact(_("Session of the council"), day(it.session_on), it.decision or _("Not adopted yet.")),
            Fact(_("Readers"), _("Regional cell") if _is_draft(it) else _("Regional cell and regional council")),
        ),
    )


def _received(view: RegionalView) -> str:
    words = ngettext("%(part)s of %(number)s hotspot", "%(part)s of %(number)s hotspots", len(view.hotspots))
    return words % {"part": number(len(view.present)), "number": number(len(view.hotspots))}


def _received_tile(view: RegionalView) -> Tile:
    whole = len(view.hotspots)
    of_all = ngettext("of %(number)s hotspot", "of %(number)s hotspots", whole) % {"number": number(whole)}
    return Tile(_("Reports accepted"), number(len(view.present)), of_all)


def _contents(view: RegionalView) -> list[tuple[str, str, int]]:
    return [
        ("chair", _("For the chair"), 1),
        ("figures", _("Key figures"), 1),
        ("places", _("Map and list of hotspots"), 1),
        ("standing", _("How the hotspots stand"), 1),
        *(_chapters(view) if view.present else ()),
        ("orders", _("Register of orders"), 1),
        ("turnout", _("Meetings and attendance"), 1),
        *(_hotspots(view) if view.present else ()),
        ("followed", _("What became of earlier decisions"), 1),
        ("method", _("Method and limits"), 1),
        ("versions", _("Reports counted and reports missing"), 1),
        ("glossary", _("Words explained"), 1),
        ("approval", _("Approval"), 1),
    ]


def _chapters(view: RegionalView) -> list[tuple[str, str, int]]:
    return [("trends", _("Trends"), 1), ("axes", _("The three axes"), 1), *((axis.axis, axis.name, 2) for axis in view.axes)]


def _hotspots(view: RegionalView) -> list[tuple[str, str, int]]:
    return [("hotspots", _("Hotspot by hotspot"), 1), *((one.reference, one.name, 2) for one in view.present)]


def _lead(view: RegionalView, asked: int) -> str:
    absent = len(view.missing)
    decisions = ngettext("%(number)d decision is asked.", "%(number)d decisions are asked.", asked)
    missing = ngettext("%(number)d is missing and named below.", "%(number)d are missing and named below.", absent)
    return " ".join(
        (
            (decisions if asked else _("No decision is asked.")) % {"number": asked},
            _("Accepted reports: %(received)s.") % {"received": _received(view)},
            (missing if absent else _("None is missing.")) % {"number": absent},
        )
    )


def _versions_table(view: RegionalView) -> Table | None:
    columns = (Column(_("Report"), 20), Column(_("Version"), 10, numeric=True), Column(_("Accepted on"), 15), Column("SHA-256", 55))
    lines: list[list[Value]] = [[one.reference, number(one.version), one.accepted_on, Cell(one.digest, code=True)] for one in view.versions]
    return Table.of(_("Reports this one was compiled from"), columns, lines) if lines else None


def _missing_table(view: RegionalView) -> Table | None:
    columns = (Column(_("Hotspot"), 35), Column(_("Municipality"), 30), Column(_("Why it is missing"), 35))
    lines: list[list[Value]] = [[Cell(one.name, note=one.reference), ", ".join(one.municipalities), one.missing] for one in view.missing]
    return Table.of(_("Hotspots without an accepted report"), columns, lines) if lines else None


def _method(it: RegionalReport, view: RegionalView) -> Method:
    facts = (
        Fact(_("Data as of"), view.as_of, _("Each accepted report has its own earlier moment.")),
        Fact(_("Period"), shared.days_of(view.period), view.period.note),
        Fact(_("What counts"), _("Only accepted versions. A report accepted later counts in a new number of this one.")),
        Fact(_("Hotspots counted"), _("For each measure, the hotspots that logged a value that may be shown, of all accepted reports.")),
        *shared.rules_of_reading(view.small_number),
        Fact(_("Languages"), _("French, Dutch and English versions print the same frozen content.")),
        Fact("SHA-256", it.digest, code=True),
    )
    return Method(facts, (*shared.limits(), *([view.notice] if view.notice else [])))


def _approval(it: RegionalReport, view: RegionalView) -> Approval:
    adopted = "" if _is_draft(it) else day(it.session_on)
    signatures = (
        Signature(_("Compiled"), view.cell, view.region, view.as_of),
        Signature(_("Adopted"), _("Regional council"), it.decision or _("Not adopted yet."), adopted),
    )
    seal = _("This report bears the digest %(digest)s. A correction makes a new number; this one never changes.")
    return Approval(signatures, seal=seal % {"digest": shared.short_digest(it.digest)})
