"""Calling a plugin's hooks as a desk would, twice and in another order, and looking at what they do meanwhile."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import attrs
from attrs.exceptions import FrozenInstanceError
from pluggy import HookImpl

from amends.errors import AmendsError, Misuse
from amends.pack.values import Pack
from amends.policy.ask import sound_answers
from amends.review.finding import ERROR, WARNING, Finding
from amends.review.situations import CUSTOMER, Changed, Situation, situations
from amends.review.watch import Deed, Watch, real_time

SLOW = 0.05  # seconds: an operator asks five of these questions with a customer in front of them
_TURN = 7  # the second time every seventh is next, so that what one answer leaves behind shows in another

_DEEDS = {
    "network": (Misuse("it reaches for the network"), Misuse("ask outside, and give the answer as a fact of the case")),
    "program": (Misuse("it starts a program"), Misuse("do it outside, and give the result as a fact of the case")),
    "file": (Misuse("it touches a file"), Misuse("read what the plugin needs once, in configured(folder) or its own "
                                                 "folder; write nothing")),
    "clock": (Misuse("it looks at a clock"), Misuse("use view.now, the moment at which the question is put")),
    "print": (Misuse("it prints"), Misuse("remove it; what people should know goes into because, label or say")),
}  # fmt: skip


class Called(NamedTuple):
    """One call: how the answer looks (`None` where it failed), how long it took in seconds, what was found."""

    look: str | None
    seconds: float
    found: list[Finding]


class Hook(NamedTuple):
    """One hook of the plugin under review."""

    name: str
    plugin: str
    version: str
    implementation: HookImpl

    @property
    def place(self) -> tuple[str | None, int | None]:
        """The file and line on which it is defined."""
        code = getattr(self.implementation.function, "__code__", None)
        return (code.co_filename, code.co_firstlineno) if code else (None, None)

    def finding(self, problem: Misuse, remedy: Misuse, at: tuple[str | None, int | None] | None = None,
                level: str = ERROR) -> Finding:  # fmt: skip
        """A finding about this hook, at its definition unless a place is given."""
        file, line = at if at is not None and at[0] is not None else self.place
        said = Misuse("{hook}: {problem}", hook=self.name, problem=problem)
        return Finding("hook", level, file, line, said, remedy)


# What makes two findings about a hook the same: what is wrong, and where.
Sameness = tuple[tuple[str, ...], str | None, int | None]


def examined(
    hook: Hook, pack: Pack, watch: Watch, began: Callable[[], None], known: set[Sameness]
) -> Iterator[Finding]:
    """What there is to say of one hook, asked about the cases of one pack, and is not `known` from another.

    `began` is called before every call, so that one that hangs is known.
    """
    for finding in _all_found(hook, pack, watch, began):
        key = (_templates(finding.problem), finding.file, finding.line)
        if key not in known:
            known.add(key)
            yield finding


def _all_found(hook: Hook, pack: Pack, watch: Watch, began: Callable[[], None]) -> Iterator[Finding]:
    first: dict[str, str | None] = {}
    second: dict[str, str | None] = {}
    slowest: dict[str, float] = {}
    for results, order in ((first, _forward), (second, _turned)):
        for situation in order(situations(pack)):
            began()
            called = _call(hook, situation, watch)
            results[situation.label] = called.look
            slowest[situation.label] = min(called.seconds, slowest.get(situation.label, called.seconds))
            yield from called.found
    differing = next((label for label, look in first.items() if second[label] != look), None)
    if differing is not None:
        yield hook.finding(
            Misuse("the same question got two answers ({situation})", situation=differing),
            Misuse("answer from case and view alone: no state kept between calls, no chance, no order of a set"),
        )
    label, seconds = max(slowest.items(), key=lambda item: item[1])
    if seconds > SLOW:
        yield hook.finding(
            Misuse("takes {milliseconds} ms ({situation}); at most {most} ms", milliseconds=round(seconds * 1000),
                   situation=label, most=round(SLOW * 1000)),
            Misuse("prepare at import what does not change, and keep loops short"), level=WARNING,
        )  # fmt: skip


def _templates(error: AmendsError) -> tuple[str, ...]:
    """What an error says, apart from the data: one and the same mistake is told once, not for every case."""
    inner = [part for part in error.data.values() if isinstance(part, AmendsError)]
    return (error.template, *(template for part in inner for template in _templates(part)))


def _forward(found: list[Situation]) -> list[Situation]:
    return found


def _turned(found: list[Situation]) -> list[Situation]:
    """Another order, the same each time."""
    return [each for start in reversed(range(_TURN)) for each in found[start::_TURN]]


class _Heard:
    """In place of the screen: notes what is written, and from where."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def write(self, text: str) -> int:
        if text.strip():
            self._watch.note("print", text.strip()[:60])
        return len(text)

    def flush(self) -> None:
        """Nothing waits."""


