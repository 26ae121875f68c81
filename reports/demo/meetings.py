"""The meetings of two task forces: one closed, with what came of its commitments; two called for the coming week; one prepared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import override

from actions import services
from actions.models import AgendaItem, Commitment, Meeting
from reports.demo.people import PARTNERS, POLICE, coordinator, mayor, street_worker
from reports.demo.stage import BRUSSELS, Deed, deed
from reports.demo.zones import ZONES, Zone
from taskforce.models import Organisation, User, Workspace

CLEMENCEAU, THE_OTHER = (next(one for one in ZONES if one.number == number) for number in (7, 13))
ATTENDED = {
    "BRU-COM-21001": "present", "BRU-ZP-5341": "present", "BRU-PARQUET": "present", "BRU-RUE": "present", "BRU-RDR": "excused",
    "BRU-PROPRETE": "present", "BRU-LOGEMENT": "present", "BRU-STIB": "absent",
}  # fmt: skip
LIGHTS = "Éclairage des halls"
RESTRICTED = "Calendrier des contrôles de novembre"
POINTS = (LIGHTS, "Nettoyage des abords de la gare", "Horaire des permanences d’hiver")
DECISIONS = (
    (LIGHTS, "Les deux halls les plus sombres passent en premier ; la commune signale les autres."),
    ("Horaire des permanences d’hiver", "Les permanences se tiennent à la maison de quartier jusqu’à 19 heures."),
)
PROMISES = (
    ("BRU-PROPRETE", "Ajouter un passage le samedi matin aux abords de la gare.", "2024-10-25"),
    ("BRU-LOGEMENT", "Remettre en service l’éclairage des deux halls.", "2024-11-08"),
    ("BRU-RUE", "Tenir une permanence commune avec la maison de quartier.", "2024-11-05"),
    ("BRU-COM-21001", "Afficher l’horaire d’hiver dans les trois langues.", "2024-11-29"),
    ("BRU-STIB", "Dire à quelles heures une présence en binôme est possible.", "2024-11-29"),
)


def deeds() -> Iterator[Deed]:
    """List what was done about meetings."""
    yield from _called(CLEMENCEAU, "2024-09-19", "2024-10-03", "Réunion de la task-force", "Maison communale, salle 2")
    yield from _prepared_by_hand()
    yield from _held()
    yield from _followed_up()
    yield from _called(CLEMENCEAU, "2024-11-07", "2024-11-21", "Réunion de la task-force", "Maison communale, salle 2")
    yield deed("2024-11-07 11:00", _convenor(CLEMENCEAU), repeat, hotspot=CLEMENCEAU.reference, number=2, months=1)
    yield from _called(THE_OTHER, "2024-11-06", "2024-11-20", *WORDS[THE_OTHER.language])


WORDS = {"fr": ("Réunion de la task-force", "Maison communale"), "nl": ("Vergadering van de taskforce", "Gemeentehuis, zaal 1")}
FIRST = {"fr": "Suites de la réunion précédente", "nl": "Opvolging van de afspraken"}


def _convenor(zone: Zone) -> str:
    return coordinator(zone.municipalities[0]).key


def _called(zone: Zone, prepared: str, day: str, title: str, place: str) -> Iterator[Deed]:
    """List how a meeting is prepared one day, with a point of its own, and called the next."""
    who, about = _convenor(zone), {"hotspot": zone.reference, "day": day}
    yield deed(f"{prepared} 10:00", who, prepare, title=title, place=place, **about)
    yield deed(f"{prepared} 10:10", who, put, text=FIRST[zone.language], **about)
    yield deed(f"{prepared} 16:00", who, call, **about)


def _prepared_by_hand() -> Iterator[Deed]:
    about = {"hotspot": CLEMENCEAU.reference, "day": "2024-10-03"}
    for minute, text in enumerate(POINTS, start=20):
        yield deed(f"2024-09-19 10:{minute}", _convenor(CLEMENCEAU), put, text=text, **about)
    yield deed("2024-09-23 09:00", POLICE["5341"].key, put, text=RESTRICTED, tier="axis", **about)


def _held() -> Iterator[Deed]:
    who, about = _convenor(CLEMENCEAU), {"hotspot": CLEMENCEAU.reference, "number": 1}
    yield deed("2024-10-03 14:05", who, hold, **about)
    yield deed("2024-10-03 14:10", who, attend, states=ATTENDED, **about)
    for minute, (point, text) in enumerate(DECISIONS, start=30):
        yield deed(f"2024-10-03 14:{minute}", who, decide, point=point, text=text, **about)
    restricted = {"point": RESTRICTED, "text": "Trois soirées conjointes, à des dates convenues entre les deux services."}
    yield deed("2024-10-03 15:00", POLICE["5341"].key, decide, **restricted, **about)
    for minute, (organisation, what, due) in enumerate(PROMISES, start=10):
        yield deed(f"2024-10-03 15:{minute}", who, promise, organisation=organisation, what=what, due=due, **about)
    yield deed("2024-10-04 16:00", who, close, **about)


def _followed_up() -> Iterator[Deed]:
    speakers = {"BRU-PROPRETE": PARTNERS["proprete"], "BRU-LOGEMENT": PARTNERS["logement"], "BRU-RUE": street_worker(CLEMENCEAU)}
    keys = {code: person.key for code, person in speakers.items()} | {"BRU-COM-21001": _convenor(CLEMENCEAU)}
    about = {"hotspot": CLEMENCEAU.reference}
    for minute, (code, who) in enumerate(keys.items(), start=10):
        yield deed(f"2024-10-04 11:{minute}", who, accept, organisation=code, **about)
    done = {"kept": True, "words": "Le passage du samedi est assuré depuis le 19 octobre."}
    missed = {"kept": False, "words": "La maison de quartier était fermée ; une autre date est à convenir."}
    yield deed("2024-10-24 15:00", keys["BRU-PROPRETE"], answer, organisation="BRU-PROPRETE", **done, **about)
    yield deed("2024-11-06 15:00", keys["BRU-RUE"], answer, organisation="BRU-RUE", **missed, **about)
    yield deed("2024-10-28 09:00", mayor(CLEMENCEAU.municipalities[0]).key, confirm, organisation="BRU-PROPRETE", **about)


def prepare(*, by: User, hotspot: str, day: str, title: str, place: str) -> None:
    """Prepare a meeting from two to four on a day."""
    hours = (datetime.fromisoformat(f"{day} {hour}").replace(tzinfo=BRUSSELS) for hour in ("14:00", "16:00"))
    given = dict(zip(("starts_at", "ends_at"), hours, strict=True))
    with override(by.language):
        services.draft_meeting(by=by, workspace=Workspace.objects.get(reference=hotspot), title=title, place=place, **given)


def put(*, by: User, hotspot: str, day: str, text: str, tier: str = "workspace") -> None:
    """Put a point on the agenda."""
    services.put_point(by=by, meeting=_on(hotspot, day), text=text, tier=tier)


def call(*, by: User, hotspot: str, day: str) -> None:
    """Send the invitation."""
    services.call_meeting(by=by, meeting=_on(hotspot, day))


def repeat(*, by: User, hotspot: str, number: int, months: int) -> None:
    """Prepare the meetings of the next months."""
    services.repeat_meeting(by=by, meeting=_number(hotspot, number), months=months)


def hold(*, by: User, hotspot: str, number: int) -> None:
    """Begin the meeting."""
    services.hold_meeting(by=by, meeting=_number(hotspot, number))


def attend(*, by: User, hotspot: str, number: int, states: dict[str, str]) -> None:
    """Write down who is there."""
    told = {Organisation.objects.get(code=code): state for code, state in states.items()}
    services.record_attendance(by=by, meeting=_number(hotspot, number), states=told)


def decide(*, by: User, hotspot: str, number: int, point: str, text: str) -> None:
    """Write down a decision on a point."""
    meeting = _number(hotspot, number)
    services.record_decision(by=by, meeting=meeting, text=text, item=AgendaItem.objects.get(meeting=meeting, text=point))


def promise(*, by: User, hotspot: str, number: int, organisation: str, what: str, due: str) -> None:
    """Propose a commitment."""
    body = Organisation.objects.get(code=organisation)
    services.propose_commitment(by=by, meeting=_number(hotspot, number), organisation=body, what=what, due=date.fromisoformat(due))


def close(*, by: User, hotspot: str, number: int) -> None:
    """Close the meeting."""
    services.close_meeting(by=by, meeting=_number(hotspot, number))


def accept(*, by: User, hotspot: str, organisation: str) -> None:
    """Accept a commitment."""
    services.accept_commitment(by=by, commitment=_promised(hotspot, organisation))


def answer(*, by: User, hotspot: str, organisation: str, kept: bool, words: str) -> None:
    """Say whether a commitment was kept."""
    services.keep_commitment(by=by, commitment=_promised(hotspot, organisation), kept=kept, words=words)


def confirm(*, by: User, hotspot: str, organisation: str) -> None:
    """Confirm that it was kept."""
    services.confirm_commitment(by=by, commitment=_promised(hotspot, organisation))


def _on(hotspot: str, day: str) -> Meeting:
    found: Meeting = Meeting.objects.get(workspace__reference=hotspot, starts_at__date=day)
    return found


def _number(hotspot: str, number: int) -> Meeting:
    found: Meeting = Meeting.objects.get(workspace__reference=hotspot, number=number)
    return found


def _promised(hotspot: str, organisation: str) -> Commitment:
    found: Commitment = Commitment.objects.get(workspace__reference=hotspot, organisation__code=organisation)
    return found
