"""What a person may be offered on the page of a hotspot, each with its address and the rule's verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotspots import desk, rules
from hotspots.models import Hotspot, Ruling
from taskforce import roles
from taskforce.kernel.rules import Rule, Verdict
from taskforce.models import User, Workspace

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

State, Kind = Hotspot.State, Ruling.Kind


class Offer(NamedTuple):
    """One act: its words, its address, whether it may be done now, and how its button looks."""

    label: str
    url: str
    may: Verdict
    kind: str = ""


class Act(NamedTuple):
    """One act on a hotspot: its words, its rule, the name and tail of its address, in which states it is offered, its button."""

    label: StrOrPromise
    rule: Rule[Hotspot]
    address: tuple[str, ...]
    states: frozenset[str]
    kind: str = ""


ACTS = (
    Act(gettext_lazy("Convene the task force"), rules.convene, ("convene",), frozenset({State.VALIDATED}), "primary"),
    Act(
        gettext_lazy("Record the validation"),
        rules.validate,
        ("rule", Kind.VALIDATE),
        frozenset({State.PROPOSED, State.APPROVED}),
        "primary",
    ),
    Act(gettext_lazy("Record the resumption"), rules.resume, ("rule", Kind.RESUME), frozenset({State.SUSPENDED}), "primary"),
    Act(gettext_lazy("Draw the perimeter"), rules.draw_perimeter, ("perimeter",), frozenset(State) - {State.REFUSED, State.CLOSED}),
    Act(gettext_lazy("Record the refusal"), rules.reject, ("rule", Kind.REFUSE), frozenset({State.PROPOSED, State.APPROVED}), "danger"),
    Act(gettext_lazy("Record the suspension"), rules.suspend, ("rule", Kind.SUSPEND), frozenset({State.VALIDATED}), "danger"),
    Act(gettext_lazy("Record the closing"), rules.close, ("rule", Kind.CLOSE), frozenset({State.VALIDATED, State.SUSPENDED}), "danger"),
    Act(gettext_lazy("Dissolve the task force"), rules.dissolve, ("dissolve",), frozenset({State.REFUSED, State.CLOSED}), "danger"),
)


def offers(person: User, hotspot: Hotspot, *only: str) -> list[Offer]:
    """List what belongs to the person's role in the hotspot's present state; what cannot be done now says why.

    ``only``: names of addresses, such as "perimeter", to keep out everything else.
    """
    mine = [act for act in ACTS if (not only or act.address[0] in only) and _belongs(person, hotspot, act)]
    return [*([] if only else _own_approvals(person, hotspot)), *(_offer(person, hotspot, act) for act in mine)]


def proposals(person: User) -> list[Offer]:
    """Offer to propose a hotspot from each regional cell where that belongs to the person's role."""
    cells = Workspace.objects.visible_to(person).filter(kind=roles.Kind.CELL, pk__in=person.mandates.where(roles.PROPOSE))
    label = _("Propose a hotspot")
    return [Offer(label, reverse("hotspots:propose", args=[one.reference]), rules.propose(person, one), "primary") for one in cells]


def _belongs(person: User, hotspot: Hotspot, act: Act) -> bool:
    return hotspot.state in act.states and person.mandates.hold(str(act.rule.permission), hotspot.workspace) and not _is_over(hotspot, act)


def _is_over(hotspot: Hotspot, act: Act) -> bool:
    """Tell whether there is no sense left in the act: convening is done once, and so is dissolving."""
    stands = hotspot.workspace.state
    over = {"convene": stands != Workspace.State.TO_CONVENE, "dissolve": stands == Workspace.State.DISSOLVED}
    return over.get(act.address[0], False)


def _offer(person: User, hotspot: Hotspot, act: Act) -> Offer:
    name, *tail = act.address
    return Offer(str(act.label), reverse(f"hotspots:{name}", args=[hotspot.reference, *tail]), act.rule(person, hotspot), act.kind)


def _own_approvals(person: User, hotspot: Hotspot) -> list[Offer]:
    """Offer to decide for the person's own municipality, once and only while it is awaited."""
    found = []
    for one in desk.awaited_from(person, hotspot):
        where, place = [hotspot.reference, one.municipality.code], {"municipality": one.municipality}
        found.append(
            Offer(_("Approve for %(municipality)s") % place, reverse("hotspots:approve", args=where), rules.approve(person, one), "primary")
        )
        found.append(
            Offer(_("Refuse for %(municipality)s") % place, reverse("hotspots:refuse", args=where), rules.refuse(person, one), "danger")
        )
    return found
