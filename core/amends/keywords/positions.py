"""The spelling that particulars are looked for in, and where in the text as given each of its characters stood."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from amends.keywords.expression import Expression
from amends.keywords.simplified import simplified

_READING = Expression(r"(?<=[\u3400-\u9fff])\([a-z\xe0-\u01dc]{1,6}\)")
# Replaced first, because with them most Chinese texts would need the long way.
WIDE_MARKS = (
    ("\uff0c", ","), ("\uff01", "!"), ("\uff1f", "?"), ("\uff1b", ";"), ("\uff1a", ":"),
    ("\uff08", "("), ("\uff09", ")"),
)  # fmt: skip
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Mn"})


class Spelled(NamedTuple):
    """`text` in one spelling; `places[i]` is where its character `i` stands in the text as given."""

    text: str
    places: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as given of what stands from `start` up to `end` (more than `start`) of the spelling."""
        return self.places[start], self.places[end - 1] + 1


def spelled(text: str) -> Spelled:
    """`text` with width, case and Traditional characters made equal, without the invisible and bracketed readings.

    Unlike `normalise` it goes character by character, so that every span survives; drawn-out letters stay.
    """
    if (plain := _one_for_one(text)) is not None:
        joined = simplified(plain)
        places = list(range(len(text)))
        return _without_readings(joined, places) if "(" in joined else Spelled(joined, places)
    characters: list[str] = []
    places = []
    for place, character in enumerate(text):
        one = character if character.isascii() and character.islower() else _one(character)
        characters.append(one)
        places.extend([place] * len(one))
    joined = simplified("".join(characters))
    return _without_readings(joined, places) if "(" in joined else Spelled(joined, places)


def _one_for_one(text: str) -> str | None:
    """The spelling before `simplified`, where each character becomes one; most texts take this short way."""
    for wide, narrow in WIDE_MARKS:
        text = text.replace(wide, narrow)
    folded = text.casefold()
    # Folding never makes a character vanish, so equal lengths tell that none became two.
    plain = len(folded) == len(text) and text.replace("\n", "").isprintable()
    return folded if plain and unicodedata.is_normalized("NFKC", text) else None


@lru_cache(maxsize=4096)
def _one(character: str) -> str:
    if unicodedata.category(character) in _INVISIBLE:
        return "\n" if character in "\n\r" else ""
    return unicodedata.normalize("NFKC", character).casefold()


def _without_readings(text: str, places: list[int]) -> Spelled:
    kept: list[str] = []
    of: list[int] = []
    at = 0
    for reading in _READING.finditer(text):
        kept.append(text[at : reading.start()])
        of += places[at : reading.start()]
        at = reading.end()
    return Spelled("".join([*kept, text[at:]]), of + places[at:])
