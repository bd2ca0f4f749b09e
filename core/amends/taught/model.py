"""A linear model in whole numbers: for each piece of text a row of weights, summed in plain Python.

The same text has the same score on every machine. A row takes a byte a label; it is spread into one large number with
two bytes a label, so that one addition adds the weights of all labels at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from math import isqrt
from operator import add
from struct import unpack
from typing import NamedTuple

from amends.keywords.bag import Bag
from amends.keywords.pieces import CHINESE

NO_COMPLAINT = ""  # the label of what complains of nothing
ZERO = 128  # the byte that stands for zero; weights are from -127 to 127
UNIT = 1000  # scores are in thousandths
_ROWS = 255  # rows that can be summed before two bytes run over
MARKS = "_="  # what pieces begin with that are not taken as they stand
_STEM = 6  # letters of a word that are looked at, so that "disappointed" and "disappointing" are one
_FINER = 100  # the length is taken in hundredths
_THOUSANDTHS = UNIT * _FINER


class Rows(dict[str, int]):
    """`self[piece]` for a piece that is known: its row, spread. A dictionary, so that a second look costs no call.

    `places` says where in `content` the row of a piece begins, `width` how long it is. Pieces of a file stay `closed`,
    by how they begin, until a text has that beginning: of twenty thousand a text asks for a few hundred.
    """

    def __init__(self, places: dict[str, int], content: bytes, width: int) -> None:
        super().__init__()
        self.places, self.content, self.width = places, content, width
        self.closed: dict[str, tuple[int, str]] = {}
        self._half = (width + 1) // 2
        self._every_other = int.from_bytes(b"\xff\x00" * self._half, "little")

    def open(self, beginnings: Set[str]) -> None:
        """Make the pieces known that begin so; `beginning` says how a piece begins."""
        for each in self.closed.keys() & beginnings:
            number, pieces = self.closed.pop(each)
            for at, piece in enumerate(pieces.split("\n"), start=number):
                self.places[piece] = at * self.width

    def __missing__(self, piece: str) -> int:
        at = self.places[piece]
        row = int.from_bytes(self.content[at : at + self.width], "little")
        found = self[piece] = row & self._every_other | ((row >> 8) & self._every_other) << 16 * self._half
        return found

    def total(self, pieces: Iterable[str]) -> list[int]:
        """The sum of the rows of known pieces, number by number."""
        rows = [self[piece] for piece in pieces]
        sums = [-ZERO * len(rows)] * (2 * self._half)
        for part in range(0, len(rows), _ROWS):
            spread = sum(rows[part : part + _ROWS]).to_bytes(4 * self._half, "little")
            sums = list(map(add, sums, unpack(f"<{2 * self._half}H", spread)))
        return [sums[at // 2 + at % 2 * self._half] for at in range(self.width)]


class Model(NamedTuple):
    """`labels` are names of categories, "" for no complaint. `scale` is what 1.0 is in the rows, `bias` is in `UNIT`.

    Each row holds how rare its piece is, squared, then its weight for each label. It was taught by so many `examples`,
    named by their `digest`.
    """

    labels: tuple[str, ...]
    scale: int
    bias: tuple[int, ...]
    rows: Rows
    examples: int
    digest: str

    def known(self, bag: Bag) -> list[str]:
        """The pieces of a text that it knows."""
        if self.rows.closed:
            self.rows.open(bag.characters | {f"_{word[0]}" for word in bag.words})
        places = self.rows.places.keys()
        return [*(places & bag.characters), *(places & bag.pairs), *(places & pieces_of_words(bag.words))]

    def scores(self, known: Sequence[str]) -> dict[str, int]:
        """How like each label a text of these pieces is: above 0 rather like it, about -1000 unlike; `{}` of none."""
        if not known:
            return {}
        square, *weights = self.rows.total(known)
        # The length of the text as a vector, so that long texts do not count more than short ones.
        length = max(1, isqrt(max(0, square) * _FINER**2) * self.scale)
        return {
            label: weight * _THOUSANDTHS // length + bias
            for label, weight, bias in zip(self.labels, weights, self.bias, strict=True)
        }

    def strongest(self, known: Sequence[str], label: str, count: int) -> list[str]:
        """Of these pieces those that speak most for `label`, as they are read; none of them is part of another.

        Figures are left out: what is a sum in an example may be a telephone number here.
        """
        lane = 1 + self.labels.index(label)
        places, content = self.rows.places, self.rows.content
        weights = [content[places[piece] + lane] for piece in known]
        least = (max(weights, default=0) + ZERO) // 2  # what speaks half as much as the one that speaks most
        ranked = [
            (-weight, -len(piece), piece)
            for weight, piece in zip(weights, known, strict=True)
            if weight > least >= ZERO
        ]
        chosen: list[str] = []
        for _, _, piece in sorted(ranked):
            shown = piece.replace("_", " ").strip()
            apart = not any(shown in other or other in shown for other in chosen)
            if apart and len(chosen) < count and shown.replace(" ", "").isalpha():
                chosen.append(shown)
        return chosen


def pieces(bag: Bag) -> set[str]:
    """All pieces of a text: characters, their pairs, and words; `is_telling` says which of them a model may know."""
    return bag.characters | bag.pairs | pieces_of_words(bag.words)


def beginning(piece: str) -> str:
    """Its first character; of a marked one, such as a word, the first two."""
    return piece[:2] if piece[0] in MARKS else piece[0]


def is_telling(piece: str) -> bool:
    """Whether it is a piece of Chinese, of words, or marked otherwise; letters by themselves tell nothing."""
    return piece[0] in MARKS or max(piece) >= CHINESE


def pieces_of_words(words: list[str]) -> set[str]:
    """The stems of words and the pairs of neighbours, marked so that none is taken for a piece of Chinese."""
    stems = [f"_{word[:_STEM]}" for word in words]
    return {*stems, *map(add, stems, stems[1:])}


def row(rarity: int, weights: Iterable[int]) -> bytes:
    """A piece's row: its rarity squared, then its weights, as `Rows.content` holds them."""
    return bytes(number + ZERO for number in (rarity, *weights))
