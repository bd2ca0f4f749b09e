from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from amends.cli.main import main
from amends.desk import facts
from amends.desk.desk import Desk
from amends.desk.intake import Intake, take
from amends.desk.reading import show
from amends.desk.work import Target
from amends.errors import LedgerError, Misuse
from amends.ledger import connection as connecting
from amends.ledger.connection import connect, create
from amends.ledger.reading import queue, search
from amends.ledger.schema import VERSION
from amends.ledger.sqlite import SqliteLedger, SqliteTransaction
from amends.ledger.verify import verify

# The tables that came after version 1.
LATER = ("alarms", "waits", "absences", "deputies", "shifts", "recoveries", "goodwill")
# The table `staff` as versions 1 and 2 had it.
STAFF_BEFORE = "CREATE TABLE staff (name TEXT PRIMARY KEY, branch TEXT NOT NULL, role TEXT NOT NULL) STRICT"
Dump = Callable[[sqlite3.Connection], object]


@pytest.fixture
def ledger(desk: Desk) -> SqliteLedger:
    assert isinstance(desk.ledger, SqliteLedger)
    return desk.ledger


def one_line(error: BaseException) -> str:
    assert "\n" not in str(error)
    return str(error)


def another(path: str) -> closing[sqlite3.Connection]:
    """Somebody else's connection to the same file."""
    return closing(sqlite3.connect(path, isolation_level=None, timeout=0))


def test_what_was_reported_is_on_disk_when_it_is_reported(ledger: SqliteLedger) -> None:
    settings = [ledger.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "journal_mode")]
    assert settings == [2, "wal"]


@pytest.mark.parametrize("broken_event", range(5))
def test_a_command_that_breaks_leaves_no_trace(
    desk: Desk, ledger: SqliteLedger, dump: Dump, monkeypatch: pytest.MonkeyPatch, broken_event: int
) -> None:
    take(desk, Intake("花生油漏了一路。", key="first"), "desk")
    before = dump(ledger.connection)
    count, append = iter(range(99)), SqliteTransaction.append

    def breaking(self: SqliteTransaction, event: Any) -> None:
        append(self, event)
        if next(count) == broken_event:
            raise KeyboardInterrupt

    monkeypatch.setattr(SqliteTransaction, "append", breaking)
    party = {"name": "孙先生", "phone": "13600006666"}
    with pytest.raises(KeyboardInterrupt):
        take(desk, Intake("米里有虫，全家恶心。", key="second", party=party, confirmed=True), "desk")
    assert dump(ledger.connection) == before
    monkeypatch.undo()
    assert take(desk, Intake("米里有虫，全家恶心。", key="second"), "desk").number == "N1-202603-0002"


