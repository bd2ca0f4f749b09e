"""Which branches a list of cases is about: those that whoever reads covers."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from amends.cli.session import Session
from amends.errors import Misuse
from amends.ledger.reading import Reader, known_names, reader


def branches_for(session: Session, connection: sqlite3.Connection, verb: str | None = None) -> Sequence[str] | None:
    """The branches whose cases the reader may list; `None` for all there are.

    `verb`: refuse where it is for other roles. In a chain with one branch nobody needs to be asked what they cover.
    """
    chain, named = session.chain, session.known_branch
    alone = len(chain.branches) <= 1
    if not alone or verb is not None:
        from amends.desk import allowed
        from amends.desk.rights import rights_of

        rights = rights_of(chain)
        if not alone or any(verb in trade.permissions for trade in rights.values()):
            member = _reader(session, connection)
            if verb is not None:
                allowed.check_anywhere(chain, rights, member, verb)
            return allowed.listed(chain, rights, member, named, verb or "queue")
    return None if named is None else [named]


def _reader(session: Session, connection: sqlite3.Connection) -> Reader:
    path, name = session.chain.database, session.actor
    found = reader(connection, path, name)
    if found is None:
        known = ", ".join(known_names(connection, path))
        raise Misuse("no staff member '{name}'; known: {known}", name=name, known=known)
    return found
