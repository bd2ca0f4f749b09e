"""The pieces of text a model knows, and texts as rows of numbers. Needs scikit-learn; only training does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from amends.taught.model import is_telling
from scipy.sparse import csr_matrix, diags

Matrix = Any  # scipy's and numpy's own types say nothing that a reader here would need
_TWICE = 2


class Vocabulary:
    """The `limit` pieces that tell most, of those met in two texts or more, with how rare each is."""

    def __init__(self, bags: Sequence[Collection[str]], said: Matrix, limit: int) -> None:
        # Sorted, because the order of a set differs from run to run and a model must not.
        counts = Counter(piece for bag in bags for piece in bag)
        self.pieces = sorted(piece for piece, count in counts.items() if count >= _TWICE and is_telling(piece))
        self._places = {piece: at for at, piece in enumerate(self.pieces)}
        found = self._present(bags)
        times = np.asarray(found.sum(0)).ravel()
        if len(self.pieces) > limit:
            kept = np.sort(np.argsort(-_telling(found, times, said), kind="stable")[:limit])
            self.pieces = [self.pieces[at] for at in kept]
            self._places = {piece: at for at, piece in enumerate(self.pieces)}
            times = times[kept]
        self.rarity = np.log((1 + len(bags)) / (1 + times)) + 1

    def rows(self, bags: Sequence[Collection[str]]) -> Matrix:
        """Each bag as a row of length one: the rarity of what it has, 0 for what it has not."""
        weighed = self._present(bags) @ diags(self.rarity)
        lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(1)).ravel())
        return (diags(1 / np.maximum(lengths, 1e-9)) @ weighed).tocsr()

    def _present(self, bags: Sequence[Collection[str]]) -> Matrix:
        places = self._places
        columns: list[int] = []
        starts = [0]
        for bag in bags:
            columns += sorted(places[piece] for piece in bag if piece in places)
            starts.append(len(columns))
        shape = (len(bags), len(self.pieces))
        return csr_matrix((np.ones(len(columns)), columns, starts), shape=shape)


def _telling(found: Matrix, times: Matrix, said: Matrix) -> Matrix:
    """How far each piece is from being spread evenly, for the label where it is farthest (chi squared)."""
    best = np.zeros(found.shape[1])
    for label in range(said.shape[1]):
        here = np.asarray(found[said[:, label]].sum(0)).ravel()
        expected = times * said[:, label].mean()
        best = np.maximum(best, (here - expected) ** 2 / (expected + 1))
    return best
