"""The one file: a tar of parts, a manifest with the digest of each, and at its end the digest of all before it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

FORMAT = 1
MANIFEST = "manifest.json"
SEAL = "sha256"
BLOCK = 512
TAIL = 4 * BLOCK  # the header and content of the last member, and the two empty blocks that end a tar
CHUNK = 1 << 20


class Damaged(Exception):
    """What was read is no archive, or not the one that was written."""


def write(target: Path, parts: Mapping[str, Path], about: dict[str, Any], scratch: Path) -> dict[str, Any]:
    """Write the parts, read them back, and only then give the file its name; return the manifest. ``scratch``: on the same disk."""
    manifest = {**about, "format": FORMAT, "parts": {name: _measured(path) for name, path in parts.items()}}
    (scratch / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False))
    unfinished = scratch / "unfinished"
    unfinished.touch(mode=0o600, exist_ok=False)
    with unfinished.open("w+b") as file:
        tar = tarfile.open(fileobj=file, mode="w")  # noqa: SIM115  # closing would end it, and its digest is still to come
        for name, path in {MANIFEST: scratch / MANIFEST, **parts}.items():
            _add(tar, name, path)
        file.write(_tail(_digest(file, file.tell())))
        file.flush()
        os.fsync(file.fileno())
    verify(unfinished)
    unfinished.replace(target)
    _sync(target.parent)
    return manifest


def verify(path: Path) -> dict[str, Any]:
    """Read an archive from end to end and return its manifest. Raises Damaged at the first bit that is not as written."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size - TAIL
            if size < 0 or _tail(_digest(file, size)) != file.read():
                raise Damaged("Its last line is not the digest of what stands before it.")
        return _agreeing(path)
    except (tarfile.TarError, ValueError, KeyError) as error:
        raise Damaged("It does not hold together.") from error


def extract(path: Path, name: str, into: Path) -> Path:
    """Take one part out of an archive that was verified."""
    target = into / name
    with tarfile.open(path) as tar, target.open("xb") as file:
        shutil.copyfileobj(_member(tar, name), file, CHUNK)
    return target


def _agreeing(path: Path) -> dict[str, Any]:
    with tarfile.open(path) as tar:
        manifest: dict[str, Any] = json.load(_member(tar, MANIFEST))
        if manifest["format"] != FORMAT:
            raise Damaged("It was written by another version, in a form this one does not know.")
        if {*tar.getnames()} != {MANIFEST, SEAL, *manifest["parts"]}:
            raise Damaged("It does not hold what it says it holds.")
        for name, said in manifest["parts"].items():
            if hashlib.file_digest(_member(tar, name), "sha256").hexdigest() != said["sha256"]:
                raise Damaged(f"{name} is not what was put in.")
    return manifest


def _add(tar: tarfile.TarFile, name: str, path: Path) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = path.stat().st_size, 0o600
    with path.open("rb") as file:
        tar.addfile(entry, file)


def _member(tar: tarfile.TarFile, name: str) -> Any:
    return tar.extractfile(tar.getmember(name))


def _measured(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _digest(file: BinaryIO, size: int) -> str:
    """Digest the first bytes of a file, and stop right behind them."""
    file.seek(0)
    found = hashlib.sha256()
    while size > 0 and (chunk := file.read(min(size, CHUNK))):
        found.update(chunk)
        size -= len(chunk)
    return found.hexdigest()


def _tail(digest: str) -> bytes:
    """The end of an archive: one more member with the digest of all before it."""
    entry = tarfile.TarInfo(SEAL)
    content = f"{digest}\n".encode()
    entry.size, entry.mode = len(content), 0o600
    return entry.tobuf() + content.ljust(BLOCK, b"\0") + bytes(2 * BLOCK)


def _sync(folder: Path) -> None:
    """See to it that the new name outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
