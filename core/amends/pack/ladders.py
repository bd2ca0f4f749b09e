"""Ladders for some cases or remedies only, and the budget for goodwill: what few packs and commands need."""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from amends.money import Money
from amends.pack import kinds
from amends.pack.kinds import Place, covers, key
from amends.pack.menu import Band
from amends.pack.tables import read_table
from amends.pack.values import SEVERITIES
from amends.text import Text

# The steps in which ladders are numbered, so that a chain can put its own between two of a trade.
_APART = 10


def bands(value: Any, place: Place) -> tuple[Band, ...]:
    """A list of tables with the keys of `[[approval]]`."""
    if not isinstance(value, list):
        raise place.error("expected a list: write [[{table}.{key}]]", table=place.table, key=place.key)
    tables = [f"{place.table}.{place.key}[{number}]" for number in range(len(value))]
    places = [Place(place.pack, place.file, table, "", place.currency) for table in tables]
    return tuple(read_table(Band, entry, where) for entry, where in zip(value, places, strict=True))


@frozen(eq=False, repr=False, slots=False)
class Ladder:
    """`[ladder.NAME]`: who decides instead of `[[approval]]` where all of its conditions hold; it needs at least one.

    The first ladder in order that holds for a category of the case and a remedy applies to them.
    """

    bands: tuple[Band, ...] = field(metadata=key(bands, "up to which sum on the receipt who decides"))
    label: Text | None = field(default=None, metadata=key(kinds.text, "what it is for, for people; part of the reason"))
    categories: tuple[str, ...] = field(
        default=(), metadata=key(kinds.strings, "condition: a matter of the case is in one of these categories")
    )
    severity: str | None = field(
        default=None, metadata=key(kinds.one_of(*SEVERITIES), "condition: the case is at least so grave")
    )
    remedies: tuple[str, ...] = field(
        default=(), metadata=key(kinds.strings, "condition: one of these remedies is proposed")
    )
    kind: str | None = field(
        default=None, metadata=key(kinds.one_of("material", "moral"), "condition: a remedy of this kind is proposed")
    )
    order: int = field(
        default=_APART, metadata=key(kinds.count, "lower comes first; where left out 10, 20, 30 and so on, as written")
    )
    covers: tuple[str, ...] = field(default=(), metadata=covers)

    def holds(self, category: str | None, severity: str, code: str, kind: str) -> bool:
        """Whether it applies to a matter of the case and a remedy (its code and kind)."""
        return (
            (not self.categories or category in self.categories)
            and (self.severity is None or SEVERITIES.index(self.severity) <= SEVERITIES.index(severity))
            and (not self.remedies or code in self.remedies)
            and self.kind in (None, kind)
        )


@frozen(eq=False, repr=False, slots=False)
class Budget:
    """`[budget]`: how much goodwill a branch may give in a month. What is owed never counts and is never stopped."""

    amount: Money = field(
        metadata=key(kinds.amount, "the sum per branch and month; `budget` in `[branch.CODE]` gives a branch its own")
    )
    warn_at: int = field(default=80, metadata=key(kinds.count, "from how many percent on the operator is told"))
    beyond: str | None = field(
        default=None,
        metadata=key(kinds.string, "the role that may go beyond it; absent: that of the last `[[approval]]`"),
    )
    covers: tuple[str, ...] = field(default=(), metadata=covers)


def numbered(tables: dict[str, Any]) -> dict[str, Any]:
    """`tables` with the order of the ladders written down: a stored policy does not keep the order of its tables."""
    ladders = tables.get("ladder")
    if not isinstance(ladders, dict):
        return tables
    last, ordered = 0, {}
    for name, ladder in ladders.items():
        place = ladder.get("order", last + _APART) if isinstance(ladder, dict) else None
        ordered[name] = {**ladder, "order": place} if isinstance(ladder, dict) else ladder
        last = max(last, place) if type(place) is int else last
    return {**tables, "ladder": ordered}
