"""Leaving out what somebody else is quoted with: it tells neither the customer's temper nor how grave the matter is."""

from __future__ import annotations

from amends.keywords.index import Hit
from amends.keywords.speech import quoted, told_by_staff

_MOOD = frozenset({"temperament", "grave", "minor"})


def without_reported(found: list[Hit], text: str) -> list[Hit]:
    """The hits in a normalised text that are the customer's own, as far as temperament and severity go.

    Harm is left out only where the shop's own people are quoted ("go and sue us"); what a doctor said counts.
    """
    if _MOOD.isdisjoint([hit.owner[0] for hit in found]):
        return found
    staff = told_by_staff(text)
    others = [*staff, *quoted(text)]
    if not others:
        return found
    return [hit for hit in found if not _within(hit, others if hit.owner[0] == "temperament" else staff)]


def _within(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    return hit.owner[0] in _MOOD and any(start <= hit.start and hit.end <= end for start, end in spans)
