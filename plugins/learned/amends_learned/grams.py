"""A text as a learned model sees it: clauses, and in each the pieces of one to three characters, or the words.

Characters of Chinese are taken as they stand, because no dictionary is needed for that; words of other scripts alone,
in pairs, and in pieces of four letters, so that "disappointing" and a misspelt "dissapointing" share most of theirs.
"""

from __future__ import annotations

import re
from itertools import pairwise
from operator import add

from amends.keywords.normalise import normalise

LONGEST = 20_000  # characters that are looked at; who writes more has said what it is about long before
_PIECE = 4
_ENDS = re.compile(r"[,.!?;:~\u3002\u3001\n()\"]+|(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_MARKS = re.compile(r"[!?]")
_WORDS = re.compile(r"[0-9a-z'\xdf-\u024f]+|[^\s0-9a-z'\xdf-\u024f]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def grams(text: str) -> list[set[str]]:
    """The pieces of each clause of `text`, and in a last set what belongs to no clause: how it is punctuated."""
    text = normalise(text[:LONGEST])
    chinese = _CHINESE.search(text) is not None
    pieces = _characters if chinese else _words
    found = [pieces(clause) for clause in _ENDS.split(text) if clause and not clause.isspace()]
    found.append({f"={mark}" for mark in _MARKS.findall(text)})
    return found


def _characters(clause: str) -> set[str]:
    clause = clause.replace(" ", "")
    pairs = list(map(add, clause, clause[1:]))
    return set(clause).union(pairs, map(add, pairs, clause[2:]))


def _words(clause: str) -> set[str]:
    words = _WORDS.findall(clause)
    found = set(words)
    found.update(f"{one} {two}" for one, two in pairwise(words))
    for word in set(words):
        edged = f"_{word}_"
        found.update(f"#{edged[at : at + _PIECE]}" for at in range(len(edged) - _PIECE + 1))
    return found
