"""Making a bundle of what is kept: nothing is printed or computed anew, so the same chain gives the same bytes."""

from __future__ import annotations

from typing import Any

from reports.bundle.checking import CONTENT, DECISION, FORM, MANIFEST, digest_of
from reports.bundle.container import packed
from reports.bundle.words import README
from reports.models import Document, Printing, RegionalReport, Version
from reports.sealed import deciding_act
from taskforce.kernel.canon import canonical
from taskforce.kernel.journal import Act
from taskforce.kernel.seal.books import seal_of
from taskforce.kernel.seal.proving import Unproved, prove
from taskforce.kernel.seal.sealing import head
from taskforce.models import Anchor


def is_whole(it: Document) -> bool:
    """Say whether all papers of a decided report are printed and sealed, so that a bundle can be made of them."""
    if not it.final or it.thing.printings.filter(final=True).exclude(state=Printing.State.DONE).exists():
        return False
    return all(seal_of(one) is not None for one in _acts(it.thing))


def made(it: Version | RegionalReport) -> bytes:
    """Make the bundle of a decided report. Raises Unproved where its papers are not all sealed."""
    documents = _documents(it)
    decision = deciding_act(it)
    seals = [seal_of(one) for one in _acts(it)]
    if decision is None or not documents or not all(seals):
        raise Unproved(f"{it} has no papers that are sealed yet.")
    upto = _told(max(one.number for one in seals if one is not None))
    proofs = {DECISION: prove(decision, str(it), upto=upto)}
    proofs |= {_proof(one): prove(_kept(one), str(one), upto=upto) for one in documents}
    files = {CONTENT: canonical(it.content).encode(), **{f"README.{language}.txt": words.encode() for language, words in README.items()}}
    files |= {_paper(one): one.contents for one in documents} | {name: canonical(proof).encode() for name, proof in proofs.items()}
    return packed({**files, MANIFEST: canonical(_manifest(it, documents, files, proofs[DECISION])).encode()})


def _manifest(it: Any, documents: list[Document], files: dict[str, bytes], decision: dict[str, Any]) -> dict[str, Any]:
    return {
        "form": FORM,
        "reference": it.report.reference if isinstance(it, Version) else it.reference,
        "number": it.number,
        "digest": it.digest,
        "chain": {name: decision[name] for name in ("number", "hash", "size", "root")},
        "documents": [
            {
                "file": _paper(one),
                "proof": _proof(one),
                **{name: getattr(one, name) for name in ("language", "code", "sha256", "pages", "size", "made_with")},
            }
            for one in documents
        ],
        "files": {name: {"sha256": digest_of(contents), "size": len(contents)} for name, contents in files.items()},
    }


def _documents(it: Version | RegionalReport) -> list[Document]:
    return list(it.documents.filter(final=True).select_related("blob", "version__report", "regional").order_by("language"))


def _acts(it: Version | RegionalReport) -> list[Act | None]:
    """List the acts a bundle proves: the decision, and that each of its papers was kept."""
    return [deciding_act(it), *(_kept(one) for one in it.documents.filter(final=True).order_by("language"))]


def _kept(it: Document) -> Act:
    history: Any = Document.history
    found: Act = history.select_related("act").filter(id=it.pk, history_type="+").get().act
    return found


def _told(number: int) -> int:
    """Choose up to which number to prove: what a council was told first after it, else the end of the chain."""
    told: int | None = Anchor.objects.filter(number__gte=number).order_by("number").values_list("number", flat=True).first()
    return told or head("default").number


def _paper(it: Document) -> str:
    return f"papers/{it.file_name}"


def _proof(it: Document) -> str:
    return f"proof/paper-{it.language}.json"
