"""Offers: what was proposed, who decided, what was agreed and done. Most commands meet a case without one."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from attrs import frozen

from amends.money import Money, total
from amends.text import Text

# States that bind the shop to pay, now or when the customer says yes.
LIVE = ("waiting", "approved", "offered", "accepted", "carried_out")


class ApprovalStep(NamedTuple):
    """Roles that decide together: `need` percent of their votes must be in favour (100: all of them, 1: one of them).

    `asked` are roles that are told and may give their opinion; they have no vote.
    """

    roles: tuple[str, ...]
    need: int = 100
    asked: tuple[str, ...] = ()

    @property
    def votes_needed(self) -> int:
        """How many votes in favour that is: a share is rounded up to a whole percent, so a third satisfies 34."""
        return (self.need - 1) * len(self.roles) // 100 + 1


class BudgetUse(NamedTuple):
    """A branch's goodwill in a month, `2026-03`, this offer included: `used` of `limit`.

    `state` is `within`, `warned` (so much is used that the operator should know) or `beyond`.
    """

    month: str
    limit: Money
    used: Money
    state: str


@frozen(repr=False)
class OfferedRemedy:
    """A remedy in an offer, with its sum (`None` where it has no price) and, once done, when."""

    code: str
    label: Text
    kind: str
    form: str
    amount: Money | None
    payer: str
    owed: Money | None = None
    carried_out_at: datetime | None = None
    key: str | None = None

    @property
    def goodwill(self) -> int:
        """What is given beyond what is owed, in minor units; a voucher never counts toward what is owed."""
        if self.amount is None:
            return 0
        owed = self.owed.minor if self.owed is not None and self.form != "voucher" else 0
        return max(0, self.amount.minor - owed)


@frozen(repr=False)
class Approval:
    """One vote on an offer: who, in which role, when, `approved` or `refused`, why."""

    by: str
    role: str
    at: datetime
    decision: str
    because: str


@frozen(repr=False)
class Offer:
    """One round: remedies proposed to be made to the customer.

    `state` goes waiting → approved → offered → accepted → carried_out, or ends as refused, declined, replaced.
    `decider` is the role whose approval the sum on the receipt (`receipt_total`) needs, the first where several do:
    `steps` are all of them, `missing` the roles whose vote is waited for now. `promised` is when the customer was told
    to expect the answer. `goodwill` is what it gives beyond what is owed, counted in `month`.
    """

    round: int
    state: str
    remedies: tuple[OfferedRemedy, ...]
    points: tuple[str, ...]
    proposed_by: str
    decider: str
    receipt_total: Money
    promised: datetime | None = None
    approvals: tuple[Approval, ...] = ()
    wish: str | None = None
    steps: tuple[ApprovalStep, ...] = ()
    missing: tuple[str, ...] = ()
    goodwill: Money | None = None
    month: str = ""
    budget: BudgetUse | None = None

    @property
    def amount(self) -> Money:
        """What it costs in money and vouchers."""
        currency = self.receipt_total.currency
        return total((remedy.amount for remedy in self.remedies if remedy.amount), currency)

    @property
    def live(self) -> bool:
        """Whether it binds the shop to pay, now or when the customer says yes."""
        return self.state in LIVE
