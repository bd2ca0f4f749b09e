"""The characters, pairs of neighbours and words a text has, gathered once for all who look for something in it."""

from __future__ import annotations

from operator import add
from typing import NamedTuple

from amends.keywords.pieces import WORD

_LATIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyz").union(map(chr, range(0xDF, 0x250)))


class Bag(NamedTuple):
    """`pairs` is empty for a text without Chinese; `words` stand in their order, for a text with Latin letters."""

    characters: set[str]
    pairs: set[str]
    words: list[str]


def bag(text: str) -> Bag:
    """The bag of a normalised text."""
    characters = set(text)
    pairs = set() if text.isascii() else set(map(add, text, text[1:]))
    words = [] if _LATIN.isdisjoint(characters) else [match[0] for match in WORD.finditer(text)]
    return Bag(characters, pairs, words)
