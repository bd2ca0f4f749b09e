"""Computing the projections anew from the events, and finding rows that differ from what the events say.

Both go through the events case by case and keep nothing but the counters: a large ledger needs no more memory.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import chain, groupby
from typing import Any

from amends.case.events import Event
from amends.case.fold import DAMAGED, fold
from amends.case.person_fold import fold_person
from amends.errors import AmendsError, LedgerError
from amends.ledger.connection import transaction
from amends.ledger.projections import (
    KEYS,
    OF_A_CASE,
    OF_A_PERSON,
    PROJECTIONS,
    STAFF_STREAM,
    case_row,
    search_words,
    staff_row,
    task_rows,
)
from amends.ledger.schema import SEARCH
from amends.ledger.sqlite import insertion
from amends.ledger.stored_event import READ_EVENTS, event_from_row

# By table, the rows that the events of one case or staff member (or, for the counters, of all) make.
Rows = dict[str, list[tuple[Any, ...]]]
_WORDS = "SELECT words FROM search WHERE rowid = (SELECT row FROM cases WHERE case_id = ?)"


def rebuild(connection: sqlite3.Connection, path: str) -> int:
    """Throw every projection away and compute it from the events, in one transaction. Returns the number of cases."""
    with transaction(connection, path, "BEGIN IMMEDIATE"):
        for table in PROJECTIONS:
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DROP TABLE IF EXISTS search")
        connection.execute(SEARCH)
        for rows in _derived(connection):
            for table, columns in PROJECTIONS.items():
                connection.executemany(insertion(table, columns), rows.get(table, ()))
            for case_id, words in rows.get("search", ()):
                connection.execute(
                    "INSERT INTO search (rowid, words) SELECT row, ? FROM cases WHERE case_id = ?", (words, case_id)
                )
        (count,) = connection.execute("SELECT count(*) FROM cases").fetchone()
    return int(count)


def stale_rows(connection: sqlite3.Connection) -> Iterator[AmendsError]:
    """The rows that are not what the events say, each named; to be mended by `rebuild`.

    Raises `LedgerError` naming the event that cannot be read.
    """
    counted: Counter[str] = Counter()
    for rows in _derived(connection):
        for table, expected in rows.items():
            counted[table] += len(expected)
            yield from (_named(table, row) for row in expected if _stored(connection, table, row) != row)
    for table in (*PROJECTIONS, "search"):
        (found,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        if found > counted[table]:
            yield _stray(connection, table)


def _derived(connection: sqlite3.Connection) -> Iterator[Rows]:
    """What the projections and the search index should hold, computed from the events alone, stream by stream."""
    counters: dict[tuple[str, str, str], int] = {}
    stored = map(event_from_row, connection.execute(f"{READ_EVENTS} ORDER BY e.case_id, e.version"))
    for stream, group in groupby(stored, key=lambda event: event.case_id):
        try:
            rows = _rows_of(list(group), counters)
            _check_storable(rows)
        except DAMAGED as error:
            raise LedgerError(
                "case {case}: its events cannot be read ({problem}); run: amends ledger verify",
                case=stream, problem=repr(error),
            ) from None  # fmt: skip
        yield rows
    yield {"counters": [(*counter, last) for counter, last in counters.items()]}


def _rows_of(events: list[Event], counters: dict[tuple[str, str, str], int]) -> Rows:
    """The rows of one stream; `counters` is brought up to date with it."""
    keys: list[tuple[Any, ...]] = [
        (event.branch, event.body["key"], event.body["request"], event.case_id, event.version)
        for event in events
        if event.body.get("key")
    ]
    if events[0].case_id.startswith(STAFF_STREAM):
        person = fold_person(events)
        rows = {table: computed(person) for table, computed in OF_A_PERSON.items()}
        return {"staff": [staff_row(person)], "client_keys": keys, **rows}
    case, received = fold(events), events[0].body
    counter = (case.branch, received["series"], received["period"])
    counters[counter] = max(counters.get(counter, 0), received["serial"])
    return {
        "cases": [case_row(case)],
        "tasks": task_rows(case),
        "client_keys": keys,
        **{table: computed(case) for table, computed in OF_A_CASE.items()},
        "search": [(case.case_id, search_words(case))],
    }


def _check_storable(rows: Rows) -> None:
    """Raise one of `DAMAGED` for what no column can hold: only an event written by hand leads to it."""
    for entries in rows.values():
        for value in chain.from_iterable(entries):
            if isinstance(value, str):
                value.encode()
            elif isinstance(value, int):
                value.to_bytes(8, "big", signed=True)
            elif value is not None:
                raise TypeError(f"{type(value).__name__} in a column")


def _stored(connection: sqlite3.Connection, table: str, row: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """What the ledger holds in place of `row`, which is found by its key."""
    if table == "search":
        found = connection.execute(_WORDS, (row[0],)).fetchone()
        return (row[0], *found) if found else None
    columns, key = PROJECTIONS[table], KEYS[table]
    wanted = [row[columns.index(name)] for name in key]
    sql = f"SELECT {', '.join(columns)} FROM {table} WHERE {' AND '.join(f'{name} = ?' for name in key)}"
    stored: tuple[Any, ...] | None = connection.execute(sql, wanted).fetchone()
    return stored


def _stray(connection: sqlite3.Connection, table: str) -> AmendsError:
    """The first row of `table` that no event speaks of."""
    if table == "search":
        sql = "SELECT rowid FROM search WHERE rowid NOT IN (SELECT row FROM cases) ORDER BY rowid"
        return _named(table, connection.execute(sql).fetchone())
    expected = {row for rows in _derived(connection) for row in rows.get(table, ())}
    found = connection.execute(f"SELECT {', '.join(PROJECTIONS[table])} FROM {table} ORDER BY rowid")
    return _named(table, next(row for row in found if row not in expected))


def _named(table: str, row: tuple[Any, ...]) -> AmendsError:
    columns = PROJECTIONS.get(table, ("case_id",))
    name = ", ".join(str(row[columns.index(key)]) for key in KEYS.get(table, ("case_id",)))
    return AmendsError("table {table}, row {row}", table=table, row=name)
