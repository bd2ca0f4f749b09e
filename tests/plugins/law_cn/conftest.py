"""A counter where the law stands beside a trade, and assessments in yuan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from amends.case.values import Case
from amends.desk.desk import Desk
from amends.desk.facts import note
from amends.desk.intake import Intake, take
from amends.desk.proposal import Wanted, propose
from amends.desk.reading import Shown, show
from amends.desk.setup import Member, set_up_chain
from amends.desk.work import Target
from amends.ledger.sqlite import SqliteLedger
from amends_law_cn.assessment import Assessment, assess
from amends_law_cn.conformance import read_facts

TODAY = date(2026, 7, 6)


class Counter:
    """A branch with the law beside its trade. The one who sits there may decide any sum."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def on(self, case: Case) -> Target:
        return Target(case.number, case.branch)

    def take(self, text: str, **known: Any) -> Case:
        return take(self.desk, Intake(text=text, **known), "desk")

    def note(self, case: Case, **facts: str) -> Case:
        return note(self.desk, self.on(case), "desk", facts=facts)

    def propose(self, case: Case, *remedies: str) -> Case:
        pairs = (remedy.partition("=") for remedy in remedies)
        return propose(self.desk, self.on(case), "desk", [Wanted(code, given or None) for code, _, given in pairs])

    def look(self, case: Case) -> Shown:
        return show(self.desk, self.on(case))

    def owed(self, case: Case) -> dict[tuple[str, str], str | None]:
        """By code and standing the sum."""
        return {(r.code, r.standing): r.owed.amount if r.owed else None for r in self.look(case).rights}


@pytest.fixture
def open_counter(tmp_path: Path, clock: Any) -> Iterator[Callable[..., Counter]]:
    """`open_counter("restaurant", "CN-ZJ")`."""
    ledgers: list[SqliteLedger] = []

    def open_it(trade: str, region: str = "", decider: str = "head_office") -> Counter:
        settings = {"name": "连锁", "plugins": [trade, "law_cn"], "database": "amends.db", "region": region}
        chain = set_up_chain(tmp_path / trade, settings, {"N1": {}}, [Member("desk", "N1", decider)], clock)
        ledgers.append(SqliteLedger(chain.database))
        return Counter(Desk(chain, ledgers[-1], clock))

    (tmp_path / "restaurant").mkdir()
    (tmp_path / "jewelry").mkdir()
    (tmp_path / "supermarket").mkdir()
    yield open_it
    for ledger in ledgers:
        ledger.close()


@pytest.fixture
def restaurant(open_counter: Callable[..., Counter]) -> Counter:
    return open_counter("restaurant")


@pytest.fixture
def say() -> Callable[..., Assessment]:
    """What the law says of facts in yuan: `say(price=58, food_unsafe=True)`."""

    def assessed(
        *, trade: str = "restaurant", region: str = "CN", day: date = TODAY, today: date | None = None, **facts: Any
    ) -> Assessment:
        return assess(read_facts(facts), region, trade, day, today)

    return assessed
