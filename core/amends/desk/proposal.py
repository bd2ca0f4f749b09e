"""Finding the answer: propose remedies, have them approved by whoever may decide the sum on the receipt (G4, S8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from amends.case.answers import ClockTerms, Reason, Remedy
from amends.case.fold import fold
from amends.case.offer_fold import DECISION, remedy_to_json
from amends.case.offers import Offer, OfferedRemedy
from amends.case.values import Case
from amends.desk.clocks import clock_body
from amends.desk.desk import Desk
from amends.desk.reading import view_of
from amends.desk.work import Target, Work, case_id_of, work_on
from amends.errors import Misuse, Phrase, Refused
from amends.money import Money, total
from amends.policy.ask import ask
from amends.policy.authority import Decision, decider, may_decide
from amends.policy.remedies import choose, combine_remedies
from amends.policy.rights import check_floor, floor
from amends.text import Text

# How long a decider beyond the desk may take; the customer is promised the answer by then.
_LABEL = Text("审批答复", "Decision on the proposal")
_ANSWER = ClockTerms(
    DECISION, _LABEL, Reason("clock.decision", _LABEL), hours=24, counting="calendar", until="decided", pausable=False
)


@frozen
class Wanted:
    """A remedy the operator wants to offer; `amount` as typed, `None` to take what is suggested."""

    code: str
    amount: str | None = None


def menu(desk: Desk, target: Target) -> tuple[Case, dict[str, Remedy]]:
    """A case as it stands and what may be offered on it, by code."""
    with desk.ledger.read() as transaction:
        events = transaction.events(case_id_of(transaction, target))
        case = fold(events)
        pack = desk.pack_of(case, transaction)
        return case, combine_remedies(ask(desk.plugins, "compensate", case, view_of(desk, case, pack)))


def propose(
    desk: Desk, target: Target, actor: str, wanted: Sequence[Wanted], *, points: Sequence[str] = (), because: str = ""
) -> Case:
    """Propose remedies as the next round.

    Within the operator's own authority the proposal is ready to be offered; beyond it, it waits for the role that
    decides the sum on the receipt. One that comes to less in money than is due by right is refused. A proposal not
    yet offered is replaced: another sum asks for approval again.
    """
    with work_on(desk, target, actor) as work:
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
        body = _proposal(work, remedies, points)
        # With what is due by right, offered or not: whoever reads it later sees the floor it was held against.
        body["answers"] += [
            a.to_json(remedy=a.value.code) for a in answers if a.value.code in chosen or a.value.standing == "due"
        ]
        work.record("proposed", body, because=because, plugin=work.pack.version.rpartition(" ")[0])
        return work.finish()


def approve(desk: Desk, target: Target, actor: str, because: str = "") -> Case:
    """Approve the waiting proposal. Raises `Refused` where the actor may not decide the sum now on the receipt."""
    return _decide(desk, target, actor, "approved", because)


def refuse(desk: Desk, target: Target, actor: str, because: str) -> Case:
    """Refuse the waiting proposal; a reason is needed, so that the desk can propose something else."""
    if not because.strip():
        raise Misuse("why? give --because, so that the desk can propose something else")
    return _decide(desk, target, actor, "refused", because)


def check_authority(work: Work, role: str, what: str) -> Decision:
    """Refuse `what` unless `role` may decide the sum that the receipt comes to now, other cases included."""
    sum_now = _receipt_total(work, work.case.offers[-1].amount, work.case.offers[-1].round)
    decision = decider(work.pack, sum_now)
    if not may_decide(work.pack, role, sum_now):
        label = work.pack.roles[decision.role].label
        mine = work.pack.roles[role].label if role in work.pack.roles else role
        raise Refused(
            "{number}: {total} on this receipt needs {decider} ({code}); {actor} is {role}, who may not {what} it",
            number=work.case.number, total=sum_now, decider=label, code=decision.role, actor=work.actor.name,
            role=mine, what=Phrase(what),
        )  # fmt: skip
    return decision


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


def _decide(desk: Desk, target: Target, actor: str, kind: str, because: str) -> Case:
    with work_on(desk, target, actor) as work:
        offer = waiting_offer(work, {"approved": "approve", "refused": "refuse"}[kind], "waiting")
        decision = check_authority(work, work.actor.role, "decide")
        if kind == "approved" and offer.proposed_by == work.actor.name:
            # Whatever role they have come to since: two people look at a sum beyond the proposer's limit.
            raise Refused(
                "{number}: {name} proposed this; somebody else approves it",
                number=work.case.number, name=work.actor.name,
            )  # fmt: skip
        body = {
            "round": offer.round,
            "role": work.actor.role,
            "amount": offer.amount.to_json(),
            "answers": [_authority_answer(work, decision)],
        }
        work.record(kind, body, because=because, plugin=work.pack.version.rpartition(" ")[0])
        return work.finish()


def _amount(want: Wanted, work: Work) -> Money | None:
    return Money.parse(want.amount, work.pack.industry.currency) if want.amount is not None else None


def _proposal(work: Work, remedies: list[OfferedRemedy], points: Sequence[str]) -> dict[str, Any]:
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
    sum_now = _receipt_total(work, amount, this_round)
    decision = decider(work.pack, sum_now)
    mine = may_decide(work.pack, work.actor.role, sum_now)
    clock = None if mine else clock_body(work, _ANSWER, work.now, decision.role)
    return {
        "round": this_round,
        "remedies": [remedy_to_json(remedy) for remedy in remedies],
        "points": list(points) or [point.id for point in case.open_points] or known,
        "amount": amount.to_json(),
        "receipt_total": sum_now.to_json(),
        "decider": work.actor.role if mine else decision.role,
        "needs_approval": not mine,
        "promised": clock and clock["due"],
        "answers": [_authority_answer(work, decision)],
        **({"clock": clock} if clock else {}),
    }


def _authority_answer(work: Work, decision: Decision) -> dict[str, Any]:
    name, version = work.pack.version.split(" ")[:2]
    return {
        "hook": "authority",
        "plugin": name,
        "version": version,
        **decision.because.to_json(),
        "decider": decision.role,
    }


def _receipt_total(work: Work, amount: Money, this_round: int) -> Money:
    """What the receipt comes to: other cases on it, what other rounds of this case bind us to, and `amount`."""
    bound = (
        offer.amount
        for offer in work.case.offers
        if offer.round != this_round and offer.state in ("accepted", "carried_out")
    )
    return work.view().receipt_total + total(bound, amount.currency) + amount
