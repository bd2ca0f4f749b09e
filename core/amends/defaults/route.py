"""Who owns a case and which clocks run: what its category says."""

from __future__ import annotations

from amends.case.answers import ClockTerms, Reason, Route
from amends.case.values import Case
from amends.hookspecs import View
from amends.pack.values import ClockRule, Pack
from amends.text import Text


def route(case: Case, view: View) -> Route:
    """The owner and clocks of the case's category; an unclassified case belongs to the front line."""
    pack = view.pack
    category = pack.categories.get(case.category or "")
    if category is None:
        nobody = Text("尚未分类，由前台先负责", "not classified yet: the front line owns it")
        return Route(pack.front_line, Reason("role.front_line", nobody), clocks=_clocks(pack, tuple(pack.clocks), case))
    owner = pack.roles[category.owner].label
    reason = Text("此类由{owner}负责", "{owner} owns this category").fill({"owner": owner})
    return Route(
        owner_role=category.owner,
        because=Reason(f"category.{case.category}.owner", reason),
        co_handlers=category.co_handlers,
        told=category.told,
        clocks=_clocks(pack, category.clocks, case),
    )


def _clocks(pack: Pack, names: tuple[str, ...], case: Case) -> tuple[ClockTerms, ...]:
    rules = ((name, pack.clocks[name]) for name in names)
    return tuple(
        _terms(name, rule)
        for name, rule in rules
        if all(case.facts.get(fact) == wanted for fact, wanted in rule.when.items())
    )


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
    )
