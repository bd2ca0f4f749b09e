"""Thousands of patterns found in one pass over a text.

A pattern is a Chinese phrase, found anywhere, or English words, found whole. `*` after a word allows any ending
(`disappoint*`); `…` stands for up to 8 characters between Chinese pieces, up to 4 words between English ones, and
never crosses the end of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import add
from typing import NamedTuple

from amends.keywords.buckets import Buckets, Candidate, Owner
from amends.keywords.pieces import CHINESE, WORD, beginning, finish, is_letter, sentence_between, word

LAYOUT = 6  # raised with every change of what `Index.tables` holds or means, so that nobody reads kept ones of before
_HEAD = 2
_LATIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyz").union(map(chr, range(0xDF, 0x250)))
_LONG = 2000  # characters from which a piece is looked for once and remembered
_MOST = 50  # times one pattern is reported; who repeats it more often says no more


class Hit(NamedTuple):
    """One pattern found at `start` up to `end` of the normalised text. A tuple: many are made for each text."""

    owner: Owner
    pattern: str
    weight: int
    start: int
    end: int


Tables = list[dict[str, bytes]]


class Index:
    """An index of `(owner, pattern, weight)` entries; raises `Misuse` for a pattern that could never be found."""

    def __init__(self, entries: Iterable[tuple[Owner, str, int]]) -> None:
        owners: dict[str, list[tuple[Owner, int]]] = {}
        for owner, pattern, weight in entries:
            owners.setdefault(pattern, []).append((owner, weight))
        self._pairs, self._triples, self._singles, self._words, self._stems = (Buckets() for _ in range(5))
        for pattern, owned in owners.items():
            if "…" in pattern or "*" in pattern:
                first, second, reach, plain = beginning(pattern)
            else:
                first, second, reach = word(pattern), "", 0
                plain = first[0] >= CHINESE <= first[-1]
            table, key = self._place(first, pattern)
            # What the key says already is not compared again.
            rest = "" if len(first) == len(key) else first
            table[key].append((rest, second, reach, len(first) if plain else 0, pattern, owned))

    @classmethod
    def from_tables(cls, tables: Tables) -> Index:
        """An index from the `tables` of one made before."""
        made = cls(())
        made._pairs, made._triples, made._singles, made._words, made._stems = map(Buckets, tables)
        return made

    @property
    def tables(self) -> Tables:
        """All it knows, as plain data that can be kept in a file."""
        return [table.packed() for table in (self._pairs, self._triples, self._singles, self._words, self._stems)]

    def _place(self, first: str, pattern: str) -> tuple[Buckets, str]:
        if not is_letter(first[0]):
            if len(first) > _HEAD:
                _ = self._pairs[first[:_HEAD]]  # a text is looked up by threes only where twos are known
                return self._triples, first[: _HEAD + 1]
            return (self._pairs if len(first) == _HEAD else self._singles), first
        match = WORD.match(first)
        head = match[0] if match else first
        stem = len(head) == len(first) and pattern.startswith("*", len(first))
        return (self._stems, head[:_HEAD]) if stem else (self._words, head)

    def search(self, text: str) -> list[Hit]:
        """Every pattern in `text` (normalised), overlapping ones too; by start, the widest and heaviest first.

        Takes time in proportion to the length of the text.
        """
        begun: list[tuple[int, Candidate]] = []
        if not text.isascii():
            pairs = self._pairs.known
            keys = [(at, pair) for at, pair in enumerate(map(add, text, text[1:])) if pair in pairs]
            begun = _begun(self._pairs, keys, text)
            begun += _begun(self._triples, [(at, text[at : at + _HEAD + 1]) for at, _ in keys], text)
            if not self._singles.known.keys().isdisjoint(text):
                begun += _begun(self._singles, enumerate(text), text)
        words = [] if _LATIN.isdisjoint(text) else [(match.start(), match[0]) for match in WORD.finditer(text)]
        if words:
            begun += _begun(self._words, words, text)
            begun += _begun(self._stems, [(at, found[:_HEAD]) for at, found in words], text)
        return _hits(begun, text)


def _hits(begun: list[tuple[int, Candidate]], text: str) -> list[Hit]:
    """What was begun and is there to its end, in the order of `Index.search`."""
    rows: list[tuple[int, int, int, int, Hit]] = []  # the number keeps equal ones in the order they were met
    times: dict[str, int] = {}
    counted = len(begun) > _MOST
    for start, (_, second, reach, width, pattern, owners) in begun:
        if not width:
            end = finish(text, start, pattern)
        elif second:
            end = text.find(second, start + width, start + reach)
            end = 0 if sentence_between(text, start + width, end) else end + len(second)
        else:
            end = start + width
        if counted and end:
            times[pattern] = time = times.get(pattern, 0) + 1
            end = 0 if time > _MOST else end
        if end:
            for owner, weight in owners:
                # As `Hit(...)` does it, without the call in between.
                hit = tuple.__new__(Hit, (owner, pattern, weight, start, end))
                rows.append((start, -end, -weight, len(rows), hit))
    rows.sort()
    return [hit for _, _, _, _, hit in rows]


def _begun(table: Buckets, keys: Iterable[tuple[int, str]], text: str) -> list[tuple[int, Candidate]]:
    """Where a first piece stands and the second may follow; one comprehension, because here the time goes.

    Most pieces stand nowhere in the text, and `in` tells that several times sooner than a method does.
    """
    if len(text) > _LONG:
        return _begun_in_long(table, keys, text)
    starts, find, known = text.startswith, text.find, table.known
    return [
        (at, found)
        for at, key in keys
        if key in known
        for found in table[key]
        if found[0] in text
        and found[1] in text
        and (not found[0] or starts(found[0], at))
        and (not found[1] or find(found[1], at + found[3], at + found[2]) >= 0)
    ]


def _begun_in_long(table: Buckets, keys: Iterable[tuple[int, str]], text: str) -> list[tuple[int, Candidate]]:
    """As `_begun`, but looks for each piece once: a text made to repeat itself would have each looked for each time."""
    starts, find, known, there = text.startswith, text.find, table.known, _There(text)
    return [
        (at, found)
        for at, key in keys
        if key in known
        for found in table[key]
        if there[found[0]]
        and there[found[1]]
        and (not found[0] or starts(found[0], at))
        and (not found[1] or find(found[1], at + found[3], at + found[2]) >= 0)
    ]


class _There(dict[str, bool]):
    """Whether a piece stands anywhere in `text`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, piece: str) -> bool:
        found = self[piece] = piece in self._text
        return found
