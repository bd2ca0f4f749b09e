"""Who decides about a proposal on the case in hand, and where it stands: asked in the transaction that writes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve

from amends.case.answers import ClockTerms, Reason
from amends.case.offer_fold import DECISION
from amends.desk.clocks import clock_body
from amends.desk.deciders import acting_roles, deciders
from amends.errors import Refused
from amends.money import Money, total
from amends.policy.authority import Decision, alone, decide, ladder, together
from amends.policy.authority_words import role_names
from amends.policy.budget import beyond
from amends.policy.standing import Standing, standing
from amends.text import Text

if TYPE_CHECKING:
    from amends.case.offers import ApprovalStep, BudgetUse, Offer, OfferedRemedy
    from amends.desk.work import Work
    from amends.policy.votes import Vote

_LABEL = Text("审批答复", "Decision on the proposal")
_ANSWER = ClockTerms(
    DECISION, _LABEL, Reason("clock.decision", _LABEL), hours=24, counting="calendar", until="decided", pausable=False
)
_ABSENT = Text(
    "本店没有人可以作为{role}来定，由上一级的{above}决定",
    "nobody here can decide as {role}: {above}, the role above, does",
)
_STILL = Text("还差{roles}的意见", "still waiting for: {roles}")
_VOTES: dict[str, Vote] = {"approved": "accepted", "refused": "refused"}


def needed_for(
    work: Work, remedies: Sequence[OfferedRemedy], amount: Money, this_round: int, budget: BudgetUse | None
) -> Decision:
    """Whose agreement the remedies need as things stand now: the case's matters and gravity, the sum on the receipt."""
    case = work.case
    categories = dict.fromkeys([case.category, *(point.category for point in case.points)])
    ladders = ladder(work.pack, categories, case.severity, remedies)
    needed = decide(work.pack, ladders, receipt_total(work, amount, this_round))
    if budget is None or budget.state != "beyond":
        return needed
    return together(work.pack, [needed, beyond(work.pack, budget)])


def receipt_total(work: Work, amount: Money, this_round: int) -> Money:
    """What the receipt comes to: other cases on it, what other rounds of this case bind us to, and `amount` (S8)."""
    bound = (
        offer.amount
        for offer in work.case.offers
        if offer.round != this_round and offer.state in ("accepted", "carried_out")
    )
    return work.view().receipt_total + total(bound, amount.currency) + amount


def deciding_role(work: Work, role: str, without: Collection[str] = (), asked: Collection[str] = ()) -> str:
    """`role`, or the next one above it that somebody for the case's branch has; `role` itself where nobody has any.

    `without` are people who cannot decide: whoever proposed it, whoever has voted. `asked` are roles that have a vote
    of their own already: nobody has two in a step.
    """
    line = (role, *(above for above in work.pack.superiors(role) if above not in asked))
    found = deciders(work.desk, work.transaction, line, work.case.branch, work.now, without)
    return found[0].role if found else role


class Asked(NamedTuple):
    """Who is asked in fact: `steps` with superiors in the place of roles nobody has, `missing` of the one under way.

    `reasons` say whose place a superior takes.
    """

    steps: list[ApprovalStep]
    missing: list[str]
    reasons: list[Reason]


def asked_now(work: Work, needed: Decision, stands: Standing, without: Collection[str]) -> Asked:
    """Who is asked for what is still open; `without` are people who have no vote in it any more."""
    found = Asked([], [], [])
    for number, step in enumerate(needed.steps):
        under_way = number == stands.at
        voted = [role for role in step.roles if under_way and role not in stands.missing]
        roles: list[str] = []
        for role in step.roles:
            there = role if role in voted else deciding_role(work, role, without, (*step.roles, *roles))
            roles.append(there)
            if under_way and role not in voted:
                found.missing.append(there)
            if there != role:
                found.reasons.append(_in_place_of(work, role, there))
        found.steps.append(step._replace(roles=tuple(roles)))
    return found


def _in_place_of(work: Work, role: str, above: str) -> Reason:
    values = {"role": work.pack.role_label(role), "above": work.pack.role_label(above)}
    return Reason(f"role.{role}.superior", _ABSENT.fill(values))


def decision_clock(work: Work, needed: Decision, owner: str) -> dict[str, Any]:
    """The clock of whoever decides, as an event holds it: of several ladders, the one that takes longest."""
    terms = [evolve(_ANSWER, hours=hours, counting=counting) for hours, counting in needed.spans]
    return max((clock_body(work, each, work.now, owner) for each in terms), key=lambda clock: str(clock["due"]))


