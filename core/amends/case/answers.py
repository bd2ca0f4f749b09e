"""What a plugin answers to the five questions. Frozen values; every one says why."""

from __future__ import annotations

from typing import Any, NamedTuple

from attrs import field, frozen

from amends.money import Money
from amends.text import Text

# What a remedy can be: on the menu, due by right, due if confirmed, contested, or a right without a sum.
FLAGS = ("sarcasm",)  # what a finding may tell besides its category
STANDINGS = ("menu", "due", "if_confirmed", "contested", "right")
# What an operator may put into an offer; the rest waits for somebody to establish it.
OFFERABLE = ("menu", "due", "contested")


# No slots: making a class with them takes a fifth longer, and a command at the desk makes them all.
@frozen(eq=False, repr=False, slots=False)
class Reason:
    """Why: `rule` names what decided (`"category.short_weight.strong"`, a law's article); `text` says it to people.

    A reason never quotes the customer: the chained record must not hold personal words.
    """

    rule: str
    text: Text

    def to_json(self) -> dict[str, Any]:
        return {"rule": self.rule, "text": self.text.to_json()}


@frozen(eq=False, repr=False, slots=False)
class Finding:
    """One category that a complaint may belong to, with the weight of the evidence (a whole number; more is surer).

    `point` tells that it is a matter of its own, which needs its own answer (G9); otherwise it is an alternative.
    `severity`, `quality`, `incident`, `temperament` are left `None` where the plugin does not know.
    A finding with `category=None` says "this is no complaint" (praise, a question) with its weight; with `flags` it
    says only that: `"sarcasm"`, words of praise are not to be taken at their word.
    """

    category: str | None
    weight: int
    because: Reason
    point: bool = False
    severity: str | None = None
    quality: bool | None = None
    incident: bool | None = None
    temperament: str | None = None
    flags: tuple[str, ...] = ()


class LevelTerms(NamedTuple):
    """A point on a clock at which roles are told: at `percent` of its time, or `minutes` after it was due.

    Exactly one of the two; `minutes` may be 0, or negative for before. What comes before the due time is a warning,
    what comes after an escalation. `to` holds roles; `owner` is the role that owns the case, and `owner.superior`,
    `owner.superior.superior`… those above it.
    """

    to: tuple[str, ...]
    percent: int | None = None
    minutes: int | None = None


@frozen(eq=False, repr=False, slots=False)
class ClockTerms:
    """A deadline a case gets: exactly one of `minutes`, `hours`, `days`; `counting` is `business` or `calendar`.

    `levels`: when somebody is told about it; none: those of the pack's `[overdue]`.
    """

    name: str
    label: Text
    because: Reason
    minutes: int | None = None
    hours: int | None = None
    days: int | None = None
    counting: str = "business"
    start: str = "received"
    until: str = "closed"
    pausable: bool = True
    levels: tuple[LevelTerms, ...] = ()


@frozen(eq=False, repr=False, slots=False)
class Route:
    """Who owns a case, who works on it too, who is told at once, which clocks run.

    A plugin that is no trade leaves `owner_role` out (`None`): its clocks and those it tells come on top.
    """

    owner_role: str | None
    because: Reason
    co_handlers: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    clocks: tuple[ClockTerms, ...] = ()
    forms: tuple[str, ...] = ()


@frozen(eq=False, repr=False, slots=False)
class Remedy:
    """Something that may be offered. `owed` is due by right, `suggested` includes it, `ceiling` is never exceeded.

    `kind` is `material` or `moral`; `form` is money, voucher, goods, service, gesture or refusal; `payer` bears the
    cost. Amounts are `None` for what has no price. `goodwill`: a gift on top, which counts nothing toward what is owed.

    `standing` says what it rests on: `menu`, the shop's own offer; `due`, owed by right on established facts, so that
    no offer may come to less; `if_confirmed`, owed once alleged facts are confirmed; `contested`, for a person to
    decide; `right`, something without a price that the customer has a right to. With `on_demand` it is owed when the
    customer asks for it, and told to them all the same; with `or_in_kind` performance in kind will do where they
    prefer it.
    """

    code: str
    label: Text
    kind: str
    form: str
    because: Reason
    owed: Money | None = None
    suggested: Money | None = None
    ceiling: Money | None = None
    payer: str = "shop"
    say: Text | None = None
    goodwill: bool = False
    standing: str = "menu"
    on_demand: bool = False
    or_in_kind: bool = False


@frozen(eq=False, repr=False, slots=False)
class Escalation:
    """Roles that must know, all in parallel. `code` keeps one escalation from happening twice on a case."""

    code: str
    to: tuple[str, ...]
    because: Reason


@frozen(eq=False, repr=False, slots=False)
class Task:
    """Something to do later. `code` keeps one task from being given twice; due after exactly one of the three spans."""

    code: str
    label: Text
    role: str
    say: Text
    because: Reason
    minutes: int | None = None
    hours: int | None = None
    days: int | None = None
    scored: bool = False


@frozen(eq=False, repr=False, slots=False)
class Answered:
    """An answer together with who gave it: what `amends explain` shows."""

    hook: str
    plugin: str
    version: str
    value: Any = field()

    def to_json(self, **outcome: object) -> dict[str, Any]:
        """The form events keep: hook, plugin, version, rule, reason, and what was answered."""
        return {
            "hook": self.hook, "plugin": self.plugin, "version": self.version,
            **self.value.because.to_json(), **outcome,
        }  # fmt: skip
