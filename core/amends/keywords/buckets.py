"""Lists of candidates by something their patterns have, unpacked when a text first has that."""

from __future__ import annotations

from amends.compiled import packed, unpacked

Owner = tuple[str, str]  # the kind of a pattern ("strong", "praise") and the name of the entry it belongs to, if any
# A pattern's first piece; its second, if any, and how far from the start that may end; the length of the first if no
# more than these two need be there, else 0; the pattern; whose it is, and with what weight; its number.
Candidate = tuple[str, str, int, int, str, list[tuple[Owner, int]], int]


class Buckets(dict[str, list[Candidate]]):
    """`self[key]` for a key that is `known`. A dictionary, so that a second look costs no call."""

    def __init__(self, packed: dict[str, bytes] | None = None) -> None:
        super().__init__()
        self._packed = packed
        self.known: dict[str, bytes] | Buckets = self if packed is None else packed

    def __missing__(self, key: str) -> list[Candidate]:
        found: list[Candidate] = unpacked(self._packed[key]) if self._packed is not None else []
        self[key] = found
        return found

    def packed(self) -> dict[str, bytes]:
        """All of it as plain data; each list by itself, since a text needs few of them."""
        return {key: packed(self[key]) for key in self.known}
