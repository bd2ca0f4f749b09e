"""Computing the projections anew from the events, and finding rows that differ from what the events say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from amends.case.events import Event
from amends.case.fold import fold
from amends.case.values import Case
from amends.errors import LedgerError
from amends.ledger.connection import transaction
from amends.ledger.projections import (
    PROJECTIONS,
    STAFF_STREAM,
    case_row,
    search_words,
    staff_row,
    task_rows,
)
from amends.ledger.sqlite import READ_EVENTS, event_from_row, insertion

Rows = dict[str, list[tuple[Any, ...]]]


def rebuild(connection: sqlite3.Connection, path: str) -> int:
    """Throw every projection away and compute it from the events, in one transaction. Returns the number of cases."""
    with transaction(connection, path, "BEGIN IMMEDIATE"):
        try:
            rows, search = _expected(connection)
        except (KeyError, ValueError) as error:
            raise LedgerError(
                "an event cannot be read ({problem}); run: amends ledger verify", problem=repr(error)
            ) from None
        for table, columns in PROJECTIONS.items():
            connection.execute(f"DELETE FROM {table}")
            connection.executemany(insertion(table, columns), rows[table])
        connection.execute("DELETE FROM search")
        connection.executemany("INSERT INTO search (words, rowid) SELECT ?, row FROM cases WHERE case_id = ?", search)
    return len(rows["cases"])


def stale_rows(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Rows that are not what the events say: where, and what is wrong. To be mended by `rebuild`."""
    expected, _ = _expected(connection)
    for table, columns in PROJECTIONS.items():
        found = set(connection.execute(f"SELECT {', '.join(columns)} FROM {table}"))
        wrong = sorted(found.symmetric_difference(expected[table]), key=str)
        if wrong:
            yield f"table {table}, row {wrong[0][0]}", "is not what the events say; run: amends ledger rebuild"


def _expected(connection: sqlite3.Connection) -> tuple[Rows, list[tuple[str, str]]]:
    """What the projections and the search index should hold, computed from the events alone."""
    rows: Rows = {table: [] for table in PROJECTIONS}
    search: list[tuple[str, str]] = []
    counters: dict[tuple[str, str, str], int] = {}
    stored = map(event_from_row, connection.execute(f"{READ_EVENTS} ORDER BY e.case_id, e.version"))
    for case_id, group in groupby(stored, key=lambda event: event.case_id):
        events = list(group)
        rows["client_keys"] += _key_rows(events)
        if case_id.startswith(STAFF_STREAM):
            rows["staff"].append(staff_row(events[-1]))
            continue
        case = fold(events)
        rows["cases"].append(case_row(case))
        rows["tasks"] += task_rows(case)
        search.append((search_words(case), case_id))
        _count(counters, case, events[0])
    rows["counters"] = [(*counter, last) for counter, last in counters.items()]
    return rows, search


def _key_rows(events: list[Event]) -> list[tuple[Any, ...]]:
    return [
        (event.branch, event.body["key"], event.body["request"], event.case_id, event.version)
        for event in events
        if event.body.get("key")
    ]


def _count(counters: dict[tuple[str, str, str], int], case: Case, received: Event) -> None:
    counter = (case.branch, case.industry, received.body["period"])
    counters[counter] = max(counters.get(counter, 0), received.body["serial"])
