"""Which roles may do what: a table per verb. Read only where a pack or a chain restricts something."""

from __future__ import annotations

from attrs import field, frozen

from amends.pack import kinds
from amends.pack.kinds import covers, key

# What people do at the desk, in the order of a case's life, and what they read.
VERBS = (
    "take", "note", "classify", "assign", "hand_over", "propose", "approve", "refuse", "offer", "accept", "decline",
    "inquire", "reply", "promise", "breach", "recovery", "pause", "resume", "carry_out", "answer", "escalate",
    "follow_up", "close", "reopen", "withdraw", "show", "search",
)  # fmt: skip


@frozen(eq=False, repr=False, slots=False)
class Permission:
    """`[permission.VERB]`: who alone may do this; without it everybody may who covers the branch of the case.

    The verbs: `take`, `note`, `classify`, `assign`, `hand_over`, `propose`, `approve`, `refuse`, `offer`, `accept`,
    `decline`, `inquire`, `reply`, `promise`, `breach`, `recovery`, `pause`, `resume`, `carry_out`, `answer`,
    `escalate`, `follow_up`, `close`, `reopen`, `withdraw`; `show` (with `guide` and `explain`) and `search`. The rules
    of today count, also for cases opened before.
    """

    roles: tuple[str, ...] = field(metadata=key(kinds.strings, "the roles that may, and with them the roles above"))
    covers: tuple[str, ...] = field(default=(), metadata=covers)
