"""What may be offered and who decides about it: the tables that only money needs."""

from __future__ import annotations

from attrs import field, frozen

from amends.money import Money
from amends.pack import kinds
from amends.pack.kinds import covers, key
from amends.text import Text


# No slots: making a class with them takes a fifth longer, and a command at the desk makes them all.
@frozen(eq=False, repr=False, slots=False)
class Band:
    """`[[approval]]`: up to which sum, per receipt, a role decides alone (S8). Rising; the last has no limit."""

    role: str = field(metadata=key(kinds.string, "the role that decides"))
    up_to: Money | None = field(default=None, metadata=key(kinds.amount, "the sum, itself included; absent: any sum"))
    covers: tuple[str, ...] = field(default=(), metadata=covers)


@frozen(eq=False, repr=False, slots=False)
class MenuItem:
    """`[remedy.NAME]`: one thing that may be offered."""

    label: Text = field(metadata=key(kinds.text, "the remedy, for people"))
    kind: str = field(metadata=key(kinds.one_of("material", "moral"), "both belong in a good answer (G10)"))
    form: str = field(
        metadata=key(
            kinds.one_of("money", "voucher", "goods", "service", "gesture", "refusal"),
            "what the customer gets; only `money` and `voucher` carry an amount; a voucher is never owed",
        )
    )
    say: Text = field(metadata=key(kinds.text, "how to offer it to the customer, aloud"))
    owed: bool = field(default=False, metadata=key(kinds.flag, "true: a refund or an actual loss, not goodwill"))
    from_fact: str | None = field(
        default=None, metadata=key(kinds.string, "the fact (of type `money`) that tells what is owed, or its base")
    )
    percent: int = field(default=100, metadata=key(kinds.count, "the share of that fact, in percent"))
    amount: Money | None = field(default=None, metadata=key(kinds.amount, "what to suggest where no fact tells"))
    ceiling: Money | None = field(default=None, metadata=key(kinds.amount, "never more than this, whoever decides"))
    payer: str = field(
        default="shop",
        metadata=key(
            kinds.one_of("shop", "supplier", "carrier", "department", "maker", "company"), "who bears it (S9)"
        ),
    )
    covers: tuple[str, ...] = field(default=(), metadata=covers)
