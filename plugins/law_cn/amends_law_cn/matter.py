"""A case as the law sees it: what is established, what is alleged, where, when and in which trade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Any

from amends.case.values import Case
from amends.hookspecs import View
from amends.money import Money
from amends.pack.values import Pack

from amends_law_cn.assessment import Assessment, assess
from amends_law_cn.facts import ALLEGED, OPEN
from amends_law_cn.rules import load_facts

# What is wanted and not answered; sums, dates and words are simply missing.
_UNANSWERED = {"alleged": ALLEGED, "asked": OPEN}
# Mainland China has one time and no summer time.
_BEIJING = timezone(timedelta(hours=8))
_HERE = "CN"


def concerns(view: View) -> bool:
    """Whether the branch lies where this law holds; where the chain does not say, it does."""
    return not view.region or view.region == _HERE or view.region.startswith(f"{_HERE}-")


def established(case: Case, view: View) -> Assessment:
    """What the law says of the facts as recorded; what is only alleged binds nobody."""
    return _assessed(facts_of(case, view.pack), case, view)


def if_confirmed(case: Case, view: View) -> Assessment:
    """What the law would say were everything confirmed that the complaint alleges."""
    facts = {name: True if value == ALLEGED else value for name, value in facts_of(case, view.pack).items()}
    return _assessed(facts, case, view)


def facts_of(case: Case, pack: Pack) -> dict[str, Any]:
    """The facts of the case under the names of law.

    Facts are understood by their `meaning`. Of several with one meaning the first counts that a category of the case
    names; so a category says by its order which sum is the price. What such a category wants established, and nobody
    has yet, is alleged.
    """
    known = load_facts()
    facts: dict[str, Any] = {}
    for name, meaning in _named(case, pack):
        kind = known.get(meaning)
        if kind is None or meaning in facts:
            continue
        if name in case.facts:
            facts[meaning] = _READERS[kind](case.facts[name])
        else:
            facts[meaning] = _UNANSWERED.get(kind)
    received = day_of(case.received_at)
    return {"demand_on": received, **{name: value for name, value in facts.items() if value is not None}}


def day_of(moment: datetime) -> date:
    """The date in mainland China."""
    return moment.astimezone(_BEIJING).date()


def _assessed(facts: Mapping[str, Any], case: Case, view: View) -> Assessment:
    """By the law in force when it was bought, where that is known, else when the complaint was made."""
    bought = facts.get("bought_on") or facts.get("signed_on")
    received = day_of(case.received_at)
    on = bought if isinstance(bought, date) else received
    return _remembered(tuple(facts.items()), view.region or _HERE, case.industry, on, received)


@lru_cache(maxsize=64)
def _remembered(facts: tuple[tuple[str, Any], ...], region: str, trade: str, on: date, received: date) -> Assessment:
    """One assessment for the four questions of one command."""
    return assess(dict(facts), region, trade, on, received)


def _named(case: Case, pack: Pack) -> Iterator[tuple[str, str]]:
    """The facts that the case's categories name, in order, then what else is known; each with its meaning."""
    wanted = (name for category in pack.named(point.category for point in case.points) for name in category.facts)
    for name in dict.fromkeys((*wanted, *case.facts)):
        rule = pack.facts.get(name)
        if rule is not None:
            yield name, rule.meaning or name


def _money(value: Any) -> int | None:
    return value.minor if isinstance(value, Money) and value.currency == "CNY" else None


def _number(value: Any) -> Decimal | None:
    return Decimal(value) if isinstance(value, str) and value.replace(".", "", 1).isdecimal() else None


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _yes_no(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _words(value: Any) -> str | None:
    return value if isinstance(value, str) else None


_READERS: dict[str, Any] = {
    "money": _money, "number": _number, "date": _date, "alleged": _yes_no, "asked": _yes_no, "text": _words,
}  # fmt: skip
