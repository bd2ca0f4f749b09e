"""Random cases that a pack allows, and their whole lives on a desk: for Hypothesis.

`lives(pack)` makes lives of any pack; `live(counter, life)` lets a desk live one, to its end. On the way people do
whatever they might do, also what the desk refuses: a refusal must leave the case as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from amends import LANGUAGES
from amends.case.values import Case
from amends.desk import closing, pausing, promises
from amends.errors import Misuse, Refused
from amends.money import Money
from amends.pack.values import CHANNELS, FactRule, Pack
from amends.testing.clock import BEGINNING
from amends.testing.counter import Counter, on
from amends.testing.own_words import own_words

_WORDS = ("A-17", "昨天", "红色的那件", "two of them")
# No life needs as many steps to come to its end; one that does is going in a circle.
_MOST_STEPS = 60


@frozen
class Life:
    """What a customer says, what is known of it, and what people then do: each turn chooses among what may be done."""

    text: str
    language: str
    channel: str
    facts: dict[str, str]
    receipt: str | None
    turns: tuple[int, ...]


def lives(pack: Pack, turns: int = 12) -> st.SearchStrategy[Life]:
    """Lives that begin with a category's own words and have at most so many free `turns`."""
    told = [(language, word) for language in LANGUAGES for word in said_by_customers(pack, language)]
    return st.builds(
        _life,
        st.sampled_from(told),
        st.sampled_from(CHANNELS),
        facts_of(pack),
        st.none() | st.sampled_from(("T1", "T2", "T3")),
        st.lists(st.integers(0, 10_000), max_size=turns),
    )


def _life(said: tuple[str, str], channel: str, facts: dict[str, str], receipt: str | None, turns: list[int]) -> Life:
    return Life(said[1], said[0], channel, facts, receipt, tuple(turns))


def said_by_customers(pack: Pack, language: str) -> list[str]:
    """Texts that people may come with: the words of every category, one at a time."""
    return [word for name in pack.categories for word in own_words(pack, name, language)]


def facts_of(pack: Pack) -> st.SearchStrategy[dict[str, str]]:
    """Facts as typed, some or none of those that the pack asks for, each of the form it has there."""
    optional = {name: _value(rule, pack.industry.currency) for name, rule in pack.facts.items()}
    return st.fixed_dictionaries({}, optional=optional)


def _value(rule: FactRule, currency: str) -> st.SearchStrategy[str]:
    today = BEGINNING.date()
    values: dict[str, st.SearchStrategy[str]] = {
        "text": st.sampled_from(_WORDS),
        "money": st.integers(1, 5_000_00).map(lambda minor: Money(minor, currency).amount),
        "date": st.integers(0, 400).map(lambda days: date.isoformat(today - timedelta(days))),
        "yes_no": st.sampled_from(("yes", "no")),
        "number": st.integers(0, 100).map(str),
    }
    return values[rule.type]


