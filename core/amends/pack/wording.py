"""What a trade never says to a customer: the table that only the wording check looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from amends.pack import kinds
from amends.pack.kinds import covers, key
from amends.text import Text
from amends.wording.phrases import KINDS, Unsaid

if TYPE_CHECKING:
    from amends.pack.values import Pack


@frozen(eq=False, repr=False, slots=False)
class WordingRule:
    """`[wording.NAME]`: words that this trade does not say to a customer, besides those no trade says (G16)."""

    kind: str = field(
        metadata=key(kinds.one_of(*KINDS), "why they do harm; nobody insists on the last four, which the law forbids")
    )
    patterns: tuple[str, ...] = field(metadata=key(kinds.words, "the words, as patterns; write 您, 你 counts as that"))
    instead: Text = field(metadata=key(kinds.text, "other words for it"))
    covers: tuple[str, ...] = field(default=(), metadata=covers)


def phrases_of(pack: Pack) -> tuple[Unsaid, ...]:
    """The words a pack adds to those that no trade says, as the wording check takes them."""
    return tuple(Unsaid(name, rule.kind, rule.patterns, rule.instead) for name, rule in pack.wordings.items())
