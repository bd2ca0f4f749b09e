"""A ledger with a past, and the tools of somebody who wants to change it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from amends.config import load_chain
from amends.desk import agreement, carrying_out, facts, follow_up, proposal
from amends.desk import closing as ending
from amends.desk.absence import away
from amends.desk.deputies import name_deputy
from amends.desk.desk import Desk
from amends.desk.intake import Intake, take
from amends.desk.leaving import leave
from amends.desk.pins import set_pin
from amends.desk.proposal import Wanted
from amends.desk.shifts import plan_shift
from amends.desk.sign_in import sign_in
from amends.desk.staff import add_staff
from amends.desk.work import Target
from amends.errors import Refused
from amends.ledger import chain
from amends.ledger.sqlite import EVENT_COLUMNS, SqliteLedger

Copy = Callable[[], sqlite3.Connection]
Dump = dict[str, list[tuple[object, ...]]]


def remedy(desk: Desk, number: str, form: str) -> str:
    """A remedy of that form from the menu of a case."""
    _, menu = proposal.menu(desk, Target(number))
    return next(code for code, entry in menu.items() if entry.form == form)


def _settled_at_the_second_offer(desk: Desk) -> None:
    intake = Intake(
        "昨天买的排骨有异味，小票上写的是今天生产，我要退货退款。", branch="N1", receipt="20260301-0188", key="till-1",
        party={"name": "王女士", "phone": "138 0013 8000"}, facts={"what_happened": "打开包装就闻到了"}, confirmed=True,
    )  # fmt: skip
    target = Target(take(desk, intake, "desk").number)
    gesture, money, voucher = (remedy(desk, target.number, form) for form in ("gesture", "money", "voucher"))
    proposal.propose(desk, target, "desk", [Wanted(gesture)])
    agreement.offer(desk, target, "desk")
    agreement.decline(desk, target, "desk", "只道歉不行，钱要退给我。")
    proposal.propose(
        desk, target, "desk", [Wanted(gesture), Wanted(money, "180"), Wanted(voucher, "10")], because="确实是我们的问题"
    )
    proposal.approve(desk, target, "李店")
    agreement.offer(desk, target, "desk")
    agreement.accept(desk, target, "desk", note="当面同意")
    carrying_out.carry_out(desk, target, "desk", [gesture], key="pay-1")
    case = carrying_out.carry_out(desk, target, "desk")
    for task in case.open_tasks:
        follow_up.follow_up(desk, target, "desk", task=task.code, score=5 if task.scored else None, comment="挺好")
    for point in case.open_points:
        ending.answer(desk, target, "desk", "已退款并道歉。", point.id)
    ending.close(desk, target, "desk", because="客人满意")


def _withdrawn_elsewhere(desk: Desk) -> None:
    target = Target(take(desk, Intake("收银员态度不好，等了二十分钟。", branch="N2", channel="phone"), "李店").number)
    facts.note(desk, target, "李店", text="客人说不用回电了。", party={"name": "赵先生"}, facts={"wait_minutes": "20"})
    facts.assign(desk, target, "李店", role=None, owner="李店")
    ending.withdraw(desk, target, "李店", because="算了，下次注意就好")


def _people_come_and_go(desk: Desk) -> None:
    for name in ("小周", "老钱"):
        add_staff(desk, name, "front_desk", "N1", "desk")
    name_deputy(desk, "小周", "李店", date(2026, 3, 1), date(2026, 3, 9), "李店")
    away(desk, "李店", date(2026, 3, 2), date(2026, 3, 3), "李店")
    plan_shift(desk, "小周", date(2026, 3, 2), 9 * 3600, 17 * 3600, "desk")
    set_pin(desk, "小周", "4805", "小周")
    with suppress(Refused):
        sign_in(desk, "小周", "4806")
    leave(desk, "老钱", "李店")


@pytest.fixture(scope="session")
def chain_template(_chain_template: Path) -> Path:
    """A chain's folder that many desks may be copied from; not to be changed."""
    return _chain_template


@pytest.fixture(scope="session")
def history(chain_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which two branches have handled complaints through their whole lives; not to be changed."""
    folder = shutil.copytree(chain_template, tmp_path_factory.mktemp("history") / "chain")
    with (folder / "amends.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[branch.N2]\nstaff = "desk"\n')
    moment = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)

    def clock() -> datetime:
        nonlocal moment
        moment += timedelta(minutes=7)
        return moment

    settings_read = load_chain(folder / "amends.toml")
    desk = Desk(settings_read, SqliteLedger(settings_read.database), clock)
    pack = desk.pack(None, "N1")
    add_staff(desk, "李店", pack.superiors(pack.front_line)[-1], "N1", "desk")
    _settled_at_the_second_offer(desk)
    _withdrawn_elsewhere(desk)
    _people_come_and_go(desk)
    take(desk, Intake("The scale showed 500 g, at home it was 420 g.", branch="N1", language="en"), "desk")
    desk.ledger.close()
    return Path(settings_read.database)


@pytest.fixture(scope="session")
def copy(history: Path) -> Iterator[Copy]:
    """A function that gives a copy of `history` in memory, to be damaged and closed."""
    master = sqlite3.connect(":memory:")
    with closing(sqlite3.connect(history)) as stored:
        stored.backup(master)

    def fresh() -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        master.backup(connection)
        return connection

    yield fresh
    master.close()


@pytest.fixture
def damaged(copy: Copy) -> Iterator[sqlite3.Connection]:
    """A copy of `history` for one test."""
    connection = copy()
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def forge() -> Callable[[sqlite3.Connection], None]:
    """A function that computes the whole chain and its heads anew, as somebody with this program at hand could."""

    def recomputed(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM heads")
        heads: dict[str, tuple[int, str]] = {}
        sql = f"SELECT rowid, {', '.join(EVENT_COLUMNS)} FROM events ORDER BY rowid"
        for rowid, *values in connection.execute(sql).fetchall():
            row = dict(zip(EVENT_COLUMNS, values, strict=True))
            sequence, row["previous"] = heads.get(row["branch"], (0, chain.GENESIS))
            row["sequence"] = sequence + 1
            digest = chain.digest([row[name] for name in chain.COLUMNS])
            heads[row["branch"]] = (sequence + 1, digest)
            connection.execute(
                "UPDATE events SET sequence = ?, previous = ?, digest = ? WHERE rowid = ?",
                (sequence + 1, row["previous"], digest, rowid),
            )
        connection.executemany("INSERT INTO heads VALUES (?, ?, ?)", [(name, *head) for name, head in heads.items()])

    return recomputed


@pytest.fixture(scope="session")
def dump() -> Callable[[sqlite3.Connection], Dump]:
    """A function that reads every table of ours whole, the search index included."""

    def read(connection: sqlite3.Connection) -> Dump:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = sorted(name for name in names if not name.startswith(("_", "search_")))
        return {
            table: connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid").fetchall() for table in tables
        }

    return read
