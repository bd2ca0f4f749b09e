"""What a plugin that learns or teaches is given and gives back.

`amends learn` asks the first of the chain's plugins that learns; `amends plugin teach` one that teaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from amends.pack.values import Pack
    from amends.taught.examples import Example
    from amends.taught.model import Model


class Lesson(NamedTuple):
    """What a customer wrote and what people found it to be about; no categories: no complaint."""

    text: str
    categories: tuple[str, ...]


class Lessons(NamedTuple):
    """What came of learning.

    All shares are from 0 to 1 and measured (micro F1 over categories) on the same `held_out` lessons, which no model
    ever learns from: `quality` of the new model, `quality_before` of the one in use, `quality_without` of the pack
    alone.
    `kept` tells that the new model is in use from now on; `digest` names what it learned from.
    """

    lessons: int
    held_out: int
    quality: float
    quality_before: float | None
    quality_without: float
    kept: bool
    digest: str
    file: str


@runtime_checkable
class Learner(Protocol):
    """A plugin that learns."""

    def learn(self, lessons: Sequence[Lesson], pack: Pack) -> Lessons:
        """Learn from the lessons about one trade.

        A model that is worse than the one in use, or than the pack alone, is not kept. Raises `Refused` where there are
        too few lessons, and `Misuse` where what training needs is not installed.
        """


@runtime_checkable
class Teacher(Protocol):
    """A plugin whose module teaches packs by the examples beside them."""

    def teach(self, examples: Sequence[Example], digest: str) -> Model:
        """A model of the examples' labels; the same examples give the same model, which names their `digest`.

        Raises `Misuse` where what training needs is not installed.
        """
