"""Facts as typed by people, read by the type the pack gives them, and kept apart where they tell about the person."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from amends.errors import Misuse
from amends.money import Money
from amends.pack.values import FactRule, Pack

_YES = {"yes": True, "y": True, "true": True, "1": True, "是": True, "有": True}
_NO = {"no": False, "n": False, "false": False, "0": False, "否": False, "不是": False, "没有": False, "无": False}


def read_facts(pack: Pack, given: Mapping[str, str]) -> dict[str, Any]:
    """`given` with every value in its own form: money and dates checked, yes and no understood.

    Raises `Misuse` for a fact the pack does not know, naming those it knows, or a value of the wrong form.
    """
    facts: dict[str, Any] = {}
    for name, value in given.items():
        rule = pack.facts.get(name)
        if rule is None:
            raise Misuse(
                "no fact '{name}' in {industry}; known: {known}",
                name=name,
                industry=pack.name,
                known=", ".join(pack.facts),
            )
        facts[name] = _READERS[rule.type](name, value.strip(), pack.industry.currency)
    return facts


def receipt_number(given: str | None, facts: Mapping[str, Any]) -> str | None:
    """The receipt that claims add up on: the one `given`, else the fact of that name; `None` where it is not known.

    Full-width digits and spaces must not make two receipts of one: the limits per receipt would not hold.
    """
    typed = given or str(facts.get("receipt") or "")
    return "".join(unicodedata.normalize("NFKC", typed).split()) or None


def split_facts(pack: Pack, facts: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What stays in the record for ever, and what belongs to the person and can be erased; both ready for an event.

    Free text may say anything about anybody, so it always belongs to the person.
    """
    ready = {name: value.to_json() if isinstance(value, Money) else value for name, value in facts.items()}
    stays = {name: value for name, value in ready.items() if not _personal(pack.facts[name])}
    return stays, {name: value for name, value in ready.items() if name not in stays}


def _personal(rule: FactRule) -> bool:
    return rule.personal or rule.type == "text"


def _text(name: str, value: str, currency: str) -> str:
    if not value:
        raise Misuse("fact '{name}' is empty", name=name)
    return value


def _money(name: str, value: str, currency: str) -> Money:
    return Money.parse(value, currency)


def _date(name: str, value: str, currency: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise Misuse("fact '{name}': '{value}' is not a date like 2026-11-22", name=name, value=value) from None


def _yes_no(name: str, value: str, currency: str) -> bool:
    answer = (_YES | _NO).get(value.lower())
    if answer is None:
        raise Misuse("fact '{name}': '{value}' is neither yes nor no", name=name, value=value)
    return answer


def _number(name: str, value: str, currency: str) -> str:
    if not value.replace(".", "", 1).isdecimal():
        raise Misuse("fact '{name}': '{value}' is not a number", name=name, value=value)
    return value


_READERS = {"text": _text, "money": _money, "date": _date, "yes_no": _yes_no, "number": _number}
