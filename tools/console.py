"""Running the console blocks of a page: what a page shows is what the commands print.

A block that begins with three backticks and `console` is run; one marked otherwise (`text`, `sh`) is only shown. Lines
that begin with `$ ` are commands, those with `> ` go on with one, the lines below are what it prints, both streams
together. All blocks of a page run one after the other in one shell, in one empty folder. A command may fail only where
its output says so: its first line begins with `amends: ` or `NOT `.

A block of TOML or Python whose first line is `# add to FILE` or `# in place of FILE` is put there on the way.

Two runs never print the same moments and digests, so they count as equal; the month in a case's number is put to the
present one before running.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from attrs import frozen

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What happens on the way down a page: commands, and files that are written.
_HAPPENS = re.compile(
    r"^```(?:console\n(?P<shown>.*?)"
    r"|(?:toml|python)\n# (?P<how>add to|in place of) (?P<file>\S+)\n(?P<content>.*?))^```$",
    re.MULTILINE | re.DOTALL,
)
_ARROWS = {"add to": ">>", "in place of": ">"}
_MARK = "@@ done "
_END = "@@ end"
_MONTH = re.compile(r"(?<=-)20\d{4}(?=-\d{4}\b)|(?<=-)20\d{4}(?=\d\d-\d{3}\b)")
# What differs from one run to the next, and what stands for it when two outputs are compared.
_PASSING = (
    (re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\dZ)?)?"), "MOMENT"),
    (re.compile(r"\b\d\d-\d\d \d\d:\d\d\b|\b\d\d:\d\d\b on \d+ \w+|\d+月\d+日\d\d:\d\d"), "MOMENT"),
    (re.compile(r"\bin \d+ (?:min|h|d)\b(?: \d+ (?:min|h)\b)?|\b\d+ min late\b"), "MOMENT"),
    (re.compile(r"(?<=-)20\d{4,6}(?=-\d{3,4}\b)"), "MONTH"),
    (re.compile(r"\b[0-9a-f]{8,64}\b|\b[0-9a-f-]{36}\b"), "DIGEST"),
    (re.compile(r"\b[0-9A-HJKMNP-TV-Z]{26}\b"), "DIGEST"),
    (re.compile(r"(?m)^-{3,}$| {2,}"), "  "),
)


@frozen
class Step:
    """One command of a page, and the output below it; `output=None` for the writing of a file."""

    command: str
    output: str | None


class Failed(Exception):
    """A command of a page left with an exit code its page does not speak of."""


def steps(page: str) -> list[Step]:
    """What is done on the way down a page, in order."""
    return [step for block in _HAPPENS.finditer(page) for step in _done(block)]


def rerun(page: str) -> str:
    """The page with what its commands print today; what only differs in moments and digests is left as it is."""
    way = steps(page)
    if not way:
        return page
    printed = zip(way, _run([step.command for step in way]), strict=True)
    outputs = iter([(step, output) for step, output in printed if step.output is not None])
    return _BLOCK.sub(
        lambda block: "```console\n" + "".join(_text(*next(outputs)) for _ in _steps(block[1])) + "```", page
    )


def settled(output: str) -> str:
    """`output` without what differs from one run to the next."""
    for passing, stand_in in _PASSING:
        output = passing.sub(stand_in, output)
    return output.strip()


def _done(block: re.Match[str]) -> list[Step]:
    if block["shown"] is not None:
        return _steps(block["shown"])
    file = block["file"]
    put = f"mkdir -p $(dirname {file}) && cat {_ARROWS[block['how']]} {file} <<'{_END}'\n{block['content']}{_END}\n"
    return [Step(put, None)]


def _steps(block: str) -> list[Step]:
    return [_split(part) for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]


def _split(part: str) -> Step:
    """A command with the lines that go on with it, and the output after it."""
    first, *rest = part.splitlines(keepends=True)
    more = list(takewhile(lambda line: line.startswith("> ") or line == ">\n", rest))
    return Step(first + "".join(more), "".join(rest[len(more) :]))


def _text(step: Step, printed: str) -> str:
    written = step.output or ""
    output = written if settled(written) == settled(printed) else printed
    return f"$ {step.command}{output}"


def _run(commands: list[str]) -> list[str]:
    month = f"{datetime.now(ZoneInfo('Asia/Shanghai')):%Y%m}"
    script = "".join(f"{_MONTH.sub(month, _as_typed(command))}echo '{_MARK}'$?\n" for command in commands)
    with TemporaryDirectory() as folder:
        done = subprocess.run(  # noqa: S603  our own pages
            ["/bin/bash", "-c", script], cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        # Where the folder is differs too, and is nobody's business.
        printed = done.stdout.replace(f"{Path(folder).resolve()}/", "").replace(folder, ".")
    parts = re.split(rf"{_MARK}(\d+)\n", printed)
    outputs, codes = parts[:-1:2], parts[1::2]
    for command, output, code in zip(commands, outputs, codes, strict=True):
        if code != "0" and not output.startswith(("amends: ", "NOT ")):
            raise Failed(f"$ {command}{output}(exit code {code})")
    return outputs


def _as_typed(command: str) -> str:
    """The command without the shell's own marks."""
    return re.sub(r"^> ?", "", command, flags=re.MULTILINE)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AMENDS_", "LC_", "LANG"))}
    path = os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", "")))
    return {**kept, "PATH": path, "LC_ALL": "C.UTF-8", "COLUMNS": "100"}
