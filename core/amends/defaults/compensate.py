"""What may be offered: the menu of the case's category, with amounts where the facts tell them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from amends.case.answers import Reason, Remedy
from amends.case.values import Case
from amends.hookspecs import View
from amends.money import Money
from amends.text import Text

if TYPE_CHECKING:
    from amends.pack.menu import MenuItem
    from amends.pack.values import Pack

_OWED = Text("按事实应付的", "owed on the facts as recorded")
_GOODWILL = Text("心意，不抵应付的", "goodwill; it does not replace what is owed")


def compensate(case: Case, view: View) -> list[Remedy]:
    """The remedies of the categories of all points, best first, each once; unclassified: the whole menu."""
    menu = _menu(view.pack, tuple([point.category for point in case.points]))
    if not case.facts:
        return [_remedy(code, item, None) for code, item in menu]
    return [_remedy(code, item, _base(item, case)) for code, item in menu]


@lru_cache(maxsize=1024)
def _menu(pack: Pack, points: tuple[str | None, ...]) -> tuple[tuple[str, MenuItem], ...]:
    """What the pack offers for points of these categories."""
    codes = [code for category in pack.named(points) for code in category.remedies] or pack.remedies
    return tuple((code, pack.remedies[code]) for code in dict.fromkeys(codes))


def _base(item: MenuItem, case: Case) -> Money | None:
    """The sum in the facts that a remedy follows."""
    fact = case.facts.get(item.from_fact) if item.from_fact else None
    return fact if isinstance(fact, Money) else None


@lru_cache(maxsize=1024)
def _remedy(code: str, item: MenuItem, base: Money | None) -> Remedy:
    known = base.share(item.percent) if base is not None else None
    return Remedy(
        code=code,
        label=item.label,
        kind=item.kind,
        form=item.form,
        because=Reason(f"remedy.{code}", _OWED if item.owed else _GOODWILL),
        owed=known if item.owed else None,
        suggested=known or item.amount,
        ceiling=item.ceiling,
        payer=item.payer,
        say=item.say,
        goodwill=not item.owed,
    )
