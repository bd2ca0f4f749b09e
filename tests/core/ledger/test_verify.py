"""Nothing is hidden, altered or torn out unseen: the first place is named (G15, J19, S6)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from amends.cli.main import main
from amends.errors import LedgerError, Misuse
from amends.ledger.projections import PROJECTIONS
from amends.ledger.rebuild import rebuild
from amends.ledger.sqlite import EVENT_COLUMNS
from amends.ledger.verify import Finding, seals, verify
from hypothesis import assume, given, settings
from hypothesis import strategies as st

Copy = Callable[[], sqlite3.Connection]
Forge = Callable[[sqlite3.Connection], None]
PATH = "amends.db"

# What somebody with a SQL shell could put in place of a value, as SQL and its parameter.
NEW_VALUES = st.one_of(
    st.tuples(st.just("?"), st.text(max_size=20)),
    st.tuples(st.just("?"), st.integers(-(2**63), 2**63 - 1)),
    st.tuples(
        st.just("?"), st.sampled_from(["", "0", "[]", "{", "null", "2026-13-45T99:00:00Z", "昨天", "\x00", "a\x00b"])
    ),
    st.tuples(st.just("CAST(? AS TEXT)"), st.binary(min_size=1, max_size=8)),
    st.tuples(st.just("CAST(? AS TEXT)"), st.sampled_from([b"\xff", b"\xed\xb3\xbf", b"\xc3", b"{\xff}"])),
)
LOOSE_VALUES = st.one_of(
    NEW_VALUES,
    st.tuples(st.just("?"), st.none() | st.floats(allow_nan=False) | st.binary(max_size=8)),
)


def finding(connection: sqlite3.Connection, *given_seals: str) -> Finding | None:
    return verify(connection, PATH, given_seals).finding


def name(found: Finding | None) -> str:
    """The finding as people read it; it can be printed whatever was put into the ledger."""
    assert found is not None, "the damage was not found"
    line = f"{found.where}: {found.what}"
    line.encode()
    return line


def rows(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM events").fetchone()[0])


def damage(connection: sqlite3.Connection, sql: str, *values: object) -> bool:
    """Whether the statement changed anything: some damage SQLite itself refuses."""
    try:
        return connection.execute(sql, values).rowcount > 0
    except sqlite3.Error:
        return False


def test_an_untouched_ledger_is_as_written(damaged: sqlite3.Connection) -> None:
    verdict = verify(damaged, PATH)
    assert verdict.finding is None
    assert (verdict.events, verdict.branches) == (rows(damaged), 2)


def test_every_column_of_every_event_is_watched(damaged: sqlite3.Connection) -> None:
    for rowid in range(1, rows(damaged) + 1):
        for column in EVENT_COLUMNS:
            (value,) = damaged.execute(f"SELECT {column} FROM events WHERE rowid = ?", (rowid,)).fetchone()
            other = value + 1000 if isinstance(value, int) else value + "x"
            damaged.execute(f"UPDATE events SET {column} = ? WHERE rowid = ?", (other, rowid))
            assert f"event {rowid} " in name(finding(damaged)), column
            damaged.execute(f"UPDATE events SET {column} = ? WHERE rowid = ?", (value, rowid))
    assert finding(damaged) is None


@settings(max_examples=100)
@given(data=st.data(), column=st.sampled_from(EVENT_COLUMNS), new=NEW_VALUES)
def test_whatever_is_put_into_an_event_is_found(
    copy: Copy, data: st.DataObject, column: str, new: tuple[str, object]
) -> None:
    expression, value = new
    with closing(copy()) as connection:
        rowid = data.draw(st.integers(1, rows(connection)))
        if damage(
            connection,
            f"UPDATE events SET {column} = {expression} WHERE rowid = ? AND {column} IS NOT {expression}",
            value, rowid, value,
        ):  # fmt: skip
            assert f"event {rowid} " in name(finding(connection))


def loosened(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A ledger whose tables were made anew without any of the database's own checks."""
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = replace(replace(replace(replace(sql, ') STRICT', ')'), ' NOT NULL', ''), "
        "'TEXT', ''), 'INTEGER', '') WHERE type = 'table' AND name IN ('events', 'personal', 'heads', 'policies')"
    )
    loose = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(loose)
    connection.close()
    return loose


@settings(max_examples=80)
@given(data=st.data(), column=st.sampled_from(EVENT_COLUMNS), new=LOOSE_VALUES)
def test_values_of_another_type_are_found_where_the_tables_were_replaced(
    copy: Copy, data: st.DataObject, column: str, new: tuple[str, object]
) -> None:
    expression, value = new
    with closing(loosened(copy())) as connection:
        rowid = data.draw(st.integers(1, rows(connection)))
        if damage(
            connection,
            f"UPDATE events SET {column} = {expression} WHERE rowid = ? AND {column} IS NOT {expression}",
            value, rowid, value,
        ):  # fmt: skip
            assert f"event {rowid} " in name(finding(connection))


SWAP = """UPDATE events SET rowid = CASE rowid WHEN {0} THEN -1 ELSE -2 END WHERE rowid IN ({0}, {1});
UPDATE events SET rowid = CASE rowid WHEN -1 THEN {1} ELSE {0} END WHERE rowid < 0"""
LAST = "(SELECT max(rowid) FROM events)"
COPY_COLUMNS = ", ".join(column for column in EVENT_COLUMNS if column not in ("case_id", "sequence"))
STRUCTURE = {
    "the first event deleted": ("DELETE FROM events WHERE rowid = 1", "event 2 "),
    "an event in the middle deleted": ("DELETE FROM events WHERE rowid = 9", "event 10 "),
    "the last event deleted": (f"DELETE FROM events WHERE rowid = {LAST}", "branch N1"),
    "the last event and its personal data deleted": (
        "DELETE FROM personal WHERE (case_id, version) IN "
        f"(SELECT case_id, version FROM events WHERE rowid = {LAST}); DELETE FROM events WHERE rowid = {LAST}",
        "branch N1",
    ),
    "all events deleted": ("DELETE FROM events", "branch N1"),
    "two neighbours swapped": (SWAP.format(5, 6), "event 5 "),
    "two far ones swapped": (SWAP.format(4, 15), "event 4 "),
    "the first event moved before the beginning": ("UPDATE events SET rowid = -7 WHERE rowid = 1", "event -7 "),
    "the last event moved further on": (
        f"UPDATE events SET rowid = 90000 WHERE rowid = {LAST}",
        "event 90000 ",
    ),
    "an event moved to the end": ("UPDATE events SET rowid = 90000 WHERE rowid = 8", "event 9 "),
    "a copy inserted at the end": (
        f"INSERT INTO events (case_id, sequence, {COPY_COLUMNS}) SELECT 'copy', 9000, {COPY_COLUMNS} FROM events "
        "WHERE rowid = 4",
        "(case copy,",
    ),
    "a copy inserted as the next of its branch": (
        f"INSERT INTO events (case_id, sequence, {COPY_COLUMNS}) SELECT 'copy', (SELECT sequence + 1 FROM heads WHERE "
        f"branch = 'N1'), {COPY_COLUMNS} FROM events WHERE rowid = 4",
        "(case copy,",
    ),
    "the head's number changed": ("UPDATE heads SET sequence = sequence + 1 WHERE branch = 'N2'", "branch N2"),
    "the head's digest changed": ("UPDATE heads SET digest = upper(digest) WHERE branch = 'N1'", "branch N1"),
    "the head's branch changed": ("UPDATE heads SET branch = 'N3' WHERE branch = 'N2'", "branch N2"),
    "a head deleted": ("DELETE FROM heads WHERE branch = 'N2'", "branch N2"),
    "a head of nobody added": ("INSERT INTO heads VALUES ('N9', 1, '0')", "branch N9"),
    "a stored policy changed": ("UPDATE policies SET tables = replace(tables, '200', '9999')", "stored policy"),
    "a stored policy renamed": ("UPDATE policies SET name = 'mine 1 ' || substr(digest, 1, 12)", "stored policy"),
    "a stored policy under another digest": ("UPDATE policies SET digest = '00' || digest", "stored policy"),
    "a stored policy deleted": ("DELETE FROM policies", "stored policy"),
    "a stored policy of no case": (
        "INSERT INTO policies VALUES ('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', 'x', '{}')",
        "stored policy 'x'",
    ),
    "personal data of no event": ("INSERT INTO personal VALUES ('nobody', 1, '', '{}')", "data of case nobody"),
    "a case of no event": (
        "CREATE TABLE extra AS SELECT * FROM cases LIMIT 1;"
        "UPDATE extra SET row = 99, case_id = 'extra', number = '99';"
        "INSERT INTO cases SELECT * FROM extra; DROP TABLE extra",
        "table cases, row extra",
    ),
    "a task of no event": (
        "INSERT INTO tasks (case_id, code, branch, role, label_zh, label_en, due) "
        "SELECT case_id, 'extra', branch, role, label_zh, label_en, due FROM tasks LIMIT 1",
        "table tasks, row",
    ),
    "a staff member of no event": (
        "INSERT INTO staff (name, branch, role, pin) VALUES ('路人', 'N1', 'store_manager', 0)",
        "table staff, row 路人",
    ),
    "a PIN taken away": ("UPDATE staff SET pin = 0", "table staff, row 小周"),
    "a deputy of no event": (
        "INSERT INTO deputies VALUES ('李店', 'desk', '2026-03-01T00:00:00Z', '2099-03-01T00:00:00Z')",
        "table deputies, row 李店, desk",
    ),
    "a client key of no event": ("INSERT INTO client_keys VALUES ('N1', 'free', '', '', 1)", "row N1, free"),
    "a counter of no event": ("INSERT INTO counters VALUES ('N1', 'x', '', 7)", "table counters, row N1, x"),
    "search words of no case": ("INSERT INTO search (rowid, words) VALUES (777, '退款')", "table search, row 777"),
    "search words gone": ("DELETE FROM search", "table search, row"),
    "search words changed": ("UPDATE search SET words = '无事' WHERE rowid = 1", "table search, row"),
}  # fmt: skip


@pytest.mark.parametrize(("sql", "where"), STRUCTURE.values(), ids=STRUCTURE)
def test_rows_lost_moved_or_added_are_found(damaged: sqlite3.Connection, sql: str, where: str) -> None:
    damaged.executescript(sql)
    assert where in name(finding(damaged))


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, names in PROJECTIONS.items() for column in names]
)
def test_every_column_of_the_projections_is_watched(damaged: sqlite3.Connection, table: str, column: str) -> None:
    for (rowid,) in damaged.execute(f"SELECT rowid FROM {table}").fetchall():
        sql = f"SELECT {column} FROM {table} WHERE rowid = ?"
        (value,) = damaged.execute(sql, (rowid,)).fetchone()
        other = value + 1 if isinstance(value, int) else f"{value or ''}1"
        if damage(damaged, f"UPDATE {table} SET {column} = ? WHERE rowid = ?", other, rowid):
            assert f"table {table}, row" in name(finding(damaged))
            damaged.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, rowid))
    assert finding(damaged) is None


