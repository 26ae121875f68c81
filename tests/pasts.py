"""Pasts made up at random: people act through the services, day after day, and every evening everything is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import strategies as st

from actions import services as acting_on
from actions.models import Action, AgendaItem, Entry, Meeting, Partner, Plan, Quantity, Target
from hotspots import services as ordering
from hotspots.models import Hotspot, Order
from taskforce import services as floor
from taskforce.kernel import clock
from taskforce.kernel.past import as_of
from taskforce.kernel.timeline import tracked_models
from taskforce.models import Seat, User
from tests.cast import TODAY, Cast
from tests.table import an_hour

BRUSSELS = ZoneInfo("Europe/Brussels")
HOURS = ("00:00", "00:30", "09:00", "12:00", "22:30", "23:30")  # on both sides of midnight, here and in UTC
Snapshot = dict[str, dict[int, dict[str, Any]]]


class Deed(NamedTuple):
    """Something somebody tries: what, which of the choices it leaves, after how many days, at which hour."""

    verb: Callable[[Cast, int], object]
    choice: int
    days: int
    hour: str


def _pick(rows: Any, choice: int) -> Any:
    found = list(rows.order_by("pk"))
    return found[choice % len(found)] if found else None


def propose(cast: Cast, choice: int) -> None:
    """The coordinator proposes an action of the police, with a partner and a target."""
    acting_on.propose_action(
        by=cast.coordinator, plan=Plan.objects.get(pk=cast.plan.pk), axis="security", title=f"Neuve {choice}", organisation=cast.organisation("POLICE"),
        partners=[cast.organisation("PARQUET")] if choice % 2 else [], targets={cast.measure("drugs"): Decimal(choice)}, tier=("workspace", "axis")[choice % 2],
    )  # fmt: skip


def carry_on(cast: Cast, choice: int) -> None:
    """The police take one of their actions a step on."""
    one = _pick(Action.objects.filter(organisation__code="POLICE", workspace__reference="TST-01"), choice)
    {"proposed": acting_on.agree, "agreed": acting_on.start}.get(one.state, acting_on.finish)(by=cast.police, action=one)


def change(cast: Cast, choice: int) -> None:
    """Whoever leads an action rewrites it; partners and targets come and go."""
    one = _pick(Action.objects.filter(workspace__reference="TST-01"), choice)
    by = {"POLICE": cast.police, "SOCIAL": cast.worker, "PROPRETE": cast.cleaning}.get(one.organisation.code, cast.prosecutor)
    partners = [cast.organisation(code) for code in ("REGION", "NORD")[: choice % 3]]
    acting_on.amend_action(
        by=by, action=one, title=f"Autre {choice}", partners=partners, targets={cast.measure("cameras"): None} if choice % 2 else {}
    )


def log(cast: Cast, choice: int) -> None:
    """The street worker logs work."""
    given = [{"measure": cast.measure("contacts"), "value": Decimal(choice)}] if choice % 2 else []
    acting_on.log_work(by=cast.worker, action=cast.action("P1"), day=TODAY, note=f"Note {choice}", client_key=uuid4(), quantities=given)


def correct(cast: Cast, choice: int) -> None:
    """A colleague corrects an entry; its numbers may go."""
    one = _pick(Entry.objects.filter(action__code="P1", workspace__reference="TST-01"), choice)
    tier = ("organisation", "workspace")[choice % 2]
    acting_on.amend_entry(by=cast.colleague, entry=one, note=f"Mieux {choice}", tier=tier, quantities=None if choice % 3 else [])


def order(cast: Cast, choice: int) -> None:
    """The coordinator drafts an order, or changes one; places come and go."""
    places = Hotspot.objects.filter(reference__in=["TST-01", "TST-03"][: 1 + choice % 2])
    given = {"subject": f"Ban {choice}", "basis": "Article 135", "since": TODAY, "until": TODAY + timedelta(days=choice)}
    one = _pick(Order.objects.filter(state="draft"), choice)
    if one is None or choice % 3 == 0:
        ordering.draft_order(by=cast.coordinator, workspace=cast.workspace("TST-01"), hotspots=places, **given)
    else:
        ordering.amend_order(by=cast.coordinator, order=one, hotspots=places, **given)


def take_back(cast: Cast, choice: int) -> None:
    """The street worker logs work and takes it back."""
    log(cast, choice)
    acting_on.undo_log(by=cast.worker, entry=Entry.objects.filter(author=cast.worker, state="kept").latest("pk"))


def seat(cast: Cast, choice: int) -> None:
    """The mayor seats somebody new."""
    person = _pick(User.objects.filter(email__in=["outsider@test.invalid", "member@test.invalid", "steward@test.invalid"]), choice)
    floor.seat(by=cast.mayor, workspace=cast.workspace("TST-01"), person=person, organisation=cast.organisation("ASSO"), role="observer")


def unseat(cast: Cast, choice: int) -> None:
    """The mayor ends a seat."""
    one = _pick(Seat.objects.filter(workspace__reference="TST-01", role="observer", ended_on=None), choice)
    floor.unseat(by=cast.mayor, seat=one, reason=f"Because {choice}")


def plan(cast: Cast, choice: int) -> None:
    """The plan is opened again, submitted, adopted or given back."""
    it = Plan.objects.get(pk=cast.plan.pk)
    if it.state == "draft":
        acting_on.submit_plan(by=cast.coordinator, plan=it)
    elif it.state == "submitted" and choice % 2:
        acting_on.give_back_plan(by=cast.mayor, plan=it, words=f"Words {choice}")
    elif it.state == "submitted":
        acting_on.adopt_plan(by=cast.mayor, plan=it)
    else:
        acting_on.revise_plan(by=cast.coordinator, plan=it, reason=f"Year {choice}")


def meet(cast: Cast, choice: int) -> None:
    """A point is put on the agenda of a meeting, for everybody or for the axis; it is changed, or taken off."""
    when = {"starts_at": an_hour("2025-06-05"), "ends_at": an_hour("2025-06-05", "16:00"), "title": "Table", "place": "Town hall"}
    known = Meeting.objects.filter(workspace__reference="TST-01").first()
    it = known or acting_on.draft_meeting(by=cast.coordinator, workspace=cast.workspace("TST-01"), **when)
    item = _pick(AgendaItem.objects.filter(meeting=it, organisation__code="POLICE"), choice)
    if item is None or choice % 3 == 0:
        acting_on.put_point(by=cast.police, meeting=it, text=f"Point {choice}", tier=("workspace", "axis")[choice % 2])
    elif choice % 3 == 1:
        acting_on.amend_point(by=cast.police, item=item, text=f"Autre {choice}", position=choice)
    else:
        acting_on.take_off_point(by=cast.police, item=item)


VERBS = (propose, carry_on, change, log, correct, order, seat, unseat, plan, meet, take_back)


DEEDS = st.lists(
    st.builds(Deed, st.sampled_from(VERBS), st.integers(0, 11), st.sampled_from([0, 0, 1, 3]), st.sampled_from(HOURS)), min_size=4, max_size=12
)  # fmt: skip


def rows_of(model: Any, rows: Any) -> dict[int, dict[str, Any]]:
    """What rows say, field by field, by key: of a model's own, or of its history."""
    names = [one.attname for one in model.history.model.tracked_fields]
    return {getattr(row, model._meta.pk.attname): {name: getattr(row, name) for name in names} for row in rows}


