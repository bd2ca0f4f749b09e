"""Thousands of patterns found in one pass over a text.

A pattern is a Chinese phrase, found anywhere, or English words, found whole. `*` after a word allows any ending
(`disappoint*`); `…` stands for up to 8 characters between Chinese pieces, up to 4 words between English ones, and
never crosses the end of a sentence.

Of thousands of patterns a text has few. So each is listed under the rarest pair of characters it has, and one
intersection of sets tells which of these pairs the text has; only their patterns are looked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from amends.keywords.bag import Bag, bag
from amends.keywords.buckets import Buckets, Candidate, Owner
from amends.keywords.pieces import CHINESE, WORD, beginning, finish, fold, is_letter, sentence_between, word

LAYOUT = 7  # raised with every change of what `Index.tables` holds or means, so that nobody reads kept ones of before
_HEAD = 2
_SLICE = 4000  # characters looked at together: of a long text each has few of the patterns
_BEYOND = 400  # and as many more, which a pattern that begins within may need
_MOST = 8  # times one pattern is reported; who repeats it more often says no more


class Hit(NamedTuple):
    """One pattern found at `start` up to `end` of the normalised text. A tuple: many are made for each text."""

    owner: Owner
    pattern: str
    weight: int
    start: int
    end: int


Tables = list[dict[str, bytes]]
_Row = tuple[int, int, int, int, int, Hit]


class Index:
    """An index of `(owner, pattern, weight)` entries; raises `Misuse` for a pattern that could never be found."""

    def __init__(self, entries: Iterable[tuple[Owner, str, int]]) -> None:
        owners: dict[str, list[tuple[Owner, int]]] = {}
        for owner, pattern, weight in entries:
            owners.setdefault(pattern, []).append((owner, weight))
        self._pairs, self._singles, self._words, self._stems = (Buckets() for _ in range(4))
        pairs = {pattern: _pairs_of(pattern) for pattern in owners}
        times = Counter(pair for of_pattern in pairs.values() for pair in of_pattern)
        for number, (pattern, owned) in enumerate(owners.items()):
            if "…" in pattern or "*" in pattern:
                first, second, reach, plain = beginning(pattern)
            else:
                first, second, reach = word(pattern), "", 0
                plain = first[0] >= CHINESE <= first[-1]
            candidate = (first, second, reach, len(first) if plain else 0, pattern, owned, number)
            # Of Chinese the pair of characters that fewest patterns have.
            rarest = min(pairs[pattern], key=times.__getitem__, default=None)
            table, key = (self._pairs, rarest) if rarest is not None else self._place(first, pattern)
            table[key].append(candidate)

    @classmethod
    def from_tables(cls, tables: Tables) -> Index:
        """An index from the `tables` of one made before."""
        made = cls(())
        made._pairs, made._singles, made._words, made._stems = map(Buckets, tables)
        return made

    @property
    def tables(self) -> Tables:
        """All it knows, as plain data that can be kept in a file."""
        return [table.packed() for table in (self._pairs, self._singles, self._words, self._stems)]

    def _place(self, first: str, pattern: str) -> tuple[Buckets, str]:
        """The table and the key of a pattern that has no pair of Chinese characters."""
        if not is_letter(first[0]):
            return self._singles, first[0]
        match = WORD.match(first)
        head = match[0] if match else first
        stem = len(head) == len(first) and pattern.startswith("*", len(first))
        return (self._stems, head[:_HEAD]) if stem else (self._words, head)

    def search(self, text: str, of: Bag | None = None) -> list[Hit]:
        """Every pattern in `text` (normalised), overlapping ones too; by start, the widest and heaviest first.

        `of` is the text's bag, where that was made already. Takes time in proportion to the length of the text.
        """
        rows: list[_Row] = []
        times: dict[int, int] = {}
        if len(text) > _SLICE:
            of = None  # of the parts each has its own
        for begin in range(0, len(text), _SLICE):
            part = text[begin : begin + _SLICE + _BEYOND]
            for candidate in self._candidates(part, of or bag(part)):
                rows += _found(candidate, text, begin, times)
        rows.sort()
        return [row[-1] for row in rows]

    def _candidates(self, part: str, of: Bag) -> list[Candidate]:
        """The patterns whose first two pieces are somewhere in the part of a text."""
        begun: list[list[Candidate]] = []
        begun += [self._pairs[pair] for pair in self._pairs.known.keys() & of.pairs]
        begun += [self._singles[one] for one in self._singles.known.keys() & of.characters]
        if of.words:
            words = set(of.words)
            begun += [self._words[found] for found in self._words.known.keys() & words]
            begun += [self._stems[start] for start in self._stems.known.keys() & {found[:_HEAD] for found in words}]
        return [found for bucket in begun for found in bucket if found[0] in part and found[1] in part]


def _pairs_of(pattern: str) -> list[str]:
    """The pairs of neighbouring Chinese characters in the pieces of a pattern, as a normalised text has them."""
    pieces = [fold(piece) for piece in pattern.split("…")]
    return [one + two for piece in pieces for one, two in pairwise(piece) if one >= CHINESE <= two]


def _found(candidate: Candidate, text: str, begin: int, times: dict[int, int]) -> Iterator[_Row]:
    """Where the pattern stands that begins in the slice of the text from `begin` on, in the order of `Index.search`."""
    first, second, reach, width, pattern, owners, number = candidate
    find = text.find
    limit = begin + _SLICE + len(first) - 1
    start = find(first, begin, limit)
    while start >= 0:
        if not width:
            end = finish(text, start, pattern)
        elif second:
            end = find(second, start + width, start + reach)
            end = 0 if end < 0 or sentence_between(text, start + width, end) else end + len(second)
        else:
            end = start + width
        if end:
            times[number] = time = times.get(number, 0) + 1
            if time > _MOST:
                return
            for place, (owner, weight) in enumerate(owners):
                # As `Hit(...)` does it, without the call in between.
                hit = tuple.__new__(Hit, (owner, pattern, weight, start, end))
                yield start, -end, -weight, number, place, hit
        start = find(first, start + 1, limit)
