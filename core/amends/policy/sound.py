"""Whether an answer can be used with the pack it was given for: roles that exist, words that are known, one span each.

What is not caught here would be recorded for ever: a task for nobody, a deadline without an end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from amends.case.answers import FLAGS, STANDINGS, ClockTerms, Escalation, Finding, Remedy, Route, Task
from amends.case.events import KINDS
from amends.errors import Misuse
from amends.pack.levels import climb
from amends.pack.values import SEVERITIES, Pack

_COUNTING = ("business", "calendar")
_REMEDY_KINDS = ("material", "moral")
_FORMS = ("money", "voucher", "goods", "service", "gesture", "refusal")


def flaw(hook: str, answer: Any, pack: Pack) -> Misuse | None:
    """What is wrong with an answer to `hook`, or `None`."""
    for problem in _FLAWS[hook](answer, pack):
        return problem
    return None


def _unknown(key: str, names: Iterable[str], known: Collection[str]) -> Iterator[Misuse]:
    for name in names:
        if name not in known:
            yield Misuse("{key}: no {name!r}; known: {known}", key=key, name=name, known=", ".join(known))


def _finding(finding: Finding, pack: Pack) -> Iterable[Misuse]:  # noqa: ARG001  one shape for all
    if type(finding.weight) is not int or finding.weight <= 0:
        return (Misuse("weight: {value!r} is not a whole number above zero", value=finding.weight),)
    if finding.flags:
        return _unknown("flags", finding.flags, FLAGS)
    return _unknown("severity", (finding.severity,), SEVERITIES) if finding.severity is not None else ()


def _route(route: Route, pack: Pack) -> Iterator[Misuse]:
    if route.owner_role is not None:
        yield from _unknown("owner_role", (route.owner_role,), pack.roles)
    yield from _unknown("co_handlers", route.co_handlers, pack.roles)
    yield from _unknown("told", route.told, pack.roles)
    for terms in route.clocks:
        yield from _span(terms)
        yield from _unknown(terms.name, (terms.start, terms.until), KINDS)
        yield from _unknown(terms.name, (terms.counting,), _COUNTING)
        for level in terms.levels:
            yield from _unknown(terms.name, (role for role in level.to if climb(role) is None), pack.roles)
            if (level.percent is None) == (level.minutes is None):
                yield Misuse("{name}: a level takes one of percent and minutes", name=terms.name)


def _remedy(remedy: Remedy, pack: Pack) -> Iterator[Misuse]:
    yield from _unknown("kind", (remedy.kind,), _REMEDY_KINDS)
    yield from _unknown("form", (remedy.form,), _FORMS)
    yield from _unknown("standing", (remedy.standing,), STANDINGS)
    for money in (remedy.owed, remedy.suggested, remedy.ceiling):
        if money is not None:
            yield from _unknown(remedy.code, (money.currency,), (pack.industry.currency,))
            if money.minor < 0:
                yield Misuse("{code}: {sum} is below zero", code=remedy.code, sum=money)


def _escalation(escalation: Escalation, pack: Pack) -> Iterator[Misuse]:
    yield from _unknown("to", escalation.to, pack.roles)


def _task(task: Task, pack: Pack) -> Iterator[Misuse]:
    yield from _unknown("role", (task.role,), pack.roles)
    yield from _span(task)


def _span(terms: ClockTerms | Task) -> Iterator[Misuse]:
    given = [span for span in (terms.minutes, terms.hours, terms.days) if span is not None]
    if len(given) != 1 or given[0] <= 0:
        name = terms.code if isinstance(terms, Task) else terms.name
        yield Misuse("{name}: expected exactly one of minutes, hours, days, above zero", name=name)


_FLAWS: dict[str, Callable[[Any, Pack], Iterable[Misuse]]] = {
    "classify": _finding, "route": _route, "compensate": _remedy, "escalate": _escalation, "follow_up": _task,
}  # fmt: skip
