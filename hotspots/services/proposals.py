"""A hotspot is proposed by the cell; each of its municipalities approves or refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hotspots import rules
from hotspots.models import Approval, Hotspot, Observed, Phenomenon
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import Area, Seat, User, Workspace
from taskforce.notices import holders, tell


@service
def propose(  # noqa: PLR0913  # a proposal is all of this
    *,
    by: User,
    workspace: Workspace,
    names: dict[str, str],
    municipalities: list[Area],
    phenomena: list[Phenomenon],
    reason: str,
    data_since: date,
    data_until: date,
    data_source: str,
    number: int | None = None,
) -> Hotspot:
    """Propose a hotspot and open the workspace of its task force to be; each municipality is asked for its approval."""
    cell = Workspace.objects.select_for_update().get(pk=workspace.pk)
    rules.propose.require(by, cell)
    why = {"reason": reason, "data_since": data_since, "data_until": data_until, "data_source": data_source}
    _check(cell, municipalities, phenomena, why)
    local = _open_workspace(cell, number or _next_number(cell), names)
    hotspot = Hotspot(workspace=local, reference=local.reference, **names, **why)
    hotspot.full_clean(exclude=["workspace"])
    hotspot.save()
    for municipality in municipalities:
        Approval.objects.create(workspace=local, hotspot=hotspot, municipality=municipality)
    for phenomenon in phenomena:
        Observed.objects.create(workspace=local, hotspot=hotspot, phenomenon=phenomenon)
    vars(by).pop("mandates", None)
    return hotspot


def _check(cell: Workspace, municipalities: list[Area], phenomena: list[Phenomenon], why: dict[str, Any]) -> None:
    if not municipalities or not phenomena:
        raise ValidationError(_("Choose at least one municipality and one phenomenon."))
    if any(one.kind != Area.Kind.MUNICIPALITY or one.parent_id != cell.area_id for one in municipalities):
        raise ValidationError(_("Choose municipalities of this region."))
    if flaws := dict(rules.window_flaws(why["data_since"], why["data_until"])):
        raise ValidationError(flaws)


def _next_number(cell: Workspace) -> int:
    """Count on from the highest number given in the region."""
    endings = [one.rpartition("-")[2] for one in Workspace.objects.filter(parent=cell).values_list("reference", flat=True)]
    return max([int(one) for one in endings if one.isdigit()], default=0) + 1


def _open_workspace(cell: Workspace, number: int, names: dict[str, str]) -> Workspace:
    local = Workspace(kind=roles.Kind.LOCAL, parent=cell, area=cell.area, reference=f"{cell.area.code}-{number:02d}", **names)
    for language in cell.notices:
        setattr(local, f"notice_{language}", cell.notices[language])
    local.full_clean()
    local.save()
    return local


@service
def approve(*, by: User, approval: Approval, remark: str = "") -> Approval:
    """Approve for one municipality; the last approval approves the hotspot."""
    approval = _locked(approval)
    rules.approve.require(by, approval)
    _decide(by, approval, Approval.State.APPROVED, remark)
    if not approval.hotspot.approvals.exclude(state=Approval.State.APPROVED).exists():
        _settle(approval.hotspot, Hotspot.State.APPROVED)
        tell(holders(approval.workspace, roles.RULE), "hotspots.approve", approval.hotspot)
    return approval


@service
def refuse(*, by: User, approval: Approval, remark: str) -> Approval:
    """Refuse for one municipality, saying why; one refusal refuses the hotspot."""
    approval = _locked(approval)
    rules.refuse.require(by, approval)
    if not remark.strip():
        raise ValidationError({"remark": _("Say why the municipality refuses.")})
    _decide(by, approval, Approval.State.REFUSED, remark)
    _settle(approval.hotspot, Hotspot.State.REFUSED)
    tell(holders(approval.workspace, roles.PROPOSE, roles.APPROVE), "hotspots.refuse", approval)
    return approval


def tell_what_awaits(seat: Seat) -> None:
    """Tell a chair whose seat opens that the hotspot waits for the word of their municipality: when it is proposed nobody sits there yet."""
    if roles.APPROVE in roles.GRANTS[seat.role]:
        awaited = Approval.objects.filter(workspace=seat.workspace_id, state=Approval.State.AWAITED, hotspot__state=Hotspot.State.PROPOSED)
        for one in awaited.filter(municipality__organisations=seat.organisation_id):
            tell([seat.person], "hotspots.awaited", one)


def _locked(approval: Approval) -> Approval:
    """Read the hotspot, then the approval, again and keep others from moving them."""
    hotspot = Hotspot.objects.select_for_update().get(pk=approval.hotspot_id)
    approval = Approval.objects.select_for_update().get(pk=approval.pk)
    approval.hotspot = hotspot
    return approval


def _decide(by: User, approval: Approval, state: str, remark: str) -> None:
    move(approval, state)
    approval.by_id, approval.on, approval.remark = rules.seat_for(by, approval), clock.today(), remark
    approval.save()


def _settle(hotspot: Hotspot, state: str) -> None:
    move(hotspot, state)
    hotspot.save()
