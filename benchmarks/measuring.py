"""Timing whole processes and pieces of a program, always against a floor measured in the same minutes."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

FLOOR = [sys.executable, "-I", "-c", "import click"]


def amends(*arguments: str) -> list[str]:
    """The command line of the `amends` installed beside this Python."""
    return [sys.executable, str(Path(sys.executable).with_name("amends")), *arguments]


def side_by_side(ours: Sequence[str], floor: Sequence[str], folder: Path, rounds: int) -> dict[str, Any]:
    """Run both in turn, `rounds` times after one warm-up; medians in milliseconds and the median of the ratios.

    Processor time of the process counts, not the wall: a busy machine then disturbs both sides less.
    """
    pairs = [(_cost(ours, folder), _cost(floor, folder)) for _ in range(rounds + 1)][1:]
    mine, base = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    return {"ours_ms": round(mine, 1), "floor_ms": round(base, 1), "ratio": round(ratio, 2)}


def microseconds(call: Callable[[], object], times: int, rounds: int = 7) -> float:
    """What one `call` costs, in microseconds: the median over `rounds` of the mean over `times`."""
    means = []
    for _ in range(rounds):
        begin = time.process_time()
        for _ in range(times):
            call()
        means.append((time.process_time() - begin) / times * 1e6)
    return round(statistics.median(means), 1)


def _cost(command: Sequence[str], folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
