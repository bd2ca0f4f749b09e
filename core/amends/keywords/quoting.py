"""The customer's own words for what was found in the normalised text."""

from __future__ import annotations

from functools import lru_cache

from amends.keywords.normalise import normalise

_MOST = 20_000  # characters; further down the normalised words are shown


def own_words(text: str, normalised: str, start: int, end: int) -> str:
    """The part of `text` that became `normalised[start:end]`, as it was written.

    Normalising leaves characters out and spells others anew, so both are walked along together. Only for showing;
    nothing is decided by it.
    """
    first, at = -1, 0
    for place, character in enumerate(text[:_MOST]):
        spelled = _spelled(character)
        if spelled and normalised.startswith(spelled, at):
            if at <= start < at + len(spelled):
                first = place
            at += len(spelled)
            if at >= end and first >= 0:
                return " ".join(text[first : place + 1].split())
    return normalised[start:end]


@lru_cache(maxsize=4096)
def _spelled(character: str) -> str:
    return normalise(character)
