"""Who owns a case and which clocks run: what its category says."""

from __future__ import annotations

from functools import lru_cache

from amends.case.answers import ClockTerms, Reason, Route
from amends.case.values import Case
from amends.hookspecs import View
from amends.pack.values import ClockRule, Pack
from amends.text import Text


def route(case: Case, view: View) -> Route:
    """The owner and clocks of the case's category; an unclassified case belongs to the front line."""
    met = frozenset([name for name, rule in _conditions(view.pack) if _applies(rule, case)])
    return _route(view.pack, case.category, met)


@lru_cache(maxsize=32)
def _conditions(pack: Pack) -> tuple[tuple[str, ClockRule], ...]:
    return tuple((name, rule) for name, rule in pack.clocks.items() if rule.when)


def _applies(rule: ClockRule, case: Case) -> bool:
    return all(case.facts.get(fact) == wanted for fact, wanted in rule.when.items())


@lru_cache(maxsize=1024)
def _route(pack: Pack, name: str | None, met: frozenset[str]) -> Route:
    """The route of a category when of the clocks that need facts those `met` have them: the same object each time."""
    category = pack.categories.get(name or "")
    if category is None:
        nobody = Text("尚未分类，由前台先负责", "not classified yet: the front line owns it")
        return Route(
            pack.front_line, Reason("role.front_line", nobody), clocks=_clocks(pack, pack.unclassified.clocks, met)
        )
    owner = pack.roles[category.owner].label
    reason = Text("此类由{owner}负责", "{owner} owns this category").fill({"owner": owner})
    return Route(
        owner_role=category.owner,
        because=Reason(f"category.{name}.owner", reason),
        co_handlers=category.co_handlers,
        told=category.told,
        clocks=_clocks(pack, category.clocks, met),
    )


def _clocks(pack: Pack, names: tuple[str, ...], met: frozenset[str]) -> tuple[ClockTerms, ...]:
    return tuple(_terms(name, pack.clocks[name]) for name in names if name in met or not pack.clocks[name].when)


def _terms(name: str, rule: ClockRule) -> ClockTerms:
    return ClockTerms(
        name=name,
        label=rule.label,
        because=Reason(f"clock.{name}", rule.label),
        minutes=rule.minutes,
        hours=rule.hours,
        days=rule.days,
        counting=rule.counting,
        start=rule.start,
        until=rule.until,
        pausable=rule.pausable,
        levels=rule.levels,
    )
