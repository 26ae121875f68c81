"""Two sessions of the council: the first left a commitment, the second followed it up, answered what was asked and adopted the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from actions import services as acting_on
from actions.models import Commitment
from reports import services
from reports.demo import meetings
from reports.demo.people import HEAD, PARTNERS
from reports.demo.stage import Deed, deed
from reports.models import Answer, Asked, Period, RegionalReport, Report
from taskforce.models import Organisation, User

ROOM, CELL, PERIOD = "BRU-COUNCIL", "BRU-CELL", "2024-T3"
MEMBER, SECRETARY, BODY = "conseil", "secretariat", "BRU-CORES"
FIRST, SECOND = ("2024-09-26", 1), ("2024-11-14", 2)
PLACE = "Salle du conseil"
PROMISE = "Présenter au conseil un modèle commun de convention avec les bailleurs."
ASKED = (
    ("Financer deux équipes de nuit de travail de rue pour un an.", 7, "180000", "2024-12-20"),
    ("Autoriser les communes à prolonger l’horaire des permanences d’hiver.", 8, None, "2024-11-29"),
)
QUESTIONS = (
    ("Combien de passages de nettoyage du samedi sont assurés jusqu’à la fin de l’année ?", ("BRU-PROPRETE", "BRU-LOGEMENT")),
    ("Quels quais restent sans présence le soir ?", ("BRU-STIB",)),
)
ANSWERS = {
    "BRU-PROPRETE": ("proprete", "Chaque samedi matin, aux abords des trois gares, jusqu’au 28 décembre."),
    "BRU-LOGEMENT": ("logement", "Nos équipes assurent un passage sur deux dans les halls ; l’autre revient à la commune."),
}


def deeds() -> Iterator[Deed]:
    """List what was done in and around the sessions."""
    yield from _first_session()
    for minute, (text, number, amount, deadline) in enumerate(ASKED):
        given = {"text": text, "report": f"BRU-{number:02d}-{PERIOD}", "amount": amount, "deadline": deadline}
        yield deed(f"2024-11-12 15:{minute:02d}", HEAD.key, ask, **given)
    yield from _called("2024-11-12", SECOND[0])
    yield from _questions()
    yield from _second_session()


def _called(prepared: str, day: str) -> Iterator[Deed]:
    about = {"hotspot": ROOM, "day": day}
    yield deed(f"{prepared} 17:00", SECRETARY, meetings.prepare, title="Séance du conseil régional", place=PLACE, **about)
    yield deed(f"{prepared} 17:05", SECRETARY, meetings.put, text="Ouverture et rapport régional", **about)
    yield deed(f"{prepared} 17:10", SECRETARY, meetings.call, **about)


def _first_session() -> Iterator[Deed]:
    day, number = FIRST
    about = {"hotspot": ROOM, "number": number}
    yield from _called("2024-09-12", day)
    yield deed(f"{day} 14:05", SECRETARY, meetings.hold, **about)
    yield deed(f"{day} 14:10", SECRETARY, meetings.attend, states={BODY: "present"}, **about)
    yield deed(f"{day} 15:00", SECRETARY, meetings.promise, organisation=BODY, what=PROMISE, due="2024-11-10", **about)
    yield deed(f"{day} 15:30", MEMBER, accept)
    yield deed(f"{day} 17:00", SECRETARY, meetings.close, **about)
    yield deed("2024-11-08 10:00", MEMBER, keep, words="Le modèle de convention est présenté et joint au dossier de la session.")


def _questions() -> Iterator[Deed]:
    for minute, (text, bodies) in enumerate(QUESTIONS):
        yield deed(f"2024-11-13 10:{minute:02d}", MEMBER, question, text=text, bodies=bodies, due="2024-11-29")
    for minute, (code, (who, text)) in enumerate(ANSWERS.items()):
        yield deed(f"2024-11-13 15:{minute:02d}", PARTNERS[who].key, answer, organisation=code, text=text)


def _second_session() -> Iterator[Deed]:
    day, number = SECOND
    about = {"hotspot": ROOM, "number": number}
    yield deed(f"{day} 14:05", SECRETARY, meetings.hold, **about)
    yield deed(f"{day} 14:10", SECRETARY, meetings.attend, states={BODY: "present"}, **about)
    yield deed(f"{day} 14:30", SECRETARY, settle, asked=ASKED[0][0], state="adopted", words="Le conseil accorde le budget pour un an.")
    yield deed(f"{day} 14:40", SECRETARY, settle, asked=ASKED[1][0], state="postponed", words="Le conseil attend l’avis des communes.")


def ask(*, by: User, text: str, report: str, amount: str | None, deadline: str) -> None:
    """Ask the council for a decision."""
    period, cost = Period.objects.get(workspace__reference=CELL, code=PERIOD), Decimal(amount) if amount else None
    origin, day = Report.objects.get(reference=report), date.fromisoformat(deadline)
    services.ask_decision(by=by, period=period, text=text, report=origin, amount=cost, deadline=day)


def question(*, by: User, text: str, bodies: tuple[str, ...], due: str) -> None:
    """Ask a question on the regional report."""
    regional = RegionalReport.objects.filter(workspace__reference=CELL).latest("number")
    organisations = Organisation.objects.filter(code__in=bodies)
    services.ask_question(by=by, regional=regional, text=text, due=date.fromisoformat(due), organisations=organisations)


def answer(*, by: User, organisation: str, text: str) -> None:
    """Answer for an organisation."""
    services.answer_question(by=by, answer=Answer.objects.get(organisation__code=organisation), text=text)


def settle(*, by: User, asked: str, state: str, words: str) -> None:
    """Write down the council's answer."""
    services.settle_asked(by=by, asked=Asked.objects.get(text=asked), state=state, words=words)


def accept(*, by: User) -> None:
    """Accept the commitment of the first session."""
    acting_on.accept_commitment(by=by, commitment=Commitment.objects.get(workspace__reference=ROOM))


def keep(*, by: User, words: str) -> None:
    """Say that it was kept."""
    acting_on.keep_commitment(by=by, commitment=Commitment.objects.get(workspace__reference=ROOM), kept=True, words=words)
