"""The press room: a task takes up one paper, prints it beside the answers, and keeps it; whatever goes wrong, it is tried again."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import Any

import pikepdf
from django.db import DatabaseError

from reports import printings
from reports.models import Printing, Version
from reports.pdf import Proof
from reports.pdf.making import made_with
from reports.pdf_documents import print_regional, print_version
from reports.services import documents
from taskforce.kernel.acts import acting
from taskforce.kernel.rules import Refused
from taskforce.models import User
from taskforce.tasks import task

MACHINE = "press"


@task()
def print_asked(key: int) -> None:
    """Print and keep one paper, if nobody else does; its failure is kept by the name of the error alone."""
    if (one := printings.claim(key)) is None:
        return
    if printings.is_spent(one):
        _failed(one, None)
        return
    try:
        keep(one, printed(one))
    except Refused:
        return  # another printer came first
    except Exception as error:  # noqa: BLE001  # whatever it is, the paper is tried again
        _failed(one, error)


def printed(one: Printing) -> bytes:
    """Print a paper that was asked for: the same bytes however often, for its code and its dates come from rows."""
    given: Any = {"proof": Proof.of(one.code), "progress": partial(printings.progress, one)}
    thing = one.thing
    return print_version(thing, one.language, **given) if isinstance(thing, Version) else print_regional(thing, one.language, **given)


def keep(one: Printing, contents: bytes) -> None:
    """Keep it, in the name of whoever asked for it; of the press where their account is closed meanwhile."""
    with pikepdf.open(BytesIO(contents)) as pdf:
        pages = len(pdf.pages)
    by = one.ordered_by if one.ordered_by.is_active or one.ordered_by.is_machine else _machine()
    documents.keep_document(by=by, printing=one, contents=contents, pages=pages, made_with=made_with())


def _machine() -> User:
    it: User = User.objects.machine(MACHINE)
    if it.pk is None:
        with acting(it, "reports.keep_document"):
            it.save()
    return it


def _failed(one: Printing, error: Exception | None) -> None:
    try:
        if printings.put_off(one, error):
            documents.tell_of_failure(one)
    except DatabaseError:
        return  # the database is away: the lease ends and the sweep finds it
