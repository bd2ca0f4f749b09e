"""From a pack's examples to the model that comes with it. Needs scikit-learn; what was taught is scored without it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from amends.errors import Refused
from amends.keywords.bag import bag
from amends.keywords.normalise import normalise
from amends.taught.examples import Example
from amends.taught.model import UNIT, ZERO, Model, Rows, pieces, row
from sklearn.svm import LinearSVC

from amends_learned.vocabulary import Vocabulary

PIECES = 20_000  # that a model knows at most: every command at the desk loads them
_CLOSENESS = 1.0  # to the examples; from cross-validation over the four trades


def teach(examples: Sequence[Example], digest: str) -> Model:
    """See `amends.learning.Teacher.teach`.

    For each label a support-vector machine that tells its texts from all others.
    """
    examples = sorted(examples)  # so that their order in the files makes no difference
    labels = tuple(sorted({label for _, label in examples}))
    said = np.array([[label == each for each in labels] for _, label in examples])
    bags = [pieces(bag(normalise(text))) for text, _ in examples]
    vocabulary = Vocabulary(bags, said, PIECES)
    if not vocabulary.pieces:
        raise Refused("the examples have no word in common; expected several that tell of the same thing")
    rows = vocabulary.rows(bags)
    fitted = [LinearSVC(C=_CLOSENESS, random_state=0).fit(rows, column) for column in said.T]
    weights = np.stack([machine.coef_[0] for machine in fitted], axis=1) * vocabulary.rarity[:, None]
    bias = tuple(round(float(machine.intercept_[0]) * UNIT) for machine in fitted)
    return _whole(labels, bias, vocabulary, weights)._replace(examples=len(examples), digest=digest)


def _whole(labels: tuple[str, ...], bias: tuple[int, ...], vocabulary: Vocabulary, weights: Any) -> Model:
    """The model in whole numbers, the greatest weight being what a row can hold."""
    scale = int((ZERO - 1) / np.abs(weights).max())
    rounded = np.rint(weights * scale).astype(int)
    squares = np.rint(vocabulary.rarity**2).astype(int)
    rows = [row(int(square), map(int, each)) for square, each in zip(squares, rounded, strict=True)]
    width = 1 + len(labels)
    places = {piece: at * width for at, piece in enumerate(vocabulary.pieces)}
    return Model(labels, scale, bias, Rows(places, b"".join(rows), width), 0, "")
