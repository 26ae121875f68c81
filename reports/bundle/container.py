"""One way to pack files: equal contents have equal bytes, and whatever was packed otherwise shows."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can tell: it says nothing of when it was packed
READABLE = 0o644 << 16
UNIX = 3


def packed(files: dict[str, bytes]) -> bytes:
    """Pack files in the order of their names, as they are and without a date."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, BEGINNING)
            entry.external_attr, entry.create_system = READABLE, UNIX
            archive.writestr(entry, files[name])
    return made.getvalue()


def unpacked(contents: bytes) -> dict[str, bytes]:
    """Take the files out again. Whatever is wrong with the file raises an error of its own kind: it comes from anybody."""
    with ZipFile(BytesIO(contents)) as archive:
        if any(one.compress_type != ZIP_STORED or one.flag_bits & 1 for one in archive.infolist()):
            raise ValueError("packed otherwise")
        return {one.filename: archive.read(one) for one in archive.infolist()}
