"""Setting PINs: one's own, or another's by somebody above. The first ones come from the top."""

from __future__ import annotations

from amends.desk.desk import Desk
from amends.desk.pin import check_pin, fits, make_verifier
from amends.desk.pin_holders import givers, refuse_without_pin
from amends.desk.sign_in import SignedIn, require_to_choose
from amends.desk.staff_work import StaffWork, staff_work
from amends.desk.standing import at_the_top, stands_above
from amends.desk.work import staff_member
from amends.errors import Misuse, Refused


def set_pin(desk: Desk, name: str, pin: str, actor: str, signed_in: SignedIn | None = None) -> SignedIn | None:
    """Set the PIN of `name`: their own, and they are signed in with it; or another's, who then chooses their own.

    Raises `Misuse` for a PIN nobody should have, `Refused` for the PIN of somebody above or beside the actor.
    """
    check_pin(pin)
    own = name == actor
    if own and signed_in is not None and fits(pin, signed_in.verifier):
        raise Misuse("this is the present PIN; choose another")
    # Made before the ledger is held: it takes a while on purpose.
    verifier = make_verifier(pin)
    with staff_work(desk, name, actor) as work:
        if own:
            _check_own(work, signed_in)
        else:
            _check_given(work, signed_in)
        work.record("pin_set", {"chosen": own}, personal={"verifier": verifier})
    return SignedIn(name, verifier) if own else None


def may_set_pin(desk: Desk, name: str, actor: str, signed_in: SignedIn | None = None) -> None:
    """Raise what `set_pin` would raise, before anybody is asked to think of a PIN."""
    with desk.ledger.read() as transaction:
        by = staff_member(transaction, actor)
        work = StaffWork(desk, transaction, staff_member(transaction, name), by)
        if name == actor:
            _check_own(work, signed_in)
        else:
            _check_given(work, signed_in)


def _check_own(work: StaffWork, signed_in: SignedIn | None) -> None:
    """A present PIN is changed by whoever knows it; the first is given by somebody above, where they have one."""
    desk, transaction, by = work.desk, work.transaction, work.by
    if work.person.pin is not None:
        require_to_choose(desk, transaction, by, signed_in)
    elif desk.chain.sign_in == "off" or (desk.chain.sign_in == "required" and at_the_top(work.pack, by.role)):
        return
    elif desk.chain.sign_in == "required" or givers(desk, transaction, by):
        refuse_without_pin(desk, transaction, by)


def _check_given(work: StaffWork, signed_in: SignedIn | None) -> None:
    by, member = work.by, work.member
    if not stands_above(work.pack, by.role, member.role):
        raise Refused(
            "{name} is {role}; only somebody above can give them a PIN, and {by} is {by_role}",
            name=member.name, role=work.pack.role_label(member.role), by=by.name,
            by_role=work.pack.role_label(by.role),
        )  # fmt: skip
    work.require_sign_in(signed_in)
    if not by.pin:
        raise Refused("{by} has no PIN yet; choose your own first: amends staff pin --as {by}", by=by.name)
