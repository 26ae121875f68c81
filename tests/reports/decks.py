"""Regional reports made up, as they are frozen: fifteen hotspots, sixty, none, all late, all missing, names without end."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from math import cos, sin
from typing import Any

from actions.figures import Amount, Figure, MeasureFacts, roll_up
from actions.standing import Counts, together
from reports.models import RegionalReport
from taskforce.kernel.canon import digest
from taskforce.roles import Axis

LANGUAGES = ("fr", "nl", "en")
AS_OF = "2024-11-12T16:00:00+01:00"
SAID = "Les équipes ont tenu leurs passages chaque semaine et se sont accordées avec les services voisins. Le travail continue. "
MEASURES = {"security": ("checks", "seizures"), "prevention": ("contacts", "referrals"), "neighbourhood": ("cleanups", "lamps")}
EARLIER = ("2023-T4", "2024-T1", "2024-T2")


def named(words: str) -> dict[str, str]:
    """Say the same in every language."""
    return dict.fromkeys(LANGUAGES, words)


def measure(code: str, axis: str) -> MeasureFacts:
    """A measure that is added up."""
    return MeasureFacts(code, named(f"Mesure {code}"), "", axis, "sum", activity_dependent=axis == "security")


def an_axis(axis: str, number: int, *, late: bool) -> dict[str, Any]:
    """One axis of a hotspot: four actions, two figures."""
    done = 0 if late else number % 3
    counts = Counts(planned=4, running=4 - done, done=done, late=3 if late else 0)
    figures = [Figure(measure(code, axis), Amount(Decimal(10 * number + 7), entries=9), Decimal(200)) for code in MEASURES[axis]]
    actions: list[dict[str, Any]] = [
        {
            "code": f"{axis[0].upper()}{one}", "title": f"Action {one} menée par plusieurs services", "state": "done" if one <= done else "running",
            "late_reason": "Le raccordement électrique est attendu." if late and one == 1 else "", "funded": "yes", "horizon": "short",
            "lead": named("Service de prévention"), "start": "2024-05-01", "due": "2024-09-15", "is_late": late and one <= 3, "targets": [],
        }
        for one in range(1, 5)
    ]  # fmt: skip
    told = {"status": counts.status, "counts": counts.__dict__, "actions": actions, "figures": [one.as_dict() for one in figures]}
    return {"axis": axis, **told, "entries": {"count": 9, "below": None}}


def an_outline(number: int) -> dict[str, Any]:
    """A hexagon somewhere in the region."""
    across, up = 4.30 + 0.02 * (number % 8), 50.80 + 0.02 * (number // 8)
    ring = [[round(across + 0.005 * cos(turn), 5), round(up + 0.003 * sin(turn), 5)] for turn in range(7)]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def a_hotspot(number: int, *, name: str = "", late: bool = False, earlier: tuple[str, ...] = EARLIER) -> dict[str, Any]:
    """One accepted hotspot, with everything a version freezes."""
    axes = [an_axis(axis, number, late=late) for axis in Axis.values]
    past = [{"period": code, "report": f"TST-{number:02d}-{code}", "axes": _past(number + step)} for step, code in enumerate(earlier)]
    texts = dict.fromkeys(Axis.values, SAID * 4) | {"difficulties": SAID * 2, "decisions": "Financer deux postes."}
    came = [{"organisation": named(f"Organisation {one}"), "state": state} for one, state in enumerate(("present", "present", "excused"))]
    return {
        "reference": f"TST-{number:02d}", "names": named(name or f"Quartier {number}"), "municipalities": [named(f"Commune {number % 7}")],
        "report": f"TST-{number:02d}-2024-T3", "report_state": "accepted", "missing": None, "skip_reason": "", "version": 1,
        "digest": f"{number:064x}", "accepted_on": "2024-10-30", "reserve": "Le chiffre des contacts reste à vérifier." if number % 5 == 0 else "",
        "statuses": {one["axis"]: one["status"] for one in axes}, "counts": {one["axis"]: one["counts"] for one in axes}, "texts": texts,
        "decisions": ["Financer deux postes."], "axes": axes, "trend": past, "phenomena": [named("Vente de rue")], "geometry": an_outline(number),
        "meetings": [{"number": 1, "title": "Réunion du trimestre", "state": "closed", "day": "2024-09-12", "attendance": came, "decisions": [{"text": "Éclairer."}]}],
        "commitments": [{"what": "Poser six lampes.", "organisation": named("Commune"), "due": "2024-09-30", "state": "open", "is_overdue": late}],
    }  # fmt: skip


def _past(number: int) -> dict[str, Any]:
    counts = Counts(planned=4, running=4 - number % 4, done=number % 4)
    return {axis: {"status": counts.status, "counts": counts.__dict__} for axis in Axis.values}


def missing(number: int, *, name: str = "") -> dict[str, Any]:
    """One hotspot whose report was returned and not accepted."""
    kept = ("reference", "names", "municipalities", "report", "skip_reason")
    told = {key: value for key, value in a_hotspot(number, name=name).items() if key in kept}
    return {**told, "report_state": "returned", "missing": "returned"}


def an_order(number: int) -> dict[str, Any]:
    """A municipality's order on the ground of one hotspot."""
    return {
        "reference": f"TST-A-{number:02d}", "code": f"A-{number:02d}", "subject": "Interdiction de rassemblement autour de la station",
        "level": "municipality", "issuer": named("Commune"), "since": "2024-08-01", "until": "2024-10-15", "extends": None,
        "places": [f"TST-{number:02d}"],
    }  # fmt: skip


