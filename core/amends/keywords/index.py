"""Thousands of patterns found in one pass over a text.

A pattern is a Chinese phrase, found anywhere, or English words, found whole. `*` after a word allows any ending
(`disappoint*`); `…` stands for up to 8 characters between Chinese pieces, up to 4 words between English ones, and
never crosses the end of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import add
from typing import NamedTuple

from amends.keywords.pieces import CHINESE, WORD, beginning, finish, fold, is_letter

_HEAD = 2
Owner = tuple[str, str]  # the kind of a pattern ("strong", "praise") and the name of the entry it belongs to, if any


class Hit(NamedTuple):
    """One pattern found at `start` up to `end` of the normalised text. A tuple: many are made for each text."""

    owner: Owner
    pattern: str
    weight: int
    start: int
    end: int


# A pattern's first piece; its second, if any, and how far from the start it may end; whether the first piece is all;
# the pattern; whose it is, and with what weight.
_Candidate = tuple[str, str, int, bool, str, list[tuple[Owner, int]]]
_Table = dict[str, list[_Candidate]]


class Index:
    """An index of `(owner, pattern, weight)` entries; raises `Misuse` for a pattern that could never be found."""

    def __init__(self, entries: Iterable[tuple[Owner, str, int]]) -> None:
        owners: dict[str, list[tuple[Owner, int]]] = {}
        for owner, pattern, weight in entries:
            owners.setdefault(pattern, []).append((owner, weight))
        self._pairs: _Table = {}
        self._singles: _Table = {}
        self._words: _Table = {}
        self._stems: _Table = {}
        for pattern, owned in owners.items():
            if pattern[:1] >= CHINESE <= pattern[-1:] and pattern.isalpha():
                first, second, reach, plain = fold(pattern), "", 0, True
            else:
                (first, second, reach), plain = beginning(pattern), False
            table, key = self._place(first, pattern)
            table.setdefault(key, []).append((first, second, reach, plain, pattern, owned))

    def _place(self, first: str, pattern: str) -> tuple[_Table, str]:
        if not is_letter(first[0]):
            return (self._pairs if len(first) > 1 else self._singles), first[:_HEAD]
        match = WORD.match(first)
        word = match[0] if match else first
        stem = len(word) == len(first) and pattern.startswith("*", len(first))
        return (self._stems, word[:_HEAD]) if stem else (self._words, word)

    def search(self, text: str) -> list[Hit]:
        """Every pattern in `text` (normalised), overlapping ones too, by start, the widest first; in linear time."""
        begun: list[tuple[int, _Candidate]] = []
        if not text.isascii():
            begun = _begun(self._pairs, enumerate(map(add, text, text[1:])), text)
            if self._singles and not self._singles.keys().isdisjoint(text):
                begun += _begun(self._singles, enumerate(text), text)
        words = [(match.start(), match[0]) for match in WORD.finditer(text)]
        if words:
            begun += _begun(self._words, words, text)
            begun += _begun(self._stems, [(at, word[:_HEAD]) for at, word in words], text)
        found: list[Hit] = []
        for start, (first, _, _, plain, pattern, owners) in begun:
            end = start + len(first) if plain else finish(text, start, pattern)
            if end:
                found += [Hit(owner, pattern, weight, start, end) for owner, weight in owners]
        found.sort(key=_order)
        return found


def _order(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


def _begun(table: _Table, keys: Iterable[tuple[int, str]], text: str) -> list[tuple[int, _Candidate]]:
    """Where a first piece stands and the second may follow; one comprehension, because here the time goes."""
    starts, find = text.startswith, text.find
    return [
        (at, found)
        for at, key in keys
        if key in table
        for found in table[key]
        if starts(found[0], at) and (not found[1] or find(found[1], at, at + found[2]) >= 0)
    ]
