"""Proving that the record is as it was written: the first place where it is not is named."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from attrs import define, field, frozen

from amends.errors import AmendsError, LedgerError, Misuse, Phrase
from amends.ledger import chain
from amends.ledger.connection import reading, translated
from amends.ledger.projections import STAFF_STREAM
from amends.ledger.rebuild import stale_rows

_COLUMNS = (*chain.COLUMNS, "digest")
_EVENTS = (
    f"SELECT e.rowid, {', '.join('e.' + name for name in _COLUMNS)}, p.salt, p.data FROM events e "
    "LEFT JOIN personal p ON p.case_id = e.case_id AND p.version = e.version ORDER BY e.rowid"
)
_TYPES = (int, *(int if name in ("version", "sequence") else str for name in _COLUMNS))
_SEAL = re.compile(rf"(.+):([0-9]{{1,18}}):([0-9a-fA-F]{{{chain.SEAL_CHARACTERS}}})")

Place = tuple[str, int]


@frozen
class Finding:
    """One thing that is not as written: `where` names the record, `what` says what is wrong with it.

    Both are sentences in the form of errors, so that they can be said in the reader's language.
    """

    where: AmendsError
    what: AmendsError


@frozen
class Verdict:
    """The outcome: how many events and branches were read, and the first thing found wrong, if any."""

    events: int
    branches: int
    finding: Finding | None


def verify(connection: sqlite3.Connection, path: str, seals: tuple[str, ...] = ()) -> Verdict:
    """Read the whole ledger: chains, personal data, heads, stored policies, projections, and the `seals` given.

    Raises `Misuse` for a seal that is none.
    """
    wanted = [_parse_seal(text) for text in seals]
    with reading(connection, path):
        try:
            return _verdict(connection, wanted)
        except sqlite3.OperationalError:
            # Bytes that are no text: read again, slower, as whatever they are.
            before, connection.text_factory = connection.text_factory, _lenient
            try:
                return _verdict(connection, wanted)
            finally:
                connection.text_factory = before


def seals(connection: sqlite3.Connection, path: str) -> list[str]:
    """The seal of every branch as it stands, to be kept outside (in the monthly report)."""
    with translated(path):
        rows = connection.execute("SELECT branch, sequence, digest FROM heads ORDER BY branch").fetchall()
    return [chain.seal(*row) for row in rows]


@define
class _Read:
    """What has been read so far: of each branch its head, of each case its last version, the policies named."""

    events: int = 0
    heads: dict[str, tuple[int, str]] = field(factory=dict)
    versions: dict[str, int] = field(factory=dict)
    sealed: dict[Place, str] = field(factory=dict)
    policies: dict[str, str] = field(factory=dict)


def _lenient(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _verdict(connection: sqlite3.Connection, wanted: list[tuple[Place, str]]) -> Verdict:
    read = _Read()
    finding = next(_findings(connection, read, wanted), None)
    return Verdict(read.events, len(read.heads), finding)


def _findings(connection: sqlite3.Connection, read: _Read, wanted: list[tuple[Place, str]]) -> Iterator[Finding]:
    places = {place for place, _ in wanted}
    for row in connection.execute(_EVENTS):
        event = dict(zip(("rowid", *_COLUMNS), row, strict=False))
        fault = _event_fault(event, row, read)
        if fault is not None:
            yield Finding(_event_name(event), AmendsError(fault))
            return
        _remember(event, read, places)
    yield from _head_faults(connection, read)
    for (branch, sequence), digest in wanted:
        if read.sealed.get((branch, sequence)) != digest:
            where = AmendsError("branch {branch}, event {sequence}", branch=branch, sequence=sequence)
            yield Finding(where, AmendsError("does not match the seal: the past was rewritten"))
    yield from _stray_personal(connection)
    yield from _policy_faults(connection, read)
    yield from _projection_faults(connection)


def _event_fault(event: dict[str, Any], row: tuple[Any, ...], read: _Read) -> Phrase | None:
    """What is wrong with an event, itself and after those before it; `None` where nothing is."""
    if tuple(map(type, row[:-2])) != _TYPES or event["digest"] != chain.digest(row[1:-3]):
        return Phrase("was altered: its digest does not fit its content")
    sequence, previous = read.heads.get(event["branch"], (0, chain.GENESIS))
    if (event["rowid"], event["sequence"]) != (read.events + 1, sequence + 1):
        return Phrase("does not follow the one before it: events are missing or reordered")
    if event["previous"] != previous:
        return Phrase("does not carry the digest of the one before it: the chain is broken")
    if event["version"] != read.versions.get(event["case_id"], 0) + 1:
        return Phrase("an event of its case is missing before it")
    return _personal_fault(event["commitment"], *row[-2:])


def _personal_fault(promise: str, salt: str | None, data: str | None) -> Phrase | None:
    if salt is None or data is None:
        return Phrase("its personal data is missing") if promise else None
    return None if promise == chain.commitment(salt, data) else Phrase("its personal data was altered")


def _remember(event: dict[str, Any], read: _Read, places: set[Place]) -> None:
    read.events += 1
    read.heads[event["branch"]] = (event["sequence"], event["digest"])
    read.versions[event["case_id"]] = event["version"]
    if not event["case_id"].startswith(STAFF_STREAM):
        read.policies.setdefault(event["policy"], event["case_id"])
    place = (event["branch"], event["sequence"])
    if place in places:
        read.sealed[place] = event["digest"][: chain.SEAL_CHARACTERS]


def _event_name(event: dict[str, Any]) -> AmendsError:
    return AmendsError(
        "event {row} (case {case}, version {version}, branch {branch})",
        row=event["rowid"], case=_legible(event["case_id"]), version=_legible(event["version"]),
        branch=_legible(event["branch"]),
    )  # fmt: skip


def _head_faults(connection: sqlite3.Connection, read: _Read) -> Iterator[Finding]:
    sql = "SELECT branch, sequence, digest FROM heads"
    heads = {branch: (sequence, digest) for branch, sequence, digest in connection.execute(sql)}
    for branch in sorted({*heads, *read.heads}, key=str):
        if heads.get(branch) != read.heads.get(branch):
            where = AmendsError("branch {branch}", branch=_legible(branch))
            last = read.heads.get(branch, (0, ""))[0]
            yield Finding(
                where, AmendsError("events after number {last} are missing, or its head was altered", last=last)
            )


def _stray_personal(connection: sqlite3.Connection) -> Iterator[Finding]:
    sql = "SELECT case_id, version FROM personal LEFT JOIN events e USING (case_id, version) WHERE e.branch IS NULL"
    for case_id, version in connection.execute(sql):
        where = AmendsError("personal data of case {case}, version {version}", case=_legible(case_id), version=version)
        yield Finding(where, AmendsError("belongs to no event"))


def _policy_faults(connection: sqlite3.Connection, read: _Read) -> Iterator[Finding]:
    """Every policy that an event names is kept, under its own name and digest, and no other."""
    missing = dict(read.policies)
    for digest, name, tables in connection.execute("SELECT digest, name, tables FROM policies"):
        where = AmendsError("stored policy '{name}'", name=_legible(name))
        if digest != chain.fingerprint(str(tables)) or not digest.startswith(str(name).rpartition(" ")[2]):
            yield Finding(where, AmendsError("was altered"))
        if missing.pop(name, None) is None:
            yield Finding(where, AmendsError("belongs to no event"))
    for name, case_id in missing.items():
        where = AmendsError("stored policy '{name}'", name=name)
        yield Finding(where, AmendsError("is missing; case {case} was opened under it", case=case_id))


def _projection_faults(connection: sqlite3.Connection) -> Iterator[Finding]:
    try:
        for where in stale_rows(connection):
            yield Finding(where, AmendsError("is not what the events say; run: amends ledger rebuild"))
    except LedgerError as error:
        yield Finding(AmendsError("the events"), error)


def _legible(value: object) -> str:
    """`value` for people, whatever bytes somebody put into it."""
    return str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _parse_seal(text: str) -> tuple[Place, str]:
    found = _SEAL.fullmatch(text.strip())
    if found is None:
        raise Misuse("'{text}' is not a seal like N1:128:0f3a5c7e9b1d2f40", text=text[:80])
    return (found[1], int(found[2])), found[3].lower()
