"""The parts of a pattern between its gaps, and whether they follow one another in a text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from amends.errors import Misuse
from amends.keywords.expression import Expression
from amends.keywords.simplified import simplified

GAP_CHARACTERS = 8
GAP_WORDS = 4
CHINESE = "\u2e80"  # letters below need word boundaries, from here on none
WORD = Expression(r"[0-9a-z\xdf-\u024f]+")
_GAP_WIDTH = 48  # characters that four words and the spaces around them may take
_MOST_GAPS = 3  # bounds what one start can cost
_SHORTEST_STEM = 2
_LONGEST_ENDING = 24
_ENDING = Expression(rf"[a-z'\xdf-\u024f]{{0,{_LONGEST_ENDING}}}")
_SENTENCE_ENDS = frozenset("\u3002!?\n.")
_KEPT = 4096  # patterns that were met in some text


class Piece(NamedTuple):
    """`begins` and `ends` tell that a word boundary must be there; `stem` that any ending may follow.

    `joined` tells that it is the next word after the piece before, with no gap.
    """

    text: str
    begins: bool
    ends: bool
    stem: bool
    joined: bool


def fold(part: str) -> str:
    """A part of a pattern in the spelling of a normalised text."""
    if part.isascii():
        return part.lower().strip()
    return simplified(unicodedata.normalize("NFKC", part).casefold().replace("\u2019", "'").strip())


def word(pattern: str) -> str:
    """A pattern that is one piece, folded; raises `Misuse` if it is empty."""
    text = fold(pattern)
    if not text:
        raise Misuse("pattern {pattern!r} has an empty piece; expected a word", pattern=pattern)
    return text


def is_letter(character: str) -> bool:
    """Whether it is a letter or digit of a script that parts its words."""
    return character < CHINESE and character.isalnum()


def beginning(pattern: str) -> tuple[str, str, int, bool]:
    """The first piece, the second (or ""), how far from the start of the first the second may end, whether that is all.

    It is all where two Chinese pieces have one gap: where both stand, nothing but the end of a sentence parts them.

    Raises `Misuse` for a pattern with an empty piece, one too short before `*`, or too many gaps. Splitting the
    whole waits until the beginning was met: of thousands of patterns few ever are.
    """
    parts = pattern.split("…")
    if len(parts) > _MOST_GAPS + 1:
        raise Misuse("pattern {pattern!r} has more than {most} gaps", pattern=pattern, most=_MOST_GAPS)
    words = [fold(part) for part in parts]
    if any(word[0] == "*" if word else True for word in words):
        raise Misuse("pattern {pattern!r} has an empty piece; expected a word", pattern=pattern)
    if any(word.find("*") == 1 for word in words):
        raise Misuse("pattern {pattern!r}: too short before *; expected two letters or more", pattern=pattern)
    first = words[0].partition("*")[0]
    second = words[1].partition("*")[0] if len(words) > 1 else ""
    if "*" not in pattern and len(words) == 2 and all(word[0] >= CHINESE <= word[-1] for word in words):
        return first, second, len(first) + GAP_CHARACTERS + len(second), True
    return first, second, len(words[0]) + _LONGEST_ENDING + _GAP_WIDTH + len(second), False


@lru_cache(maxsize=_KEPT)
def split(pattern: str) -> tuple[Piece, ...]:
    """The pieces of a pattern that `beginning` accepts."""
    return tuple(
        _piece(word, joined=number > 0)
        for part in pattern.split("…")
        for number, word in enumerate(fold(part).replace("* ", "*\0").split("\0"))
    )


def _piece(word: str, joined: bool) -> Piece:
    stem = word.endswith("*")
    text = word.rstrip("*")
    return Piece(text, is_letter(text[0]), not stem and is_letter(text[-1]), stem, joined)


def finish(text: str, start: int, pattern: str) -> int:
    """Where the pattern ends whose first piece stands at `start` of `text`; 0 if the rest does not follow."""
    pieces = split(pattern)
    return _follow(text, _end(text, start, pieces[0]), pieces) if _bounded(pieces[0], text, start) else 0


def _follow(text: str, end: int, pieces: tuple[Piece, ...]) -> int:
    """Where the pattern ends if all but the first of `pieces`, which ends at `end`, follow within their gaps."""
    if len(pieces) == 1:
        return end
    before, piece = pieces[:2]
    if piece.joined:
        next_to = text.startswith(f" {piece.text}", end) and _bounded(piece, text, end + 1)
        return _follow(text, _end(text, end + 1, piece), pieces[1:]) if next_to else 0
    words = before.begins and piece.begins
    limit = end + (_GAP_WIDTH if words else GAP_CHARACTERS) + len(piece.text)
    if (at := text.find(piece.text, end, limit)) < 0:
        return 0
    while at >= 0 and not sentence_between(text, end, at):
        near = not words or len(text[end:at].split()) <= GAP_WORDS
        if near and _bounded(piece, text, at) and (final := _follow(text, _end(text, at, piece), pieces[1:])):
            return final
        at = text.find(piece.text, at + 1, limit)
    return 0


def sentence_between(text: str, begin: int, end: int) -> bool:
    """Whether a sentence ends from `begin` up to `end`; a point within a number ends none."""
    between = text[begin:end]
    if _SENTENCE_ENDS.isdisjoint(between):
        return False
    return any(
        char in _SENTENCE_ENDS and not (char == "." and text[at + 1 : at + 2].isdecimal())
        for at, char in enumerate(between, start=begin)
    )


def _end(text: str, start: int, piece: Piece) -> int:
    """Where the piece at `start` ends; a stem together with the ending of its word."""
    end = start + len(piece.text)
    ending = _ENDING.match(text, end) if piece.stem else None
    return ending.end() if ending else end


def _bounded(piece: Piece, text: str, start: int) -> bool:
    """Whether the word boundaries that `piece` asks for are there."""
    end = start + len(piece.text)
    if piece.begins and start and is_letter(text[start - 1]):
        return False
    return not (piece.ends and end < len(text) and is_letter(text[end]))
