"""The customer's own words for what was found in the normalised text."""

from __future__ import annotations

from amends.keywords.normalise import normalise

_SPAN = 400  # characters of a text within which a place is looked for exactly


def own_words(text: str, normalised: str, start: int, end: int) -> str:
    """The part of `text` that became `normalised[start:end]`, as it was written.

    Normalising takes characters away and joins others, so the place is found by halving: how much of `text` is needed
    until its spelling is that long. Only for showing; nothing is decided by it.
    """
    first = _reaching(text, normalised, start + 1) - 1
    last = _reaching(text, normalised, end)
    return " ".join(text[max(0, first) : last].split())


def _reaching(text: str, normalised: str, length: int) -> int:
    """The fewest characters of `text` whose normalised form has `length` characters of `normalised` at least."""
    # A long text is near its own spelling; only a window around the place need be tried.
    low, high = max(0, length - 1), min(len(text), length + max(_SPAN, len(text) - len(normalised)))
    while low < high:
        middle = (low + high) // 2
        if len(normalise(text[:middle])) >= length:
            high = middle
        else:
            low = middle + 1
    return low
