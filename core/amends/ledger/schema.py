"""The tables, and the steps that bring an older ledger up to date. Released steps never change.

sqlite-utils runs the steps; it is imported only when a ledger is made or upgraded.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

# One more for every step below; kept in SQLite's own `user_version` so that a command sees at once whether it fits.
VERSION = 5

# `cases.row` is also the row of `search`: an alias of the rowid, which VACUUM would otherwise renumber.
_M001 = """
CREATE TABLE events (
  case_id TEXT NOT NULL, version INTEGER NOT NULL, branch TEXT NOT NULL, sequence INTEGER NOT NULL,
  at TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL, plugin TEXT NOT NULL, policy TEXT NOT NULL,
  body TEXT NOT NULL, commitment TEXT NOT NULL, previous TEXT NOT NULL, digest TEXT NOT NULL,
  UNIQUE (case_id, version), UNIQUE (branch, sequence)
) STRICT;
CREATE TABLE personal (
  case_id TEXT NOT NULL, version INTEGER NOT NULL, salt TEXT NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (case_id, version)
) STRICT;
CREATE TABLE heads (branch TEXT PRIMARY KEY, sequence INTEGER NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE TABLE policies (digest TEXT PRIMARY KEY, name TEXT NOT NULL, tables TEXT NOT NULL) STRICT;
CREATE TABLE counters (
  branch TEXT NOT NULL, series TEXT NOT NULL, period TEXT NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY (branch, series, period)
) STRICT;
CREATE TABLE client_keys (
  branch TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, case_id TEXT NOT NULL, version INTEGER NOT NULL,
  PRIMARY KEY (branch, key)
) STRICT;
CREATE TABLE staff (name TEXT PRIMARY KEY, branch TEXT NOT NULL, role TEXT NOT NULL) STRICT;
CREATE TABLE cases (
  row INTEGER PRIMARY KEY, case_id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, branch TEXT NOT NULL,
  number TEXT NOT NULL,
  industry TEXT NOT NULL, channel TEXT NOT NULL, stage TEXT NOT NULL, complaint INTEGER NOT NULL,
  category TEXT, label_zh TEXT NOT NULL, label_en TEXT NOT NULL, severity TEXT NOT NULL, incident INTEGER NOT NULL,
  owner_role TEXT, owner TEXT, received_at TEXT NOT NULL, due TEXT, closed_at TEXT, outcome TEXT,
  reopened INTEGER NOT NULL, receipt TEXT, customer TEXT, exposure INTEGER NOT NULL,
  UNIQUE (branch, number)
) STRICT;
CREATE INDEX cases_open ON cases (branch, due) WHERE stage <> 'closed';
CREATE INDEX cases_receipt ON cases (branch, receipt) WHERE receipt IS NOT NULL;
CREATE INDEX cases_customer ON cases (customer) WHERE customer IS NOT NULL;
CREATE TABLE tasks (
  case_id TEXT NOT NULL, code TEXT NOT NULL, branch TEXT NOT NULL, role TEXT NOT NULL,
  label_zh TEXT NOT NULL, label_en TEXT NOT NULL, due TEXT NOT NULL, done_at TEXT, score INTEGER,
  PRIMARY KEY (case_id, code)
) STRICT;
CREATE INDEX tasks_open ON tasks (branch, due) WHERE done_at IS NULL;
"""
# The order of the queue is that of its index, so that the first fifty of ten thousand are read and no more.
# All of these are computed from the events: after the upgrade they are filled by a rebuild.
_M002 = """
CREATE TABLE alarms (
  case_id TEXT NOT NULL, code TEXT NOT NULL, branch TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (case_id, code)
) STRICT;
CREATE INDEX alarms_at ON alarms (at);
CREATE TABLE waits (
  case_id TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL, branch TEXT NOT NULL, role TEXT, person TEXT,
  PRIMARY KEY (case_id, what, subject)
) STRICT;
CREATE INDEX waits_person ON waits (person) WHERE person IS NOT NULL;
CREATE INDEX waits_role ON waits (role, branch) WHERE role IS NOT NULL;
DROP INDEX cases_open;
CREATE INDEX cases_open ON cases (branch, incident DESC, due IS NULL, due, number) WHERE stage <> 'closed';
CREATE INDEX cases_open_anywhere ON cases (incident DESC, due IS NULL, due, number) WHERE stage <> 'closed';
"""
# Computed from the events too: `staff` is made anew, since a rebuild fills it.
_M003 = """
DROP TABLE staff;
CREATE TABLE staff (
  name TEXT PRIMARY KEY, branch TEXT NOT NULL, role TEXT NOT NULL, pin INTEGER NOT NULL, left_at TEXT, left_by TEXT
) STRICT;
CREATE INDEX staff_role ON staff (role, branch) WHERE left_at IS NULL;
CREATE TABLE absences (
  name TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
  PRIMARY KEY (name, since, until)
) STRICT;
CREATE TABLE deputies (
  principal TEXT NOT NULL, deputy TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
  PRIMARY KEY (principal, deputy, since, until)
) STRICT;
CREATE INDEX deputies_deputy ON deputies (deputy);
CREATE TABLE shifts (
  name TEXT NOT NULL, branch TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
  PRIMARY KEY (name, since)
) STRICT;
CREATE INDEX shifts_branch ON shifts (branch, since);
"""
_M004 = """
CREATE TABLE recoveries (
  case_id TEXT NOT NULL, party TEXT NOT NULL, branch TEXT NOT NULL, kind TEXT NOT NULL, name TEXT,
  currency TEXT NOT NULL, owed INTEGER NOT NULL, settled INTEGER NOT NULL, PRIMARY KEY (case_id, party)
) STRICT;
CREATE INDEX recoveries_open ON recoveries (branch, kind, name) WHERE settled < owed;
"""
# What each live offer gives beyond what is owed: a branch's budget of a month is counted from it.
_M005 = """
CREATE TABLE goodwill (
  case_id TEXT NOT NULL, round INTEGER NOT NULL, branch TEXT NOT NULL, month TEXT NOT NULL, currency TEXT NOT NULL,
  minor INTEGER NOT NULL,
  PRIMARY KEY (case_id, round)
) STRICT;
CREATE INDEX goodwill_month ON goodwill (branch, month);
"""
# Its own statement: a rebuild makes it anew, whatever state it was in.
SEARCH = 'CREATE VIRTUAL TABLE search USING fts5 (words, tokenize = "unicode61 remove_diacritics 0")'


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the steps that `connection` lacks, each whole or not at all, and note the version reached."""
    from sqlite_utils import Database, Migrations

    steps = Migrations("amends")

    @steps()
    def m001_first_tables(db: Database) -> None:
        _execute(db, _M001)
        db.execute(SEARCH)

    @steps()
    def m002_authority_and_alarms(db: Database) -> None:
        _execute(db, _M002)

    @steps()
    def m003_people(db: Database) -> None:
        _execute(db, _M003)

    @steps()
    def m004_recoveries(db: Database) -> None:
        _execute(db, _M004)

    @steps()
    def m005_budget(db: Database) -> None:
        _execute(db, _M005)

    steps.apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _execute(db: Database, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            db.execute(statement)
