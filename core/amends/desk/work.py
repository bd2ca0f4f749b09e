"""One command's unit of work on one case: load, check, append, project; all of it or nothing."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any, NamedTuple

from amends import __version__
from amends.case.events import Event
from amends.case.fold import apply, fold
from amends.case.values import Case
from amends.desk.consequences import draw_consequences
from amends.desk.desk import Desk
from amends.digest import digest_of
from amends.errors import Conflict, Misuse, NotFound, Phrase, Refused
from amends.hookspecs import View
from amends.ledger.chain import canonical
from amends.ledger.projections import customer_key
from amends.ledger.protocol import StaffMember, Transaction
from amends.moments import stamp
from amends.money import Money
from amends.pack.values import Pack

# The most one event holds; a long letter has a tenth of it.
MOST_CHARACTERS = 60_000
CORE = f"amends {__version__}"


class Target(NamedTuple):
    """Which case a command is about: its number, the branch where numbers repeat, and the version last seen."""

    number: str
    branch: str | None = None
    version: int | None = None


class Work:
    """A case in hand, inside one write transaction. `events` are all of its events so far."""

    def __init__(self, desk: Desk, transaction: Transaction, actor: StaffMember, pack: Pack) -> None:
        self.desk = desk
        self.transaction = transaction
        self.actor = actor
        self.pack = pack
        self.now: datetime = desk.clock()
        self.events: list[Event] = []
        self._case: Case | None = None

    @property
    def case(self) -> Case:
        """The case as it stands."""
        if self._case is None:
            raise NotFound("no case yet")
        return self._case

    def load(self, case: Case, events: list[Event]) -> None:
        """Take up `case`, which `events` made.

        A case's time never runs backwards: where a machine's clock was set back, it stands until it catches up.
        """
        self.events, self._case = list(events), case
        self.now = max(self.now, events[-1].at)

    def record(
        self,
        kind: str,
        body: dict[str, Any] | None = None,
        *,
        case_id: str | None = None,
        branch: str | None = None,
        because: str = "",
        plugin: str = CORE,
        personal: dict[str, Any] | None = None,
    ) -> None:
        """Append one event and bring the case up to date with it. `case_id` and `branch` only for the first."""
        event = Event(
            case_id=case_id or self.case.case_id,
            version=len(self.events) + 1,
            kind=kind,
            at=self.now,
            branch=branch or self.case.branch,
            actor=self.actor.name,
            plugin=plugin,
            policy=self.pack.version,
            because=storable(because),
            body=storable(body or {}),
            personal=storable({name: value for name, value in (personal or {}).items() if value}),
        )
        if len(because) + len(canonical([event.body, event.personal])) > MOST_CHARACTERS:
            raise Misuse("too much text at once; at most {most} characters are kept", most=MOST_CHARACTERS)
        self._case = apply(self._case, event)
        self.events.append(event)
        self.transaction.append(event)

    def view(self) -> View:
        """The world at this moment, for the hooks."""
        case, currency = self.case, self.pack.industry.currency
        claim = self.transaction.claim(case.branch, case.receipt, case.case_id) if case.receipt else None
        customer = customer_key(case.party.get("phone"))
        return View(
            now=self.now,
            pack=self.pack,
            branch=case.branch,
            receipt_total=Money(claim.minor if claim else 0, currency),
            receipt_claims=claim.count if claim else 0,
            earlier_complaints=self.transaction.earlier_complaints(customer, case.case_id) if customer else 0,
            region=self.desk.chain.region_of(case.branch),
        )

    def require(self, verb: str, *stages: str) -> None:
        """Refuse `verb` unless the case is in one of `stages`; the message says who did what last."""
        if self.case.stage not in stages:
            last = self.events[-1]
            raise Refused(
                "{number}: cannot {verb} now; it is at {stage} since {actor} recorded '{kind}' at {at}",
                number=self.case.number, verb=Phrase(verb), stage=self.pack.stages[self.case.stage].label,
                actor=last.actor, kind=Phrase(last.kind),
                at=last.at.astimezone(self.desk.zone_of(self.case.branch)).strftime("%Y-%m-%d %H:%M"),
            )  # fmt: skip

    def finish(self) -> Case:
        """Draw what follows from the events recorded, and write the projections."""
        draw_consequences(self)
        self.transaction.project(self.case)
        return self.case


@contextmanager
def work_on(desk: Desk, target: Target, actor: str, verb: str) -> Iterator[Work]:
    """A `Work` on an existing case for `verb`; the caller ends it with `finish`.

    Raises `NotFound` for an unknown number, `Misuse` for unknown staff, `Refused` where the actor does not cover the
    branch of the case or `verb` is for other roles, `Conflict` where the case has moved on since the version the caller
    saw.
    """
    with desk.ledger.write() as transaction:
        events = transaction.events(case_id_of(transaction, target))
        case = fold(events)
        work = Work(desk, transaction, staff_member(transaction, actor), desk.pack_of(case, transaction))
        check_allowed(desk, transaction, work.actor, case.branch, work.pack, verb)
        work.load(case, events)
        if target.version is not None and target.version != case.version:
            after = events[min(target.version, len(events) - 1)]
            raise Conflict(
                "{number}: {actor} recorded '{kind}' meanwhile (version {now}, you saw {seen}); look again",
                number=case.number, actor=after.actor, kind=Phrase(after.kind), now=case.version, seen=target.version,
            )  # fmt: skip
        yield work


def check_allowed(
    desk: Desk, transaction: Transaction, member: StaffMember, branch: str, pack: Pack, verb: str
) -> None:
    """Refuse `verb` to somebody who may not do it at a branch, unless they are now the deputy of somebody who may."""
    try:
        desk.check_allowed(member, branch, pack, verb)
    except Refused:
        for principal in transaction.principals(member.name, stamp(desk.clock())):
            with suppress(Refused):
                return desk.check_allowed(principal, branch, pack, verb)
        raise


def case_id_of(transaction: Transaction, target: Target) -> str:
    """The id behind a number, looked for in the branch named, else everywhere."""
    # As printed, or as somebody types it: in small letters, in full width.
    spellings = dict.fromkeys((target.number, unicodedata.normalize("NFKC", target.number).strip().upper()))
    branches = dict.fromkeys((target.branch, None))
    places = ((number, branch) for number in spellings for branch in branches)
    found = next(filter(None, (transaction.find(number, branch) for number, branch in places)), [])
    if not found:
        raise NotFound("no case '{number}'; look with: amends queue, amends search WORDS", number=target.number)
    if len(found) > 1:
        raise Misuse("'{number}' exists in several branches; name one with --branch", number=target.number)
    return found[0]


def staff_member(transaction: Transaction, name: str) -> StaffMember:
    """The staff member of that name; raises `Misuse` naming those there are, `Refused` for one who has left."""
    member = transaction.staff(name)
    if member is None:
        known = ", ".join(transaction.staff_names()) or Phrase("none")
        raise Misuse("no staff member '{name}'; known: {known}", name=name, known=known)
    if member.left_at is not None:
        raise Refused(
            "{name} no longer works here since {at} (recorded by {by})",
            name=name, at=member.left_at, by=member.left_by,
        )  # fmt: skip
    return member


def check_receiver(work: Work, member: StaffMember) -> None:
    """Raise `Refused` where somebody who is to work on the case does not cover its branch."""
    if not work.desk.covers(member, work.case.branch):
        raise Refused(
            "{name} works at {at} as {role} and does not cover {branch}, where {number} is",
            name=member.name, at=member.branch, role=member.role, branch=work.case.branch, number=work.case.number,
        )  # fmt: skip


def check_role(pack: Pack, role: str) -> None:
    """Raise `Misuse` for a role the pack does not have, naming those it has."""
    if role not in pack.roles:
        raise Misuse("no role '{role}'; known: {known}", role=role, known=", ".join(pack.roles))


def storable(value: Any) -> Any:
    """`value` as a file can hold it: broken characters (a terminal's half of a pair) become question marks."""
    try:
        canonical(value).encode()
    except UnicodeEncodeError:
        return json.loads(canonical(value).encode("utf-8", "replace"))
    return value


def request_digest(*parts: object) -> str:
    """What a client key stands for: the same key with other content must not pass as a repetition."""
    return digest_of(canonical([*map(str, parts)]).encode("utf-8", "replace"))


def repeated(transaction: Transaction, branch: str, key: str | None, request: str) -> str | None:
    """The case that a request with this client key made before; `None` where the key is new.

    Raises `Refused` where the key was used for something else.
    """
    use = transaction.key_use(branch, key) if key else None
    if use is None:
        return None
    if use.request != request:
        raise Refused("key '{key}' was used before for something else; nothing was done", key=key)
    return use.case_id
