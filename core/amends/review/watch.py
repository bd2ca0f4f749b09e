"""Watching code that may do no input or output and look at no clock, in a process of its own.

Python's audit events tell of files, sockets and programs before they are touched; the clock has none, so its functions
are replaced before the plugin is imported.
"""

from __future__ import annotations

import datetime
import os
import sys
import sysconfig
import time
import zoneinfo
from collections.abc import Callable
from typing import Any, NamedTuple

_NETWORK = ("socket.", "http.", "urllib.", "smtplib.", "ftplib.", "ssl.")
_PROGRAMS = ("subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn")
_FILES = frozenset(
    {"os.listdir", "os.scandir", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "sqlite3.connect"}
)
_CLOCK = ("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "localtime", "gmtime",
          "sleep")  # fmt: skip
_CACHE = "__pycache__"

real_time = time.perf_counter


class Deed(NamedTuple):
    """Something done that may not be done: `what` is `network`, `program`, `file`, `clock` or `print`."""

    what: str
    detail: str
    file: str | None
    line: int | None


class Forbidden(PermissionError):
    """Raised in the plugin's code where it reaches for the world outside."""


class Watch:
    """Notes what code of the package in `folder` does while `on`; once made it stays for the life of the process."""

    def __init__(self, folder: str) -> None:
        self.folder = os.path.join(os.path.realpath(folder), "")
        self.on = False
        self.deeds: list[Deed] = []
        here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        paths = (
            here,
            folder,
            *(sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")),
        )
        self._readable = tuple(os.path.join(os.path.realpath(path), "") for path in (*paths, *zoneinfo.TZPATH))
        sys.addaudithook(self._heard)
        self._replace_clock()

    def note(self, what: str, detail: str) -> None:
        """Note a deed, with the place in the plugin from which it was done."""
        file, line = self._place()
        self.deeds.append(Deed(what, detail, file, line))

    def _heard(self, event: str, given: tuple[Any, ...]) -> None:
        if not self.on:
            return
        what = _kind(event)
        if event == "open" or what == "file":
            if self._harmless(event, given):
                return
            what = "file"
        if what is not None:
            self.on = False
            self.note(what, f"{event} {given[0]}" if what == "file" else event)
            self.on = True
            raise Forbidden(f"a hook does no input or output: {event}")

    def _harmless(self, event: str, given: tuple[Any, ...]) -> bool:
        """Whether it only reads what comes with Python or the plugin, as imports and its own tables do."""
        path = given[0] if given else None
        if not isinstance(path, str | bytes):
            return False
        name = os.path.realpath(os.fsdecode(path))
        if f"{os.sep}{_CACHE}{os.sep}" in f"{name}{os.sep}":
            return True
        reads = event in ("os.listdir", "os.scandir") or (event == "open" and not _writes(given))
        return reads and f"{name}{os.sep}".startswith(self._readable)

    def _place(self) -> tuple[str | None, int | None]:
        frame = sys._getframe(1)
        while frame is not None:
            if os.path.realpath(frame.f_code.co_filename).startswith(self.folder):
                return frame.f_code.co_filename, frame.f_lineno
            frame = frame.f_back  # type: ignore[assignment]
        return None, None

    def _replace_clock(self) -> None:
        for name in _CLOCK:
            setattr(time, name, self._noting(getattr(time, name), f"time.{name}"))
        watch = self

        class Like(type):
            """Values made before are of the type too."""

            def __instancecheck__(cls, value: object) -> bool:
                return isinstance(value, cls.__mro__[1])

        class Day(datetime.date, metaclass=Like):
            @classmethod
            def today(cls) -> Any:
                watch._clock("date.today")
                return super().today()

        class Moment(datetime.datetime, metaclass=Like):
            @classmethod
            def now(cls, tz: Any = None) -> Any:
                watch._clock("datetime.now")
                return super().now(tz)

            @classmethod
            def utcnow(cls) -> Any:
                watch._clock("datetime.utcnow")
                return super().now(datetime.UTC).replace(tzinfo=None)

            @classmethod
            def today(cls) -> Any:
                watch._clock("datetime.today")
                return super().today()

        datetime.date, datetime.datetime = Day, Moment  # type: ignore[misc]

    def _noting(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        def noting(*given: Any, **named: Any) -> Any:
            self._clock(name)
            return function(*given, **named)

        return noting

    def _clock(self, name: str) -> None:
        if self.on:
            self.note("clock", name)


def _kind(event: str) -> str | None:
    if event.startswith(_NETWORK):
        return "network"
    if event.startswith(_PROGRAMS):
        return "program"
    return "file" if event in _FILES or event.startswith("shutil.") else None


def _writes(given: tuple[Any, ...]) -> bool:
    _path, mode, flags = (*given, None, None)[:3]
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
