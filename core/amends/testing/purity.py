"""Whether hooks are pure: the same answer to the same question, nothing changed, nothing opened (design of hookspecs).

What a hook may read once (its own tables) it reads at the first call; from then on it opens nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from attrs import asdict, evolve

from amends.case.values import Case
from amends.errors import PluginError
from amends.hookspecs import View
from amends.policy.ask import ask
from amends.registry import Plugins

HOOKS = ("classify", "route", "compensate", "escalate", "follow_up")
# What Python reports (PEP 578) before it happens, and no hook may do.
_REACHING_OUT = ("open", "socket.", "subprocess.", "os.", "shutil.", "sqlite3.", "urllib.", "ftplib.", "tempfile.")
_watched: list[list[str]] = []
_installed: list[bool] = []


def impurities(plugins: Plugins, case: Case, view: View) -> list[str]:
    """What the hooks of `plugins` do on this case that they must not, a line each; empty where all are pure."""
    return [line for hook in HOOKS for line in _of_hook(plugins, hook, case, view)]


def _of_hook(plugins: Plugins, hook: str, case: Case, view: View) -> Iterator[str]:
    before = asdict(case)
    given = evolve(case)
    try:
        first = _answers(plugins, hook, given, view)
    except PluginError as error:
        # What the desk itself stops and names: a changed case, the network, another program.
        yield f"{hook}: {error}"
        return
    if asdict(given) != before:
        yield f"{hook}: changed the case it was given"
    with reaching_out() as seen:
        second = _answers(plugins, hook, evolve(case), view)
    yield from (f"{hook}: reached out ({event})" for event in dict.fromkeys(seen))
    if first != second:
        yield f"{hook}: answered differently to the same question"


def _answers(plugins: Plugins, hook: str, case: Case, view: View) -> list[tuple[str, Any]]:
    return [(answer.plugin, asdict(answer.value)) for answer in ask(plugins, hook, case, view)]


@contextmanager
def reaching_out() -> Iterator[list[str]]:
    """The names of files, sockets and programs that this process reaches for meanwhile."""
    if not _installed:
        # An audit hook cannot be taken away again: there is one, and it listens only while somebody watches.
        sys.addaudithook(_heard)
        _installed.append(True)
    seen: list[str] = []
    _watched.append(seen)
    try:
        yield seen
    finally:
        _watched.pop()


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if _watched and event.startswith(_REACHING_OUT):
        _watched[-1].append(f"{event} {arguments[0] if arguments else ''}".strip())