def snapshot() -> Snapshot:
    """Write down every row of every list as it stands."""
    return {model._meta.label_lower: rows_of(model, model._default_manager.all()) for model in tracked_models()}


def lived(deeds: list[Deed], played: list[str]) -> dict[date, Snapshot]:
    """Let the deeds be done in turn, whatever is refused; what stood at the end of each day; ``played`` is told what was done."""
    day, evenings = TODAY, {TODAY - timedelta(days=1): snapshot()}
    moment = datetime.combine(day, datetime.min.time(), BRUSSELS)
    for one in deeds:
        if one.days:
            evenings |= {day + timedelta(days=ahead): snapshot() for ahead in range(one.days)}
            day += timedelta(days=one.days)
        hour = datetime.combine(day, datetime.strptime(one.hour, "%H:%M").time(), BRUSSELS)  # noqa: DTZ007  # made aware at once
        moment = max(moment, hour) if moment.date() == day else hour
        with clock.at(moment):
            try:
                one.verb(Cast(), one.choice)
                played.append(one.verb.__name__)
            except (PermissionDenied, ValidationError, AttributeError):
                continue  # refused, or nothing to do it to: nothing was done
    return {**evenings, day: snapshot()}


def remembered(day: date) -> Snapshot:
    """What the histories say stood at the end of a day."""
    return {model._meta.label_lower: rows_of(model, as_of(model.history.all(), day)) for model in tracked_models()}


def told_to(reader: User, day: date, stood: Snapshot, now: Snapshot) -> None:
    """Check that a reader is told of an evening what stood then, as far as the past of it, or of what it hung on, is theirs to read."""
    for model, parent in ((Action, ""), (Entry, ""), (AgendaItem, ""), (Target, "action"), (Partner, "action"), (Quantity, "entry")):
        label = model._meta.label_lower
        theirs = set(model.objects.past_visible_to(reader).values_list("pk", flat=True))
        above = (
            set(model._meta.get_field(parent).related_model.objects.past_visible_to(reader).values_list("pk", flat=True))
            if parent
            else set()
        )
        wanted = {key: row for key, row in stood[label].items() if (key in theirs if key in now[label] else row[f"{parent}_id"] in above)}
        assert rows_of(model, as_of(model.objects.history_visible_to(reader), day)) == wanted, (reader, label, day)
