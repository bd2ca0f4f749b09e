"""Putting one question to every plugin, keeping who answered what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pluggy import HookImpl

from amends.case.answers import Answered, Escalation, Finding, Remedy, Route, Task
from amends.case.values import Case
from amends.errors import AmendsError, PackError, PluginError
from amends.hookspecs import View
from amends.pack.values import Pack
from amends.policy.sound import flaw
from amends.registry import DEFAULTS, Overheard, Plugins

_EXPECTED: dict[str, type] = {
    "classify": Finding,
    "route": Route,
    "compensate": Remedy,
    "escalate": Escalation,
    "follow_up": Task,
}
_MADE_ANEW = frozenset({"classify"})  # what is said about a text; nobody meets the same object again


def ask(plugins: Plugins, hook: str, case: Case, view: View) -> list[Answered]:
    """Every answer to `hook`, in the chain's order of plugins; `None` means "not mine".

    Raises `PluginError` naming the plugin that failed or answered with something else, or with what cannot be.
    """
    answers: list[Answered] = []
    for plugin, version, implementation in plugins.answering(hook):
        given = {"case": case, "view": view}
        heed = None if plugin == DEFAULTS else plugins.overheard
        answer = _asked(hook, plugin, version, implementation, given, heed)
        sound = _sound if hook in _MADE_ANEW else _sound_again
        answers += [sound(hook, plugin, version, value, view.pack) for value in _values(answer, hook, plugin)]
    return answers


def sound_answers(hook: str, plugin: str, version: str, answer: Any, pack: Pack) -> list[Answered]:
    """What one plugin answered to `hook`, judged as `ask` does; raises `PluginError` as `ask` does."""
    return [_sound(hook, plugin, version, value, pack) for value in _values(answer, hook, plugin)]


def _sound(hook: str, plugin: str, version: str, value: Any, pack: Pack) -> Answered:
    problem = flaw(hook, value, pack)
    if problem is not None:
        raise PluginError(
            "plugin '{plugin}' answered {hook} with what cannot be: {problem}",
            plugin=plugin, hook=hook, problem=problem,
        )  # fmt: skip
    return Answered(hook, plugin, version, value)


# Answers that come from a pack's data are the same objects each time: one look at each is enough.
_sound_again = lru_cache(maxsize=4096)(_sound)


def _asked(
    hook: str, plugin: str, version: str, implementation: HookImpl, given: Mapping[str, Any],
    heed: list[Overheard] | None,
) -> Any:  # fmt: skip
    """What one hook answers; `heed` takes what it prints. The core's own (`None`) is not watched."""
    try:
        if heed is not None:
            from amends.policy.conduct import asked_well

            answer, printed = asked_well(implementation, given)
            if printed.strip():
                heed.append(Overheard(plugin, hook, " ".join(printed.split())))
            return answer
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


def _values(answer: Any, hook: str, plugin: str) -> Sequence[Any]:
    if answer is None:
        return []
    expected = _EXPECTED[hook]
    values = [answer] if hook == "route" else answer
    if not isinstance(values, list | tuple) or not all([isinstance(value, expected) for value in values]):  # noqa: C419  on the way of every question; a generator costs more
        raise PluginError(
            "plugin '{plugin}' answered {hook} with {got}; expected {expected}",
            plugin=plugin, hook=hook, got=_shape(answer), expected=expected.__name__,
        )  # fmt: skip
    return values


def _shape(answer: Any) -> str:
    inner = {type(value).__name__ for value in answer} if isinstance(answer, list | tuple) else set()
    return f"{type(answer).__name__} of {', '.join(sorted(inner))}" if inner else type(answer).__name__
