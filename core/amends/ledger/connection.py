"""Opening the SQLite file, and turning what SQLite complains about into one line for people."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from amends.errors import LedgerError, Misuse, Phrase
from amends.ledger.schema import VERSION, migrate

# How long a command waits for another one's write to end before it gives up, in seconds.
PATIENCE = 10.0

_SAYINGS = (
    ("database or disk is full", Phrase("{path}: the disk is full; nothing was saved")),
    ("database is locked", Phrase("{path}: another command is still writing; nothing was saved, please try again")),
    ("readonly database", Phrase("{path}: this file may not be written by you; nothing was saved")),
    ("unable to open", Phrase("{path}: cannot be opened; check that the folder exists and may be written")),
    ("not a database", Phrase("{path}: is not an amends ledger")),
    ("no such table", Phrase("{path}: is not an amends ledger")),
    ("malformed", Phrase("{path}: is damaged: restore the last backup, then run: amends ledger verify")),
    ("disk I/O error", Phrase("{path}: the disk failed; nothing was saved")),
)


def create(path: str) -> None:
    """Make a new, empty ledger at `path`. Raises `LedgerError` where a file is there already."""
    if os.path.exists(path):
        raise LedgerError("{path} exists; nothing was changed", path=path)
    with translated(path):
        connection = _connect(path)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection)
        finally:
            connection.close()


def connect(path: str) -> sqlite3.Connection:
    """Open an existing ledger, upgraded where it is older.

    Raises `LedgerError` where there is none, it is no ledger, or a newer amends wrote it.
    """
    if not os.path.isfile(path):
        raise LedgerError("no ledger at {path}; make one with: amends init", path=path)
    with translated(path):
        connection = _connect(path)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise LedgerError(
                    "{path}: written by a newer amends (version {found}; this one knows {known}); upgrade amends",
                    path=path, found=version, known=VERSION,
                )  # fmt: skip
            if version < VERSION:
                _upgrade(connection, path, version)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def opened(path: str) -> Iterator[sqlite3.Connection]:
    """An existing ledger for as long as it is needed; see `connect`."""
    connection = connect(path)
    try:
        yield connection
    finally:
        connection.close()


def _upgrade(connection: sqlite3.Connection, path: str, version: int) -> None:
    if version <= 0:
        raise LedgerError("{path}: is not an amends ledger", path=path)
    with closing(sqlite3.connect(f"{path}.before-version-{VERSION}")) as backup:
        connection.backup(backup)
    migrate(connection)
    from amends.ledger.rebuild import rebuild  # which is built on this module

    rebuild(connection, path)


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    # What a command reported is on disk: the default of some builds is weaker.
    connection.execute("PRAGMA synchronous = FULL")
    return connection


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turn SQLite's errors into `LedgerError`s that say what happened and that nothing was half done."""
    try:
        yield
    except sqlite3.Error as error:
        for sign, saying in _SAYINGS:
            if sign in str(error):
                raise LedgerError(saying, path=path) from None
        raise LedgerError("{path}: {problem}; nothing was saved", path=path, problem=error) from error
    except UnicodeEncodeError as error:
        # Half a character, as a terminal passes on bytes that are no text: no such name is in any ledger.
        text = error.object.encode("utf-8", "replace").decode()
        raise Misuse("'{text}' holds broken characters; nothing was saved", text=text) from None


@contextmanager
def reading(connection: sqlite3.Connection, path: str) -> Iterator[None]:
    """A consistent view inside; writing there is an error."""
    with translated(path):
        connection.execute("PRAGMA query_only = ON")
        try:
            with transaction(connection, path, "BEGIN"):
                yield
        finally:
            connection.execute("PRAGMA query_only = OFF")


@contextmanager
def transaction(connection: sqlite3.Connection, path: str, begin: str) -> Iterator[None]:
    """All of what happens inside becomes durable together at the end, or none of it on any error."""
    with translated(path):
        connection.execute(begin)
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
