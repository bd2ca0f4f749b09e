"""What the desk asks of a store. SQLite is one; nothing here supposes it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from attrs import frozen

from amends.case.events import Event
from amends.case.values import Case
from amends.ledger.staff_protocol import StaffMember as StaffMember
from amends.ledger.staff_protocol import StaffQueries


@frozen(repr=False)
class Claim:
    """Other cases on one receipt: how many, and what they cost or may cost in minor units."""

    count: int
    minor: int


class KeyUse(NamedTuple):
    """An earlier use of a client key: the request's digest, and the event it led to."""

    request: str
    case_id: str
    version: int


class Alarm(NamedTuple):
    """A moment at which something comes due by itself on a case; `code` names the clock and its level."""

    case_id: str
    code: str
    branch: str
    at: str


class Transaction(StaffQueries, Protocol):
    """One command's reading and writing: all of it becomes durable together, or none of it."""

    def events(self, case_id: str) -> list[Event]:
        """All events of a case in order; empty where there is none."""

    def find(self, number: str, branch: str | None) -> list[str]:
        """Ids of the cases with this number, in `branch` or in all."""

    def append(self, event: Event) -> None:
        """Write one event at the end of its branch's chain. Raises `Conflict` where its version is taken."""

    def project(self, case: Case) -> None:
        """Bring the rows computed from `case` up to date."""

    def next_serial(self, branch: str, series: str, period: str) -> int:
        """The next serial of a branch, a series of numbers and a period: 1, 2, 3…, without gaps."""

    def claim(self, branch: str, receipt: str, except_case: str) -> Claim:
        """The other cases on a receipt."""

    def goodwill(self, branch: str, month: str, currency: str, except_case: str) -> int:
        """What live offers proposed in a month (`2026-03`) give beyond what is owed, other cases', in minor units."""

    def alarms(self, before: str, limit: int) -> list[Alarm]:
        """What has come due by a moment, earliest first, at most `limit`."""

    def rings(self, case_id: str, before: str) -> bool:
        """Whether something has come due on this case by that moment, and is not recorded yet."""

    def earlier_complaints(self, customer: str, except_case: str) -> int:
        """How many other cases a customer has; `customer` is a telephone number in digits."""

    def key_use(self, branch: str, key: str) -> KeyUse | None:
        """What a client key was used for before, if it was."""

    def store_policy(self, digest: str, name: str, tables: dict[str, Any]) -> None:
        """Keep the content of a pack, so that a case opened under it can always be handled under it."""

    def has_policy(self, digest: str) -> bool:
        """Whether a pack with this digest is kept."""

    def policy(self, digest: str) -> dict[str, Any] | None:
        """The pack's tables kept under a digest (its first characters suffice)."""


class Ledger(Protocol):
    """A store of events."""

    def write(self) -> AbstractContextManager[Transaction]:
        """A transaction begun as a writer: committed durably at the end, rolled back on any error."""

    def read(self) -> AbstractContextManager[Transaction]:
        """A consistent view for reading; writing through it is an error."""

    def close(self) -> None:
        """Let go of files and connections; the next use opens them again."""
