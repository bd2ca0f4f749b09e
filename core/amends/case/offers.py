"""Offers: what was proposed, who decided, what was agreed and done. Most commands meet a case without one."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from amends.money import Money, total
from amends.text import Text

# States that bind the shop to pay, now or when the customer says yes.
LIVE = ("waiting", "approved", "offered", "accepted", "carried_out")


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


@frozen(repr=False)
class Approval:
    """One decision on an offer: who, in which role, when, `approved` or `refused`, why."""

    by: str
    role: str
    at: datetime
    decision: str
    because: str


@frozen(repr=False)
class Offer:
    """One round: remedies proposed to be made to the customer.

    `state` goes waiting → approved → offered → accepted → carried_out, or ends as refused, declined, replaced.
    `decider` is the role whose approval the sum on the receipt (`receipt_total`) needs; `promised` is when the
    customer was told to expect the answer.
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

    @property
    def amount(self) -> Money:
        """What it costs in money and vouchers."""
        currency = self.receipt_total.currency
        return total((remedy.amount for remedy in self.remedies if remedy.amount), currency)

    @property
    def live(self) -> bool:
        """Whether it binds the shop to pay, now or when the customer says yes."""
        return self.state in LIVE
