"""A proof: small, checked without a database, and worthless once a letter of it changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reports import services
from reports.models import RegionalReport, Report, Version
from reports.sealed import journal_line, proof_of, seal_on
from taskforce.kernel.seal import sealing
from taskforce.kernel.seal.merkle import Tree, leaf, node, path, peaks_of, root_from, tree_of
from taskforce.kernel.seal.proof import MALFORMED, verify_proof
from taskforce.kernel.seal.proving import Unproved
from tests.access import arrange as a
from tests.cast import Cast
from tests.seal import chain
from tests.seal.tampering import anchored, run

LEAVES = [sha256(str(number).encode()).hexdigest() for number in range(21)]


def naive(leaves: list[str]) -> bytes:
    """RFC 6962 as its text says it."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaf(leaves[0])
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return node(naive(leaves[:middle]), naive(leaves[middle:]))


@pytest.mark.parametrize("size", range(22))
def test_the_tree_is_that_of_rfc_6962(size: int) -> None:
    """Grown leaf by leaf, joined from stretches, or reckoned by the letter of the standard: one root."""
    leaves = LEAVES[:size]
    assert tree_of(leaves).root == naive(leaves).hex()
    joined = Tree().grow(peaks_of([leaf(one) for one in leaves[:16]])).grow(peaks_of([leaf(one) for one in leaves[16:]]))
    assert (joined.root, joined.size) == (naive(leaves).hex(), size)


@pytest.mark.parametrize("size", range(1, 22))
def test_every_leaf_leads_to_the_root_and_to_no_other(size: int) -> None:
    """The path of each leaf is short, right for it and wrong for its neighbours."""
    leaves = LEAVES[:size]
    root = tree_of(leaves).root
    for index in range(size):
        hashes = path(index, 0, size, lambda low, high: tree_of(leaves[low:high]).root)
        assert len(hashes) <= (size - 1).bit_length()
        assert root_from(leaves[index], index, size, hashes) == root
        assert root_from(leaves[index], index + 1, size, hashes) != root or size == 1
        assert root_from("00" * 32, index, size, hashes) != root
        assert root_from(leaves[index], index, size, [*hashes, "00" * 32]) is None
        assert root_from(leaves[index], index, size, hashes[:-1]) != root or size == 1


def test_what_is_no_digest_leads_elsewhere() -> None:
    """A tampered digest that is not even hexadecimal has a leaf of its own."""
    assert leaf("nonsense") != leaf("00")


@pytest.fixture
def accepted(cast: Cast) -> Version:
    """A version accepted by the cell, among much else, and sealed."""
    from taskforce.kernel.acts import acting

    with acting(cast.clerk, "tests.arrange"):
        report = a.report("submitted", signed=True)(cast)
    services.accept(by=cast.reviewer, report=Report.objects.get(pk=report.pk))
    chain.write(11)
    sealing.seal()
    found: Version = report.versions.get()
    return found


def test_an_accepted_version_proves_itself(accepted: Version) -> None:
    """Its record leads to the root the anchor knows; it names the digest that is printed on the paper."""
    proof = json.loads(json.dumps(proof_of(accepted)))
    told = anchored()
    assert verify_proof(proof) == []
    assert verify_proof(proof, number=told.number, root=told.root) == []
    assert verify_proof(proof, number=told.number, root="0" * 64) == ["The anchor knows another number or root."]
    values = {value for one in proof["record"] for value in one["values"]}
    assert accepted.digest in values
    assert proof["number"] == seal_on(accepted).number
    assert journal_line(accepted) == f"Journal no. {proof['number']} · {proof['hash'][:16]}"


def changed(proof: dict[str, Any]) -> Iterator[Any]:
    """Every way to change one thing in a proof."""
    for name in ("digest", "root"):
        yield {**proof, name: "0" * 64}
    for name in ("number", "size"):
        yield {**proof, name: proof[name] + 1}
    yield {**proof, "path": proof["path"][1:]}
    for place in range(len(proof["record"][0]["values"])):
        other = deepcopy(proof)
        other["record"][0]["values"][place] = "X"
        yield other
    yield {**proof, "record": proof["record"][:-1]}


def test_a_changed_proof_proves_nothing(accepted: Version) -> None:
    """Whatever is changed is found; what is no proof is said to be none. Of how many the root is, only the anchor knows for sure."""
    proof, told = proof_of(accepted), anchored()
    for one in changed(proof):
        assert verify_proof(one) or one["size"] != proof["size"], one
        assert verify_proof(one, number=told.number, root=told.root), one
    nothing: Any
    for nothing in ({}, [], None, "x", {"record": []}, {"record": [{}], "digest": 1}):
        assert verify_proof(nothing) == [MALFORMED]


def test_the_command_prints_the_proof(accepted: Version) -> None:
    """By reference and version; what is missing or not decided is refused in words."""
    said = StringIO()
    call_command("prove", accepted.report.reference, "1", stdout=said)
    assert verify_proof(json.loads(said.getvalue())) == []
    for wanted in (["NOWHERE", "1"], ["NOWHERE"]):
        with pytest.raises(CommandError, match="There is no NOWHERE"):
            call_command("prove", *wanted)


def test_what_is_not_decided_or_not_sealed_has_no_proof(arranging: Cast) -> None:
    """Nothing is claimed too early, on paper neither."""
    regional: RegionalReport = a.regional(arranging)
    assert journal_line(regional) == ""
    with pytest.raises(CommandError, match="Nothing is decided on R yet"):
        call_command("prove", "R")


def test_before_it_is_sealed_the_paper_says_so(cast: Cast) -> None:
    """An acceptance not sealed yet, or altered since, proves nothing."""
    from taskforce.kernel.acts import acting

    with acting(cast.clerk, "tests.arrange"):
        report = a.report("submitted", signed=True)(cast)
    version = services.accept(by=cast.reviewer, report=Report.objects.get(pk=report.pk))
    assert journal_line(version) == "Journal: not sealed yet"
    with pytest.raises(Unproved, match="not sealed yet"):
        proof_of(version)
    sealing.seal()
    run("UPDATE reports_historicalversion SET security = 'changed' WHERE id = %s", version.pk)
    with pytest.raises(Unproved, match="not as it was sealed"):
        proof_of(version)
