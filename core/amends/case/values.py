"""A case and its parts, as the events left them. Frozen: a new event makes a new case. Offers have their own module."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import Factory, frozen

from amends.money import Money, total
from amends.text import Text

if TYPE_CHECKING:
    from amends.case.handling import Breach, Inquiry, Promise
    from amends.case.offers import Offer
    from amends.case.recovery import LiableParty, Recovered


# No slots: making a class with them takes a fifth longer, and a command at the desk makes them all.
@frozen(repr=False, slots=False)
class Point:
    """One matter of the complaint; closing waits until each has its `answer` (G9)."""

    id: str
    category: str | None
    label: Text
    covers: tuple[str, ...] = ()
    answer: str | None = None


class Level(NamedTuple):
    """A point on a clock at which somebody is told: `warning` before it is due, else an escalation to a higher level.

    `number` counts a clock's levels from 1; `to` are roles; `reached` once it is recorded.
    """

    number: int
    at: datetime
    to: tuple[str, ...]
    warning: bool
    reached: bool = False


@frozen(repr=False, slots=False)
class Clock:
    """A running deadline; `met_at` once its ending event came. `start` and `due` are UTC.

    `until` is the kind of event that ends it. The budget is `amount` `unit`s (minutes, hours or days) of `counting`
    (business or calendar) time, kept so that a pause can move `due`.
    """

    name: str
    label: Text
    due: datetime
    until: str
    pausable: bool = True
    met_at: datetime | None = None
    start: datetime | None = None
    amount: int = 0
    unit: str = "minutes"
    counting: str = "calendar"
    levels: tuple[Level, ...] = ()


class HandOver(NamedTuple):
    """A case offered to somebody else. Until `to` accepts it stays with its owner (G3)."""

    to: str
    by: str
    at: datetime


@frozen(repr=False, slots=False)
class FollowUp:
    """A task on a case; `done_at`, `score` (1 to 5) and `comment` once somebody did it."""

    code: str
    label: Text
    role: str
    say: Text
    due: datetime
    scored: bool = False
    done_at: datetime | None = None
    done_by: str | None = None
    score: int | None = None
    comment: str | None = None


# What holds dictionaries has no hash.
@frozen(repr=False, unsafe_hash=False, slots=False)
class Case:
    """A complaint as it stands after `version` events."""

    case_id: str
    version: int
    number: str
    branch: str
    industry: str
    channel: str
    language: str
    received_at: datetime
    taken_by: str
    policy: str
    stage: str = "intake"
    text: str | None = None
    party: dict[str, str] = Factory(dict)
    facts: dict[str, Any] = Factory(dict)
    receipt: str | None = None
    complaint: bool = True
    category: str | None = None
    label: Text = Text("未分类", "Unclassified")
    covers: tuple[str, ...] = ()
    severity: str = "ordinary"
    quality: bool | None = None
    incident: bool = False
    temperament: str | None = None
    alternatives: tuple[tuple[str, int], ...] = ()
    points: tuple[Point, ...] = ()
    owner_role: str | None = None
    owner: str | None = None
    co_handlers: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    clocks: tuple[Clock, ...] = ()
    paused_since: datetime | None = None
    paused_for: str | None = None
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    hand_over: HandOver | None = None
    offers: tuple[Offer, ...] = ()
    tasks: tuple[FollowUp, ...] = ()
    escalations: tuple[str, ...] = ()
    escorted_by: str | None = None
    inquiries: tuple[Inquiry, ...] = ()
    promises: tuple[Promise, ...] = ()
    breaches: tuple[Breach, ...] = ()
    liable: tuple[LiableParty, ...] = ()
    recovered: tuple[Recovered, ...] = ()
    reopened: int = 0
    outcome: str | None = None
    closed_at: datetime | None = None

    @property
    def offer(self) -> Offer | None:
        """The round now under way: the last one."""
        return self.offers[-1] if self.offers else None

    @property
    def declined(self) -> int:
        """How many offers the customer has declined."""
        return sum(offer.state == "declined" for offer in self.offers)

    @property
    def due(self) -> datetime | None:
        """The nearest deadline still running; `None` once closed or where none runs."""
        if self.stage == "closed":
            return None
        return min((clock.due for clock in self.running), default=None)

    @property
    def running(self) -> tuple[Clock, ...]:
        """The clocks that are not met and do not stand still."""
        return tuple([clock for clock in self.clocks if clock.met_at is None and not self.stands(clock)])

    def stands(self, clock: Clock) -> bool:
        """Whether `clock` stands still because the case is paused."""
        return self.paused_since is not None and clock.pausable

    @property
    def open_points(self) -> tuple[Point, ...]:
        """Points that have no answer yet."""
        return tuple(point for point in self.points if point.answer is None)

    @property
    def open_tasks(self) -> tuple[FollowUp, ...]:
        """Tasks not yet done."""
        return tuple(task for task in self.tasks if task.done_at is None)

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        """Promises to the customer not yet kept (G7)."""
        return tuple(promise for promise in self.promises if promise.kept_at is None)

    def exposure(self, currency: str) -> Money:
        """What this case costs or may come to cost: the sum of its live offers (S8: it counts on the receipt)."""
        return total((offer.amount for offer in self.offers if offer.live), currency)
