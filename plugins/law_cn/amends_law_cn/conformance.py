"""Cases of kind `statutory_floors`: facts of a matter, and what the law gives.

Money is in yuan (or the currency of the country), facts bear the names of `facts.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from amends.testing.case import Case, Mismatch

from amends_law_cn.assessment import Assessment, assess
from amends_law_cn.rules import load_facts

# When the cases were gathered: the law of that day is meant where a case names none.
_GATHERED = date(2026, 11, 22)
_MONEY = ("refund", "actual_loss", "statutory_addition_on_demand", "floor_without_claim", "floor_if_claimed")
# What the cases call by another name, or as one of several things in a word.
_MANDATORY = (
    "no_production_date", "no_shelf_life", "no_producer", "no_producer_name", "no_producer_address", "no_ingredients",
)  # fmt: skip
_TABLES = ("list_prices", "returned", "loss_detail", "label_defect", "sold_by_us_knowingly")
_LOSS_DETAIL = {"repair": "repair_cost", "meals": "hospital_meals", "income": "lost_income"}
_ASKS_FOR_RETURN = ("online", "door_to_door", "store_promise_days")


def run(case: Case) -> None:
    """Raise `Mismatch` unless everything expected comes out; `LookupError` for a fact or outcome nobody knows."""
    region, trade = case.take("jurisdiction"), case.take("industry")
    facts = read_facts(case.take("inputs"))
    expected = case.take("expected")
    for described in ("category", "rule_ids", "article", "reasoning", "certainty"):
        case.take_or(described, None)
    days = [value for value in facts.values() if isinstance(value, date)]
    got = outcomes(assess(facts, region, trade, max(days, default=_GATHERED)), region)
    wrong = {name: value for name, value in expected.items() if not _same(value, got.get(name, _MISSING))}
    if wrong:
        raise Mismatch(wrong, {name: _shown(got.get(name, _MISSING)) for name in wrong})


def outcomes(found: Assessment, region: str) -> dict[str, Any]:
    """What a case may expect: money in yuan, dates as written, words and lists."""
    got: dict[str, Any] = {name: _json(value) for name, value in found.outcomes().items()}
    got |= {name: Decimal(fen) / 100 for name, fen in found.sums().items()}
    foreign = not region.startswith("CN")
    alone = (foreign or got.get("human_only") is True) and not (found.refunds or found.losses)
    sums = (found.refund, found.loss, found.addition, found.refund + found.loss,
            found.refund + found.loss + found.addition)  # fmt: skip
    money = dict.fromkeys(_MONEY) if alone else {n: Decimal(s) / 100 for n, s in zip(_MONEY, sums, strict=True)}
    if foreign:
        got |= {"human_review": True, "human_only": True}
    return {**money, **got}


def read_facts(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of a case as facts. Raises `LookupError` for one the law does not know."""
    known = load_facts()
    facts: dict[str, Any] = {}
    for name, value in inputs.items():
        if name in _TABLES:
            facts |= _READERS[name](value)
        elif name not in known:
            raise LookupError(f"unknown fact: {name}")
        else:
            facts[name] = value if value == "alleged" else _VALUES[known[name]](value)
    if "loss" in facts and "loss_detail" in inputs:
        # The whole and its parts: whatever the parts do not name is left under `loss`.
        facts["loss"] = max(0, facts["loss"] - sum(_parts(inputs["loss_detail"]).values()))
    if facts.get("overcharge") is True and "overcharged" not in facts and "price" in facts:
        facts["overcharged"] = facts.pop("price")
    if any(name in facts for name in _ASKS_FOR_RETURN):
        facts.setdefault("return_wanted", True)
    return facts


def _list_prices(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"list_prices": {name: _fen(price) for name, price in value.items()}}


def _parts(value: Mapping[str, Any]) -> dict[str, int]:
    """The parts of a loss, in fen."""
    parts = {_LOSS_DETAIL.get(name, name): _fen(part) for name, part in value.items()}
    if unknown := [name for name in parts if name not in load_facts()]:
        raise LookupError(f"unknown part of a loss: {unknown[0]}")
    return parts


def _label_defect(value: Any) -> dict[str, Any]:
    return {"label_mandatory_missing": True} if value in _MANDATORY else {"label_flaw": True}


_READERS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "list_prices": _list_prices,
    "returned": lambda value: {"returned": tuple(value)},
    "loss_detail": _parts,
    "label_defect": _label_defect,
    "sold_by_us_knowingly": lambda value: {"seller_knew": value},
}


def _fen(value: Any) -> int:
    exact = Decimal(str(value)) * 100
    if exact != int(exact):
        raise ValueError(f"{value} is not a sum of money")
    return int(exact)


_VALUES: dict[str, Callable[[Any], Any]] = {
    "money": _fen,
    "number": lambda value: Decimal(str(value)),
    "date": date.fromisoformat,
    "alleged": lambda value: value,
    "asked": lambda value: value,
    "text": lambda value: value,
}
_MISSING = object()


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _same(expected: Any, got: Any) -> bool:
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        return isinstance(got, Decimal | int) and not isinstance(got, bool) and Decimal(str(expected)) == got
    return bool(type(expected) is type(got) and expected == got)


def _shown(value: Any) -> Any:
    return "nothing of the kind" if value is _MISSING else str(value) if isinstance(value, Decimal) else value


# Kind of conformance file -> what runs one of its cases.
KINDS: dict[str, Callable[[Case], None]] = {"statutory_floors": run}
