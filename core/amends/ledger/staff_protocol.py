"""What the desk asks of a store about people: who has which role, is away, acts for whom, is on when.

Moments are written as `amends.moments.stamp` writes them; periods are half-open. Who has left is in none of the
answers, but for `staff`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, Protocol


class StaffMember(NamedTuple):
    """Somebody who works the desk: the name they are called by, their branch, their role.

    `pin`: whether they have one. `left_at` and `left_by`: since when they no longer work here, and who recorded that.
    """

    name: str
    branch: str
    role: str
    pin: bool = False
    left_at: str | None = None
    left_by: str | None = None


class Absence(NamedTuple):
    """Somebody is away."""

    name: str
    since: str
    until: str


class ActsFor(NamedTuple):
    """Somebody, the `deputy`, acts in the role of another, the `principal`."""

    principal: str
    deputy: str
    since: str
    until: str


class PlannedShift(NamedTuple):
    """Somebody is to be on at a branch; `role` is the one they have now."""

    name: str
    role: str
    branch: str
    since: str
    until: str


class StaffQueries(Protocol):
    """The part of a transaction that tells about people."""

    def staff(self, name: str) -> StaffMember | None:
        """The staff member of that name, also after they left."""

    def staff_names(self) -> list[str]:
        """The names of all who work here."""

    def holders(self, roles: Collection[str], branch: str | None = None) -> list[StaffMember]:
        """Everybody in one of these roles, at `branch` or anywhere, by name."""

    def absences(self, since: str, until: str) -> list[Absence]:
        """All absences that touch the period, earliest first."""

    def away_until(self, name: str, at: str) -> str | None:
        """The end of the absence a person is on at a moment; `None` where they are here."""

    def deputyships(self, since: str, until: str) -> list[ActsFor]:
        """Who acts for whom at any moment of the period."""

    def deputies(self, principal: str, at: str) -> list[StaffMember]:
        """Who acts for this person at a moment, by name."""

    def principals(self, name: str, at: str) -> list[StaffMember]:
        """Whom this person acts for at a moment, by name. One step: a deputy of a deputy is nobody's."""

    def shifts(self, branch: str, since: str, until: str) -> list[PlannedShift]:
        """All shifts at a branch that touch the period, earliest first."""

    def waiting_for(self, name: str) -> list[str]:
        """Ids of the cases on which this person, by name, has something to do."""
