"""How somebody talks: the table that few complaints need."""

from __future__ import annotations

from attrs import field, frozen

from amends.pack import kinds
from amends.pack.kinds import covers, key
from amends.text import Text


@frozen(eq=False, repr=False, slots=False)
class TemperamentRule:
    """`[temperament.NAME]`: how somebody talks; changes words, never money (J2)."""

    label: Text = field(metadata=key(kinds.text, "a neutral description"))
    keywords: tuple[str, ...] = field(metadata=key(kinds.words, "patterns that suggest it"))
    advice: Text = field(metadata=key(kinds.text, "how to talk with them"))
    covers: tuple[str, ...] = field(default=(), metadata=covers)