def a_content(hotspots: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """Freeze what these hotspots say together."""
    there = [one for one in hotspots if one["missing"] is None]
    axes = [[axis for one in there for axis in one["axes"] if axis["axis"] == name] for name in Axis.values]
    totals = roll_up(Figure.from_dict(figure) for one in there for axis in one["axes"] for figure in axis["figures"])
    return {
        "schema": 3, "kind": "regional_report", "reference": "TST-2024-T3-R1", "number": 1, "region": {"code": "TST", "names": named("Région d’essai")},
        "cell": {"names": named("Cellule d’essai"), "acronym": "CE"}, "notice": {}, "as_of": AS_OF, "small_number": 5, "text": SAID * 3,
        "period": {"code": "2024-T3", "since": "2024-07-01", "until": "2024-09-30", "due": "2024-10-31", "notes": named("")}, "hotspots": hotspots,
        "missing": [{"reference": one["reference"], "names": one["names"], "reason": one["missing"]} for one in hotspots if one["missing"]],
        "axes": [
            {"axis": name, "counts": together([Counts(), *(Counts(**one["counts"]) for one in same)]).__dict__, "statuses": _tally(same)}
            for name, same in zip(Axis.values, axes, strict=True)
        ],
        "totals": [{"figure": one.as_dict(), "places": len(there), "masked": 0} for one in totals],
        "versions": [{"reference": one["report"], "version": 1, "digest": one["digest"], "accepted_on": "2024-10-30"} for one in there],
        "areas": [], "orders": [an_order(number) for number in range(1, len(hotspots) // 3 + 1)], **more,
    }  # fmt: skip


def _tally(same: list[dict[str, Any]]) -> dict[str, int]:
    found = [one["status"] for one in same]
    return {one: found.count(one) for one in dict.fromkeys(found)}


def a_region(count: int, *, late: bool = False, name: str = "", earlier: tuple[str, ...] = EARLIER, absent: int = 0) -> dict[str, Any]:
    """A region of so many hotspots, the last ``absent`` of them without an accepted report."""
    there = [a_hotspot(number, late=late, name=name and f"{name} {number}", earlier=earlier) for number in range(1, count - absent + 1)]
    return a_content([*there, *(missing(number, name=name) for number in range(count - absent + 1, count + 1))])


def a_deck(content: dict[str, Any]) -> RegionalReport:
    """The regional report that bears a content, kept nowhere."""
    return RegionalReport(content=content, digest=digest(content), compiled_at=datetime.fromisoformat(content["as_of"]))
