"""A counter with people at it: the florist of the tests, a supermarket, a jeweller; each called as operators do."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from amends.case.values import Case
from amends.config import Chain, load_chain
from amends.desk.agreement import accept, decline, offer
from amends.desk.carrying_out import carry_out
from amends.desk.desk import Desk
from amends.desk.facts import note
from amends.desk.follow_up import follow_up
from amends.desk.intake import Intake, take
from amends.desk.proposal import Wanted, approve, propose
from amends.desk.reading import Shown, show
from amends.desk.setup import Member, set_up_chain
from amends.desk.work import Target
from amends.ledger.sqlite import SqliteLedger

# Of each trade: who works there beside `desk`, and the role they have.
STAFF = {
    "florist": {"小林": "clerk", "陈店长": "manager", "老板娘": "owner", "阿送": "courier"},
    "supermarket": {
        "小周": "front_desk", "班组长老赵": "department_lead", "值班的小钱": "duty_manager",
        "王副店": "deputy_store_manager", "李店长": "store_manager", "孙副总": "group_vp_operations",
    },
    "jewelry": {"店长": "store_manager", "加工厂老吴": "production"},
}  # fmt: skip


class Counter:
    """Cases on a desk, by the shortest way to the step a test is about."""

    def __init__(self, desk: Desk, text: str, remedy: str, decider: str) -> None:
        self.desk, self.text, self.remedy, self.decider = desk, text, remedy, decider

    def take(self, text: str = "", by: str = "desk", **known: Any) -> Case:
        return take(self.desk, Intake(text=text or self.text, **known), by)

    def propose(self, case: Case, *remedies: str, by: str = "desk", **more: Any) -> Case:
        """`CODE` or `CODE=AMOUNT`; a plain amount means the usual remedy."""
        named = [remedy if not remedy[0].isdigit() else f"{self.remedy}={remedy}" for remedy in remedies]
        pairs = (remedy.partition("=") for remedy in named)
        return propose(self.desk, on(case), by, [Wanted(code, given or None) for code, _, given in pairs], **more)

    def approve(self, case: Case, by: str | None = None) -> Case:
        return approve(self.desk, on(case), by or self.decider)

    def offer(self, case: Case, by: str = "desk") -> Case:
        return offer(self.desk, on(case), by)

    def decline(self, case: Case, wish: str = "我想全额退款。") -> Case:
        return decline(self.desk, on(case), "desk", wish)

    def agreed(self, *remedies: str, **known: Any) -> Case:
        """A new case whose offer the customer has accepted."""
        case = self.offer(self.propose(self.take(**known), *(remedies or ("10",))))
        return accept(self.desk, on(case), "desk")

    def carried_out(self, *remedies: str, **known: Any) -> Case:
        """A new case on which everything agreed was done."""
        case = self.agreed(*remedies, **known)
        return carry_out(self.desk, on(case), "desk")

    def tasks_done(self, case: Case, score: int = 5) -> Case:
        for task in case.open_tasks:
            case = follow_up(self.desk, on(case), "desk", task=task.code, score=score if task.scored else None)
        return case

    def note(self, case: Case, **given: Any) -> Case:
        return note(self.desk, on(case), "desk", **given)

    def look(self, case: Case) -> Shown:
        return show(self.desk, on(case))


def on(case: Case) -> Target:
    return Target(case.number, case.branch)


Open = Callable[..., Desk]


@pytest.fixture(scope="session")
def _folders(tmp_path_factory: pytest.TempPathFactory, _trade_module: ModuleType) -> dict[str, Path]:
    """Of each trade a chain with two branches, set up once and copied for every test."""
    known = {"amends_florist": ModuleType("amends_florist"), "amends_florist.plugin": _trade_module}
    folders = {}
    with pytest.MonkeyPatch.context() as patch:
        for name, module in known.items():
            patch.setitem(sys.modules, name, module)
        for trade, people in STAFF.items():
            folders[trade] = tmp_path_factory.mktemp(trade)
            staff = [Member("desk", "N1"), *(Member(name, "N1", role) for name, role in people.items())]
            settings = {"name": "连锁", "plugins": [trade], "database": "amends.db"}
            set_up_chain(folders[trade], settings, {"N1": {"staff": "desk"}, "N2": {}}, staff, _long_ago)
    return folders


def _long_ago() -> datetime:
    return datetime.fromisoformat("2026-01-05T02:00:00+00:00")


@pytest.fixture
def open_desk(
    _folders: dict[str, Path],
    tmp_path: Path,
    clock: Any,
    trade: ModuleType,
) -> Iterator[Open]:
    """`open_desk("jewelry")` gives a desk. `settings` are added to its amends.toml; reopened, the ledger stays."""
    ledgers: list[SqliteLedger] = []

    def open_it(industry: str, settings: str = "", branch: str | None = "N1") -> Desk:
        folder = tmp_path / industry
        if not folder.exists():
            shutil.copytree(_folders[industry], folder)
        file = folder / "amends.toml"
        file.write_text(file.read_text(encoding="utf-8") + settings, encoding="utf-8")
        chain = load_chain(file)
        if branch:
            chain = Chain(file, {**_tables(chain), "branch": {branch: chain.branches[branch]}})
        ledgers.append(SqliteLedger(chain.database))
        return Desk(chain, ledgers[-1], clock)

    yield open_it
    for ledger in ledgers:
        ledger.close()


def _tables(chain: Chain) -> dict[str, Any]:
    return {"chain": {"name": chain.name, "plugins": list(chain.plugins)}, "pack": chain.overrides}


@pytest.fixture
def florist(open_desk: Open) -> Counter:
    """A florist: the clerk decides up to 20 yuan, the manager up to 100, the owner everything."""
    return Counter(open_desk("florist"), "昨天送到的玫瑰全蔫了。", "refund", "陈店长")


@pytest.fixture
def supermarket(open_desk: Open) -> Counter:
    return Counter(open_desk("supermarket"), "昨天在你们店买的牛奶过期了。", "refund_quality", "王副店")


@pytest.fixture
def jeweller(open_desk: Open) -> Counter:
    return Counter(open_desk("jewelry"), "戒指上的钻石掉了。", "refund", "店长")


@pytest.fixture
def counter_on() -> Callable[[Desk], Counter]:
    """A florist's counter on a desk of one's own."""
    return lambda desk: Counter(desk, "昨天送到的玫瑰全蔫了。", "refund", "陈店长")
