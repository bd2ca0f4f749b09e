"""From texts with labels to a model. Needs scikit-learn: `pip install 'amends[learned]'`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from amends.defaults.evidence import weigh
from amends.pack.values import Pack

from amends_learned import fitting
from amends_learned.clauses import clauses as clauses_of
from amends_learned.fitting import Matrix
from amends_learned.model import MOST, RARITY, TONES, UNIT, Model, Sums, lanes
from amends_learned.vocabulary import Vocabulary

_FOLDS = 3
PIECES = 30_000  # that a model knows at most
_LONG = 8  # clauses in a middling text from which it is worth looking at each by itself

Lesson = tuple[str, Collection[str]]


class _Lessons(NamedTuple):
    """Texts as bags and as clauses, with the text each clause belongs to, and what was said of each text."""

    bags: list[set[str]]
    clauses: list[list[set[str]]]
    said: Matrix

    def part(self, places: Matrix) -> _Lessons:
        return _Lessons([self.bags[at] for at in places], [self.clauses[at] for at in places], self.said[places])


class _Fitted(NamedTuple):
    """A vocabulary with weights (a row for each label) and biases."""

    vocabulary: Vocabulary
    weights: Matrix
    bias: Matrix


def train(
    lessons: Sequence[Lesson],
    labels: Sequence[str],
    pack: Pack | None = None,
    exclusive: bool = False,
    known: Mapping[str, Sequence[str]] | None = None,
    limit: int = PIECES,
) -> Model:
    """A model of `labels` from texts and their labels; the same lessons give the same model.

    `known` names the categories of `pack` that stand for a label; without it a label is a category. How much the pack's
    evidence counts, and from which score on a label applies, is found on parts that the weights were not learned from.
    `limit` pieces are known at most: fewer are loaded sooner.
    """
    seen = _seen(lessons, labels)
    long = pack is not None and np.median([len(clauses) for clauses in seen.clauses]) >= _LONG
    names = tuple(tuple(known.get(label, ()) if known is not None else (label,)) for label in labels)
    columns = _unseen_scores(seen, long, limit)
    if pack is not None:
        columns = np.concatenate([columns, _evidence([text for text, _ in lessons], pack, names)], axis=2)
        factors, _ = fitting.combined(columns.reshape(-1, columns.shape[2]), seen.said.reshape(-1))
    else:
        factors = np.ones(columns.shape[2])
    scores = columns @ factors
    thresholds = [0.0] * len(labels) if exclusive else fitting.best_thresholds(scores, seen.said)
    parts = 2 if long else 1
    return Model(
        tuple(labels), exclusive,
        texts=_sums(_fit_texts(seen, limit), factors[0], thresholds),
        clauses=_sums(_fit_clauses(seen, limit), factors[1], [0.0] * len(labels)) if long else None,
        known=names,
        evidence=tuple(round(UNIT * factor) for factor in factors[parts:]),
        origin={"digest": digest_of(lessons), "lessons": len(lessons)},
    )  # fmt: skip


def digest_of(lessons: Sequence[Lesson]) -> str:
    """The sha256 of the lessons in their order: which texts, with which labels, a model learned from."""
    rows = [[text, sorted(labels)] for text, labels in lessons]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=True).encode()).hexdigest()


def _seen(lessons: Sequence[Lesson], labels: Sequence[str]) -> _Lessons:
    parts = [clauses_of(text) for text, _ in lessons]
    said = np.array([[label in given for label in labels] for _, given in lessons], dtype=bool)
    return _Lessons([set().union(*part) for part in parts], [part[:-1] or part for part in parts], said)


def _unseen_scores(seen: _Lessons, long: bool, limit: int) -> Matrix:
    """For each text and label the score of the text, if long of its clauses too, by a model that saw it not."""
    columns = np.zeros((*seen.said.shape, 2 if long else 1))
    places = np.arange(len(seen.bags))
    for fold in range(_FOLDS):
        here = places[places % _FOLDS == fold]
        others, these = seen.part(places[places % _FOLDS != fold]), seen.part(here)
        columns[here, :, 0] = _scored(_fit_texts(others, limit), these.bags)
        if long:
            bags, owners = _flat(these)
            scores = _scored(_fit_clauses(others, limit), bags)
            columns[here, :, 1] = np.stack([fitting.highest(score, owners, len(here)) for score in scores.T], axis=1)
    return columns


def _fit_texts(seen: _Lessons, limit: int) -> _Fitted:
    vocabulary = Vocabulary(seen.bags, seen.said, limit)
    rows = vocabulary.rows(seen.bags)
    found = [fitting.weights_of(rows, said) for said in seen.said.T]
    return _Fitted(vocabulary, np.array([weights for weights, _ in found]), np.array([bias for _, bias in found]))


def _fit_clauses(seen: _Lessons, limit: int) -> _Fitted:
    bags, owners = _flat(seen)
    vocabulary = Vocabulary(bags, seen.said[owners], limit)
    rows = vocabulary.rows(bags)
    found = [fitting.clause_weights_of(rows, owners, said) for said in seen.said.T]
    return _Fitted(vocabulary, np.array([weights for weights, _ in found]), np.array([bias for _, bias in found]))


def _flat(seen: _Lessons) -> tuple[list[set[str]], Matrix]:
    bags = [clause for clauses in seen.clauses for clause in clauses]
    return bags, np.array([at for at, clauses in enumerate(seen.clauses) for _ in clauses])


def _scored(fitted: _Fitted, bags: Sequence[set[str]]) -> Matrix:
    return fitted.vocabulary.rows(bags) @ fitted.weights.T + fitted.bias


def _evidence(texts: Sequence[str], pack: Pack, names: Sequence[Sequence[str]]) -> Matrix:
    """What the pack found, as `Model.scores` weighs it: the weight for the label, whether there is any, the tones."""
    columns = np.zeros((len(texts), len(names), 2 + len(TONES)))
    for row, text in enumerate(texts):
        evidence = weigh(text, pack)
        for at, categories in enumerate(names):
            weight = sum(evidence.weights.get(name, 0) for name in categories)
            columns[row, at, :2] = min(weight, MOST), bool(weight)
        columns[row, :, 2:] = [min(evidence.tones.get(tone, 0), MOST) for tone in TONES]
    return columns


def _sums(fitted: _Fitted, factor: float, thresholds: Sequence[float]) -> Sums:
    """The weights as whole numbers, with `factor` and the thresholds worked in."""
    rarity = np.maximum(1, np.rint(fitted.vocabulary.rarity * RARITY)).astype(int)
    weights = np.rint(fitted.weights * factor * rarity * UNIT).astype(int)
    pieces = {
        piece: lanes(int(rarity[at]), [int(weight) for weight in weights[:, at]])
        for at, piece in enumerate(fitted.vocabulary.pieces)
        if weights[:, at].any()
    }
    bias = np.rint((fitted.bias * factor - np.array(thresholds)) * UNIT).astype(int)
    return Sums(pieces, tuple(int(value) for value in bias))
