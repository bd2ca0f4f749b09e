"""The facts of one matter under the names of law, and what follows from them by counting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from amends_law_cn.calendar import extended, last_day, months_between

ALLEGED = "alleged"
# Asked, and not answered yet.
OPEN = "open"
_UNKNOWN = (ALLEGED, OPEN)
# What makes up an actual loss; the cost of cleaning or repair stands in for the value of the thing.
_LOSSES = ("loss", "medical", "nursing", "transport", "nutrition", "hospital_meals", "lost_income", "other_property")
_HURT = ("medical", "nursing", "lost_income")
# The least fineness of a mark, per mille: GB 11887-2012 amendment 1, table 1.
_MARKS = {
    "足金": 990, "千足金": 990, "22K": 916, "18K": 750, "14K": 585, "9K": 375,
    "足铂": 990, "Pt990": 990, "Pt950": 950, "Pt900": 900, "Pt850": 850,
    "足钯": 990, "Pd990": 990, "Pd950": 950, "Pd500": 500,
    "足银": 990, "Ag990": 990, "Ag925": 925, "Ag800": 800, "银990": 990, "银925": 925, "银800": 800,
}  # fmt: skip
_ALL_WEIGHED_UP_TO = 100  # grams: the tolerances of the weighing rules hold up to here
_GOLD_TOLERANCE = Decimal("0.01")


class Facts(Mapping[str, Any]):
    """Facts by name: `True`, `False`, `"alleged"` or `"open"`; money in fen; numbers as decimals; dates; words.

    What can be counted from others is there too (`later_than_7_days`, `purity_short`), unless somebody said it.
    """

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._facts = {name: value for name, value in given.items() if value is not None}
        for name, value in _derived(self):
            if value is not None:
                self._facts.setdefault(name, value)

    def __getitem__(self, name: str) -> Any:
        return self._facts[name]

    def __contains__(self, name: object) -> bool:
        return name in self._facts

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def money(self, name: str) -> int | None:
        """A sum in fen."""
        value = self._facts.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def number(self, name: str) -> Decimal | None:
        value = self._facts.get(name)
        return value if isinstance(value, Decimal) else None

    def day(self, name: str) -> date | None:
        value = self._facts.get(name)
        return value if isinstance(value, date) else None

    def learn(self, more: Mapping[str, Any]) -> bool:
        """Take up what is presumed, where nobody said otherwise; whether anything was new."""
        new = {name: value for name, value in more.items() if self._facts.get(name, OPEN) in _UNKNOWN}
        self._facts |= new
        return bool(new)

    def actual_loss(self) -> int | None:
        """The actual loss in fen: all its parts, each once; `None` where nothing is known of it."""
        parts = [part for name in _LOSSES if (part := self.money(name)) is not None]
        thing = self.money("repair_cost")
        if thing is None or self._facts.get("cleaning_possible") is False:
            thing = self.money("item_value") if self.money("item_value") is not None else thing
        parts += [thing] if thing is not None else []
        return sum(parts) if parts else None


def _derived(facts: Facts) -> Iterator[tuple[str, Any]]:
    yield from _purity(facts)
    yield from _weight(facts)
    yield from _windows(facts)
    yield "person_hurt", True if any(facts.money(name) for name in _HURT) else None
    yield "overcharge", _above_zero(facts.money("overcharged"))
    yield "short", _above_zero(facts.money("shortfall"))
    yield "prepaid", True if facts.money("paid") is not None else None
    yield "balance_known", True if facts.money("balance") is not None else None
    yield "unlimited", True if facts.number("total_days") and facts.money("paid") is not None else None
    yield "coupon_paid", True if facts.money("cash_paid") is not None else None
    yield "bundle_returned", True if "list_prices" in facts and "returned" in facts else None
    yield "parts_returned", True if "returned" in facts or facts.money("returned_price") is not None else None
    yield "free_shipping_looked_at", True if facts.money("returned_price") is not None else None
    yield "wage_known", True if facts.money("wage") is not None else None
    for name, of in (("found", "found_on"), ("received", "received_on"), ("accepted", "accepted_on"),
                     ("ended", "ended_on"), ("knew", "knew_on")):  # fmt: skip
        yield f"{name}_known", True if facts.day(of) else None


def _above_zero(sum_: int | None) -> bool | None:
    return None if sum_ is None else sum_ > 0


def _purity(facts: Facts) -> Iterator[tuple[str, Any]]:
    tested = facts.number("tested_permille")
    least = facts.number("min_permille") or _marked(facts.get("marked"))
    if tested is not None and least is not None:
        yield "purity_short", tested < least


def _marked(mark: object) -> Decimal | None:
    known = _MARKS.get(str(mark).replace(" ", "")) if mark is not None else None
    return Decimal(known) if known is not None else None


def _weight(facts: Facts) -> Iterator[tuple[str, Any]]:
    billed, tested = facts.number("billed_g"), facts.number("tested_g")
    if billed is not None and tested is not None and billed <= _ALL_WEIGHED_UP_TO:
        tolerance = facts.number("tolerance_g")
        yield "weight_short", billed - tested > (tolerance if tolerance is not None else _GOLD_TOLERANCE)


def _windows(facts: Facts) -> Iterator[tuple[str, Any]]:
    """Whether the customer came in time; a last day on a day off runs to the next one, in their favour only."""
    received = facts.day("signed_on") or facts.day("delivered_on") or facts.day("bought_on")
    noticed = facts.day("notice_on") or facts.day("demand_on")
    days = facts.number("days_since_receipt")
    if days is None and received and noticed:
        yield "days_since_receipt", Decimal((noticed - received).days)
        yield "later_than_7_days", noticed > extended(last_day(received, days=7))
        yield "later_than_30_days", noticed > last_day(received, days=30)
        yield "later_than_6_months", months_between(received, noticed) > 6
        promised = facts.number("store_promise_days")
        yield "promise_in_time", _promised(promised, Decimal((noticed - received).days))
    else:
        yield "later_than_7_days", days > 7 if days is not None else False
        yield "later_than_30_days", days > 30 if days is not None else False
        yield "promise_in_time", _promised(facts.number("store_promise_days"), days or Decimal(0))
    months = facts.number("months_since_receipt")
    yield "later_than_6_months", months > 6 if months is not None else None
    bought, sold = facts.day("bought_on") or received, facts.number("days_since_sale")
    yield "sold_days", sold if sold is not None else Decimal((noticed - bought).days) if bought and noticed else None
    paid, asked = facts.day("paid_on"), facts.day("request_on") or facts.day("demand_on")
    if paid and asked and facts.money("paid") is not None:
        yield "prepaid_in_time", asked <= extended(last_day(paid, days=7))


def _promised(promised: Decimal | None, days: Decimal) -> bool | None:
    return None if not promised else days <= promised
