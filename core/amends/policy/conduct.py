"""Holding plugins to what a hook may do, while it is asked: end in time, change nothing, print nothing, stay inside.

A desk has a customer in front of it and the ledger open for writing: a plugin that hangs would hold up a whole branch,
one that prints would spoil what a program reads, one that changes a case would have it recorded otherwise than it was.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping
from types import FrameType
from typing import Any, TextIO

from pluggy import HookImpl

from amends.errors import Misuse

PATIENCE = 10.0  # seconds; `amends plugin check` objects to a twentieth of one
_AGAIN = 0.5  # the alarm comes again where a plugin catches whatever is raised
_OUTSIDE = ("socket.", "http.", "urllib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork")
_CAN_STOP = hasattr(signal, "setitimer")


class _TooLong(BaseException):
    """Not an `Exception`: a plugin that catches those must be stopped all the same."""


class _Outside:
    """What the hook now asked reaches for outside; `None` while none is asked. Audit hooks stay for good."""

    seen: list[str] | None = None
    listening = False


class _Printed:
    """In place of the screen: keeps what is printed."""

    def __init__(self) -> None:
        self.words = ""

    def write(self, text: str) -> int:
        self.words += text
        return len(text)

    def flush(self) -> None:
        """Nothing waits."""


def asked_well(implementation: HookImpl, given: Mapping[str, Any]) -> tuple[Any, str]:
    """What a hook answers to `given` (`case` and `view`), and what it printed, which nobody has seen yet.

    Raises `Misuse` where it does not answer in time, changes the case or the view, which are then as they were, or
    reaches for the network or another program, which it does not get; and whatever the hook itself raises. On systems
    without `setitimer`, and beside the main thread, nobody stops it.
    """
    _listen()
    before = _state(given)
    printed = _Printed()
    screen: tuple[TextIO, TextIO] = (sys.stdout, sys.stderr)
    sys.stdout = sys.stderr = printed
    outside: list[str] = []
    _Outside.seen = outside
    restore = _start_alarm()
    try:
        answer = implementation.function(*[given[name] for name in implementation.argnames])
    except _TooLong:
        raise Misuse("no answer within {seconds} seconds", seconds=round(PATIENCE, 1)) from None
    finally:
        _stop_alarm(restore)
        _Outside.seen = None
        sys.stdout, sys.stderr = screen
        changed = _put_back(before)
        if outside:
            raise Misuse("it reached outside ({what}); a hook does no input or output", what=outside[0]) from None
        if changed:
            raise Misuse("it changed {what}; what a hook is given stays as it is", what=changed) from None
    return answer, printed.words


def _state(given: Mapping[str, Any]) -> list[tuple[str, Any, dict[str, Any]]]:
    """Every dictionary within what is given, with a copy: those of the values themselves, and what they hold."""
    case, view = given["case"], given["view"]
    parts = (("the case", vars(case)), ("the view", vars(view)), ("case.facts", case.facts), ("case.party", case.party))
    return [(name, part, dict(part)) for name, part in parts]


def _put_back(before: list[tuple[str, Any, dict[str, Any]]]) -> str | None:
    """Make everything as it was before; the name of what had changed, if anything."""
    found = None
    for name, part, copy in before:
        if part != copy:
            part.clear()
            part.update(copy)
            found = found or name
    return found


def _start_alarm() -> Any:
    """Ring when it takes too long; what was to happen at that signal before, or `None` where nobody can ring."""
    if not _CAN_STOP:
        return None
    try:
        before = signal.signal(signal.SIGALRM, _ring)
    except ValueError:
        return None  # beside the main thread
    signal.setitimer(signal.ITIMER_REAL, PATIENCE, _AGAIN)
    return before


def _stop_alarm(before: Any) -> None:
    if before is not None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise _TooLong


def _listen() -> None:
    if not _Outside.listening:
        _Outside.listening = True
        sys.addaudithook(_heard)


def _heard(event: str, _given: tuple[Any, ...]) -> None:
    if _Outside.seen is not None and event.startswith(_OUTSIDE):
        _Outside.seen.append(event)
        raise PermissionError(f"a hook does no input or output: {event}")
