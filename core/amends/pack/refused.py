"""What a trade never does: the table that few commands look at."""

from __future__ import annotations

from attrs import field, frozen

from amends.pack import kinds
from amends.pack.kinds import covers, key
from amends.text import Text


@frozen(eq=False, repr=False, slots=False)
class RefusedPractice:
    """`[refused.NAME]`: a practice that is never scripted. X1 to X9 are the core's; a pack may reword them."""

    practice: Text = field(metadata=key(kinds.text, "what is not done"))
    why: Text = field(metadata=key(kinds.text, "the law or the decency it offends"))
    instead: Text = field(metadata=key(kinds.text, "the honest way"))
    covers: tuple[str, ...] = field(default=(), metadata=covers)
