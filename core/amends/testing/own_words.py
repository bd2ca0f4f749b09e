"""What a pack says that customers say: the patterns of its categories as texts, and whom the hooks take them for."""

from __future__ import annotations

from amends.case.values import Case
from amends.hookspecs import View
from amends.money import Money
from amends.pack.values import Pack
from amends.policy.ask import ask
from amends.policy.classification import Classification, combine_findings
from amends.registry import Plugins
from amends.testing.clock import BEGINNING


def own_words(pack: Pack, category: str, language: str) -> list[str]:
    """The patterns that point to a category in one language, those that nearly settle it first, as one says them."""
    table = pack.tables["category"][category]
    patterns = [*table.get("strong", {}).get(language, ()), *table["keywords"][language]]
    return [" ".join(pattern.replace("…", " ").replace("*", "").split()) for pattern in patterns]


def case_of(pack: Pack, text: str, language: str = "zh", category: str | None = None) -> Case:
    """A case as a hook may meet it: that text, taken in person on a Monday morning."""
    return Case(
        "c", 1, "1", "N1", pack.name, "in_person", language, BEGINNING, "desk", pack.version, text=text,
        category=category,
    )  # fmt: skip


def view_of(pack: Pack) -> View:
    """The world at that moment: no other claims, no earlier complaints."""
    return View(BEGINNING, pack, "N1", Money(0, pack.industry.currency))


def classified(plugins: Plugins, pack: Pack, text: str, language: str = "zh") -> Classification:
    """What all plugins together take `text` for."""
    return combine_findings(ask(plugins, "classify", case_of(pack, text, language), view_of(pack)), pack)
