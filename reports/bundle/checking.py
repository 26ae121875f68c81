"""Whether a bundle is as it was made: checked from the file alone, with no database and no key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from reports.bundle.container import packed, unpacked
from taskforce.kernel.canon import canonical
from taskforce.kernel.seal.marks import Mark
from taskforce.kernel.seal.proof import verify_proof

MANIFEST, CONTENT, DECISION = "manifest.json", "content.json", "proof/decision.json"
FORM = "taskforce-bundle-1"
SHORTEST = 100


class NotABundle(ValueError):
    """The file is no bundle, or no longer one."""


def objections(contents: bytes, anchor: Mark | None = None) -> list[str]:
    """Say what is wrong with a bundle, nothing if all is as it was made; the anchor is the mark a council filed. Raises NotABundle."""
    try:
        files = unpacked(contents)
        manifest = json.loads(files[MANIFEST])
        known = manifest["form"] == FORM
    except Exception as error:  # whatever somebody made of the file
        raise NotABundle(f"This is no bundle, or it is damaged: {type(error).__name__}.") from error
    if not known:
        raise NotABundle("This bundle is of a form this version does not know.")
    try:
        return list(_objections(contents, files, manifest, anchor))
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, RecursionError) as error:
        return [f"The bundle contradicts itself: {type(error).__name__}."]


def _objections(contents: bytes, files: dict[str, bytes], manifest: dict[str, Any], anchor: Mark | None) -> Iterator[str]:
    if packed(files) != contents:
        yield "The file is not packed as it was."
    if canonical(manifest).encode() != files[MANIFEST]:
        yield "The manifest is not written as it was."
    yield from _listed(files, manifest)
    if canonical(json.loads(files[CONTENT])).encode() != files[CONTENT] or digest_of(files[CONTENT]) != manifest["digest"]:
        yield "The contents do not have the digest of the report."
    chain, decision = manifest["chain"], json.loads(files[DECISION])
    yield from _proved("the decision", decision, chain, {"digest": manifest["digest"]}, anchor)
    if (decision["number"], decision["hash"]) != (chain["number"], chain["hash"]):
        yield "The manifest names another place in the journal."
    for one in manifest["documents"]:
        yield from _paper(one, files, chain, anchor)


def _paper(one: dict[str, Any], files: dict[str, bytes], chain: dict[str, Any], anchor: Mark | None) -> Iterator[str]:
    if digest_of(files[one["file"]]) != one["sha256"]:
        yield f"{one['file']} does not have its digest."
    said = {name: one[name] for name in ("sha256", "code", "language", "pages", "size")}
    yield from _proved(one["file"], json.loads(files[one["proof"]]), chain, said, anchor)


def _listed(files: dict[str, bytes], manifest: dict[str, Any]) -> Iterator[str]:
    listed = manifest["files"]
    if set(listed) != set(files) - {MANIFEST}:
        yield "A file is missing, or one too many."
    for name in sorted(set(listed) & set(files)):
        if (digest_of(files[name]), len(files[name])) != (listed[name]["sha256"], listed[name]["size"]):
            yield f"{name} has changed."


def _proved(what: str, proof: dict[str, Any], chain: dict[str, Any], said: dict[str, Any], anchor: Mark | None) -> Iterator[str]:
    """Check that a record leads to the root, and that it says what the bundle says."""
    number, root = (anchor.number, anchor.root) if anchor is not None else (None, "")
    yield from (f"{what}: {words}" for words in verify_proof(proof, number=number, root=root))
    if (proof["size"], proof["root"]) != (chain["size"], chain["root"]):
        yield f"{what}: its proof leads to another root."
    rows = [dict(zip(one["fields"], one["values"], strict=True)) for one in proof["record"]]
    if not any(all(str(row.get(name)) == str(value) for name, value in said.items()) for row in rows):
        yield f"{what}: the journal says something else."


def digest_of(contents: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return sha256(contents).hexdigest()
