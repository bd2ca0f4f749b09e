"""Getting the customer's agreement: make the offer, record yes or no, with the wish behind a no (G6)."""

from __future__ import annotations

from typing import Any

from amends.case.values import Case
from amends.desk.desk import Desk
from amends.desk.intake import checked_text
from amends.desk.proposal import check_authority, waiting_offer
from amends.desk.work import Target, Work, work_on
from amends.errors import Phrase, Refused


def offer(desk: Desk, target: Target, actor: str, say: str = "", because: str = "") -> Case:
    """Record that the approved proposal was put to the customer, where given in the words `say`.

    Raises `Refused` for words that are not said to a customer (G16), unless `because` tells why they must be and no law
    forbids them. The sum on the receipt is looked at again: where another claim came in since, the approval no longer
    covers it.
    """
    with work_on(desk, target, actor) as work:
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
        kept = _checked(say, work, because) if say else {}
        work.record("offered", {"round": current.round, **kept}, personal={"said": say.strip()}, because=because)
        return work.finish()


def _checked(say: str, work: Work, because: str) -> dict[str, Any]:
    """What the event keeps of the words chosen. The check is imported only where there are any."""
    from amends.desk.words import check_outgoing

    return check_outgoing(checked_text(say, Phrase("what was said")), work.pack, because)


def accept(desk: Desk, target: Target, actor: str, note: str = "") -> Case:
    """Record the customer's yes; `note` how it was given (said, signed, written)."""
    with work_on(desk, target, actor) as work:
        current = waiting_offer(work, "accept", "offered")
        work.record("accepted", {"round": current.round}, because=note)
        return work.finish()


def decline(desk: Desk, target: Target, actor: str, wish: str) -> Case:
    """Record the customer's no and what they want instead; the next round begins."""
    with work_on(desk, target, actor) as work:
        current = waiting_offer(work, "decline", "offered")
        words = checked_text(wish, Phrase("the customer's wish"))
        work.record("declined", {"round": current.round}, personal={"wish": words})
        return work.finish()
