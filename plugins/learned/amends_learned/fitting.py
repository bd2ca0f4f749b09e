"""Finding weights: linear models by scikit-learn, whose answers are then plain sums. Only training needs this."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import diags
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

Matrix = Any
_PLAIN, _LEANING, _CLAUSE = 0.4, 0.3, 3.0  # how closely each follows its lessons; from cross-validation on reviews
_ROUNDS = 3
_MISSED = 4  # texts by which the search for a threshold is kept from trusting single ones
_LEAST = 2  # lessons of either kind below which there is nothing to learn


def weights_of(rows: Matrix, said: Matrix) -> tuple[Matrix, float]:
    """Weights and bias that part the texts where `said` from the others.

    The sum of two support-vector machines: one on the rows as they are, one on rows in which each piece counts as
    much as it leans to one side (Wang and Manning 2012, "Baselines and bigrams"). Together they did better than either.
    """
    if min(said.sum(), (~said).sum()) < _LEAST:
        return np.zeros(rows.shape[1]), -1.0
    leaning = _leaning(rows, said)
    plain = LinearSVC(C=_PLAIN, random_state=0).fit(rows, said)
    leant = LinearSVC(C=_LEANING, random_state=0).fit(rows @ diags(leaning), said)
    return plain.coef_[0] + leant.coef_[0] * leaning, float(plain.intercept_[0] + leant.intercept_[0])


def clause_weights_of(rows: Matrix, owners: Matrix, said: Matrix) -> tuple[Matrix, float]:
    """Weights for single clauses where only whole texts have labels.

    Each text that complains must have a clause that does: begun with all of its clauses, then with those the model
    itself picks, at least one of each text.
    """
    if min(said.sum(), (~said).sum()) < _LEAST:
        return np.zeros(rows.shape[1]), -1.0
    of_text = said[owners]
    complaining, used = of_text.copy(), np.ones(len(of_text), bool)
    weights, bias = np.zeros(rows.shape[1]), -1.0
    for _ in range(_ROUNDS):
        fitted = LogisticRegression(C=_CLAUSE, solver="liblinear", random_state=0)
        fitted.fit(rows[used], complaining[used])
        weights, bias = fitted.coef_[0], float(fitted.intercept_[0])
        scores = rows @ weights + bias
        complaining = of_text & ((scores >= highest(scores, owners, len(said))[owners]) | (scores > 0))
        used = ~of_text | complaining
    return weights, bias


def combined(columns: Matrix, said: Matrix) -> tuple[Matrix, float]:
    """How much each of a few columns of evidence counts."""
    fitted = LogisticRegression(C=1.0, random_state=0).fit(columns, said)
    return fitted.coef_[0], float(fitted.intercept_[0])


def highest(scores: Matrix, owners: Matrix, count: int) -> Matrix:
    """Of each text the highest score of its clauses."""
    found = np.full(count, -1e9)
    np.maximum.at(found, owners, scores)
    return found


def best_thresholds(scores: Matrix, said: Matrix) -> list[float]:
    """For each label the score above which it applies: those with the best F1, over all labels and on their mean alike.

    One label after the other is moved while the rest stand still. F1 is taken as if a few texts more had been missed,
    so that a rare label's threshold is not set by one text, and a label that cannot be told is rarely called.
    """
    curves = [_curve(scores[:, label], said[:, label]) for label in range(said.shape[1])]
    best = [int(np.argmax(2 * hits / (called + total + _MISSED))) for _, hits, called, total in curves]
    for _ in range(_ROUNDS):
        for label, (_, hits, called, total) in enumerate(curves):
            others = [curve for at, curve in enumerate(curves) if at != label]
            rest = [at for place, at in enumerate(best) if place != label]
            hit = sum(curve[1][at] for curve, at in zip(others, rest, strict=True))
            size = sum(curve[2][at] + curve[3] for curve, at in zip(others, rest, strict=True))
            together = 2 * (hits + hit) / (called + total + size + _MISSED)
            alone = 2 * hits / (called + total + _MISSED)
            best[label] = int(np.argmax(together + alone / len(curves)))
    return [float(levels[at]) for (levels, *_), at in zip(curves, best, strict=True)]


def _curve(scores: Matrix, said: Matrix) -> tuple[Matrix, Matrix, Matrix, int]:
    """The thresholds that can be told apart, from none called to all, the hits and calls of each, and the total."""
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    levels = np.concatenate([[ranked[0] + 1], (ranked + np.append(ranked[1:], ranked[-1] - 1)) / 2])
    hits = np.concatenate([[0], np.cumsum(said[order])])
    return levels, hits, np.arange(len(levels)), int(said.sum())


def _leaning(rows: Matrix, said: Matrix) -> Matrix:
    present = rows > 0
    here = np.asarray(present[said].sum(0)).ravel() + 1
    there = np.asarray(present[~said].sum(0)).ravel() + 1
    ratio = np.abs(np.log((here / (said.sum() + 2)) / (there / ((~said).sum() + 2))))
    squares = np.asarray(rows.multiply(rows).sum(0)).ravel() * ratio * ratio
    return ratio / (np.sqrt(squares.sum() / rows.shape[0]) + 1e-9)
