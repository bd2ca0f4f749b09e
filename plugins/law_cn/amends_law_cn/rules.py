"""The rules: one table of `rules/*.toml` each, with its article and the time and place it is in force."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from amends.compiled import keep, kept, states
from amends.errors import Misuse
from amends.text import Text
from attrs import Factory, fields, frozen

_FOLDER = os.path.join(os.path.dirname(__file__), "rules")
_FACTS = os.path.join(os.path.dirname(__file__), "facts.toml")

# What a rule may be: it sets facts; owes a refund, a loss, an addition on demand; gives a right without a price; starts
# a clock; obliges the shop to act; tells a limit of the authority's; caps a deduction; hands the matter to a person.
KINDS = (
    "presumption", "refund", "loss", "addition", "right", "deadline", "duty", "authority", "cap", "review", "note",
)  # fmt: skip
# What a complaint may establish, and what kind of value it is.
FACT_KINDS = ("money", "number", "date", "alleged", "asked", "text")

# How a matter is handled follows the law of the day it is handled; what is owed, that of the day it was bought.
PROCEDURE = ("deadline", "duty", "authority", "cap")

Condition = Mapping[str, Any]


@frozen(eq=False, repr=False)
class Rule:
    """One rule of law.

    It applies where one of `when` holds and none of `unless`, in `region` and the provinces below it, for `trades`
    (none named: all), from `in_force` until `until` (the first day it is not in force any more). `amount` names a
    formula, `base` what a refund pays back: refunds of one base are alternatives, those of different bases add up.
    `dates` are spans after a fact's date; `gives` are outcomes in words; `tightens` are the days that no clock of a
    trade may exceed; `contests` the heads (refund, loss, addition) that a review leaves to a person.
    """

    id: str
    article: Text
    kind: str
    when: tuple[Condition, ...]
    in_force: date | None = None
    until: date | None = None
    region: str = "CN"
    trades: tuple[str, ...] = ()
    unless: tuple[Condition, ...] = ()
    sets: Condition = Factory(dict)
    amount: str | None = None
    base: str = "price"
    gives: Mapping[str, Any] = Factory(dict)
    dates: Mapping[str, Mapping[str, Any]] = Factory(dict)
    sums: Mapping[str, str] = Factory(dict)
    label: Text | None = None
    say: Text | None = None
    certainty: str = "text"
    or_in_kind: bool = False
    contests: tuple[str, ...] = ()
    escalate: bool = False
    clock: Mapping[str, Any] | None = None
    task: Mapping[str, Any] | None = None
    tightens: int | None = None

    def in_force_on(self, day: date) -> bool:
        """Whether the rule was law on `day`; one whose beginning was not checked counts as older than any case."""
        return (self.in_force is None or self.in_force <= day) and (self.until is None or day < self.until)

    def reaches(self, region: str, trade: str) -> bool:
        """Whether the rule holds in `region`, for `trade`."""
        here = region == self.region or region.startswith(f"{self.region}-")
        return here and (not self.trades or trade in self.trades)


@lru_cache(maxsize=1)
def load_rules() -> tuple[Rule, ...]:
    """All rules, in the order of their files: presumptions are drawn, and outcomes take precedence, in that order."""
    tables = _tables()["rule"]
    return tuple([_rule(name, table) for name, table in tables.items()])


@lru_cache(maxsize=1)
def load_facts() -> Mapping[str, str]:
    """Every fact the law asks about, with its kind: one of `FACT_KINDS`."""
    return {name: kind for kind, names in _tables()["fact"].items() for name in names}


def fact_labels() -> Mapping[str, Text]:
    """What each fact means, for people."""
    return {name: Text(**text) for names in _tables()["fact"].values() for name, text in names.items()}


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    files = sorted(os.path.join(_FOLDER, name) for name in os.listdir(_FOLDER) if name.endswith(".toml"))
    sources = states(_FACTS, *files)
    found = kept(_FOLDER, "rules", sources)
    if found is None:
        found = _read(files)
        keep(_FOLDER, "rules", sources, found)
    return dict(found)


def _read(files: list[str]) -> dict[str, Any]:
    import tomli

    tables: dict[str, Any] = {"rule": {}, "fact": {}}
    with open(_FACTS, "rb") as source:
        tables["fact"] = tomli.loads(source.read().decode("utf-8"))
    for file in files:
        with open(file, "rb") as source:
            for name, table in tomli.loads(source.read().decode("utf-8"))["rule"].items():
                if name in tables["rule"]:
                    raise Misuse("rule '{name}' is written twice; second time in {file}", name=name, file=file)
                tables["rule"][name] = {key: _plain(value) for key, value in table.items()}
    return tables


def _plain(value: Any) -> Any:
    """Dates as text: what is kept compiled holds plain values only."""
    return value.isoformat() if isinstance(value, date) else value


def _rule(name: str, table: Mapping[str, Any]) -> Rule:
    known = {entry.name for entry in fields(Rule)}
    if unknown := sorted(set(table) - known):
        raise Misuse("rule '{name}': unknown key {key!r}; known: {known}",
                     name=name, key=unknown[0], known=", ".join(sorted(known)))  # fmt: skip
    if table["kind"] not in KINDS:
        raise Misuse("rule '{name}': kind {kind!r} is not one of {known}",
                     name=name, kind=table["kind"], known=", ".join(KINDS))  # fmt: skip
    return Rule(id=name, **{key: _READERS.get(key, _same)(value) for key, value in table.items()})


def _same(value: Any) -> Any:
    return value


def _text(value: Mapping[str, str]) -> Text:
    return Text(**value)


_READERS: dict[str, Any] = {
    "article": _text, "label": _text, "say": _text, "when": tuple, "unless": tuple, "trades": tuple, "contests": tuple,
    "in_force": date.fromisoformat, "until": date.fromisoformat,
}  # fmt: skip
