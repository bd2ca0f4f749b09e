"""What may be offered and who decides about it: the tables that only money needs."""

from __future__ import annotations

from attrs import field, frozen

from amends.case.offers import ApprovalStep
from amends.money import Money
from amends.pack import kinds
from amends.pack.approvers import steps
from amends.pack.kinds import covers, key
from amends.text import Text


# No slots: making a class with them takes a fifth longer, and a command at the desk makes them all.
@frozen(eq=False, repr=False, slots=False)
class Band:
    """`[[approval]]`: up to which sum, per receipt, somebody decides (S8). Rising; the last has no limit."""

    role: str | None = field(default=None, metadata=key(kinds.string, "the role that decides; this or `steps`"))
    up_to: Money | None = field(default=None, metadata=key(kinds.amount, "the sum, itself included; absent: any sum"))
    steps: tuple[ApprovalStep, ...] = field(
        default=(),
        metadata=key(
            steps,
            "several who decide, one step after the other; in a step each role has one vote, and `need` tells how many "
            "must agree: `all` (if left out), `any` or a percentage; roles in `asked` are told and have no vote",
        ),
    )
    hours: int = field(default=24, metadata=key(kinds.count, "how long deciding may take; the customer is told"))
    counting: str = field(
        default="calendar", metadata=key(kinds.one_of("business", "calendar"), "hours of opening, or every hour")
    )
    covers: tuple[str, ...] = field(default=(), metadata=covers)

    @property
    def approvers(self) -> tuple[ApprovalStep, ...]:
        """The steps; a role that decides alone is one of them."""
        return self.steps or (ApprovalStep((self.role,)),) if self.role else self.steps


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