class Ballot(NamedTuple):
    """A vote that counts: the role it was cast in, whom the voter acts for if anybody, where the offer then stands."""

    role: str
    acting_for: str | None
    standing: Standing


def with_vote(work: Work, offer: Offer, needed: Decision, kind: str) -> Ballot:
    """The actor's vote, `approved` or `refused`, on `offer`: in their own role, else for somebody they are deputy of.

    Raises `Refused` where the actor has none: somebody else's turn, too small a role, or voted already.
    """
    if any(entry.by == work.actor.name for entry in offer.approvals):
        raise Refused(
            "{number}: {name} has voted on round {round}; somebody else decides now",
            number=work.case.number, name=work.actor.name, round=offer.round,
        )  # fmt: skip
    before = standing(work.pack, needed.steps, _votes(offer))
    for role, acting_for in acting_roles(work.desk, work.transaction, work.actor, work.case.branch, work.now):
        after = _after(work, offer, needed, before, (role, _VOTES[kind]))
        if after is not None:
            return Ballot(role, acting_for, after)
    raise _not_theirs(work, offer, needed, before)


def _after(work: Work, offer: Offer, needed: Decision, before: Standing, vote: tuple[str, Vote]) -> Standing | None:
    """Where `offer` stands with one more vote; `None` where that vote counts for nothing."""
    if before.status != "waiting":
        # The sum fell since they voted, so that those who did would suffice; whoever may settle it alone says so.
        return Standing(vote[1], None, ()) if alone(work.pack, vote[0], needed) else None
    after = standing(work.pack, needed.steps, [*_votes(offer), vote])
    return after if after != before else None


def check_not_own(work: Work, offer: Offer, kind: str, ballot: Ballot) -> None:
    """Refuse to approve one's own proposal, and to decide as deputy about that of the one deputised for.

    Whatever role they have come to since: two people look at a sum beyond the proposer's limit.
    """
    not_by = (work.actor.name, ballot.acting_for) if kind == "approved" or ballot.acting_for else ()
    if offer.proposed_by in not_by:
        raise Refused(
            "{number}: {name} proposed this; somebody else approves it",
            number=work.case.number, name=offer.proposed_by,
        )  # fmt: skip


def beyond_front_line(work: Work, needed: Decision) -> bool:
    """Whether it is more than the front line may settle: whoever decides it proves who they are."""
    return not alone(work.pack, work.pack.front_line, needed)


def check_approved(work: Work, offer: Offer) -> Decision:
    """What `offer` needs now; refused where those who agreed to it may not decide what the receipt comes to (S8)."""
    needed = needed_for(work, offer.remedies, offer.amount, offer.round, offer.budget)
    stands = standing(work.pack, needed.steps, _votes(offer) or [(offer.decider, "accepted")])
    if stands.status == "accepted":
        return needed
    missing = stands.missing or needed.steps[-1].roles
    raise Refused(
        "{number}: {total} on this receipt now needs {decider} ({code}), and what was approved does not cover it; "
        "propose it again",
        number=work.case.number, total=receipt_total(work, offer.amount, offer.round),
        decider=role_names(work.pack, missing), code=", ".join(missing),
    )  # fmt: skip


def authority_answers(work: Work, reasons: Iterable[Reason], decider: str) -> list[dict[str, Any]]:
    """Reasons of a decision, as events keep them."""
    name, version = work.pack.version.split(" ")[:2]
    base = {"hook": "authority", "plugin": name, "version": version}
    return [{**base, **reason.to_json(), "decider": decider} for reason in reasons]


def still_missing(work: Work, missing: Sequence[str]) -> Reason:
    """What is to be said of a vote that others must join."""
    return Reason("votes", _STILL.fill({"roles": role_names(work.pack, missing)}))


def _votes(offer: Offer) -> list[tuple[str, Vote]]:
    return [(entry.role, _VOTES[entry.decision]) for entry in offer.approvals]


def _not_theirs(work: Work, offer: Offer, needed: Decision, before: Standing) -> Refused:
    missing = before.missing or needed.steps[-1].roles
    role = work.actor.role
    return Refused(
        "{number}: {total} on this receipt needs {decider} ({code}); {actor} is {role}, who may not decide it",
        number=work.case.number, total=receipt_total(work, offer.amount, offer.round),
        decider=role_names(work.pack, missing), code=", ".join(missing), actor=work.actor.name,
        role=work.pack.role_label(role) if role in work.pack.roles else role,
    )  # fmt: skip