@settings(max_examples=40)
@given(data=st.data(), column=st.sampled_from(["case_id", "version", "salt", "data"]), new=NEW_VALUES)
def test_whatever_is_put_into_personal_data_is_found(
    copy: Copy, data: st.DataObject, column: str, new: tuple[str, object]
) -> None:
    expression, value = new
    with closing(copy()) as connection:
        rowids = [rowid for (rowid,) in connection.execute("SELECT rowid FROM personal")]
        rowid = data.draw(st.sampled_from(rowids))
        sql = f"UPDATE personal SET {column} = {expression} WHERE rowid = ? AND {column} IS NOT {expression}"
        if damage(connection, sql, value, rowid, value):
            assert "personal data" in name(finding(connection))


def test_personal_data_deleted_or_exchanged_is_found(copy: Copy) -> None:
    with closing(copy()) as connection:
        pairs = connection.execute("SELECT rowid, case_id, version FROM personal ORDER BY rowid").fetchall()
    for rowid, case_id, version in pairs:
        with closing(copy()) as connection:
            connection.execute("DELETE FROM personal WHERE rowid = ?", (rowid,))
            assert f"(case {case_id}, version {version}," in name(finding(connection))
    with closing(copy()) as connection:
        first, second = (
            connection.execute("SELECT salt, data FROM personal WHERE rowid = ?", pair[:1]).fetchone()
            for pair in pairs[:2]
        )
        for pair, values in ((pairs[0], second), (pairs[1], first)):
            connection.execute("UPDATE personal SET salt = ?, data = ? WHERE rowid = ?", (*values, pair[0]))
        assert "personal data was altered" in name(finding(connection))


