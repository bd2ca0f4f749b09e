"""What is to be done later: the follow-ups of the case's category, once the event they wait for has come."""

from __future__ import annotations

from functools import lru_cache

from amends.case.answers import Reason, Task
from amends.case.values import Case
from amends.hookspecs import View
from amends.pack.values import FollowUpRule

# The stages in which the event that a follow-up waits for has certainly come.
_REACHED = {
    "received": ("intake", "facts", "proposal", "agreement", "carrying_out", "follow_up", "closed"),
    "accepted": ("carrying_out", "follow_up"),
    "carried_out": ("follow_up",),
    "closed": ("closed",),
}


def follow_up(case: Case, view: View) -> list[Task]:
    """The tasks due by now; after a reopening they are given anew."""
    if not case.complaint or case.outcome == "withdrawn":
        return []
    kind = view.pack.categories.get(case.category or "") or view.pack.unclassified
    rules = ((name, view.pack.follow_ups[name]) for name in kind.follow_ups)
    return [_task(name, rule, case.reopened) for name, rule in rules if case.stage in _REACHED[rule.after]]


@lru_cache(maxsize=1024)
def _task(name: str, rule: FollowUpRule, reopened: int) -> Task:
    again = f"-{reopened + 1}" if reopened and rule.after != "received" else ""
    return Task(
        code=name + again,
        label=rule.label,
        role=rule.role,
        say=rule.say,
        because=Reason(f"follow_up.{name}", rule.label),
        minutes=rule.minutes,
        hours=rule.hours,
        days=rule.days,
        scored=rule.scored,
    )
