"""Proof of who acts: a PIN, asked for where money beyond the front line's limit or staff themselves are decided.

Wrong PINs are events of the person's stream: counted, and from the third in a row on the next try has to wait, 30
seconds, then twice as long each time, an hour at most. Nobody sleeps: the moment until which it waits is stored, so it
holds for every process, and a clock set back only makes it longer.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import frozen

from amends.case.events import Event
from amends.case.person import Person
from amends.case.person_fold import fold_person
from amends.desk.desk import Desk
from amends.desk.pin import fits
from amends.desk.pin_holders import must_sign_in, refuse_without_pin
from amends.desk.standing import pack_for
from amends.desk.work import CORE, staff_member
from amends.errors import Refused, SignInNeeded
from amends.ledger.projections import STAFF_STREAM
from amends.ledger.protocol import StaffMember, Transaction
from amends.moments import stamp

FREE_TRIES = 3
FIRST_DELAY, LONGEST_DELAY = timedelta(seconds=30), timedelta(hours=1)
_ALMOST_A_SECOND = timedelta(microseconds=999_999)


@frozen(repr=False)
class SignedIn:
    """Proof that `name` gave their PIN to this process; worth nothing once they have another.

    `must_choose`: the PIN was given to them by somebody above, and they have to choose their own before deciding.
    """

    name: str
    verifier: str
    must_choose: bool = False


def sign_in(desk: Desk, name: str, pin: str) -> SignedIn:
    """Check a PIN. A wrong one is recorded before `Refused` is raised, which says what comes next.

    Raises `Misuse` for an unknown name, `Refused` where the person left, has no PIN, or has to wait.
    """
    with desk.ledger.read() as transaction:
        seen = _person(transaction, name)
    verifier = _verifier(desk, seen)
    right = fits(pin, verifier)
    # Looked at again under the lock: of a thousand guesses made at once only the first few are answered at all.
    with desk.ledger.write() as transaction:
        person = _person(transaction, name)
        if _verifier(desk, person) != verifier:
            raise Refused("{name}: the PIN was changed just now; try again", name=name)
        if right and person.wrong:
            _record(desk, transaction, person, "signed_in", {})
        if not right:
            person = _record_wrong(desk, transaction, person)
    if not right:
        _refuse_wrong(desk, person)
    return SignedIn(name, verifier, not (person.pin and person.pin.chosen))


def require_sign_in(desk: Desk, transaction: Transaction, member: StaffMember, signed_in: SignedIn | None) -> bool:
    """Refuse unless `member` has signed in, or need not; gives whether they have.

    They must as soon as they or somebody above them (or somebody they act for) have a PIN; with `[chain] sign_in =
    "required"` always; with `"off"` never. Raises `SignInNeeded` where a PIN is to be asked for, `Refused` where there
    is none yet, saying who can give one, and where the PIN is not the person's own choice.
    """
    return _require(desk, transaction, member, signed_in, own_choice=True)


def require_to_choose(desk: Desk, transaction: Transaction, member: StaffMember, signed_in: SignedIn | None) -> bool:
    """As `require_sign_in`, for choosing one's own PIN: one that was given to them suffices for that."""
    return _require(desk, transaction, member, signed_in, own_choice=False)


def delay(wrong: int) -> timedelta:
    """How long the next try waits after so many wrong PINs in a row."""
    if wrong < FREE_TRIES:
        return timedelta()
    # Seven doublings reach the hour; a count that somebody forged must not become a number of a million digits.
    return min(FIRST_DELAY * (1 << min(wrong - FREE_TRIES, 7)), LONGEST_DELAY)


def _require(
    desk: Desk, transaction: Transaction, member: StaffMember, signed_in: SignedIn | None, *, own_choice: bool
) -> bool:
    if signed_in is None or signed_in.name != member.name:
        if not must_sign_in(desk, transaction, member):
            return False
        if not member.pin:
            refuse_without_pin(desk, transaction, member)
        raise SignInNeeded("{name} must sign in for this with their PIN", name=member.name)
    person = _person(transaction, member.name)
    if person.pin is None or person.pin.verifier != signed_in.verifier:
        raise SignInNeeded("{name}: the PIN was changed just now; sign in again", name=member.name)
    if own_choice and not person.pin.chosen:
        raise Refused(
            "{name}: this PIN was given to you by {by}; choose your own first: amends staff pin",
            name=member.name, by=person.pin.set_by,
        )  # fmt: skip
    return True


def _person(transaction: Transaction, name: str) -> Person:
    staff_member(transaction, name)  # known, and still here
    return fold_person(transaction.events(f"{STAFF_STREAM}{name}"))


def _verifier(desk: Desk, person: Person) -> str:
    """What the PIN is to be checked against, where it may be checked now."""
    if person.pin is None:
        raise Refused("{name} has no PIN; set one with: amends staff pin", name=person.name)
    if person.pin.verifier is None:
        raise Refused("{name}: this PIN was erased; somebody above sets another: amends staff pin {name}",
                      name=person.name)  # fmt: skip
    if person.wait_until is not None and desk.clock() < person.wait_until:
        raise Refused(
            "{name}: {wrong} wrong PINs in a row; the next try is possible after {time}",
            name=person.name, wrong=person.wrong, time=_local(desk, person.wait_until),
        )  # fmt: skip
    return person.pin.verifier


def _record_wrong(desk: Desk, transaction: Transaction, person: Person) -> Person:
    wrong = person.wrong + 1
    # Moments are kept to the second: rounded up, so that no wait is shorter than it was meant to be.
    until = stamp(desk.clock() + delay(wrong) + _ALMOST_A_SECOND) if delay(wrong) else None
    _record(desk, transaction, person, "pin_wrong", {"wrong": wrong, "until": until})
    return _person(transaction, person.name)


def _refuse_wrong(desk: Desk, person: Person) -> None:
    if person.wait_until is None:
        raise Refused(
            "{name}: wrong PIN; {left} more, then the next try has to wait",
            name=person.name, left=FREE_TRIES - person.wrong,
        )  # fmt: skip
    raise Refused(
        "{name}: wrong PIN; the next try is possible after {time}",
        name=person.name, time=_local(desk, person.wait_until),
    )  # fmt: skip


def _record(desk: Desk, transaction: Transaction, person: Person, kind: str, body: dict[str, object]) -> None:
    transaction.append(
        Event(
            f"{STAFF_STREAM}{person.name}", person.version + 1, kind, desk.clock(), person.branch, person.name, CORE,
            pack_for(desk, StaffMember(person.name, person.branch, person.role)).version, body=body,
        )
    )  # fmt: skip


def _local(desk: Desk, at: datetime) -> str:
    return at.astimezone(desk.zone).strftime("%Y-%m-%d %H:%M:%S")
