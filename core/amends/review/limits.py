"""Deadlines against what other installed plugins, such as the law of a country, allow."""

from __future__ import annotations

from collections.abc import Iterator

from amends import registry
from amends.case.answers import ClockTerms
from amends.errors import AmendsError, Misuse
from amends.pack.values import ClockRule, Pack
from amends.policy.ask import ask
from amends.registry import DEFAULTS, Plugins
from amends.review.finding import WARNING, Finding
from amends.review.place import line_of
from amends.review.situations import situations
from amends.review.unused import file_with


def limits(name: str, pack: Pack) -> Iterator[Finding]:
    """A warning for each clock of the pack that another plugin makes shorter, with that plugin's reason."""
    plugins = _with_others(name)
    said: set[str] = set()
    for situation in situations(pack) if plugins else ():
        try:
            answers = ask(plugins, "route", situation.case, situation.view) if plugins else []
        except AmendsError:
            continue  # said of the plugin that fails, where it is checked itself
        for answered in answers:
            for terms in answered.value.clocks if answered.plugin not in (name, DEFAULTS) else ():
                clock = pack.clocks.get(terms.name)
                if clock is not None and terms.name not in said and not _within(clock, terms):
                    said.add(terms.name)
                    place = file_with(pack, f"clock.{terms.name}")
                    yield Finding(
                        "law", WARNING, place, line_of(place, f"clock.{terms.name}") if place else None,
                        Misuse("[clock.{clock}] is longer than {plugin} allows: {because}",
                               clock=terms.name, plugin=answered.plugin, because=terms.because.text),
                        Misuse("shorten it; with {plugin} enabled every case gets less", plugin=answered.plugin),
                    )  # fmt: skip


def _within(clock: ClockRule, terms: ClockTerms) -> bool:
    """Whether a clock counts as the limit does, and is no longer."""
    if clock.counting != terms.counting:
        return False
    spans = ((getattr(clock, unit), getattr(terms, unit)) for unit in ("minutes", "hours", "days"))
    return any(mine is not None and limit is not None and mine <= limit for mine, limit in spans)


def _with_others(name: str) -> Plugins | None:
    """The plugin with every installed one that is no trade and sets clocks; `None` where there is none."""
    trades = {listed.name for listed in registry.trades()}
    others = []
    for listed in registry.installed():
        if listed.name in trades or listed.name in (name, DEFAULTS):
            continue
        try:
            plugins = registry.load([listed.name])
        except AmendsError:
            continue
        if any(plugin == listed.name for plugin, _version, _hook in plugins.answering("route")):
            others.append(listed.name)
    return registry.load([name, *others]) if others else None
