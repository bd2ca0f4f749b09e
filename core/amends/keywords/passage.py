"""Where sentences and clauses of a text end, and where one of them turns ("but")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from amends.keywords.expression import Expression

_SENTENCE_MARKS = frozenset("\u3002!?;.\n~")
_MARKS = Expression("[\u3002!?;.\\n~,\u3001: ]")
_IN_NUMBERS = frozenset(".,:")


class Passage:
    """The clauses and sentences of one normalised text, numbered from 0."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _breaks(self) -> list[tuple[int, str]]:
        text = self._text
        marks = ((found.start(), found[0]) for found in _MARKS.finditer(text))
        return [(at, mark) for at, mark in marks if _parts(text, at, mark)]

    # Most texts are about one thing and have no "but": nobody asks for their clauses.
    @cached_property
    def _clauses(self) -> list[int]:
        return [at for at, _ in self._breaks]

    @cached_property
    def _sentences(self) -> list[int]:
        return [at for at, mark in self._breaks if mark in _SENTENCE_MARKS]

    def clause(self, position: int) -> int:
        """The number of the clause that `position` is in."""
        return bisect_right(self._clauses, position)

    def sentence(self, position: int) -> int:
        """The number of the sentence that `position` is in."""
        return bisect_right(self._sentences, position)

    def asks(self, sentence: int) -> bool:
        """Whether the sentence ends with a question mark."""
        return sentence < len(self._sentences) and self._text[self._sentences[sentence]] == "?"

    def turned(self, turns: Sequence[int]) -> dict[int, int]:
        """Of each sentence that holds one of the positions `turns` ("but"), the last of them."""
        return {self.sentence(at): at for at in turns}


def _parts(text: str, at: int, mark: str) -> bool:
    """Whether the mark at `at` ends a clause: not within a number, nor between words that are parted by spaces.

    A space before a Chinese character is a comma to many who write on a telephone.
    """
    after = text[at + 1 : at + 2]
    if mark in _IN_NUMBERS:
        return not after.isdecimal()
    return mark != " " or "\u3400" <= after <= "\u9fff"
