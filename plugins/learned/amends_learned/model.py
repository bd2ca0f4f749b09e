"""A learned model: whole numbers for pieces of text, summed in plain Python.

All numbers are integers, so the same text has the same score on every machine. A score above 0 means that the label
applies; its size is how sure that is, in thousandths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isqrt
from typing import NamedTuple

from amends.defaults.evidence import Evidence

from amends_learned.clauses import clauses
from amends_learned.lanes import packed, unpacked

UNIT = 1000  # thousandths
RARITY = 64  # the unit of how rare a piece is, so that the length of a text is a whole number
TONES = ("praise", "complaint", "grave", "question")
MOST = 8  # the weight of the pack's evidence above which more makes nobody surer


class Sums(NamedTuple):
    """One linear model: for each piece, in lanes, the square of its rarity and its weight for each label."""

    pieces: dict[str, int]
    bias: tuple[int, ...]

    def score(self, bag: Iterable[str]) -> list[int]:
        """The score for each label of a bag of pieces; known ones alone count, each once."""
        known = self.pieces
        total = sum([known[piece] for piece in known.keys() & bag])
        square, *weights = unpacked(total, 1 + len(self.bias))
        length = isqrt(square) or 1
        return [weight // length + bias for weight, bias in zip(weights, self.bias, strict=True)]


class Model(NamedTuple):
    """What was learned. `clauses` is `None` where texts are short; `evidence` weighs what the pack found.

    `known` names for each label the categories of the pack that stand for it.
    """

    labels: tuple[str, ...]
    exclusive: bool
    texts: Sums
    clauses: Sums | None
    known: tuple[tuple[str, ...], ...]
    evidence: tuple[int, ...]
    origin: Mapping[str, object]

    def scores(self, text: str, evidence: Evidence | None = None) -> list[int]:
        """The score of each label, in their order; `evidence` is what the pack found, where it was taught with one."""
        parts = clauses(text)
        found = self.texts.score(set().union(*parts))
        if self.clauses is not None:
            by_clause = [self.clauses.score(part) for part in parts[:-1] or parts]
            found = [score + max(column) for score, column in zip(found, zip(*by_clause, strict=True), strict=True)]
        if evidence is None:
            return found
        tones = sum(
            factor * min(evidence.tones.get(tone, 0), MOST)
            for tone, factor in zip(TONES, self.evidence[2:], strict=True)
        )
        return [score + tones + self._named(evidence, at) for at, score in enumerate(found)]

    def labels_of(self, text: str, evidence: Evidence | None = None) -> list[str]:
        """The labels that apply; where they exclude each other the likeliest."""
        scores = self.scores(text, evidence)
        if self.exclusive:
            return [self.labels[max(range(len(scores)), key=scores.__getitem__)]]
        return [label for label, score in zip(self.labels, scores, strict=True) if score > 0]

    def strongest(self, text: str, label: str, count: int = 4) -> list[tuple[str, int]]:
        """The pieces of `text` that speak most for `label`, with their weights in thousandths."""
        lane = 1 + self.labels.index(label)
        bag = set().union(*clauses(text))
        rows = {piece: unpacked(self.texts.pieces[piece], lane + 1)[lane] for piece in self.texts.pieces.keys() & bag}
        length = isqrt(sum(unpacked(self.texts.pieces[piece], 1)[0] for piece in rows)) or 1
        ranked = sorted(rows, key=lambda piece: (-rows[piece], -len(piece), piece))
        return [(piece, rows[piece] // length) for piece in _apart(ranked, count) if rows[piece] > 0]

    def _named(self, evidence: Evidence, at: int) -> int:
        weight = sum(evidence.weights.get(name, 0) for name in self.known[at])
        return self.evidence[0] * min(weight, MOST) + (self.evidence[1] if weight else 0)


def lanes(rarity: int, weights: Sequence[int]) -> int:
    """A piece's entry in `Sums.pieces`."""
    return packed([rarity * rarity, *weights])


def _apart(ranked: Sequence[str], count: int) -> list[str]:
    """The first `count` of which none is part of another."""
    chosen: list[str] = []
    for piece in ranked:
        if len(chosen) == count:
            break
        if piece[0] not in "#=" and not any(piece in other or other in piece for other in chosen):
            chosen.append(piece)
    return chosen
