"""Getting the customer's agreement: make the offer, record yes or no, with the wish behind a no (G6)."""

from __future__ import annotations

from typing import Any

from amends.case.values import Case
from amends.desk.authority import beyond_front_line, check_approved
from amends.desk.desk import Desk
from amends.desk.intake import checked_text
from amends.desk.proposal import waiting_offer
from amends.desk.sign_in import SignedIn, require_sign_in
from amends.desk.work import Target, Work, work_on
from amends.errors import Phrase, Refused
from amends.policy.authority_words import role_names


def offer(
    desk: Desk, target: Target, actor: str, say: str = "", because: str = "", *, signed_in: SignedIn | None = None
) -> Case:
    """Record that the approved proposal was put to the customer, where given in the words `say`.

    It is decided again with the sum now on the receipt: where other claims or rounds came in since, those who approved
    it may no longer do so, and it must be approved anew (S8). Raises `Refused` for that, and for words that are not
    said to a customer (G16), unless `because` tells why they must be and no law forbids them; `SignInNeeded` where it
    is the operator's own decision, beyond what the front line may, and they have not signed in.
    """
    with work_on(desk, target, actor, "offer") as work:
        current = work.case.offer
        if current is not None and current.state == "waiting":
            missing = current.missing
            raise Refused(
                "{number}: {amount} is not approved yet; it waits for {decider} ({code})",
                number=work.case.number, amount=current.amount, decider=role_names(work.pack, missing),
                code=", ".join(missing),
            )  # fmt: skip
        current = waiting_offer(work, "offer", "approved")
        needed = check_approved(work, current)
        if not current.approvals and current.proposed_by == work.actor.name and beyond_front_line(work, needed):
            require_sign_in(desk, work.transaction, work.actor, signed_in)
        kept = _checked(say, work, because) if say else {}
        work.record("offered", {"round": current.round, **kept}, personal={"said": say.strip()}, because=because)
        return work.finish()


def _checked(say: str, work: Work, because: str) -> dict[str, Any]:
    """What the event keeps of the words chosen. The check is imported only where there are any."""
    from amends.desk.words import check_outgoing

    return check_outgoing(checked_text(say, Phrase("what was said")), work.pack, because)


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
