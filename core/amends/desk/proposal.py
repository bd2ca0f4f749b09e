"""Finding the answer: propose remedies, have them approved by whoever may decide the sum on the receipt (G4, S8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from amends.case.answers import Remedy
from amends.case.fold import fold
from amends.case.offer_fold import budget_to_json, remedy_to_json, step_to_json
from amends.case.offers import BudgetUse, Offer, OfferedRemedy
from amends.case.values import Case
from amends.desk.authority import (
    asked_now,
    authority_answers,
    beyond_front_line,
    check_not_own,
    decision_clock,
    needed_for,
    receipt_total,
    still_missing,
    with_vote,
)
from amends.desk.budget import budget_use, month_of
from amends.desk.desk import Desk
from amends.desk.reading import view_of
from amends.desk.sign_in import SignedIn, require_sign_in
from amends.desk.work import Target, Work, case_id_of, staff_member, work_on
from amends.errors import Misuse, Phrase, Refused
from amends.money import Money, total
from amends.policy.ask import ask
from amends.policy.authority import Decision, alone
from amends.policy.budget import goodwill, reason
from amends.policy.remedies import choose, combine_remedies
from amends.policy.rights import check_floor, floor
from amends.policy.standing import Standing, standing


@frozen
class Wanted:
    """A remedy the operator wants to offer; `amount` as typed, `None` to take what is suggested."""

    code: str
    amount: str | None = None


def menu(desk: Desk, target: Target, actor: str | None = None) -> tuple[Case, dict[str, Remedy]]:
    """A case as it stands and what may be offered on it, by code: to `actor`, who may propose; to a program, `None`."""
    with desk.ledger.read() as transaction:
        events = transaction.events(case_id_of(transaction, target))
        case = fold(events)
        pack = desk.pack_of(case, transaction)
        if actor is not None:
            desk.check_allowed(staff_member(transaction, actor), case.branch, pack, "propose")
        return case, combine_remedies(ask(desk.plugins, "compensate", case, view_of(desk, case, pack)))


def propose(
    desk: Desk,
    target: Target,
    actor: str,
    wanted: Sequence[Wanted],
    *,
    points: Sequence[str] = (),
    because: str = "",
    signed_in: SignedIn | None = None,
) -> Case:
    """Propose remedies as the next round.

    Within the operator's own authority the proposal is ready to be offered; beyond it, it waits for whoever decides the
    sum on the receipt. One that comes to less in money than is due by right is refused. A proposal not yet offered is
    replaced: another sum, payer or remedy asks for approval again. Raises `SignInNeeded` where the operator decides
    more than the front line may, and has not signed in.
    """
    with work_on(desk, target, actor, "propose") as work:
        work.require("propose", "intake", "facts", "proposal", "agreement")
        if work.case.offer and work.case.offer.state == "offered":
            raise Refused("{number}: round {round} is before the customer; record accept or decline first",
                          number=work.case.number, round=work.case.offer.round)  # fmt: skip
        if not wanted:
            raise Misuse("what remedy? give --remedy CODE or --remedy CODE=AMOUNT")
        answers = ask(desk.plugins, "compensate", work.case, work.view())
        offered = combine_remedies(answers)
        remedies = [choose(offered, want.code, _amount(want, work)) for want in wanted]
        if len({remedy.code for remedy in remedies}) < len(remedies):
            raise Misuse("the same remedy twice; give it once with the whole amount")
        rounds = [(offer.state, offer.remedies) for offer in work.case.offers]
        check_floor(floor(answers, work.pack.industry.currency), offered, remedies, rounds)
        chosen = {remedy.code for remedy in remedies}
        body = _proposal(work, remedies, points, signed_in)
        # With what is due by right, offered or not: whoever reads it later sees the floor it was held against.
        body["answers"] += [
            a.to_json(remedy=a.value.code) for a in answers if a.value.code in chosen or a.value.standing == "due"
        ]
        work.record("proposed", body, because=because, plugin=work.pack.version.rpartition(" ")[0])
        return work.finish()


def approve(desk: Desk, target: Target, actor: str, because: str = "", *, signed_in: SignedIn | None = None) -> Case:
    """Approve the waiting proposal; where several decide, this is one vote, and the last one needed approves it.

    Raises `Refused` where the actor may not decide the sum now on the receipt, neither in their own role nor for
    somebody whose deputy they are, or has voted; `SignInNeeded` where they may, and have not signed in.
    """
    return _decide(desk, target, actor, "approved", because, signed_in)


def refuse(desk: Desk, target: Target, actor: str, because: str, *, signed_in: SignedIn | None = None) -> Case:
    """Refuse the waiting proposal; a reason is needed, so that the desk can propose something else.

    Where several decide, it is refused once it cannot be approved any more.
    """
    if not because.strip():
        raise Misuse("why? give --because, so that the desk can propose something else")
    return _decide(desk, target, actor, "refused", because, signed_in)


def waiting_offer(work: Work, verb: str, state: str) -> Offer:
    """The round under way, which must be in `state` for `verb`."""
    offer = work.case.offer
    if offer is None:
        raise Refused("{number}: nothing is proposed yet; propose first", number=work.case.number)
    if offer.state != state:
        last = work.events[-1]
        raise Refused(
            "{number}: cannot {verb}; round {round} is {state}, not {wanted} (last: '{kind}' by {actor})",
            number=work.case.number, verb=Phrase(verb), round=offer.round, state=Phrase(offer.state),
            wanted=Phrase(state), kind=Phrase(last.kind), actor=last.actor,
        )  # fmt: skip
    return offer


def _decide(desk: Desk, target: Target, actor: str, kind: str, because: str, signed_in: SignedIn | None) -> Case:
    verb = {"approved": "approve", "refused": "refuse"}[kind]
    with work_on(desk, target, actor, verb) as work:
        offer = waiting_offer(work, verb, "waiting")
        needed = needed_for(work, offer.remedies, offer.amount, offer.round, offer.budget)
        vote = with_vote(work, offer, needed, kind)
        check_not_own(work, offer, kind, vote)
        signed = require_sign_in(desk, work.transaction, work.actor, signed_in)
        body = {
            "round": offer.round,
            "role": vote.role,
            "amount": offer.amount.to_json(),
            "state": vote.standing.status,
            "answers": authority_answers(work, needed.reasons, needed.role),
            **({"acting_for": vote.acting_for} if vote.acting_for else {}),
            **({"signed_in": True} if signed else {}),
        }
        if vote.standing.status == "waiting":
            body |= _still_asked(work, offer, needed, vote.standing)
        work.record(kind, body, because=because, plugin=work.pack.version.rpartition(" ")[0])
        return work.finish()


def _still_asked(work: Work, offer: Offer, needed: Decision, stands: Standing) -> dict[str, Any]:
    """What an event says of a vote that others must join: who is asked, whose vote is missing."""
    people = (offer.proposed_by, work.actor.name, *(entry.by for entry in offer.approvals))
    asked = asked_now(work, needed, stands, people)
    reasons = [*needed.reasons, *asked.reasons, still_missing(work, asked.missing)]
    return {
        "steps": [step_to_json(step) for step in asked.steps],
        "missing": asked.missing,
        "answers": authority_answers(work, reasons, needed.role),
    }


def _amount(want: Wanted, work: Work) -> Money | None:
    return Money.parse(want.amount, work.pack.industry.currency) if want.amount is not None else None


def _proposal(
    work: Work, remedies: list[OfferedRemedy], points: Sequence[str], signed_in: SignedIn | None
) -> dict[str, Any]:
    case, currency = work.case, work.pack.industry.currency
    known = [point.id for point in case.points]
    for point in points:
        if point not in known:
            raise Misuse(
                "no point '{point}' on {number}; known: {known}",
                point=point,
                number=case.number,
                known=", ".join(known),
            )
    amount = total((remedy.amount for remedy in remedies if remedy.amount), currency)
    this_round = len(case.offers) + 1
    given = goodwill(work.pack, case.facts, remedies, currency)
    budget = budget_use(work, given)
    needed = needed_for(work, remedies, amount, this_round, budget)
    if alone(work.pack, work.actor.role, needed) and beyond_front_line(work, needed):
        require_sign_in(work.desk, work.transaction, work.actor, signed_in)
    return {
        "round": this_round,
        "remedies": [remedy_to_json(remedy) for remedy in remedies],
        "points": list(points) or [point.id for point in case.open_points] or known,
        "amount": amount.to_json(),
        "receipt_total": receipt_total(work, amount, this_round).to_json(),
        "goodwill": given.to_json(),
        "month": month_of(work),
        **({"budget": budget_to_json(budget)} if budget else {}),
        **_decision(work, needed, budget),
    }


def _decision(work: Work, needed: Decision, budget: BudgetUse | None) -> dict[str, Any]:
    """What a proposal says of who decides: the proposer within their own authority, else those who are asked."""
    noted = [reason(work.pack, budget)] if budget and budget.state == "warned" else []
    if alone(work.pack, work.actor.role, needed):
        answers = authority_answers(work, [*needed.reasons, *noted], needed.role)
        return {"decider": work.actor.role, "needs_approval": False, "promised": None, "answers": answers}
    asked = asked_now(work, needed, standing(work.pack, needed.steps, ()), (work.actor.name,))
    clock = decision_clock(work, needed, asked.missing[0])
    return {
        "decider": asked.missing[0],
        "needs_approval": True,
        "steps": [step_to_json(step) for step in asked.steps],
        "missing": asked.missing,
        "promised": clock["due"],
        "answers": authority_answers(work, [*needed.reasons, *asked.reasons, *noted], needed.role),
        "clock": clock,
    }
