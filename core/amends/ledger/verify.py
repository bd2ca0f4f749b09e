"""Proving that the record is as it was written: the first place where it is not is named."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from attrs import define, field, frozen

from amends.errors import LedgerError
from amends.ledger import chain
from amends.ledger.connection import transaction, translated
from amends.ledger.rebuild import stale_rows

_EVENTS = f"SELECT e.rowid, {', '.join('e.' + name for name in chain.COLUMNS)}, e.digest, p.salt, p.data " \
    "FROM events e LEFT JOIN personal p ON p.case_id = e.case_id AND p.version = e.version ORDER BY e.rowid"  # fmt: skip


@frozen
class Finding:
    """One thing that is not as written. `where` names the record, `what` says what is wrong with it."""

    where: str
    what: str


@frozen
class Verdict:
    """The outcome: how many events and branches were read, and the first thing found wrong, if any."""

    events: int
    branches: int
    finding: Finding | None


def verify(connection: sqlite3.Connection, path: str, seals: tuple[str, ...] = ()) -> Verdict:
    """Read the whole ledger: chains, personal data, heads, stored policies, projections, and the `seals` given."""
    reading = _Reading()
    before, connection.text_factory = connection.text_factory, _lenient
    try:
        with transaction(connection, path, "BEGIN"):
            finding = next(_findings(connection, reading, seals), None)
    finally:
        connection.text_factory = before
    return Verdict(reading.events, len(reading.heads), finding)


def seals(connection: sqlite3.Connection, path: str) -> list[str]:
    """The seal of every branch as it stands, to be kept outside (in the monthly report)."""
    with translated(path):
        rows = connection.execute("SELECT branch, sequence, digest FROM heads ORDER BY branch").fetchall()
    return [chain.seal(*row) for row in rows]


@define
class _Reading:
    """What has been read so far: of each branch its head and seals, of each case its last version."""

    events: int = 0
    heads: dict[str, tuple[int, str]] = field(factory=dict)
    versions: dict[str, int] = field(factory=dict)
    sealed: dict[tuple[str, int], str] = field(factory=dict)


def _lenient(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _findings(connection: sqlite3.Connection, reading: _Reading, given: tuple[str, ...]) -> Iterator[Finding]:
    wanted = dict(_parse_seal(text) for text in given)
    for row in connection.execute(_EVENTS):
        event, (salt, data) = dict(zip(("rowid", *chain.COLUMNS, "digest"), row[:-2], strict=True)), row[-2:]
        where = f"event {event['rowid']} ({event['case_id']} version {event['version']}, branch {event['branch']})"
        yield from (Finding(where, what) for what in _event_faults(event, salt, data, reading))
        place = (event["branch"], event["sequence"])
        if place in wanted:
            reading.sealed[place] = event["digest"][: chain.SEAL_CHARACTERS]
    yield from _head_faults(connection, reading)
    for (branch, sequence), digest in wanted.items():
        if reading.sealed.get((branch, sequence)) != digest:
            yield Finding(f"branch {branch}, event {sequence}", "does not match the seal: the past was rewritten")
    yield from _stray_rows(connection)
    for where, what in stale_rows(connection):
        yield Finding(where, what)


def _event_faults(event: dict[str, Any], salt: str | None, data: str | None, reading: _Reading) -> Iterator[str]:
    sequence, previous = reading.heads.get(event["branch"], (0, chain.GENESIS))
    if event["sequence"] != sequence + 1:
        yield f"events are missing or reordered before it: number {event['sequence']} follows number {sequence}"
    if event["digest"] != chain.digest([event[name] for name in chain.COLUMNS]):
        yield "was altered: its digest does not fit its content"
    if event["previous"] != previous:
        yield "does not follow the event before it: its chain is broken"
    if event["version"] != reading.versions.get(event["case_id"], 0) + 1:
        yield "an event of its case is missing before it"
    yield from _personal_faults(event["commitment"], salt, data)
    reading.events += 1
    reading.heads[event["branch"]] = (event["sequence"], event["digest"])
    reading.versions[event["case_id"]] = event["version"]


def _personal_faults(promise: str, salt: str | None, data: str | None) -> Iterator[str]:
    if salt is None or data is None:
        if promise:
            yield "its personal data is missing"
    elif promise != chain.commitment(salt, data):
        yield "its personal data was altered"


def _head_faults(connection: sqlite3.Connection, reading: _Reading) -> Iterator[Finding]:
    heads = {branch: (sequence, digest) for branch, sequence, digest in connection.execute("SELECT * FROM heads")}
    for branch in sorted({*heads, *reading.heads}):
        if heads.get(branch) != reading.heads.get(branch):
            last = reading.heads.get(branch, (0, ""))[0]
            yield Finding(f"branch {branch}", f"events after number {last} are missing, or its head was altered")


def _stray_rows(connection: sqlite3.Connection) -> Iterator[Finding]:
    sql = "SELECT p.case_id, p.version FROM personal p LEFT JOIN events e USING (case_id, version) WHERE e.case_id IS NULL"
    for case_id, version in connection.execute(sql):
        yield Finding(f"personal data of {case_id} version {version}", "belongs to no event")
    for digest, name, tables in connection.execute("SELECT digest, name, tables FROM policies"):
        if digest != chain.fingerprint(tables):
            yield Finding(f"stored policy {name}", "was altered")


def _parse_seal(text: str) -> tuple[tuple[str, int], str]:
    branch, _, rest = text.strip().rpartition(":")[0].rpartition(":")
    digest = text.strip().rpartition(":")[2]
    if not branch or not rest.isdecimal() or len(digest) != chain.SEAL_CHARACTERS:
        raise LedgerError("'{text}' is not a seal like N1:128:0f3a5c7e9b1d2f40", text=text)
    return (branch, int(rest)), digest
