"""What the law says of one matter: which rules apply, what they give, what it comes to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from attrs import frozen

from amends_law_cn.calendar import extended, last_day
from amends_law_cn.facts import Facts
from amends_law_cn.formulas import FORMULAS
from amends_law_cn.rules import PROCEDURE, Condition, Rule, load_rules

_BOUNDS = {"at_most": "__le__", "at_least": "__ge__", "above": "__gt__"}


class Entitlement(NamedTuple):
    """A sum that a rule gives, in fen; `None` where what it is reckoned from is not known yet."""

    rule: Rule
    fen: int | None


@frozen(eq=False, repr=False)
class Assessment:
    """The outcome: the rules that apply, in their order, and what refund, loss and addition rest on."""

    rules: tuple[Rule, ...]
    facts: Facts
    refunds: tuple[Entitlement, ...]
    losses: tuple[Entitlement, ...]
    additions: tuple[Entitlement, ...]

    @property
    def refund(self) -> int:
        """The price to be given back, in fen: of one base the highest, different bases added up."""
        return sum(entitlement.fen or 0 for entitlement in self.refunds)

    @property
    def loss(self) -> int:
        """The actual loss to be made good, in fen: it is one loss, however many rules give it."""
        return sum(entitlement.fen or 0 for entitlement in self.losses)

    @property
    def addition(self) -> int:
        """What comes on top when the customer asks for it, in fen: the highest that one rule gives."""
        return sum(entitlement.fen or 0 for entitlement in self.additions)

    def outcomes(self) -> dict[str, Any]:
        """Everything the rules give in words and dates; of two rules the first named."""
        found: dict[str, Any] = {}
        for rule in self.rules:
            given = {name: _span(span, self.facts) for name, span in rule.dates.items()}
            for name, value in {**given, **rule.gives}.items():
                if value is not None:
                    found.setdefault(name, value)
        return found

    def sums(self) -> dict[str, int]:
        """Sums beside refund, loss and addition, in fen: a coupon to be given back, the most a wage may be cut."""
        formulas = {name: formula for rule in self.rules for name, formula in rule.sums.items()}
        return {name: fen for name, formula in formulas.items() if (fen := FORMULAS[formula](self.facts)) is not None}


def assess(given: Mapping[str, Any], region: str, trade: str, on: date, today: date | None = None) -> Assessment:
    """What the law in force in `region` on the day `on` says of the facts `given` in `trade`.

    How the matter is handled follows the law of `today`, where that is another day. What is only alleged is no fact:
    no rule that needs it applies.
    """
    facts = Facts(given)
    presumptions, others = _in_force(region, trade, on, today or on)
    _presume(facts, presumptions)
    applying = tuple([rule for rule in others if applies(rule, facts)])
    entitled = [Entitlement(rule, FORMULAS[rule.amount](facts)) for rule in applying if rule.amount]
    bases = dict.fromkeys(entry.rule.base for entry in entitled if entry.rule.kind == "refund")
    return Assessment(
        applying,
        facts,
        tuple(_highest(e for e in entitled if e.rule.kind == "refund" and e.rule.base == base)[0] for base in bases),
        _highest(entry for entry in entitled if entry.rule.kind == "loss"),
        _highest(entry for entry in entitled if entry.rule.kind == "addition"),
    )


def applies(rule: Rule, facts: Facts) -> bool:
    """Whether one of the rule's conditions holds, and none that stands against it."""
    return _one_holds(rule.when, facts) and not _one_holds(rule.unless, facts)


@lru_cache(maxsize=64)
def _in_force(region: str, trade: str, on: date, today: date) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The presumptions, and all other rules, that reach here and are law on their day."""
    here = [
        rule
        for rule in load_rules()
        if rule.reaches(region, trade) and rule.in_force_on(today if rule.kind in PROCEDURE else on)
    ]
    presumptions = tuple([rule for rule in here if rule.kind == "presumption"])
    return presumptions, tuple([rule for rule in here if rule.kind != "presumption"])


def _presume(facts: Facts, rules: tuple[Rule, ...]) -> None:
    """Draw presumptions until none gives anything new; what somebody established is never overruled."""
    while sum(facts.learn(rule.sets) for rule in rules if applies(rule, facts)):
        pass


def _one_holds(conditions: tuple[Condition, ...], facts: Facts) -> bool:
    # Asked of every rule on every command: plain loops, which cost half of what generators do.
    for condition in conditions:
        for name, wanted in condition.items():
            if name not in facts or not _fits(facts[name], wanted):
                break
        else:
            return True
    return False


def _fits(known: Any, wanted: Any) -> bool:
    if not isinstance(wanted, Mapping):
        return bool(known == wanted)
    return isinstance(known, Decimal) and all(
        getattr(known, _BOUNDS[name])(Decimal(bound)) for name, bound in wanted.items()
    )


def _highest(entries: Iterable[Entitlement]) -> tuple[Entitlement, ...]:
    """The one that gives most; of equals one that leaves no choice of performance in kind, then the first."""
    found = list(entries)
    if not found:
        return ()
    return (max(found, key=lambda entry: (-1 if entry.fen is None else entry.fen, not entry.rule.or_in_kind)),)


def _span(span: Mapping[str, Any], facts: Facts) -> date | None:
    start = facts.day(span["after"])
    if start is None:
        return None
    counted = {name: count for name, count in span.items() if name not in ("after", "extended")}
    end = last_day(start, **counted)
    return extended(end) if span.get("extended") else end
