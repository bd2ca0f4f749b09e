"""The end of a case: every point answered (G9, P12), closed; and the ways back."""

from __future__ import annotations

from amends.case.values import Case
from amends.desk.desk import Desk
from amends.desk.intake import checked_text
from amends.desk.words import check_outgoing
from amends.desk.work import Target, check_role, work_on
from amends.errors import Misuse, Phrase, Refused
from amends.pack.values import OPEN_STAGES

# What a customer still waits for; a case with one of these cannot be closed over their head.
_PENDING = {"waiting": "approve", "approved": "offer", "offered": "accept or decline", "accepted": "carry-out"}


def answer(desk: Desk, target: Target, actor: str, text: str, point: str | None = None, because: str = "") -> Case:
    """Record the answer given to one point; `point` may be left out where only one is open.

    Raises `Refused` for words that are not said to a customer (G16), unless `because` tells why they must be and no law
    forbids them.
    """
    with work_on(desk, target, actor, "answer") as work:
        work.require("answer", *OPEN_STAGES)
        opened = [entry.id for entry in work.case.open_points]
        known = ", ".join(entry.id for entry in work.case.points)
        if point is not None and point not in known.split(", "):
            raise Misuse(
                "no point '{point}' on {number}; known: {known}", point=point, number=work.case.number, known=known
            )
        if point is None and len(opened) != 1:
            raise Misuse(
                "which point? give --point; without an answer: {open}", open=", ".join(opened) or Phrase("none")
            )
        words = checked_text(text, Phrase("the answer"))
        body = {"point": point or opened[0], **check_outgoing(words, work.pack, because)}
        work.record("answered", body, personal={"answer": words}, because=because)
        return work.finish()


def close(desk: Desk, target: Target, actor: str, because: str = "") -> Case:
    """Close the case. Refused while a point has no answer, an offer is under way, or a task is open."""
    with work_on(desk, target, actor, "close") as work:
        case = work.case
        work.require("close", "intake", "facts", "proposal", "follow_up")
        if case.offer and case.offer.state in _PENDING:
            raise Refused(
                "{number}: round {round} is {state}; next: {next}",
                number=case.number, round=case.offer.round, state=Phrase(case.offer.state),
                next=_PENDING[case.offer.state],
            )  # fmt: skip
        if case.open_points:
            points = "; ".join(f"{point.id} {point.label.say(case.language)}" for point in case.open_points)
            raise Refused("{number}: without an answer: {points}; next: answer", number=case.number, points=points)
        if case.open_tasks:
            tasks = ", ".join(task.code for task in case.open_tasks)
            raise Refused("{number}: open tasks: {tasks}; next: follow-up", number=case.number, tasks=tasks)
        if case.open_promises:
            promises = ", ".join(promise.id for promise in case.open_promises)
            raise Refused("{number}: promised and not kept yet: {promises}; next: promise --kept",
                          number=case.number, promises=promises)  # fmt: skip
        outcome = "settled" if case.complaint else "no_complaint"
        work.record("closed", {"outcome": outcome}, because=because)
        return work.finish()


def reopen(desk: Desk, target: Target, actor: str, because: str) -> Case:
    """Open a closed case again: the customer came back to it. All points need an answer anew."""
    with work_on(desk, target, actor, "reopen") as work:
        work.require("reopen", "closed")
        if not because.strip():
            raise Misuse("why? give --because")
        work.record("reopened", {"reason": "customer"}, because=because)
        return work.finish()


def withdraw(desk: Desk, target: Target, actor: str, because: str) -> Case:
    """Record that the customer withdrew the complaint, in their own words; nobody may press them to."""
    with work_on(desk, target, actor, "withdraw") as work:
        work.require("withdraw", "intake", "facts", "proposal", "agreement")
        if not because.strip():
            raise Misuse("why? give --because, in the customer's own words")
        work.record("withdrawn", {}, because=because)
        return work.finish()


def escalate(desk: Desk, target: Target, actor: str, to: str, because: str) -> Case:
    """Tell a role above, by a person's own judgement; the plugins' escalations come by themselves."""
    with work_on(desk, target, actor, "escalate") as work:
        work.require("escalate", *OPEN_STAGES)
        check_role(work.pack, to)
        if not because.strip():
            raise Misuse("why? give --because")
        code = f"person.{len(work.case.escalations) + 1}"
        work.record("escalated", {"code": code, "to": [to], "answers": []}, because=because)
        return work.finish()
