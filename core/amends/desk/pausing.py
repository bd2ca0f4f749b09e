"""Pauses: while the customer or a laboratory has the next move, clocks that may stand still do."""

from __future__ import annotations

from amends.case.values import Case
from amends.desk.clocks import resumed_body
from amends.desk.desk import Desk
from amends.desk.work import Target, work_on
from amends.errors import Misuse, Phrase, Refused
from amends.moments import stamp
from amends.pack.values import OPEN_STAGES

# What a case may wait for while its clocks stand still; who waits for us, or for our own people, does not count.
REASONS = ("customer", "testing", "third_party")


def pause(desk: Desk, target: Target, actor: str, reason: str, because: str = "") -> Case:
    """Let the pausable clocks of a case stand still; `reason` is customer, testing or third_party.

    Raises `Misuse` for another reason, `Refused` where it is paused already or nothing on it may stand still:
    statutory and platform deadlines run on.
    """
    with work_on(desk, target, actor, "pause") as work:
        work.require("pause", *OPEN_STAGES)
        if reason not in REASONS:
            raise Misuse("no reason '{reason}' for a pause; known: {known}", reason=reason, known=", ".join(REASONS))
        if work.case.paused_since is not None:
            raise _refused(work.case, Phrase("it is paused already"))
        running = [clock.label.say(work.case.language) for clock in work.case.running]
        if not any(clock.pausable for clock in work.case.running):
            raise Refused(
                "{number}: nothing here may stand still; running on: {clocks}",
                number=work.case.number, clocks=", ".join(running) or Phrase("none"),
            )  # fmt: skip
        work.record("paused", {"reason": reason}, because=because)
        return work.finish()


def resume(desk: Desk, target: Target, actor: str, because: str = "") -> Case:
    """Let the clocks of a paused case run on, later by what the pause took from their time."""
    with work_on(desk, target, actor, "resume") as work:
        work.require("resume", *OPEN_STAGES)
        since = work.case.paused_since
        if since is None:
            raise _refused(work.case, Phrase("it is not paused"))
        pauses = (*work.case.pauses, (since, work.now))
        still = [clock for clock in work.case.clocks if clock.met_at is None and clock.pausable]
        body = {"since": stamp(since), "clocks": [resumed_body(work, clock, pauses) for clock in still]}
        work.record("resumed", body, because=because)
        return work.finish()


def _refused(case: Case, state: Phrase) -> Refused:
    return Refused("{number}: {state}", number=case.number, state=state)