def test_a_past_written_anew_passes_until_a_seal_is_shown(damaged: sqlite3.Connection, forge: Forge) -> None:
    kept = seals(damaged, PATH)
    assert finding(damaged, *kept) is None
    damaged.execute("UPDATE events SET actor = '别人' WHERE kind = 'approved'")
    forge(damaged)
    assert finding(damaged) is None
    assert "branch N1" in name(finding(damaged, *kept))
    assert "the past was rewritten" in name(finding(damaged, *kept))


def test_a_past_cut_short_passes_until_a_seal_is_shown(damaged: sqlite3.Connection, forge: Forge) -> None:
    kept = seals(damaged, PATH)
    last = "(SELECT case_id FROM events ORDER BY rowid DESC LIMIT 1)"
    for table in ("cases", "tasks", "alarms", "waits", "personal", "events"):
        damaged.execute(f"DELETE FROM {table} WHERE case_id = {last}")
    damaged.execute("DELETE FROM search WHERE rowid NOT IN (SELECT row FROM cases)")
    damaged.execute("UPDATE counters SET last = 1")
    forge(damaged)
    assert finding(damaged) is None
    assert "the past was rewritten" in name(finding(damaged, *kept))


def test_an_old_seal_still_holds_after_more_has_happened(history: Path, damaged: sqlite3.Connection) -> None:
    early = damaged.execute("SELECT branch, sequence, digest FROM events WHERE rowid = 12").fetchone()
    seal = f" {early[0]}:{early[1]}:{early[2][:16].upper()}\n"
    assert finding(damaged, seal) is None
    assert "event 12" not in seal
    assert history.exists()


