"""The sealer at work: it seals, tells the end of the chain to those who keep it outside, and writes down that it did."""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Iterable
from smtplib import SMTPException
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.mail import send_mail
from django.db import connections, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from taskforce.kernel import clock
from taskforce.kernel.journal import Act
from taskforce.kernel.seal.books import Seal
from taskforce.kernel.seal.marks import Mark
from taskforce.kernel.seal.merkle import Tree, leaf
from taskforce.kernel.seal.sealing import Head, seal
from taskforce.models import Seat, Workspace
from taskforce.models.anchors import Anchor
from taskforce.roles import Role

logger = logging.getLogger("taskforce")

ANCHORED: set[str] = set()
"""The codes of the acts after which the end of the chain is told outside; filled from every app's ``words``."""


def sealer() -> str:
    """Name the database connection that may write seals: the sealer's own, where there is one."""
    return "sealer" if "sealer" in connections.settings else "default"


def run() -> tuple[Head, Head]:
    """Seal all there is, then anchor what asks for it; return the end of the chain before and after."""
    using = sealer()
    before, after = seal(using)
    if councils := _to_tell(using):
        tree = tree_at(using, after.number)
        for council, about in councils.items():
            _anchor(using, council, Mark(after.number, after.hash, tree.root), tree, sorted(about))
    return before, after


def seal_after_commit() -> None:
    """Seal at once when this transaction is committed, unless a sealer of its own does it."""
    if sealer() == "default":
        transaction.on_commit(run, robust=True)


def tree_at(using: str, number: int) -> Tree:
    """Grow the tree over the first so many digests, from where the last anchor left it."""
    last = Anchor.objects.using(using).filter(number__lte=number).order_by("number").last()
    tree = Tree(last.tree if last else [])
    digests = Seal.objects.using(using).filter(number__gt=tree.size, number__lte=number).order_by("number")
    return tree.grow((1, leaf(digest)) for digest in digests.values_list("digest", flat=True).iterator())


def _to_tell(using: str) -> dict[Any, set[str]]:
    """Find what was sealed since the last anchor and has to be told, council by council."""
    last = Anchor.objects.using(using).order_by("number").last()
    sealed = Seal.objects.using(using).filter(kind=Seal.Kind.ACT, number__gt=last.number if last else 0)
    told: dict[Any, set[str]] = defaultdict(set)
    for act in Act.objects.using(using).filter(pk__in=sealed.values("key"), code__in=ANCHORED):
        council = _council(using, act.workspace_id)
        told[council].add(str(apps.get_model(act.subject_type)._base_manager.using(using).get(pk=act.subject_id)))
    return told


def _council(using: str, workspace: int) -> Workspace:
    """Climb to the council above a workspace."""
    it: Workspace = Workspace.objects.using(using).select_related("parent__parent").get(pk=workspace)
    while it.parent is not None:
        it = it.parent
    return it


def _anchor(using: str, council: Workspace, mark: Mark, tree: Tree, about: Iterable[str]) -> None:
    """Tell the secretaries of a council, then write down what was told to whom; told twice is no harm, not told shows."""
    told = [seat.person.email for seat in _secretaries(using, council) if _told(seat, mark, about)]
    given = {
        "hash": mark.hash,
        "root": mark.root,
        "peaks": json.dumps([(size, root.hex()) for size, root in tree.peaks]),
        "about": ", ".join(about),
        "sent_to": ", ".join(told),
        "at": clock.now(),
    }
    Anchor.objects.using(using).get_or_create(workspace=council, number=mark.number, defaults=given)


def _secretaries(using: str, council: Workspace) -> Any:
    seats = Seat.objects.using(using).live().filter(workspace=council, role=Role.SECRETARY, person__is_active=True)
    return seats.select_related("person").order_by("pk")


def _told(seat: Seat, mark: Mark, about: Iterable[str]) -> bool:
    """Mail the end of the chain to one secretary, in their language; say whether it could be sent."""
    with override(seat.person.language):
        text = render_to_string("mail/anchor.txt", {"person": seat.person, "council": seat.workspace, "mark": mark, "about": about})
        subject = _("Journal number %(number)d: please file this mail outside Taskforce") % {"number": mark.number}
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [seat.person.email])
    except (SMTPException, OSError):
        logger.exception("The end of the chain could not be mailed.")
        return False
    return True
