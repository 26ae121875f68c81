"""What an agenda is proposed from: every app adds its own sources, and a new meeting gathers them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from actions.models import Action, AgendaItem, Commitment
from hotspots import orders
from taskforce import roles
from taskforce.kernel import clock
from taskforce.models import Workspace
from taskforce.texts import fresh

Source = Callable[[Workspace], Iterator[str]]

AGENDA_SOURCES: dict[str, Source] = {}
"""What may be worth a point of an agenda, by a name; filled from every app's ``words``.

A source gives, of a workspace, points that its whole task force may read, the most pressing first, in the language in force.
"""

LONGEST = AgendaItem._meta.get_field("text").max_length or 0


def proposed(workspace: Workspace) -> list[str]:
    """Propose the points of the next agenda, source by source; what names a person is cut back to what stands before its first dot."""
    return [Truncator(_plain(text)).chars(LONGEST) for source in AGENDA_SOURCES.values() for text in source(workspace)]


def _plain(text: str) -> str:
    """What somebody vouched for in one place is not vouched for in another."""
    return text.partition(" · ")[0] if fresh(text) else text


def overdue_commitments(workspace: Workspace) -> Iterator[str]:
    """Propose each commitment whose day has passed, soonest due first."""
    for one in Commitment.objects.filter(workspace=workspace).overdue().select_related("organisation"):
        given = {"organisation": one.organisation, "day": f"{one.due:%d/%m/%Y}", "what": one.what}
        yield _("Overdue since %(day)s: commitment of %(organisation)s · %(what)s") % given


def commitments_of_the_session(workspace: Workspace) -> Iterator[str]:
    """Propose to the council each commitment its sessions wait for, soonest due first: the next session follows up the last one."""
    if workspace.kind == roles.Kind.COUNCIL:
        open_now = Commitment.objects.filter(workspace=workspace, state=Commitment.State.OPEN, due__gte=clock.today())
        for one in open_now.select_related("organisation").order_by("due", "pk"):
            given = {"organisation": one.organisation, "day": f"{one.due:%d/%m/%Y}", "what": one.what}
            yield _("Due on %(day)s: commitment of %(organisation)s · %(what)s") % given


def late_actions(workspace: Workspace) -> Iterator[str]:
    """Propose each late action everybody at the table may read, soonest due first."""
    late = Action.objects.filter(workspace=workspace, tier=roles.Tier.WORKSPACE, due__lt=clock.today()).live()
    for one in late.order_by("due", "pk"):
        yield _("Late since %(day)s: action %(action)s") % {"day": f"{one.due:%d/%m/%Y}", "action": one}


def expiring_orders(workspace: Workspace) -> Iterator[str]:
    """Propose each police order that ends soon and that nothing extends, the next to end first."""
    for one in orders.expiring([workspace.pk], clock.today(), orders.SOON):
        yield _("Ends on %(day)s: order %(order)s · decide what follows") % {"day": f"{one.until:%d/%m/%Y}", "order": one.code}
