"""The arithmetic of the law, where data ends. Whole fen; a part of a fen goes to the customer.

A formula answers `None` where what it needs is not known: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from amends_law_cn.facts import Facts

_LEAST_FOOD = 1000_00  # 食品安全法 148(2)
_LEAST_FRAUD = 500_00  # 消费者权益保护法 55(1)


def _up(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_CEILING))


def price(facts: Facts) -> int | None:
    """The price really paid (法释〔2024〕9号 1); so many pieces at a price each where only that is known."""
    known, unit, count = facts.money("price"), facts.money("unit_price"), facts.number("qty")
    if known is None and unit is not None and count is not None:
        return _up(unit * count)
    return known


def price_less_gift(facts: Facts) -> int | None:
    """The price, less the stated price of a gift that is kept (七日无理由退货暂行办法 12)."""
    paid, gift = price(facts), facts.money("gift_value")
    if paid is None or gift is None or facts.get("gift_kept") is not True:
        return paid
    return max(0, paid - gift)


def loss(facts: Facts) -> int | None:
    """The actual loss: whatever of it is proven."""
    return facts.actual_loss()


def ten_prices_or_three_losses(facts: Facts) -> int:
    """Ten times the price or three times the loss, at least 1000 yuan (食品安全法 148(2)).

    Where it is proven that the buyer knew, the price counts for what a household reasonably uses (法释〔2024〕9号 12).
    """
    base, unit, reasonable = price(facts) or 0, facts.money("unit_price"), facts.number("reasonable_qty")
    if facts.get("buyer_knew_proved") is True and unit is not None and reasonable is not None:
        base = min(base, _up(unit * reasonable))
    return max(10 * base, 3 * (facts.actual_loss() or 0), _LEAST_FOOD)


def three_prices(facts: Facts) -> int:
    """Three times the price, at least 500 yuan (消费者权益保护法 55(1)); of a hidden fee, three times the fee."""
    hidden = facts.money("overcharged")
    return max(3 * (hidden if hidden is not None else price(facts) or 0), _LEAST_FRAUD)


def three_prepayments(facts: Facts) -> int:
    """Three times what was prepaid and is kept from the customer, at least 500 yuan (法释〔2025〕4号 23)."""
    return max(3 * (facts.money("paid") or facts.money("balance") or 0), _LEAST_FRAUD)


def promised(facts: Facts) -> int | None:
    """What the shop promised: so many times the price."""
    multiple, base = facts.number("promised_multiple"), price(facts)
    return _up(multiple * base) if multiple is not None and base is not None else None


def missing_weight(facts: Facts) -> int | None:
    """The missing grams at the price of one gram."""
    billed, tested, unit = facts.number("billed_g"), facts.number("tested_g"), facts.money("unit_price")
    if billed is None or tested is None or unit is None:
        return None
    return max(0, _up((billed - tested) * unit))


def double_deposit(facts: Facts) -> int | None:
    """Earnest money doubled up to a fifth of the contract, the rest as it was paid (民法典 586, 587)."""
    deposit, whole = facts.money("deposit"), facts.money("contract_total")
    if deposit is None or whole is None:
        return None
    earnest = min(Decimal(deposit), Decimal(whole) / 5)
    return _up(2 * earnest + (deposit - earnest))


def prepaid_left(facts: Facts) -> int | None:
    """What was prepaid, less what was used up at its share of the money really paid (法释〔2025〕4号 18)."""
    paid, used = facts.money("paid"), facts.money("consumed_face")
    gift = facts.money("gift") or 0
    if paid is None or used is None or paid + gift <= 0:
        return None
    return max(0, paid - _down(Decimal(used * paid) / (paid + gift)))


def prepaid_left_undiscounted(facts: Facts) -> int | None:
    """What was prepaid, less what was used up undiscounted; never a debt of the customer (法释〔2025〕4号 19, 20)."""
    paid, used = facts.money("paid"), facts.money("consumed_undiscounted")
    return max(0, paid - used) if paid is not None and used is not None else None


def prepaid_days_left(facts: Facts) -> int | None:
    """What was prepaid for unlimited use, by the days left (法释〔2025〕4号 22)."""
    paid, all_days, left = facts.money("paid"), facts.number("total_days"), facts.number("remaining_days")
    if paid is None or not all_days or left is None:
        return None
    return _up(paid * max(Decimal(0), min(left, all_days)) / all_days)


def bundle(facts: Facts) -> int | None:
    """What was paid for all, less the list prices of what is kept (七日无理由退货暂行办法 17)."""
    paid = facts.money("paid_total")
    if paid is None:
        return None
    kept: int = sum(value for name, value in facts["list_prices"].items() if name not in facts["returned"])
    return max(0, paid - kept)


def less_freight(facts: Facts) -> int | None:
    """The price of what is returned, less freight where what is kept is below free shipping (同 18)."""
    whole, back = facts.money("paid_total"), facts.money("returned_price")
    freight, threshold = facts.money("freight") or 0, facts.money("threshold")
    if back is None or whole is None or threshold is None:
        return back
    return max(0, back - freight) if 0 < whole - back < threshold <= whole else back


def wage_deduction(facts: Facts) -> int:
    """The most that may be taken from a month's wage (工资支付暂行规定 16); without a loss or an agreement, nothing."""
    wage, least, left = facts.money("wage") or 0, facts.money("min_wage") or 0, facts.money("loss_left") or 0
    if facts.get("contract_clause") is not True:
        return 0
    return max(0, min(left, wage // 5, wage - least))


def _sum(name: str) -> Callable[[Facts], int | None]:
    return lambda facts: facts.money(name)


def _down(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_FLOOR))


_PLAIN = ("overcharged", "shortfall", "paid", "balance", "cash_paid", "coupon_used")
FORMULAS: dict[str, Callable[[Facts], int | None]] = {
    formula.__name__: formula
    for formula in (
        price, price_less_gift, loss, ten_prices_or_three_losses, three_prices, three_prepayments, promised,
        missing_weight, double_deposit, prepaid_left, prepaid_left_undiscounted, prepaid_days_left, bundle,
        less_freight, wage_deduction,
    )
} | {name: _sum(name) for name in _PLAIN}  # fmt: skip