@pytest.mark.parametrize("method", ["project", "next_serial", "store_policy", "claim", "staff"])
def test_wherever_the_store_breaks_nothing_is_left(
    desk: Desk, ledger: SqliteLedger, dump: Dump, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    before = dump(ledger.connection)
    whole = getattr(SqliteTransaction, method)

    def breaking(self: SqliteTransaction, *given: Any) -> None:
        whole(self, *given)
        raise RuntimeError

    monkeypatch.setattr(SqliteTransaction, method, breaking)
    with pytest.raises(RuntimeError):
        take(desk, Intake("标价签和收银不一致。", receipt="R-9"), "desk")
    assert dump(ledger.connection) == before


def test_a_busy_ledger_says_so_and_loses_nothing(
    desk: Desk, ledger: SqliteLedger, dump: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "PATIENCE", 0.05)
    before = dump(ledger.connection)
    with another(ledger.path) as busy:
        busy.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another command is still writing") as caught:
            take(desk, Intake("等了半小时没人结账。"), "desk")
        one_line(caught.value)
        # Whoever only reads is not kept waiting.
        assert queue(ledger.connection, ledger.path, None, None) == []
        busy.execute("ROLLBACK")
    assert dump(ledger.connection) == before
    assert take(desk, Intake("等了半小时没人结账。"), "desk").number == "N1-202603-0001"


def test_a_command_waits_for_another_one_to_end(desk: Desk, ledger: SqliteLedger) -> None:
    waits = ledger.connection.execute("PRAGMA busy_timeout").fetchone()[0]
    assert waits == connecting.PATIENCE * 1000
    assert take(desk, Intake("冷柜不冷。"), "desk").number


def test_a_full_disk_says_so_and_loses_nothing(desk: Desk, ledger: SqliteLedger, dump: Dump) -> None:
    first = take(desk, Intake("购物车轮子坏了，孩子摔了一跤。"), "desk")
    pages = ledger.connection.execute("PRAGMA page_count").fetchone()[0]
    ledger.connection.execute(f"PRAGMA max_page_count = {pages}")
    before = dump(ledger.connection)
    with pytest.raises(LedgerError, match="the disk is full; nothing was saved") as caught:
        take(desk, Intake("停车场收费不合理。" * 2000), "desk")
    one_line(caught.value)
    assert dump(ledger.connection) == before
    assert verify(ledger.connection, ledger.path).finding is None
    ledger.connection.execute("PRAGMA max_page_count = 1000000")
    assert take(desk, Intake("停车场收费不合理。" * 2000), "desk").number == "N1-202603-0002"
    assert show(desk, Target(first.number)).case.text == "购物车轮子坏了，孩子摔了一跤。"


def test_a_ledger_that_may_only_be_read_is_read_and_not_written(desk: Desk, ledger: SqliteLedger) -> None:
    taken = take(desk, Intake("试吃台的肉没熟。"), "desk")
    ledger.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(LedgerError, match="may not be written by you; nothing was saved") as caught:
        take(desk, Intake("试吃台的肉没熟。"), "desk")
    one_line(caught.value)
    assert show(desk, Target(taken.number)).case.text == "试吃台的肉没熟。"


def newer(path: Path) -> None:
    with another(str(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")


def no_database(path: Path) -> None:
    path.write_text("投诉登记簿，纸质版。" * 99, "utf-8")


def somebody_elses(path: Path) -> None:
    path.unlink()
    with another(str(path)) as connection:
        connection.execute("CREATE TABLE songs (title)")


def somebody_elses_with_a_version(path: Path) -> None:
    somebody_elses(path)
    with another(str(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION}")


def of_a_version_below_all(path: Path) -> None:
    with another(str(path)) as connection:
        connection.execute("PRAGMA user_version = -3")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def torn(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + os.urandom(4096) + whole[8192:20000])


UNUSABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "no ledger at .*amends init"),
    "a folder": (a_folder, "no ledger at"),
    "empty": (lambda path: path.write_bytes(b""), "is not an amends ledger"),
    "no database": (no_database, "is not an amends ledger"),
    "somebody else's database": (somebody_elses, "is not an amends ledger"),
    "somebody else's with a version": (somebody_elses_with_a_version, "is not an amends ledger"),
    "of a version below all": (of_a_version_below_all, "is not an amends ledger"),
    "of a newer amends": (newer, f"version {VERSION + 1}.*this one knows {VERSION}.*upgrade amends"),
    "torn": (torn, "is damaged: restore the last backup"),
}


@pytest.fixture(params=UNUSABLE.values(), ids=UNUSABLE)
def unusable(request: pytest.FixtureRequest, chain_folder: Path) -> tuple[Path, str]:
    spoil, message = request.param
    path = chain_folder / "amends.db"
    spoil(path)
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    return path, message


def test_what_is_no_usable_ledger_is_refused_in_one_line(
    unusable: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, message = unusable
    before = path.read_bytes() if path.is_file() else None
    monkeypatch.chdir(path.parent)
    for command in ["take --text 退货", "queue", "search 退货", "ledger verify", "ledger seal", "ledger rebuild"]:
        with pytest.raises(SystemExit) as leaving:
            main(["--lang", "en", *command.split()])
        assert leaving.value.code == 1, command
        said = capsys.readouterr()
        assert (said.out, said.err.count("\n")) == ("", 1), command
        assert re.search(message, said.err)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_ledger_is_never_made_over_a_file(tmp_path: Path) -> None:
    file = tmp_path / "amends.db"
    file.write_text("重要", "utf-8")
    with pytest.raises(LedgerError, match="exists; nothing was changed"):
        create(str(file))
    assert file.read_text("utf-8") == "重要"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = str(tmp_path / "没有" / "amends.db")
    with pytest.raises(LedgerError, match=r"没有.*cannot be opened; check that the folder exists"):
        create(path)
    with pytest.raises(LedgerError, match="no ledger at"):
        connect(path)


@pytest.mark.parametrize("name", ["门店 一.db", "a?b#c%20d.db", "amends.db"])
def test_any_file_name_will_do_also_without_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    create(name)
    assert [file.name for file in tmp_path.glob("*.db")] == [name]
    connect(name).close()


@pytest.fixture
def broken_word() -> str:
    """What a terminal passes on for bytes that are no text."""
    return b"\xff\xe6desk".decode("utf-8", "surrogateescape")


def test_broken_characters_are_a_wrong_call_and_not_a_crash(desk: Desk, ledger: SqliteLedger, broken_word: str) -> None:
    taken = take(desk, Intake(f"面包{broken_word}硬得像石头。", party={"name": broken_word}, key="k"), "desk")
    assert show(desk, Target(taken.number)).case.text is not None
    for wrong in (
        lambda: take(desk, Intake("面包硬。"), broken_word),
        lambda: show(desk, Target(broken_word)),
        lambda: facts.assign(desk, Target(taken.number), "desk", role=None, owner=broken_word),
        lambda: search(ledger.connection, ledger.path, broken_word, None, 5),
        lambda: queue(ledger.connection, ledger.path, [broken_word], 5),
    ):
        with pytest.raises(Misuse, match="broken characters") as caught:
            wrong()
        one_line(caught.value).encode()
    assert verify(ledger.connection, ledger.path).finding is None


def test_an_event_that_was_damaged_is_named_when_it_is_shown(desk: Desk, ledger: SqliteLedger) -> None:
    taken = take(desk, Intake("西瓜是生的。"), "desk")
    for body in ("{", "[]", "{}", '{"number": 3}', "[" * 100_000):
        ledger.connection.execute("UPDATE events SET body = ? WHERE kind = 'received'", (body,))
        with pytest.raises(LedgerError, match=f"{taken.case_id}.*cannot be read.*ledger verify") as caught:
            show(desk, Target(taken.number))
        one_line(caught.value)


def test_an_altered_head_stops_the_branch_with_a_reason(desk: Desk, ledger: SqliteLedger) -> None:
    ledger.connection.execute("DELETE FROM heads")
    with pytest.raises(LedgerError, match="branch N1: the end of its chain was altered; run: amends ledger verify"):
        take(desk, Intake("鱼缺斤少两。"), "desk")


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_ledger_is_upgraded_and_its_lists_are_filled(history: Path, tmp_path: Path, version: int) -> None:
    """A ledger as an earlier version left it: without the tables that came later, which the events fill."""
    path = shutil.copy(history, tmp_path / "amends.db")
    tables = (*LATER, "staff")
    later = LATER if version == 1 else LATER[2:]
    of_version_1 = (
        "DROP INDEX cases_open", "DROP INDEX cases_open_anywhere",
        "CREATE INDEX cases_open ON cases (branch, due) WHERE stage <> 'closed'",
        "DELETE FROM _sqlite_migrations WHERE name LIKE 'm002%'",
    )  # fmt: skip
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        expected = {table: old.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in tables}
        assert all(expected.values())
        for statement in (
            *(f"DROP TABLE {table}" for table in later), *(of_version_1 if version == 1 else ()),
            "CREATE TABLE before AS SELECT name, branch, role FROM staff", "DROP TABLE staff", STAFF_BEFORE,
            "INSERT INTO staff SELECT * FROM before", "DROP TABLE before",
            "DELETE FROM _sqlite_migrations WHERE name > 'm003'", f"PRAGMA user_version = {version}",
        ):  # fmt: skip
            old.execute(statement)
    with closing(connect(str(path))) as new:
        found = {table: new.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in tables}
        assert found == expected
        assert verify(new, str(path)).finding is None
    with closing(sqlite3.connect(f"{path}.before-version-{VERSION}")) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (version,)
