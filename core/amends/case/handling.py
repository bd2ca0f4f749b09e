"""What is arranged around a case: inquiries to departments, promises to the customer, breaches of the rules."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from amends.text import Text


@frozen(repr=False)
class Inquiry:
    """A question to another department, which has the say on `fact` until `due` (UTC); then the desk has it (S3, P13).

    `role` is asked; `confirms` is its yes or no to the fact, `None` where it was asked for words only. A reply that
    was `late` is kept, and decides nothing.
    """

    id: str
    name: str
    label: Text
    role: str
    asked_by: str
    asked_at: datetime
    due: datetime
    fact: str | None = None
    question: str | None = None
    replied_at: datetime | None = None
    replied_by: str | None = None
    confirms: bool | None = None
    reply: str | None = None
    late: bool = False

    def waits(self, now: datetime) -> bool:
        """Whether the department may still answer in time."""
        return self.replied_at is None and now <= self.due

    @property
    def in_time(self) -> bool:
        """Whether it answered while it had the say."""
        return self.replied_at is not None and not self.late


@frozen(repr=False)
class Promise:
    """Something the customer was promised by `due` (UTC); `moved` counts how often the time was changed (G7)."""

    id: str
    what: str | None
    due: datetime
    made_by: str
    moved: int = 0
    kept_at: datetime | None = None


@frozen(repr=False)
class Breach:
    """Something that went against the rules, for a manager to decide about; nothing is ever deducted by itself (X6).

    `role` and `person` (where known) are responsible, `decider` is the role that decides; `measure` once it has.
    `cause` is what brought it about by itself, an inquiry nobody answered.
    """

    id: str
    kind: str
    label: Text
    role: str
    decider: str
    at: datetime
    recorded_by: str
    person: str | None = None
    cause: str | None = None
    account: str | None = None
    measure: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