def test_of_two_seals_of_one_moment_the_wrong_one_is_found(damaged: sqlite3.Connection) -> None:
    right = seals(damaged, PATH)[0]
    wrong = right[:-16] + "0" * 16
    assert finding(damaged, wrong, right) is not None
    assert finding(damaged, right, wrong) is not None


@pytest.mark.parametrize(
    "seal",
    ["", "N1", "N1:12", ":3:0123456789abcdef", "N1:x:0123456789abcdef", "N1:3:0123", "N1:3:zzzzzzzzzzzzzzzz",
     f"N1:{'9' * 5000}:0123456789abcdef", "N1:3:0123456789abcdef0"],
)  # fmt: skip
def test_what_is_no_seal_is_a_wrong_call(damaged: sqlite3.Connection, seal: str) -> None:
    with pytest.raises(Misuse, match="is not a seal like"):
        verify(damaged, PATH, (seal,))


GARBAGE = [
    "", "null", "[]", "7", "{", "{}", '"x"', "NaN", "[" * 100_000, '{"number": {}}', '{"number": "\\ud800"}',
    '{"serial": ' + "9" * 5000 + "}", '{"serial": 99999999999999999999}', '{"facts": []}', '{"facts": {"a": {}}}',
    '{"points": 3}', '{"key": ["a"], "request": 1}', '{"key": 1e999, "request": []}', '{"clocks": [{"due": "昨天"}]}',
    '{"label": {"zh": 1}}', '{"period": [], "serial": "x", "series": null}',
]  # fmt: skip


def with_entry(body: str, key: str, value: str) -> str:
    """The JSON of an event's body with one entry replaced by whatever stands in `value`."""
    entries = {**{name: json.dumps(entry) for name, entry in json.loads(body).items()}, key: value}
    return "{" + ", ".join(f"{json.dumps(name)}: {entry}" for name, entry in entries.items()) + "}"


@settings(max_examples=40)
@given(
    data=st.data(),
    garbage=st.sampled_from(GARBAGE) | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
        max_leaves=4,
    ).map(json.dumps),
    whole=st.booleans(),
)  # fmt: skip
def test_no_forgery_makes_the_check_stumble(
    copy: Copy, forge: Forge, data: st.DataObject, garbage: str, whole: bool
) -> None:
    with closing(copy()) as connection:
        kept = seals(connection, PATH)
        rowid = data.draw(st.integers(1, rows(connection)))
        (body,) = connection.execute("SELECT body FROM events WHERE rowid = ?", (rowid,)).fetchone()
        forged = (
            garbage if whole else with_entry(body, data.draw(st.sampled_from([*json.loads(body), "more"])), garbage)
        )
        assume(forged != body)
        connection.execute("UPDATE events SET body = ? WHERE rowid = ?", (forged, rowid))
        forge(connection)
        if finding(connection) is not None:
            name(finding(connection))
            with suppress(LedgerError):
                rebuild(connection, PATH)
        name(finding(connection, *kept))


@pytest.mark.parametrize("column", ["at", "kind", "version"])
@pytest.mark.parametrize("value", ["2026-02-30T00:00:00Z", "2026-3-2T02:00:00Z", "昨天", "received", "70"])
def test_forged_dates_kinds_and_versions_are_named(
    damaged: sqlite3.Connection, forge: Forge, column: str, value: str
) -> None:
    (rowid,) = damaged.execute("SELECT rowid FROM events WHERE kind = 'noted'").fetchone()
    try:
        damaged.execute(f"UPDATE events SET {column} = ? WHERE rowid = ?", (value, rowid))
    except sqlite3.IntegrityError:
        return
    forge(damaged)
    name(finding(damaged))


def left_with(*arguments: str) -> object:
    """The exit code of a command line."""
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    return leaving.value.code


def test_the_command_names_the_first_altered_record(
    chain_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(chain_folder)
    assert left_with("take", "--text", "鸡蛋碎了三个，要求换。", "--json") == 0
    case_id = json.loads(capsys.readouterr().out)["case_id"]
    assert left_with("ledger", "seal") == 0
    seal = capsys.readouterr().out.strip()
    assert left_with("ledger", "verify", "--seal", seal, "--json") == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
    with closing(sqlite3.connect(chain_folder / "amends.db", isolation_level=None)) as connection:
        connection.execute("UPDATE events SET body = CAST(x'ff' AS TEXT) WHERE rowid = 3")
    assert left_with("ledger", "verify", "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["ok"], found["finding"]["where"]) == (False, f"event 3 (case {case_id}, version 2, branch N1)")
    assert left_with("--lang", "zh", "ledger", "verify") == 1
    assert case_id in capsys.readouterr().out
