"""Putting one question to every plugin, keeping who answered what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pluggy import HookImpl

from amends.case.answers import Answered, Escalation, Finding, Remedy, Route, Task
from amends.case.values import Case
from amends.errors import AmendsError, PackError, PluginError
from amends.hookspecs import View
from amends.policy.sound import flaw
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

    Raises `PluginError` naming the plugin that failed or answered with something else, or with what cannot be.
    """
    answers = []
    for plugin, version, implementation in plugins.answering(hook):
        answer = _asked(hook, plugin, version, implementation, {"case": case, "view": view})
        for value in _values(answer, hook, plugin):
            problem = flaw(hook, value, view.pack)
            if problem is not None:
                raise PluginError(
                    "plugin '{plugin}' answered {hook} with what cannot be: {problem}",
                    plugin=plugin, hook=hook, problem=problem,
                )  # fmt: skip
            answers.append(Answered(hook, plugin, version, value))
    return answers


def _asked(hook: str, plugin: str, version: str, implementation: HookImpl, given: Mapping[str, Any]) -> Any:
    try:
        return implementation.function(*[given[name] for name in implementation.argnames])
    except PackError:
        raise
    except AmendsError as error:
        raise PluginError(
            "plugin '{plugin}' {version} failed in {hook}: {problem}",
            plugin=plugin, version=version, hook=hook, problem=error,
        ) from error  # fmt: skip
    except Exception as error:
        raise PluginError(
            "plugin '{plugin}' {version} failed in {hook}: {problem!r}",
            plugin=plugin, version=version, hook=hook, problem=error,
        ) from error  # fmt: skip


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
