"""Papers for tests that need one and not the second it takes to print: small, kept as the press keeps them."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import pikepdf

from reports.models import Document
from taskforce.kernel.seal.sealing import seal
from tests.access.arrange import kept_paper


@cache
def a_paper(pages: int = 3) -> bytes:
    """A PDF of some empty pages."""
    made, pdf = BytesIO(), pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    pdf.save(made, deterministic_id=True)
    return made.getvalue()


def keep_papers(thing: Any, *, sealed: bool = False) -> list[Document]:
    """Keep every paper asked for of what was decided; ``sealed``, with all that was done."""
    asked = thing.printings.select_related("version__report", "regional", "ordered_by")
    kept = [kept_paper(one, a_paper() + one.language.encode()) for one in asked]
    if sealed:
        seal()
    return kept
