"""The verdict on a whole journal: intact, altered, or not to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max, Min

from taskforce.kernel.seal.books import Seal
from taskforce.kernel.seal.marks import Mark
from taskforce.kernel.seal.merkle import Tree
from taskforce.kernel.seal.sealing import SEALED, Head, head, shapes
from taskforce.kernel.seal.verifying import Part, ground, judged, stretches

INTACT, ALTERED, CANNOT_TELL = 0, 1, 2


@dataclass
class Verdict:
    """What verification found, and what it could not promise."""

    head: Head
    rows: int = 0
    links: int = 0
    wrong: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)

    @property
    def code(self) -> int:
        """Intact, altered or not to be told: as the command ends."""
        if self.wrong:
            return ALTERED
        return CANNOT_TELL if self.unknown else INTACT


def verify(using: str = "default", anchors: Iterable[Mark] = (), kept: Iterable[Mark] = (), *, jobs: int | None = None) -> Verdict:
    """Verify the whole journal against anchors from outside and against those kept inside, which prove less."""
    outside, every = list(anchors), [*anchors, *kept]
    verdict = Verdict(head(using))
    if verdict.head.number == 0:
        verdict.unknown += [] if every else ["Nothing is sealed and there is no anchor: nothing can be told."]
    _shapes(using, verdict)
    work = list(stretches(using))
    tree, marks, unsealed = Tree(), {}, 0
    for part in judged(ground(using, every), work, jobs):
        _gather(verdict, part)
        unsealed += part.unsealed
        marks.update({number: (hash_, Tree(list(tree.peaks)).grow(peaks).root) for number, (hash_, peaks) in part.marks.items()})
        tree.grow(part.peaks)
    for one in every:
        verdict.wrong += _against(one, verdict.head, marks.get(one.number))
    verdict.cautions = list(_cautions(using, verdict, outside, unsealed))
    return verdict


def _gather(verdict: Verdict, part: Part) -> None:
    verdict.rows += part.rows
    verdict.links += part.links
    verdict.wrong += part.wrong
    verdict.unknown += part.unknown


def _shapes(using: str, verdict: Verdict) -> None:
    """See that the shapes are as they were sealed and the chain begins with one."""
    sealed = shapes(using)
    verdict.wrong += [f"Number {number}: shape {key} is not as it was sealed." for number, key, fields in sealed if fields is None]
    lowest = Seal.objects.using(using).aggregate(number=Min("number"))["number"]
    if lowest is not None and (lowest < 1 or sealed[:1] == [] or sealed[0][0] != 1):
        verdict.wrong.append("The chain does not begin with its shape at number 1.")


def _against(anchor: Mark, end: Head, there: tuple[str, str] | None) -> list[str]:
    """Compare the chain with an anchor."""
    if anchor.number > end.number:
        return [f"{anchor.source} knows number {anchor.number}, but the chain ends at {end.number}: its end has been cut off."]
    if there is None:
        return [f"{anchor.source} knows number {anchor.number}, which is missing."]
    if there != (anchor.hash, anchor.root):
        return [f"{anchor.source} knows another number {anchor.number}: the chain has been rewritten at or before it."]
    return []


def _cautions(using: str, verdict: Verdict, outside: list[Mark], unsealed: int) -> Iterable[str]:
    """Say what this verification cannot promise."""
    for kind, model in SEALED:
        last = Seal.objects.using(using).filter(kind=kind).aggregate(key=Max("key"))["key"] or 0
        unsealed += model.objects.using(using).filter(pk__gt=last).count()
    if unsealed:
        yield f"{unsealed} acts, readings or erasures are not sealed yet: nothing is promised of them."
    if not outside:
        yield "Without an anchor kept outside, cutting off the end or rewriting the whole cannot be excluded."
    elif (last := max(one.number for one in outside)) < verdict.head.number:
        yield f"After number {last}, the last one anchored, cutting off the end or rewriting cannot be excluded."
