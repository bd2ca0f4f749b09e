"""Fast queries for lists: rows as plain dictionaries, without building cases."""

from __future__ import annotations

import sqlite3
from typing import Any

from amends.ledger.connection import translated

_LISTED = (
    "case_id, number, branch, industry, channel, stage, complaint, category, label_zh, label_en, severity, incident, "
    "owner_role, owner, received_at, due, reopened"
)


_WAITING_FOR = (
    "SELECT case_id FROM waits WHERE person = ? UNION "
    "SELECT case_id FROM waits WHERE role = (SELECT role FROM staff WHERE name = ?)"
)


def queue(
    connection: sqlite3.Connection,
    path: str,
    branch: str | None,
    limit: int | None,
    *,
    person: str | None = None,
    overdue_at: str | None = None,
    **filters: str | None,
) -> list[dict[str, Any]]:
    """Open cases, incidents first, then the nearest deadline; `branch=None` means all.

    `person`: only where they, or somebody in their role, have to act. `overdue_at`: only what was due by that moment
    (as `stamp` writes it). `filters` are columns and their values.
    """
    wanted = {name: value for name, value in {"branch": branch, **filters}.items() if value is not None}
    conditions = ["stage <> 'closed'", *(f"{name} = ?" for name in wanted)]
    values: list[str | int] = list(wanted.values())
    if overdue_at is not None:
        conditions.append("due <= ?")
        values.append(overdue_at)
    if person is not None:
        conditions.append(f"case_id IN ({_WAITING_FOR})")
        values += [person, person]
    values.append(-1 if limit is None else limit)
    order = "incident DESC, due IS NULL, due, number"
    sql = f"SELECT {_LISTED} FROM cases WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT ?"
    return _rows(connection, path, sql, tuple(values))


def open_count(connection: sqlite3.Connection, path: str, branch: str | None) -> int:
    """How many cases are open."""
    sql = "SELECT count(*) AS n FROM cases WHERE stage <> 'closed' AND (branch = ? OR ? IS NULL)"
    return int(_rows(connection, path, sql, (branch, branch))[0]["n"])


def case_ids(connection: sqlite3.Connection, path: str, industry: str, branch: str | None) -> list[str]:
    """Every case of a trade in the order they were taken, in `branch` or in all."""
    sql = "SELECT case_id FROM cases WHERE industry = ? AND (branch = ? OR ? IS NULL) ORDER BY row"
    return [row["case_id"] for row in _rows(connection, path, sql, (industry, branch, branch))]


def search(
    connection: sqlite3.Connection, path: str, words: str, branch: str | None, limit: int
) -> list[dict[str, Any]]:
    """Cases whose number, category, text, name, telephone or facts contain every one of the `words`."""
    from amends.ledger.projections import spaced

    phrases = [spaced(word).replace('"', " ").split() for word in words.split()]
    match = " ".join(
        '"' + " ".join(phrase) + '"' + ("*" if phrase[-1].isascii() else "") for phrase in phrases if phrase
    )
    if not match:
        return []
    sql = (
        f"SELECT {_LISTED} FROM cases WHERE row IN (SELECT rowid FROM search WHERE search MATCH ?) "
        "AND (branch = ? OR ? IS NULL) ORDER BY received_at DESC, number DESC LIMIT ?"
    )
    return _rows(connection, path, sql, (match, branch, branch, limit))


def _rows(connection: sqlite3.Connection, path: str, sql: str, values: tuple[Any, ...]) -> list[dict[str, Any]]:
    with translated(path):
        cursor = connection.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def staff(connection: sqlite3.Connection, path: str) -> list[dict[str, Any]]:
    """Everybody who works here."""
    return _rows(connection, path, "SELECT name, branch, role FROM staff ORDER BY branch, name", ())
