"""Getting the customer's agreement: make the offer, record yes or no, with the wish behind a no (G6)."""

from __future__ import annotations

from amends.case.values import Case
from amends.desk.desk import Desk
from amends.desk.intake import checked_text
from amends.desk.proposal import check_authority, waiting_offer
from amends.desk.work import Target, work_on
from amends.errors import Phrase, Refused


def offer(desk: Desk, target: Target, actor: str) -> Case:
    """Record that the approved proposal was put to the customer.

    The sum on the receipt is looked at again: where another claim came in since, the approval no longer covers it.
    """
    with work_on(desk, target, actor, "offer") as work:
        current = work.case.offer
        if current is not None and current.state == "waiting":
            label = work.pack.roles[current.decider].label
            raise Refused(
                "{number}: {amount} is not approved yet; it waits for {decider} ({code})",
                number=work.case.number, amount=current.amount, decider=label, code=current.decider,
            )  # fmt: skip
        current = waiting_offer(work, "offer", "approved")
        by = current.approvals[-1].role if current.approvals else current.decider
        check_authority(work, by, "offer")
        work.record("offered", {"round": current.round})
        return work.finish()


def accept(desk: Desk, target: Target, actor: str, note: str = "") -> Case:
    """Record the customer's yes; `note` how it was given (said, signed, written)."""
    with work_on(desk, target, actor, "accept") as work:
        current = waiting_offer(work, "accept", "offered")
        work.record("accepted", {"round": current.round}, because=note)
        return work.finish()


def decline(desk: Desk, target: Target, actor: str, wish: str) -> Case:
    """Record the customer's no and what they want instead; the next round begins."""
    with work_on(desk, target, actor, "decline") as work:
        current = waiting_offer(work, "decline", "offered")
        words = checked_text(wish, Phrase("the customer's wish"))
        work.record("declined", {"round": current.round}, personal={"wish": words})
        return work.finish()
