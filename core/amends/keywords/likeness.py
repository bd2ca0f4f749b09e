"""What a text is like where no pattern stands in it: the entry whose patterns share most pieces with it.

Pieces are pairs of Chinese characters and beginnings of words. One that few entries have tells much, one that all have
nothing. It is a guess, for an operator to confirm; nothing but the pack's own patterns is needed for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import log2
from typing import NamedTuple

from amends.keywords.expression import Expression

_CHINESE = Expression("[\u3400-\u9fff]{2,}")
_WORD = Expression("[a-z'\xdf-\u024f]{3,}")
_STEM = 6
_MOST = 3  # times a piece counts that stands in many patterns of one entry
_UNIT = 100
_EMPTY = frozenset("的了我你们是在不一有这他她就都也和到说没给要么什个上来去还又")
_COMMON = frozenset(
    [
        "the",
        "and",
        "was",
        "were",
        "that",
        "this",
        "with",
        "for",
        "you",
        "your",
        "our",
        "had",
        "have",
        "has",
        "but",
        "not",
        "are",
        "they",
        "them",
        "their",
        "there",
        "from",
        "when",
        "what",
        "would",
        "could",
        "about",
        "into",
        "just",
        "been",
        "after",
        "one",
        "out",
        "all",
    ]
)

Profiles = dict[str, dict[str, int]]  # piece: entry: how much it tells, in hundredths


class Likeness(NamedTuple):
    """An entry's `score` in hundredths, and the pieces of the text that speak for it, the telling first."""

    name: str
    score: int
    shared: tuple[str, ...]


def profiles(entries: Mapping[str, Iterable[str]]) -> Profiles:
    """The pieces of each entry's patterns (normalised), weighed against all the others'."""
    times: dict[str, dict[str, int]] = {}
    for name, patterns in entries.items():
        for pattern in patterns:
            for piece in pieces(pattern):
                of_piece = times.setdefault(piece, {})
                of_piece[name] = of_piece.get(name, 0) + 1
    return {
        piece: {
            name: round(_UNIT * log2(len(entries) / len(found)) * min(count, _MOST)) for name, count in found.items()
        }
        for piece, found in times.items()
        if len(found) < len(entries)
    }


def likest(text: str, known: Profiles) -> Likeness | None:
    """The entry that `text` (normalised) is most like; `None` where it shares nothing with any."""
    scores: dict[str, int] = {}
    shared = sorted(pieces(text).intersection(known))
    for piece in shared:
        for name, score in known[piece].items():
            scores[name] = scores.get(name, 0) + score
    if not scores:
        return None
    name = max(scores, key=scores.__getitem__)
    telling = sorted((piece for piece in shared if name in known[piece]), key=lambda piece: -known[piece][name])
    return Likeness(name, scores[name], tuple(telling))


def pieces(text: str) -> set[str]:
    """The pieces of a normalised text or pattern."""
    found = {word[0][:_STEM] for word in _WORD.finditer(text) if word[0] not in _COMMON}
    for run in _CHINESE.finditer(text):
        characters = run[0]
        found.update(one + two for one, two in pairwise(characters) if one not in _EMPTY or two not in _EMPTY)
    return found
