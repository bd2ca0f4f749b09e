"""What is learned after intake: reading back, notes, facts, the customer's particulars, who works on it."""

from __future__ import annotations

from collections.abc import Mapping

from amends.case.values import Case
from amends.desk.desk import Desk
from amends.desk.fact_values import read_facts, receipt_number, split_facts
from amends.desk.intake import checked_text
from amends.desk.standing import stands_above
from amends.desk.work import Target, Work, check_receiver, check_role, staff_member, work_on
from amends.errors import Misuse, Phrase, Refused
from amends.ledger.protocol import StaffMember
from amends.pack.values import OPEN_STAGES


def note(
    desk: Desk,
    target: Target,
    actor: str,
    *,
    text: str = "",
    facts: Mapping[str, str] | None = None,
    party: Mapping[str, str] | None = None,
    receipt: str | None = None,
    confirmed: bool = False,
) -> Case:
    """Add a note, facts, particulars of the customer or the receipt; `confirmed`: it was read back and agreed (G2).

    Raises `Misuse` where nothing is given or a fact is unknown or malformed.
    """
    with work_on(desk, target, actor, "note") as work:
        given = read_facts(work.pack, facts or {})
        if text or given or party or receipt:
            stays, personal = split_facts(work.pack, given)
            words = checked_text(text, Phrase("the note")) if text else ""
            number = receipt_number(receipt, given)
            _check_receipt(work, number)
            if work.case.inquiries:
                from amends.desk.inquiries import check_say

                check_say(work, given)
            body = {"facts": stays, **({"receipt": number} if number else {})}
            work.record("noted", body, personal={"text": words, "facts": personal, "party": dict(party or {})})
        elif not confirmed:
            raise Misuse("nothing to note; give --text, --fact NAME=VALUE, --name, --phone, --receipt or --confirmed")
        if confirmed:
            work.record("confirmed")
        return work.finish()


def assign(desk: Desk, target: Target, actor: str, *, role: str | None, owner: str | None) -> Case:
    """Make a role responsible for the case, or a person: oneself, or somebody below.

    Whoever has the case keeps it until a person is named (G3). Raises `Misuse` for unknown names or where neither is
    given, `Refused` where the person is neither the actor nor below them (they must be asked, `hand_over`), or does not
    cover the branch of the case.
    """
    with work_on(desk, target, actor, "assign") as work:
        work.require("assign", *OPEN_STAGES)
        if role is None and owner is None:
            raise Misuse("to whom? give --role or --to")
        if role is not None:
            check_role(work.pack, role)
        member = staff_member(work.transaction, owner) if owner else None
        if member is not None:
            _check_below(work, member)
            check_receiver(work, member)
        body = {
            "role": role or (member.role if member else work.case.owner_role),
            "owner": member.name if member else work.case.owner,
        }
        work.record("assigned", body)
        return work.finish()


def _check_below(work: Work, member: StaffMember) -> None:
    """Nobody passes a customer along to somebody who has not agreed, unless it is theirs to say (G3)."""
    mine = stands_above(work.pack, work.actor.role, member.role) and work.desk.covers(work.actor, member.branch)
    if member.name != work.actor.name and not mine:
        raise Refused(
            "{number}: {name} is not below you and must agree; ask with: amends hand-over {number} --to {name}",
            number=work.case.number, name=member.name,
        )  # fmt: skip


def _check_receipt(work: Work, number: str | None) -> None:
    """Refuse another receipt once money is on its way: approvals were given for the sum on the first (S8)."""
    case = work.case
    if number and number != case.receipt and any(offer.live for offer in case.offers):
        raise Refused(
            "{number}: an offer is under way on receipt {old}; it cannot move to another",
            number=case.number, old=case.receipt or "-",
        )  # fmt: skip