def live(counter: Counter, life: Life) -> Case:
    """Live `life` on a desk, to its end, and give the closed case.

    The desk's clock must be one that can be moved; it begins anew with every life. Raises `AssertionError` where a
    refusal changed the case or the life does not end.
    """
    clock: Any = counter.desk.clock
    clock.now = BEGINNING
    case = counter.take(life.text, language=life.language, channel=life.channel, facts=life.facts, receipt=life.receipt)
    for turn in life.turns:
        acts = _possible(case)
        case = attempt(counter, case, acts[turn % len(acts)], turn // len(acts))
    return end(counter, case)


def end(counter: Counter, case: Case) -> Case:
    """Bring `case` to its end by the shortest way: what is begun is finished, every point answered, then closed.

    Tasks that the closing itself brings about are done too.
    """
    for _step in range(_MOST_STEPS):
        if case.stage == "closed" and not case.open_tasks:
            return case
        case = _next(case)(counter, case, 0)
    raise AssertionError(f"{case.number} does not end; it is at {case.stage}")


Act = Callable[[Counter, Case, int], Case]


def attempt(counter: Counter, case: Case, act: Act, choice: int) -> Case:
    """What `act` makes of `case`; where the desk refuses it, the case as it was. Raises `AssertionError` if not."""
    try:
        return act(counter, case, choice)
    except (Refused, Misuse) as error:
        kept = counter.show(case).case
        if kept.version != case.version:
            raise AssertionError(f"{case.number}: refused, and changed all the same: {error}") from error
        return kept


def _propose(counter: Counter, case: Case, choice: int) -> Case:
    menu = counter.menu(case)
    if not menu:
        return case
    code = menu[choice % len(menu)]
    amount = choice // len(menu)
    typed = code if amount % 3 else f"{code}={amount % 500 + 1}"
    return counter.propose(case, typed)


def _pause(counter: Counter, case: Case, choice: int) -> Case:
    reason = pausing.REASONS[choice % len(pausing.REASONS)]
    return pausing.pause(counter.desk, on(case), "desk", reason)


def _wait(counter: Counter, case: Case, choice: int) -> Case:
    clock: Any = counter.desk.clock
    clock.advance(hours=choice % 72 + 1)
    return case


def _note(counter: Counter, case: Case, choice: int) -> Case:
    return counter.note(case, text=_WORDS[choice % len(_WORDS)])


def _keep(counter: Counter, case: Case, _choice: int) -> Case:
    for promise in case.open_promises:
        case = promises.keep_promise(counter.desk, on(case), "desk", promise.id)
    return case


def _promise(counter: Counter, case: Case, _choice: int) -> Case:
    clock: Any = counter.desk.clock
    by = (clock.now + timedelta(days=2)).strftime("%Y-%m-%d 12:00")
    return promises.promise(counter.desk, on(case), "desk", _WORDS[0], by)


_ACTS: dict[str, Act] = {
    "propose": _propose,
    "approve": lambda counter, case, _: counter.approve(case),
    "refuse": lambda counter, case, _: counter.refuse(case),
    "offer": lambda counter, case, _: counter.offer(case),
    "accept": lambda counter, case, _: counter.accept(case),
    "decline": lambda counter, case, _: counter.decline(case),
    "carry_out": lambda counter, case, _: counter.carry_out(case),
    "answer": lambda counter, case, _: counter.answer(case),
    "tasks": lambda counter, case, choice: counter.do_tasks(case, choice % 5 + 1),
    "content": lambda counter, case, _: counter.do_tasks(case),
    "pause": _pause,
    "resume": lambda counter, case, _: pausing.resume(counter.desk, on(case), "desk"),
    "wait": _wait,
    "note": _note,
    "promise": _promise,
    "keep": _keep,
    "close": lambda counter, case, _: counter.close(case),
    "reopen": lambda counter, case, _: closing.reopen(counter.desk, on(case), "desk", "客人又来了。"),
}
# What suits the round under way; the first of each brings the case nearer to its end.
_OF_AN_OFFER = {
    "waiting": ("approve", "refuse", "propose"),
    "approved": ("offer", "propose"),
    "offered": ("accept", "decline"),
    "accepted": ("carry_out",),
}
_ANY_TIME = ("propose", "answer", "tasks", "pause", "resume", "wait", "note", "promise", "keep", "close")


def _possible(case: Case) -> list[Act]:
    """What people may try on the case as it stands; what suits its round stands more than once."""
    if case.stage == "closed":
        return [_ACTS["reopen"], _ACTS["tasks"], _ACTS["wait"]]
    state = case.offer.state if case.offer is not None else ""
    return [_ACTS[name] for name in (*_OF_AN_OFFER.get(state, ("propose",)) * 3, *_ANY_TIME)]


def _next(case: Case) -> Act:
    """The next step on the shortest way to the end."""
    if case.stage == "closed":
        return _ACTS["content"]
    if case.paused_since is not None:
        return _ACTS["resume"]
    if case.offer is not None and case.offer.state in _OF_AN_OFFER:
        return _ACTS[_OF_AN_OFFER[case.offer.state][0]]
    if case.open_points:
        return _ACTS["answer"]
    if case.open_tasks:
        return _ACTS["content"]
    return _ACTS["keep" if case.open_promises else "close"]
