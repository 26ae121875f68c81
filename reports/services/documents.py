"""Papers: kept once they are printed, in the name of whoever asked for them; and the word that one is ready, or failed."""

from __future__ import annotations

from typing import Any

from reports import rules
from reports.models import Document, Printing
from taskforce.kernel import clock
from taskforce.kernel.acts import acting, service
from taskforce.models import User
from taskforce.notices import tell
from taskforce.sealing import seal_after_commit
from taskforce.services import blobs
from taskforce.uploads import made_here


@service
def keep_document(*, by: User, printing: Printing, contents: bytes, pages: int, made_with: dict[str, Any]) -> Document:
    """Keep a paper as it was printed, once: whoever comes second finds it there."""
    printing = (
        Printing.objects.select_for_update(of=("self",)).select_related("version__report", "regional", "workspace").get(pk=printing.pk)
    )
    rules.keep_document.require(by, printing)
    file = made_here(printing.file_name, "application/pdf", contents)
    copied = {name: getattr(printing, name) for name in ("workspace", "version", "regional", "language", "final", "code")}
    document = Document(**copied, sha256=file.sha256, blob=blobs.keep(file), pages=pages, size=len(contents), made_with=made_with)
    document.save()
    printing.state, printing.done, printing.expected, printing.done_at = Printing.State.DONE, pages, pages, clock.now()
    printing.save(update_fields=["state", "done", "expected", "done_at"])
    if not printing.thing.printings.exclude(state=Printing.State.DONE).exists():
        tell([by], "reports.keep_document", printing.thing)
    seal_after_commit()
    return document


def tell_of_failure(printing: Printing) -> None:
    """Tell whoever asked for a paper that it could not be printed. The machine gave up: nobody acts, and the history says nothing."""
    with acting(printing.ordered_by, "reports.keep_document", subject=printing):
        tell([printing.ordered_by], "reports.printing_failed", printing.thing)
