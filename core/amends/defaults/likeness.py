"""How like the texts of each category a text is, where the pack comes with examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from amends.defaults.evidence import Evidence
from amends.keywords.bag import Bag
from amends.pack.values import Pack
from amends.taught import file
from amends.taught.model import NO_COMPLAINT, Model

UNLIKE = -1000  # thousandths: what a text scores that is nothing like a label's
WEIGHT = 60  # thousandths that count as much as a weight of 1 of the pack's patterns
# As much where the patterns have the say: in a text of a few words, and in a pack with few examples.
_MOST_WEIGHT = 480
_UNTAUGHT = 500  # thousandths that a category without examples has where a pattern of its own was found
_BRIEF, _BRIEF_IN_LATIN = 10, 25  # characters
_MANY = 100  # examples a label, of which patterns need no longer make up for the lack
_KEPT = 32


@lru_cache(maxsize=_KEPT)
def model(pack: Pack) -> Model | None:
    """What the examples beside a pack teach, if there are any; read once. Raises `PackError` for a damaged file."""
    return file.read(pack.taught) if pack.taught is not None else None


@lru_cache(maxsize=_KEPT)
def _unknown(pack: Pack) -> frozenset[str]:
    """The labels that a chain has taken out of the pack since it was taught."""
    known = model(pack)
    return frozenset(known.labels if known else ()) - pack.categories.keys() - {NO_COMPLAINT}


class Likeness(NamedTuple):
    """What the examples say of a text: the score of each label in thousandths, from about `UNLIKE` upwards.

    `pieces` are those of the text that the `taught` examples have; where there are none, or no examples, `scores` is
    empty.
    """

    scores: Mapping[str, int] = {}
    pieces: Sequence[str] = ()
    taught: Model | None = None


def likeness(bag: Bag, pack: Pack) -> Likeness:
    """What the examples of a pack say of a text."""
    known = model(pack)
    if known is None:
        return Likeness()
    pieces = known.known(bag)
    scores = known.scores(pieces)
    for name in _unknown(pack):
        scores.pop(name, None)
    return Likeness(scores, pieces, known)


def by_patterns(evidence: Evidence, like: Likeness) -> dict[str, int]:
    """What the patterns of each category count beside its examples, in thousandths.

    A category that no example is about, as one that a chain adds, has nothing but its patterns: they count most.
    """
    if like.taught is None or not like.scores:
        return {name: WEIGHT * weight for name, weight in evidence.weights.items()}
    each = _each(evidence.text, like.taught)
    return {
        name: each * weight if name in like.scores else _MOST_WEIGHT * weight + _UNTAUGHT
        for name, weight in evidence.weights.items()
    }


def weights(patterns: Mapping[str, int], likes: Mapping[str, int]) -> dict[str, int]:
    """The weight of each category, in thousandths above `UNLIKE`: what the patterns say and what the examples do."""
    found = dict(patterns)
    for name, score in likes.items():
        if name != NO_COMPLAINT:
            found[name] = found.get(name, 0) + score - UNLIKE
    return found


def _each(text: str, taught: Model) -> int:
    """What a weight of 1 of a pack's patterns counts in a normalised text beside its examples, in thousandths."""
    if len(text) <= (_BRIEF_IN_LATIN if text.isascii() else _BRIEF):
        return _MOST_WEIGHT
    return max(WEIGHT, min(_MOST_WEIGHT, WEIGHT * _MANY * len(taught.labels) // taught.examples))


def strongest(like: Likeness, name: str, count: int) -> tuple[str, list[str]]:
    """The digest of the examples and the pieces of a text that speak most for a category; "" and none if untaught."""
    if like.taught is None or name not in like.taught.labels:
        return "", []
    return like.taught.digest, like.taught.strongest(like.pieces, name, count)
