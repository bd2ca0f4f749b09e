"""What a branch may give away in a month beyond what is owed: how far it is used, and who may go beyond it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from amends.case.answers import Reason
from amends.case.offers import ApprovalStep, BudgetUse, OfferedRemedy
from amends.money import Money
from amends.pack.values import Pack
from amends.policy.authority import Decision
from amends.policy.authority_words import role_names
from amends.text import Text

_WARN_AT = 80
_BEYOND = Text(
    "{month}的心意补偿连这一笔共{used}，超出门店当月额度{limit}，要{who}批准",
    "goodwill of {month} with this one: {used}, beyond the branch's budget of {limit}; only {who} may approve it",
)
_WARNED = Text(
    "{month}的心意补偿连这一笔共{used}，快到门店当月额度{limit}了",
    "goodwill of {month} with this one: {used}; the branch's budget of {limit} is nearly used up",
)


def goodwill(pack: Pack, facts: Mapping[str, object], remedies: Iterable[OfferedRemedy], currency: str) -> Money:
    """What `remedies` give beyond what is owed.

    A remedy that the pack says is owed is owed wholly until the fact is known that tells how much.
    """
    return Money(sum(remedy.goodwill for remedy in remedies if not _owed(pack, facts, remedy.code)), currency)


def _owed(pack: Pack, facts: Mapping[str, object], code: str) -> bool:
    item = pack.remedies.get(code)
    return item is not None and item.owed and (item.from_fact is None or item.from_fact not in facts)


def use(pack: Pack, month: str, limit: Money, used: Money) -> BudgetUse:
    """How far `used`, this offer included, goes into `limit`."""
    warn_at = pack.budget.warn_at if pack.budget else _WARN_AT
    if limit < used:
        return BudgetUse(month, limit, used, "beyond")
    warned = used.minor * 100 >= limit.minor * warn_at
    return BudgetUse(month, limit, used, "warned" if warned else "within")


def beyond(pack: Pack, budget: BudgetUse) -> Decision:
    """Whose agreement goodwill beyond the budget needs: the role the pack names, else the last `[[approval]]`."""
    named = pack.budget.beyond if pack.budget else None
    last = pack.approvals[-1]
    steps = (ApprovalStep((named,)),) if named else last.approvers
    return Decision(steps, (reason(pack, budget),), ((last.hours, last.counting),))


def reason(pack: Pack, budget: BudgetUse) -> Reason:
    """What is to be said about the budget; only where it is nearly used up, or more than that."""
    if budget.state == "warned":
        return Reason("budget.warn_at", _WARNED.fill(budget._asdict()))
    named = pack.budget.beyond if pack.budget else None
    roles = [named] if named else [role for step in pack.approvals[-1].approvers for role in step.roles]
    return Reason("budget.amount", _BEYOND.fill({**budget._asdict(), "who": role_names(pack, roles)}))
