"""Fast queries for lists: rows as plain dictionaries, without building cases."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from amends.ledger.connection import translated


class Reader(NamedTuple):
    """Somebody who reads a list: the name they are called by, their branch, their role."""

    name: str
    branch: str
    role: str


_LISTED = (
    "case_id, number, branch, industry, channel, stage, complaint, category, label_zh, label_en, severity, incident, "
    "owner_role, owner, received_at, due, reopened"
)


# By name, and by role: one's own, and those of the people one acts for at that moment.
_WAITING_FOR = (
    "SELECT case_id FROM waits WHERE person = ? UNION "
    "SELECT case_id FROM waits WHERE role IN (SELECT role FROM staff WHERE name = ? UNION "
    "SELECT s.role FROM deputies d JOIN staff s ON s.name = d.principal AND s.left_at IS NULL "
    "WHERE d.deputy = ? AND d.since <= ? AND d.until > ?)"
)


def queue(
    connection: sqlite3.Connection,
    path: str,
    branches: Sequence[str] | None,
    limit: int | None,
    *,
    person: str | None = None,
    at: str = "",
    overdue_at: str | None = None,
    **filters: str | None,
) -> list[dict[str, Any]]:
    """Open cases, incidents first, then the nearest deadline; `branches=None` means all.

    `person`: only where they, or somebody in their role, or in that of somebody they act for at `at`, have to act.
    `overdue_at`: only what was due by that moment. Moments are as `stamp` writes them. `filters` are columns and their
    values.
    """
    wanted = {name: value for name, value in filters.items() if value is not None}
    place, where = _at(branches)
    conditions = ["stage <> 'closed'", place, *(f"{name} = ?" for name in wanted)]
    values: list[str | int] = [*where, *wanted.values()]
    if overdue_at is not None:
        conditions.append("due <= ?")
        values.append(overdue_at)
    if person is not None:
        conditions.append(f"case_id IN ({_WAITING_FOR})")
        values += [person, person, person, at, at]
    values.append(-1 if limit is None else limit)
    order = "incident DESC, due IS NULL, due, number"
    sql = f"SELECT {_LISTED} FROM cases WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT ?"
    return _rows(connection, path, sql, tuple(values))


def open_count(connection: sqlite3.Connection, path: str, branches: Sequence[str] | None) -> int:
    """How many cases are open."""
    at, where = _at(branches)
    sql = f"SELECT count(*) AS n FROM cases WHERE stage <> 'closed' AND {at}"
    return int(_rows(connection, path, sql, tuple(where))[0]["n"])


def case_ids(connection: sqlite3.Connection, path: str, industry: str, branch: str | None) -> list[str]:
    """Every case of a trade in the order they were taken, in `branch` or in all."""
    sql = "SELECT case_id FROM cases WHERE industry = ? AND (branch = ? OR ? IS NULL) ORDER BY row"
    return [row["case_id"] for row in _rows(connection, path, sql, (industry, branch, branch))]


def search(
    connection: sqlite3.Connection, path: str, words: str, branches: Sequence[str] | None, limit: int
) -> list[dict[str, Any]]:
    """Cases whose number, category, text, name, telephone or facts contain every one of the `words`."""
    from amends.ledger.projections import spaced

    phrases = [spaced(word).replace('"', " ").split() for word in words.split()]
    match = " ".join(
        '"' + " ".join(phrase) + '"' + ("*" if phrase[-1].isascii() else "") for phrase in phrases if phrase
    )
    if not match:
        return []
    at, where = _at(branches)
    sql = (
        f"SELECT {_LISTED} FROM cases WHERE row IN (SELECT rowid FROM search WHERE search MATCH ?) "
        f"AND {at} ORDER BY received_at DESC, number DESC LIMIT ?"
    )
    return _rows(connection, path, sql, (match, *where, limit))


def _at(branches: Sequence[str] | None) -> tuple[str, list[str]]:
    """The condition that a case is at one of `branches`, and its values.

    Of several, SQLite reads each one's part of the index in order and leaves it at the first row that comes too late.
    """
    if branches is None:
        return "TRUE", []
    if len(branches) == 1:
        return "branch = ?", list(branches)
    return "branch IN (SELECT value FROM json_each(?))", [json.dumps(branches)]


def _rows(connection: sqlite3.Connection, path: str, sql: str, values: tuple[Any, ...]) -> list[dict[str, Any]]:
    with translated(path):
        cursor = connection.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def reader(connection: sqlite3.Connection, path: str, name: str) -> Reader | None:
    """Who reads, by name; `None` where nobody of that name works here."""
    found = _rows(connection, path, "SELECT name, branch, role FROM staff WHERE name = ?", (name,))
    return Reader(**found[0]) if found else None


def known_names(connection: sqlite3.Connection, path: str) -> list[str]:
    """The names of everybody who works here."""
    return [row["name"] for row in _rows(connection, path, "SELECT name FROM staff ORDER BY name", ())]


def staff(connection: sqlite3.Connection, path: str) -> list[dict[str, Any]]:
    """Everybody who works here."""
    sql = "SELECT name, branch, role FROM staff WHERE left_at IS NULL ORDER BY branch, name"
    return _rows(connection, path, sql, ())


def recoveries(
    connection: sqlite3.Connection, path: str, branch: str | None, kind: str | None, *, everything: bool = False
) -> list[dict[str, Any]]:
    """What liable parties owe for each case, in minor units; only what is open unless `everything`."""
    sql = """
    SELECT number, r.branch, party, kind, name, currency, owed, settled FROM recoveries r JOIN cases USING (case_id)
    WHERE (r.branch = ? OR ? IS NULL) AND (kind = ? OR ? IS NULL) AND (settled < owed OR ?)
    ORDER BY kind, name, number
    """
    return _rows(connection, path, sql, (branch, branch, kind, kind, everything))
