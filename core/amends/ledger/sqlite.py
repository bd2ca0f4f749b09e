"""The embedded store: one SQLite file beside `amends.toml`."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from amends.case.events import Event
from amends.case.values import Case
from amends.errors import Conflict, LedgerError
from amends.ledger import chain
from amends.ledger.connection import connect, reading, transaction
from amends.ledger.projections import (
    OF_A_CASE,
    PROJECTIONS,
    STAFF_STREAM,
    case_row,
    search_words,
    task_rows,
)
from amends.ledger.protocol import Alarm, Claim, KeyUse
from amends.ledger.sqlite_staff import SqliteStaff
from amends.ledger.stored_event import READ_EVENTS, event_from_row
from amends.moments import stamp

EVENT_COLUMNS = (*chain.COLUMNS, "digest")


def insertion(table: str, columns: tuple[str, ...], verb: str = "INSERT") -> str:
    """The statement that puts one row into `table`."""
    return f"{verb} INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


_INSERT_EVENT = insertion("events", EVENT_COLUMNS)
_UPSERT_CASE = (
    f"{insertion('cases', PROJECTIONS['cases'])} ON CONFLICT (case_id) DO UPDATE SET "
    f"{', '.join(f'{name} = excluded.{name}' for name in PROJECTIONS['cases'])} RETURNING row"
)
_INSERT_OF_A_CASE = {table: insertion(table, PROJECTIONS[table]) for table in OF_A_CASE}
_INSERT_PERSONAL = insertion("personal", ("case_id", "version", "salt", "data"))
_INSERT_KEY = insertion("client_keys", PROJECTIONS["client_keys"])
_UPSERT_TASK = insertion("tasks", PROJECTIONS["tasks"], "INSERT OR REPLACE")


class SqliteLedger:
    """A `Ledger` in the file at `path`; opened when first used, one connection for its life."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        """The open connection. Raises `LedgerError` where there is no usable ledger."""
        if self._connection is None:
            self._connection = connect(self.path)
        return self._connection

    @contextmanager
    def write(self) -> Iterator[SqliteTransaction]:
        """See `Ledger.write`."""
        with transaction(self.connection, self.path, "BEGIN IMMEDIATE"):
            yield SqliteTransaction(self.connection)

    @contextmanager
    def read(self) -> Iterator[SqliteTransaction]:
        """See `Ledger.read`."""
        with reading(self.connection, self.path):
            yield SqliteTransaction(self.connection)

    def close(self) -> None:
        """Let the file go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class SqliteTransaction(SqliteStaff):
    """A `Transaction` on an SQLite connection that has begun one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._heads: dict[str, tuple[int, str]] = {}
        # Cases that began in this transaction and have no rows yet.
        self._begun: set[str] = set()

    def events(self, case_id: str) -> list[Event]:
        """See `Transaction.events`."""
        rows = self.connection.execute(f"{READ_EVENTS} WHERE e.case_id = ? ORDER BY e.version", (case_id,))
        return [event_from_row(row) for row in rows]

    def find(self, number: str, branch: str | None) -> list[str]:
        """See `Transaction.find`."""
        rows = self.connection.execute(
            "SELECT case_id FROM cases WHERE number = ? AND (branch = ? OR ? IS NULL)", (number, branch, branch)
        )
        return [row[0] for row in rows]

    def append(self, event: Event) -> None:
        """See `Transaction.append`."""
        sequence, previous = self._head(event.branch)
        salt, data = os.urandom(16).hex(), _personal_text(event)
        columns: tuple[Any, ...] = (
            event.case_id, event.version, event.branch, sequence + 1, stamp(event.at), event.kind, event.actor,
            event.plugin, event.policy, chain.canonical(event.body),
            chain.commitment(salt, data) if data else "", previous,
        )  # fmt: skip
        digest = chain.digest(columns)
        self._insert(event, (*columns, digest))
        if event.version == 1:
            self._begun.add(event.case_id)
        self._heads[event.branch] = (sequence + 1, digest)
        self.connection.execute(
            "INSERT OR REPLACE INTO heads (branch, sequence, digest) VALUES (?, ?, ?)",
            (event.branch, sequence + 1, digest),
        )
        if data:
            self.connection.execute(_INSERT_PERSONAL, (event.case_id, event.version, salt, data))
        self._store_key(event)
        if event.case_id.startswith(STAFF_STREAM):
            from amends.case.person_fold import fold_person  # most commands change nobody

            self.project_person(fold_person(self.events(event.case_id)))

    def project(self, case: Case) -> None:
        """See `Transaction.project`."""
        (row,) = self.connection.execute(_UPSERT_CASE, case_row(case)).fetchone()
        self.connection.executemany(_UPSERT_TASK, task_rows(case))
        for table, rows in OF_A_CASE.items():
            if case.case_id not in self._begun:
                self.connection.execute(f"DELETE FROM {table} WHERE case_id = ?", (case.case_id,))
            self.connection.executemany(_INSERT_OF_A_CASE[table], rows(case))
        self._begun.discard(case.case_id)
        words = search_words(case)
        if self.connection.execute("SELECT words FROM search WHERE rowid = ?", (row,)).fetchone() != (words,):
            self.connection.execute("INSERT OR REPLACE INTO search (rowid, words) VALUES (?, ?)", (row, words))

    def next_serial(self, branch: str, series: str, period: str) -> int:
        """See `Transaction.next_serial`."""
        row = self.connection.execute(
            "INSERT INTO counters (branch, series, period, last) VALUES (?, ?, ?, 1) "
            "ON CONFLICT (branch, series, period) DO UPDATE SET last = last + 1 RETURNING last",
            (branch, series, period),
        ).fetchone()
        return int(row[0])

    def claim(self, branch: str, receipt: str, except_case: str) -> Claim:
        """See `Transaction.claim`."""
        row = self.connection.execute(
            "SELECT count(*), coalesce(sum(exposure), 0) FROM cases WHERE branch = ? AND receipt = ? AND case_id <> ?",
            (branch, receipt, except_case),
        ).fetchone()
        return Claim(*row)

    def goodwill(self, branch: str, month: str, currency: str, except_case: str) -> int:
        """See `Transaction.goodwill`."""
        row = self.connection.execute(
            "SELECT coalesce(sum(minor), 0) FROM goodwill WHERE branch = ? AND month = ? AND currency = ? "
            "AND case_id <> ?",
            (branch, month, currency, except_case),
        ).fetchone()
        return int(row[0])

    def alarms(self, before: str, limit: int) -> list[Alarm]:
        """See `Transaction.alarms`."""
        rows = self.connection.execute(
            "SELECT case_id, code, branch, at FROM alarms WHERE at <= ? ORDER BY at, case_id LIMIT ?", (before, limit)
        )
        return [Alarm(*row) for row in rows]

    def rings(self, case_id: str, before: str) -> bool:
        """See `Transaction.rings`."""
        sql = "SELECT 1 FROM alarms WHERE case_id = ? AND at <= ? LIMIT 1"
        return self.connection.execute(sql, (case_id, before)).fetchone() is not None

    def earlier_complaints(self, customer: str, except_case: str) -> int:
        """See `Transaction.earlier_complaints`."""
        row = self.connection.execute(
            "SELECT count(*) FROM cases WHERE customer = ? AND case_id <> ?", (customer, except_case)
        ).fetchone()
        return int(row[0])

    def key_use(self, branch: str, key: str) -> KeyUse | None:
        """See `Transaction.key_use`."""
        row = self.connection.execute(
            "SELECT request, case_id, version FROM client_keys WHERE branch = ? AND key = ?", (branch, key)
        ).fetchone()
        return KeyUse(*row) if row else None

    def store_policy(self, digest: str, name: str, tables: dict[str, Any]) -> None:
        """See `Transaction.store_policy`."""
        if not self.has_policy(digest):
            self.connection.execute(
                "INSERT INTO policies (digest, name, tables) VALUES (?, ?, ?)", (digest, name, chain.canonical(tables))
            )

    def has_policy(self, digest: str) -> bool:
        """See `Transaction.has_policy`."""
        return self.connection.execute("SELECT 1 FROM policies WHERE digest = ?", (digest,)).fetchone() is not None

    def policy(self, digest: str) -> dict[str, Any] | None:
        """See `Transaction.policy`."""
        row = self.connection.execute(
            "SELECT tables FROM policies WHERE substr(digest, 1, length(?)) = ?", (digest, digest)
        ).fetchone()
        return dict(json.loads(row[0])) if row else None

    def _head(self, branch: str) -> tuple[int, str]:
        if branch not in self._heads:
            row = self.connection.execute("SELECT sequence, digest FROM heads WHERE branch = ?", (branch,)).fetchone()
            self._heads[branch] = row or (0, chain.GENESIS)
        return self._heads[branch]

    def _insert(self, event: Event, row: tuple[Any, ...]) -> None:
        try:
            self.connection.execute(_INSERT_EVENT, row)
        except sqlite3.IntegrityError as error:
            if "case_id" in str(error):
                raise Conflict("somebody else changed {case} first; look again", case=event.case_id) from None
            raise LedgerError(
                "branch {branch}: the end of its chain was altered; run: amends ledger verify", branch=event.branch
            ) from None

    def _store_key(self, event: Event) -> None:
        if event.body.get("key"):
            self.connection.execute(
                _INSERT_KEY,
                (event.branch, event.body["key"], event.body["request"], event.case_id, event.version),
            )


def _personal_text(event: Event) -> str:
    """An event's personal data, kept apart from the chain; empty where there is none."""
    personal = {**event.personal, "because": event.because} if event.because else event.personal
    return chain.canonical(personal) if personal else ""
