"""A branch's budget for goodwill in a month: what is given with a proposal, and how far the month is used with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from amends.money import Money
from amends.policy.budget import use

if TYPE_CHECKING:
    from amends.case.offers import BudgetUse
    from amends.desk.work import Work


def month_of(work: Work) -> str:
    """The month it is at the branch now, `2026-03`."""
    return f"{work.now.astimezone(work.desk.zone_of(work.case.branch)):%Y-%m}"


def budget_use(work: Work, goodwill: Money) -> BudgetUse | None:
    """How far the branch's budget of this month is used once `goodwill` is given.

    `None` where nothing is given beyond what is owed, or where nobody set a budget.
    """
    limit = _limit(work, goodwill.currency)
    if limit is None or not goodwill:
        return None
    month = month_of(work)
    others = work.transaction.goodwill(work.case.branch, month, goodwill.currency, work.case.case_id)
    used = Money(others + sum(_bound(work, month)), goodwill.currency) + goodwill
    return use(work.pack, month, limit, used)


def _limit(work: Work, currency: str) -> Money | None:
    """The branch's own budget, else that of its trade."""
    own = work.desk.chain.branches.get(work.case.branch, {}).get("budget")
    if own is not None:
        return Money.parse(own, currency)
    return work.pack.budget.amount if work.pack.budget else None


def _bound(work: Work, month: str) -> Iterable[int]:
    """What earlier rounds of this case give in that month; a round not yet offered is replaced by the next."""
    for offer in work.case.offers:
        if offer.state in ("accepted", "carried_out") and offer.month == month and offer.goodwill:
            yield offer.goodwill.minor
