"""What the SQLite store knows about people: the queries, and the rows computed from a staff stream."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from amends.ledger.projections import OF_A_PERSON, PROJECTIONS, staff_row
from amends.ledger.staff_protocol import Absence, ActsFor, PlannedShift, StaffMember

if TYPE_CHECKING:
    from amends.case.person import Person

_MEMBER = "SELECT s.name, s.branch, s.role, s.pin, s.left_at, s.left_by FROM staff s"
_HERE = "s.left_at IS NULL"


class SqliteStaff:
    """The `StaffQueries` of an SQLite connection that has begun a transaction."""

    connection: sqlite3.Connection

    def staff(self, name: str) -> StaffMember | None:
        """See `StaffQueries.staff`."""
        return next(iter(self._members("WHERE s.name = ?", name)), None)

    def staff_names(self) -> list[str]:
        """See `StaffQueries.staff_names`."""
        return [row[0] for row in self.connection.execute(f"SELECT name FROM staff s WHERE {_HERE} ORDER BY name")]

    def holders(self, roles: Collection[str], branch: str | None = None) -> list[StaffMember]:
        """See `StaffQueries.holders`."""
        marks = ", ".join("?" * len(roles))
        where = f"WHERE s.role IN ({marks}) AND (s.branch = ? OR ? IS NULL) AND {_HERE} ORDER BY s.name"
        return self._members(where, *roles, branch, branch)

    def absences(self, since: str, until: str) -> list[Absence]:
        """See `StaffQueries.absences`."""
        sql = "SELECT name, since, until FROM absences WHERE since < ? AND until > ? ORDER BY since, name"
        return [Absence(*row) for row in self.connection.execute(sql, (until, since))]

    def away_until(self, name: str, at: str) -> str | None:
        """See `StaffQueries.away_until`."""
        sql = "SELECT max(until) FROM absences WHERE name = ? AND since <= ? AND until > ?"
        (until,) = self.connection.execute(sql, (name, at, at)).fetchone()
        return until if until is None else str(until)

    def deputyships(self, since: str, until: str) -> list[ActsFor]:
        """See `StaffQueries.deputyships`."""
        sql = (
            "SELECT d.principal, d.deputy, d.since, d.until FROM deputies d "
            f"JOIN staff s ON s.name = d.deputy AND {_HERE} WHERE d.since < ? AND d.until > ? "
            "ORDER BY d.principal, d.deputy, d.since"
        )
        return [ActsFor(*row) for row in self.connection.execute(sql, (until, since))]

    def deputies(self, principal: str, at: str) -> list[StaffMember]:
        """See `StaffQueries.deputies`."""
        return self._acting("deputy", "principal", principal, at)

    def principals(self, name: str, at: str) -> list[StaffMember]:
        """See `StaffQueries.principals`."""
        return self._acting("principal", "deputy", name, at)

    def shifts(self, branch: str, since: str, until: str) -> list[PlannedShift]:
        """See `StaffQueries.shifts`."""
        sql = (
            "SELECT f.name, s.role, f.branch, f.since, f.until FROM shifts f JOIN staff s ON s.name = f.name "
            "WHERE f.branch = ? AND f.since < ? AND f.until > ? ORDER BY f.since, f.name"
        )
        return [PlannedShift(*row) for row in self.connection.execute(sql, (branch, until, since))]

    def waiting_for(self, name: str) -> list[str]:
        """See `StaffQueries.waiting_for`."""
        sql = "SELECT DISTINCT case_id FROM waits WHERE person = ? ORDER BY case_id"
        return [row[0] for row in self.connection.execute(sql, (name,))]

    def project_person(self, person: Person) -> None:
        """Bring the rows computed from a person up to date."""
        for table in ("staff", *OF_A_PERSON):
            key = PROJECTIONS[table][0]
            self.connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (person.name,))
        self._insert_rows("staff", [staff_row(person)])
        for table, rows in OF_A_PERSON.items():
            self._insert_rows(table, rows(person))

    def _insert_rows(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        columns = PROJECTIONS[table]
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        self.connection.executemany(sql, rows)

    def _acting(self, wanted: str, given: str, name: str, at: str) -> list[StaffMember]:
        """The people at the other end of the deputyships in force at a moment."""
        where = (
            f"JOIN deputies d ON d.{wanted} = s.name WHERE d.{given} = ? AND d.since <= ? AND d.until > ? "
            f"AND {_HERE} GROUP BY s.name ORDER BY s.name"
        )
        return self._members(where, name, at, at)

    def _members(self, where: str, *values: str | None) -> list[StaffMember]:
        rows = self.connection.execute(f"{_MEMBER} {where}", values)
        return [StaffMember(name, branch, role, bool(pin), *left) for name, branch, role, pin, *left in rows]
