"""Starting the trial of a plugin, listening to it, and stopping it where it hangs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

from amends.errors import Misuse
from amends.review.finding import ERROR, Finding, from_wire
from amends.review.names import names
from amends.review.subject import Subject

PATIENCE = 5.0  # seconds without a sign of life until a step counts as hanging
_OWN_PATIENCE = 120.0  # for what we do ourselves, however busy the machine is


class Review(NamedTuple):
    """What there is to say of a plugin: its `version` and `hooks` (where it could be loaded), and the findings."""

    subject: Subject
    version: str
    hooks: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings must be put right before a chain enables it."""
        return sum(finding.level == ERROR for finding in self.findings)


class _Heard:
    """What one trial told, and which step it was at when it ended."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.version, self.hooks = "?", ()
        self.step: dict[str, Any] = {}
        self.done = False

    def take(self, told: dict[str, Any]) -> None:
        if "finding" in told:
            self.findings.append(from_wire(told["finding"]))
        elif "step" in told:
            self.step = told
        elif "version" in told:
            self.version, self.hooks = told["version"], tuple(told["hooks"])
        self.done = self.done or "done" in told


def reviewed(subject: Subject, patience: float = PATIENCE) -> Review:
    """Try the plugin in a process of its own; each step that hangs or ends the process is left out of the next try."""
    stopped: list[Finding] = []
    skipped: list[str] = []
    while True:
        heard, ended = _tried(subject, skipped, patience)
        if heard.done:
            break
        stopped.append(_stop(heard.step, ended, patience))
        step = heard.step.get("step", "import")
        if step in skipped or step not in _STEPS:
            break
        skipped.append(step)
    findings = (*names(subject), *heard.findings, *stopped)
    return Review(subject, heard.version, heard.hooks, tuple(dict.fromkeys(findings)))


_STEPS = ("import", "classify", "route", "compensate", "escalate", "follow_up")


def _tried(subject: Subject, skipped: list[str], patience: float) -> tuple[_Heard, int | None]:
    """What a trial told; and its exit code, or `None` where it had to be stopped."""
    command = [sys.executable, "-m", "amends.review.trial", json.dumps(subject), *skipped]
    process = subprocess.Popen(  # noqa: S603  our own module in our own Python
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True,
        encoding="utf-8", env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    lines: SimpleQueue[str | None] = SimpleQueue()
    reader = threading.Thread(target=_read, args=(process, lines), daemon=True)
    reader.start()
    heard = _Heard()
    try:
        while (line := lines.get(timeout=patience if heard.step.get("step") in _STEPS else _OWN_PATIENCE)) is not None:
            heard.take(json.loads(line))
        return heard, process.wait()
    except Empty:
        return heard, None
    finally:
        process.kill()
        process.wait()
        reader.join(timeout=1)
        if process.stdout is not None and not reader.is_alive():
            process.stdout.close()


def _read(process: subprocess.Popen[str], lines: SimpleQueue[str | None]) -> None:
    for line in process.stdout or ():
        lines.put(line)
    lines.put(None)


def _stop(step: dict[str, Any], ended: int | None, patience: float) -> Finding:
    name, file, line = step.get("step", "import"), step.get("file"), step.get("line")
    if ended is None:
        problem = Misuse("{step}: no answer within {seconds} seconds", step=name, seconds=round(patience))
        remedy = Misuse("let it end: no waiting, no loop without a bound")
    else:
        problem = Misuse("{step}: it ends the whole program (exit code {code})", step=name, code=ended)
        remedy = Misuse("raise an exception, or answer None; never leave the program")
    return Finding("hook" if name != "import" else "load", ERROR, file, line, problem, remedy)
