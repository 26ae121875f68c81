"""The tree over all digests, hashed as RFC 6962 says, so that one record carries a short proof that the whole contains it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

Peak = tuple[int, bytes]


def leaf(digest: str) -> bytes:
    """Hash one digest as a leaf; what is none is hashed as text, so that it leads to another root."""
    try:
        return sha256(b"\0" + bytes.fromhex(digest)).digest()
    except ValueError:
        return sha256(digest.encode()).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees together."""
    return sha256(b"\1" + left + right).digest()


@dataclass
class Tree:
    """A tree that grows to the right: only its peaks are held, the roots of its whole subtrees from large to small."""

    peaks: list[Peak] = field(default_factory=list)

    def grow(self, peaks: Iterable[Peak]) -> Tree:
        """Append subtrees, each no larger than what its place can hold."""
        for size, root in peaks:
            while self.peaks and self.peaks[-1][0] == size:
                before, left = self.peaks.pop()
                size, root = size + before, node(left, root)  # noqa: PLW2901  # the subtree grows
            self.peaks.append((size, root))
        return self

    @property
    def size(self) -> int:
        """How many digests it holds."""
        return sum(size for size, _root in self.peaks)

    @property
    def root(self) -> str:
        """The root over all digests, in hexadecimal; that of nothing is the hash of nothing."""
        if not self.peaks:
            return sha256(b"").hexdigest()
        *others, (_size, found) = self.peaks
        for _size, left in reversed(others):
            found = node(left, found)
        return found.hex()


def peaks_of(leaves: Sequence[bytes]) -> Iterator[Peak]:
    """Give the peaks over some leaves, level by level; no tree is held."""
    start = 0
    while start < len(leaves):
        size = 1 << (len(leaves) - start).bit_length() - 1
        level = leaves[start : start + size]
        while len(level) > 1:
            level = [sha256(b"\1" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=True)]
        yield size, level[0]
        start += size


def tree_of(digests: Iterable[str]) -> Tree:
    """Grow a tree of digests."""
    return Tree().grow((1, leaf(one)) for one in digests)


def split(size: int) -> int:
    """Return where a tree of two digests or more divides: at the largest power of two below its size."""
    return 1 << (size - 1).bit_length() - 1


def path(index: int, low: int, high: int, root_of: Callable[[int, int], str]) -> list[str]:
    """Return the hashes that lead from one leaf to the root of the leaves from low up to high; ``root_of`` gives that of a stretch."""
    if high - low <= 1:
        return []
    middle = low + split(high - low)
    if index < middle:
        return [*path(index, low, middle, root_of), root_of(middle, high)]
    return [*path(index, middle, high, root_of), root_of(low, middle)]


def root_from(digest: str, index: int, size: int, hashes: list[str]) -> str | None:
    """Return the root to which a digest at a place leads by the hashes of its path; None where there are too few or too many."""
    found, first, last = leaf(digest), index, size - 1
    for one in map(bytes.fromhex, hashes):
        if last == 0:
            return None
        if first & 1 or first == last:
            found = node(one, found)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            found = node(found, one)
        first, last = first >> 1, last >> 1
    return found.hex() if last == 0 and 0 <= index < size else None