def _call(hook: Hook, situation: Situation, watch: Watch) -> Called:
    given: dict[str, Any] = {"case": situation.case, "view": situation.view}
    before = plain((situation.case, _around(situation)))
    watch.deeds.clear()
    heard: Any = _Heard(watch)
    failure, answer = None, None
    with contextlib.redirect_stdout(heard), contextlib.redirect_stderr(heard):
        started = real_time()
        watch.on = True
        try:
            answer = hook.implementation.function(*[given[name] for name in hook.implementation.argnames])
            answer = list(answer) if isinstance(answer, list | tuple) and not hasattr(answer, "_fields") else answer
        except (Exception, SystemExit) as error:  # noqa: BLE001  whatever it raises is what is looked for
            failure = error
        finally:
            watch.on = False
        seconds = real_time() - started
    found = [_deed(hook, deed) for deed in dict.fromkeys(watch.deeds)]
    if plain((situation.case, _around(situation))) != before:
        found.append(_changed(hook, None))
    if failure is not None and not found:
        found.append(_failed(hook, failure, situation, watch))
    if failure is None:
        found += _unsound(hook, answer, situation)
    return Called(None if failure else plain(answer), seconds, found)


def _around(situation: Situation) -> Any:
    view = situation.view
    return view.now, view.branch, view.receipt_total, view.receipt_claims, view.earlier_complaints, view.region


def _deed(hook: Hook, deed: Deed) -> Finding:
    problem, remedy = _DEEDS[deed.what]
    said = Misuse("{problem} ({detail})", problem=problem, detail=deed.detail)
    return hook.finding(said, remedy, (deed.file, deed.line))


def _changed(hook: Hook, at: tuple[str | None, int | None] | None) -> Finding:
    return hook.finding(
        Misuse("it changes what it was given"), Misuse("make a value of your own: dict(case.facts), attrs.evolve"), at
    )


def _failed(hook: Hook, failure: BaseException, situation: Situation, watch: Watch) -> Finding:
    frames = traceback.extract_tb(failure.__traceback__)
    at = next(((each.filename, each.lineno) for each in reversed(frames)
               if each.filename.startswith(watch.folder.rstrip("/\\"))), None)  # fmt: skip
    if isinstance(failure, FrozenInstanceError | Changed):
        return _changed(hook, at)
    return hook.finding(
        Misuse("it fails: {failure!r} ({situation})", failure=failure, situation=situation.label),
        Misuse("answer None where a fact is missing; every question comes at every stage of a case"), at,
    )  # fmt: skip


def _unsound(hook: Hook, answer: Any, situation: Situation) -> Iterator[Finding]:
    try:
        answers = sound_answers(hook.name, hook.plugin, hook.version, answer, situation.view.pack)
    except AmendsError as error:
        problem = Misuse("{problem}", problem=error)
        yield hook.finding(problem, Misuse("answer as docs/hooks.md says, with the names of the pack"))
        return
    except Exception as error:  # noqa: BLE001  an answer built wrong may fail anywhere when it is looked at
        yield hook.finding(
            Misuse("its answer cannot be read: {failure!r}", failure=error),
            Misuse("answer as docs/hooks.md says, with the names of the pack"),
        )
        return
    for answered in answers:
        reason = getattr(answered.value, "because", None)
        if not hasattr(reason, "text"):
            yield hook.finding(Misuse("an answer without because"), Misuse("give every answer a Reason: rule and text"))
        elif any(word in plain(reason) for word in CUSTOMER.values()):
            yield hook.finding(
                Misuse("its reason names the customer"),
                Misuse("say the rule, not the person: reasons stay in the record for ever"),
            )


def plain(value: Any) -> str:
    """How a value looks inside; the same for equal values, wherever they lie in memory."""
    if attrs.has(type(value)):
        inner = ", ".join(f"{each.name}={plain(getattr(value, each.name))}" for each in attrs.fields(type(value))
                          if each.name != "pack")  # fmt: skip
        return f"{type(value).__name__}({inner})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {plain(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(plain, value)) + "]"
    return repr(value)
