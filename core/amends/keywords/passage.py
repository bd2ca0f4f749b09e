"""Where sentences and clauses of a text end, and where one of them turns ("but")."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

# A space between Chinese characters is a comma to many who write on a telephone. One class in front, because the
# regular expression engine then skips to its characters.
_BREAK = re.compile(r"[,\u3001:\u3002!?;\n~. ](?:(?<![., :])|(?<=[.,:])(?!\d)|(?<= )(?=[\u3400-\u9fff]))")
_SENTENCE_MARKS = frozenset("\u3002!?;.\n~")


class Passage:
    """The clauses and sentences of one normalised text, numbered from 0."""

    def __init__(self, text: str) -> None:
        breaks = [(match.start(), match[0]) for match in _BREAK.finditer(text)]
        self._clauses = [at for at, _ in breaks]
        self._sentences = [at for at, mark in breaks if mark in _SENTENCE_MARKS]
        self._asked = {number for number, at in enumerate(self._sentences) if text[at] == "?"}

    def clause(self, position: int) -> int:
        """The number of the clause that `position` is in."""
        return bisect_right(self._clauses, position)

    def sentence(self, position: int) -> int:
        """The number of the sentence that `position` is in."""
        return bisect_right(self._sentences, position)

    def asks(self, sentence: int) -> bool:
        """Whether the sentence ends with a question mark."""
        return sentence in self._asked

    def turned(self, turns: Sequence[int]) -> dict[int, int]:
        """Of each sentence that holds one of the positions `turns` ("but"), the last of them."""
        return {self.sentence(at): at for at in turns}
