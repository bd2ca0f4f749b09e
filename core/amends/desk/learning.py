"""What the desk's own decisions teach: confirmed cases as lessons, and where the first guess was corrected."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from amends.case.events import Event
from amends.case.fold import fold
from amends.desk.desk import Desk
from amends.errors import Misuse, UnknownPlugin
from amends.learning import Lesson, Lessons
from amends.pack.values import Pack

_OPERATOR = "operator"
_NUMBERS = 5  # cases that the report names for each confusion


class Confusion(NamedTuple):
    """Cases first taken for `guessed` that are `confirmed`; `None` is no complaint, or nothing known."""

    guessed: str | None
    confirmed: str | None
    cases: int
    numbers: tuple[str, ...]


def learn(desk: Desk, pack: Pack, lessons: Iterable[Lesson]) -> Lessons:
    """Have the chain's learning plugin learn. Raises `UnknownPlugin` where none of its plugins does."""
    learner = desk.plugins.learner()
    if learner is None:
        raise UnknownPlugin(
            "none of the plugins {plugins} learns; add 'learned' to [chain] plugins in amends.toml",
            plugins=", ".join(desk.chain.plugins),
        )
    return learner.learn(list(lessons), pack)


def confirmed_cases(desk: Desk, ids: Iterable[str]) -> Iterator[list[Event]]:
    """The events of the cases whose category somebody stands behind: it was corrected, or the case ended with it."""
    with desk.ledger.read() as transaction:
        for case_id in ids:
            events = transaction.events(case_id)
            if any(_corrects(event) or event.kind == "closed" for event in events):
                yield events


def lessons_of(cases: Iterable[list[Event]], pack: Pack) -> Iterator[Lesson]:
    """What each case teaches; nothing where its words were erased or its categories are no longer known."""
    for events in cases:
        case = fold(events)
        if not case.text:
            continue
        names = tuple(point.category for point in case.points if point.category is not None) if case.complaint else ()
        if set(names) <= set(pack.categories) and (names or not case.complaint):
            yield Lesson(case.text, names)


def lessons_in(path: str, pack: Pack) -> Iterator[Lesson]:
    """The lessons in a file of JSON lines with `text` and `categories`; raises `Misuse` for an unknown category."""
    try:
        with Path(path).open(encoding="utf-8-sig") as lines:
            for position, line in enumerate(lines, start=1):
                if line.strip():
                    yield _lesson(path, position, line, pack)
    except (OSError, UnicodeDecodeError) as error:
        raise Misuse("{file}: {problem}", file=path, problem=error) from None


def confusions(cases: Iterable[list[Event]]) -> list[Confusion]:
    """How often which first guess was right, and what it was where it was not; the most frequent first."""
    counts: Counter[tuple[str | None, str | None]] = Counter()
    numbers: dict[tuple[str | None, str | None], list[str]] = {}
    for events in cases:
        first = next((event for event in events if event.kind == "classified"), None)
        if first is None:
            continue
        case = fold(events)
        pair = (first.body.get("category"), case.category if case.complaint else None)
        counts[pair] += 1
        numbers.setdefault(pair, []).append(case.number)
    return [Confusion(*pair, count, tuple(numbers[pair][:_NUMBERS])) for pair, count in counts.most_common()]


def _corrects(event: Event) -> bool:
    return event.kind == "classified" and any(
        answer.get("plugin") == _OPERATOR for answer in event.body.get("answers", ())
    )


def _lesson(path: str, position: int, line: str, pack: Pack) -> Lesson:
    try:
        row: Any = json.loads(line)
        text, names = row["text"], tuple(row["categories"])
    except (ValueError, KeyError, TypeError, RecursionError):
        text, names = None, ()
    if not isinstance(text, str) or not all(isinstance(name, str) for name in names):
        raise Misuse(
            "{file}, line {line}: expected a JSON object with 'text' and a list 'categories'", file=path, line=position
        )
    for name in names:
        if name not in pack.categories:
            raise Misuse("no category '{name}'; known: {known}", name=name, known=", ".join(pack.categories))
    return Lesson(text, names)
