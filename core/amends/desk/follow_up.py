"""Checking back afterwards: tasks done, scores and suggestions recorded; a low score reopens the case (G8, O10)."""

from __future__ import annotations

from amends.case.values import Case, FollowUp
from amends.desk.desk import Desk
from amends.desk.work import Target, Work, work_on
from amends.errors import Misuse, Phrase, Refused

# Scores run from 1 to 5; up to this one the customer is not satisfied and the case opens again.
LOW_SCORE = 2


def follow_up(
    desk: Desk, target: Target, actor: str, *, task: str | None = None, score: int | None = None, comment: str = ""
) -> Case:
    """Record a task as done; `task` may be left out where one is open, or one asks for the score given.

    Raises `Misuse` for an unknown task, a missing or impossible score; `Refused` where no task is open.
    """
    with work_on(desk, target, actor, "follow_up") as work:
        chosen = _task(work, task, score)
        if chosen.scored and score is None:
            raise Misuse("'{task}' asks for a score from 1 to 5; give --score", task=chosen.code)
        if score is not None and not 1 <= score <= 5:
            raise Misuse("the score {score} is not one from 1 to 5", score=score)
        if score is not None and not chosen.scored:
            raise Misuse("'{task}' asks for no score; leave --score out", task=chosen.code)
        body = {"task": chosen.code, "score": score}
        work.record("followed_up", body, personal={"comment": comment.strip()})
        # A case that is open again already is not thrown back: what was agreed meanwhile stands.
        if score is not None and score <= LOW_SCORE and work.case.stage in ("follow_up", "closed"):
            work.record("reopened", {"reason": "low_score", "score": score})
        return work.finish()


def _task(work: Work, code: str | None, score: int | None) -> FollowUp:
    tasks = work.case.open_tasks
    known = ", ".join(task.code for task in tasks)
    if code is not None:
        found = [task for task in tasks if task.code == code]
        if not found:
            raise Misuse(
                "no open task '{task}' on {number}; open: {known}",
                task=code,
                number=work.case.number,
                known=known or Phrase("none"),
            )
        return found[0]
    if not tasks:
        raise Refused("{number}: no task is open", number=work.case.number)
    scored = [task for task in tasks if task.scored]
    candidates = scored if score is not None and scored else tasks
    if len(candidates) > 1:
        raise Misuse("which task? give --task; open: {known}", known=known)
    return candidates[0]
