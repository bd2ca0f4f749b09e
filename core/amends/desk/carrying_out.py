"""Doing what was agreed, each remedy once: a pay-out with a client key happens once, however often it is sent."""

from __future__ import annotations

from collections.abc import Sequence

from amends.case.offers import Offer
from amends.case.values import Case
from amends.desk.desk import Desk
from amends.desk.proposal import waiting_offer
from amends.desk.work import Target, repeated, request_digest, work_on
from amends.errors import Misuse, Refused


def carry_out(
    desk: Desk, target: Target, actor: str, remedies: Sequence[str] = (), *, key: str | None = None, note: str = ""
) -> Case:
    """Record that remedies of the accepted offer were done; none named means all that remain.

    Raises `Refused` where nothing was accepted, or the key was used for something else.
    """
    with work_on(desk, target, actor, "carry_out") as work:
        request = request_digest("carry-out", work.case.case_id, sorted(remedies))
        if repeated(work.transaction, work.case.branch, key, request) is not None:
            return work.case
        current = waiting_offer(work, "carry out", "accepted")
        body = {"round": current.round, "remedies": _remaining(current, remedies)}
        if key:
            body |= {"key": key, "request": request}
        work.record("carried_out", body, because=note)
        return work.finish()


def _remaining(current: Offer, named: Sequence[str]) -> list[str]:
    todo = [remedy.code for remedy in current.remedies if remedy.carried_out_at is None]
    for code in named:
        if code not in (remedy.code for remedy in current.remedies):
            raise Misuse("'{code}' is not in the accepted offer; in it: {known}", code=code, known=", ".join(todo))
        if code not in todo:
            raise Refused("'{code}' was already carried out; nothing was done", code=code)
    return list(dict.fromkeys(named)) or todo
