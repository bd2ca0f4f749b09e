"""Putting one question to every plugin, keeping who answered what."""

from __future__ import annotations

from typing import Any

from amends.case.answers import Answered, Escalation, Finding, Remedy, Route, Task
from amends.case.values import Case
from amends.errors import AmendsError, PluginError
from amends.hookspecs import View
from amends.registry import Plugins

_EXPECTED: dict[str, type] = {
    "classify": Finding,
    "route": Route,
    "compensate": Remedy,
    "escalate": Escalation,
    "follow_up": Task,
}


def ask(plugins: Plugins, hook: str, case: Case, view: View) -> list[Answered]:
    """Every answer to `hook`, in the chain's order of plugins; `None` means "not mine".

    Raises `PluginError` naming the plugin that failed or answered with something else.
    """
    answers = []
    for plugin, version, implementation in plugins.answering(hook):
        given = {"case": case, "view": view}
        try:
            answer = implementation.function(*[given[name] for name in implementation.argnames])
        except AmendsError:
            raise
        except Exception as error:
            raise PluginError(
                "plugin '{plugin}' {version} failed in {hook}: {problem!r}",
                plugin=plugin, version=version, hook=hook, problem=error,
            ) from error  # fmt: skip
        answers += [Answered(hook, plugin, version, value) for value in _values(answer, hook, plugin)]
    return answers


def _values(answer: Any, hook: str, plugin: str) -> list[Any]:
    if answer is None:
        return []
    expected = _EXPECTED[hook]
    values = [answer] if hook == "route" else answer
    if not isinstance(values, list | tuple) or not all(isinstance(value, expected) for value in values):
        raise PluginError(
            "plugin '{plugin}' answered {hook} with {got}; expected {expected}",
            plugin=plugin, hook=hook, got=_shape(answer), expected=expected.__name__,
        )  # fmt: skip
    return list(values)


def _shape(answer: Any) -> str:
    inner = {type(value).__name__ for value in answer} if isinstance(answer, list | tuple) else set()
    return f"{type(answer).__name__} of {', '.join(sorted(inner))}" if inner else type(answer).__name__
