"""Questions to departments and breaches of the rules: the tables of what is arranged around a case."""

from __future__ import annotations

from attrs import field, frozen

from amends.pack import kinds
from amends.pack.kinds import covers, key
from amends.text import Text


@frozen(eq=False, repr=False, slots=False)
class InquiryRule:
    """`[inquiry.NAME]`: a question to a department that has the say until its time is over (S3, P13)."""

    label: Text = field(metadata=key(kinds.text, "the question, for people"))
    role: str | None = field(
        default=None, metadata=key(kinds.string, "the role that is asked; absent: whoever asks names it")
    )
    minutes: int | None = field(default=None, metadata=key(kinds.count, "to be answered within so many minutes"))
    hours: int | None = field(default=None, metadata=key(kinds.count, "to be answered within so many hours"))
    days: int | None = field(default=None, metadata=key(kinds.count, "to be answered within so many days"))
    counting: str = field(
        default="business",
        metadata=key(kinds.one_of("business", "calendar"), "opening hours and business days, or every hour and day"),
    )
    fact: str | None = field(
        default=None,
        metadata=key(kinds.string, "the fact (of type `yes_no`) on which it has the say; absent: words only"),
    )
    breach: str | None = field(
        default=None, metadata=key(kinds.string, "the breach that is recorded where nobody answers in time")
    )
    covers: tuple[str, ...] = field(default=(), metadata=covers)


@frozen(eq=False, repr=False, slots=False)
class BreachRule:
    """`[breach.NAME]`: something that goes against the rules of the house; a manager decides what follows (X6)."""

    label: Text = field(metadata=key(kinds.text, "the breach, for people: what was done, never what somebody is"))
    covers: tuple[str, ...] = field(default=(), metadata=covers)
