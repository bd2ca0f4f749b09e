"""A person who works the desk, as the events of their stream left them. Frozen: a new event makes a new person."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from attrs import frozen


class Span(NamedTuple):
    """From `since` on, up to but without `until`; both UTC."""

    since: datetime
    until: datetime

    def holds(self, at: datetime) -> bool:
        """Whether the moment lies inside."""
        return self.since <= at < self.until


class Shift(NamedTuple):
    """When somebody is to be on at a branch: from `since` on, up to but without `until`; both UTC."""

    branch: str
    since: datetime
    until: datetime


class Deputyship(NamedTuple):
    """Who acts in this person's role, from `since` on, up to but without `until`; both UTC."""

    deputy: str
    since: datetime
    until: datetime


@frozen(repr=False, slots=False)
class Pin:
    """What a PIN is checked against: `verifier` is `None` where it was erased, and then no PIN fits.

    `chosen`: by the person themselves; else it was given to them by `set_by`, and they choose their own first.
    """

    verifier: str | None
    chosen: bool
    set_by: str


@frozen(repr=False, slots=False)
class Person:
    """Somebody with a role. `wrong` counts wrong PINs in a row; until `wait_until` no other is looked at."""

    name: str
    version: int
    branch: str
    role: str
    pin: Pin | None = None
    wrong: int = 0
    wait_until: datetime | None = None
    absences: tuple[Span, ...] = ()
    deputies: tuple[Deputyship, ...] = ()
    shifts: tuple[Shift, ...] = ()
    left_at: datetime | None = None
    left_by: str | None = None
