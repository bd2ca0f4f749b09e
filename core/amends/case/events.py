"""Events: what happened to a case, in order. The only truth; everything else is computed from them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import Factory, frozen

from amends.errors import LedgerError
from amends.moments import stamp

# Every kind of event a case can have. The pack checks the starts and ends of its clocks against these.
KINDS = (
    "received", "confirmed", "noted", "classified", "routed", "handed_over", "hand_over_declined", "assigned",
    "escalated", "warned", "clocks_started", "paused", "resumed", "proposed", "approved", "refused", "offered",
    "accepted", "declined", "carried_out", "answered", "task_given", "followed_up", "closed", "reopened", "withdrawn",
    "inquired", "replied", "promised", "promise_kept", "breach_recorded", "breach_decided",
    "liable_named", "recovered",
)  # fmt: skip
# Who acts where no person does: what has come due is recorded by the program itself.
SYSTEM = "amends"


# What holds dictionaries has no hash.
@frozen(repr=False, unsafe_hash=False, slots=False)
class Event:
    """One thing that happened.

    `case_id` and `version` (1, 2, 3…) name it; `at` is UTC; `actor` the person; `plugin` and `policy` under which
    rules; `because` the reason a person gave. `body` holds facts that stay for ever; `personal` holds what belongs to
    the customer and can be erased.
    """

    case_id: str
    version: int
    kind: str
    at: datetime
    branch: str
    actor: str
    plugin: str = ""
    policy: str = ""
    because: str = ""
    body: dict[str, Any] = Factory(dict)
    personal: dict[str, Any] = Factory(dict)


def is_final(event: Event) -> bool:
    """Whether an event is all that its kind says: a vote that others must join is no approval or refusal yet."""
    return event.body.get("state") != "waiting"


def moment(text: str) -> datetime:
    """The inverse of `stamp`; raises `LedgerError` for anything else."""
    # strptime takes eight times as long; fromisoformat reads forms that `stamp` never writes, so it is asked again.
    try:
        found = datetime.fromisoformat(text)
        if text.endswith("Z") and stamp(found) == text:
            return found
    except ValueError:
        pass
    raise LedgerError("'{text}' is not a moment like 2026-11-22T09:30:00Z", text=text)
