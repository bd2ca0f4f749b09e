"""The version of what plugins build on: which range a plugin asks for, and what goes out of use.

`API_VERSION` is `MAJOR.MINOR`. The minor number rises with whatever is added, the major one with whatever is changed or
taken away; what is public stands in `docs/api.md`.
"""

from __future__ import annotations

import operator
import warnings
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from amends import API_VERSION
from amends.errors import PluginError

_COMPARED: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": operator.ge, "<=": operator.le, "==": operator.eq, "!=": operator.ne, ">": operator.gt, "<": operator.lt,
}  # fmt: skip
_P = ParamSpec("_P")
_T = TypeVar("_T")


def check_api(plugin: str, wanted: object, version: str = API_VERSION) -> None:
    """Raise `PluginError`, naming both, where a plugin's range (`">=1.0,<2"`) does not hold the API's `version`.

    The parts of a range are joined by commas and all must hold. What is no range is refused too, with the form of one.
    """
    parts = [part.strip() for part in wanted.split(",")] if isinstance(wanted, str) else []
    if not parts or not all(map(_is_part, parts)):
        raise PluginError(
            "plugin '{name}': {wanted!r} is no range of API versions; expected one like '>=1.0,<2'",
            name=plugin, wanted=wanted,
        )  # fmt: skip
    if not all(_holds(part, version) for part in parts):
        raise PluginError(
            "plugin '{name}' needs the plugin API {wanted}; this is {version}",
            name=plugin, wanted=wanted, version=version,
        )  # fmt: skip


def warn_deprecated(what: str, replacement: str, since: str, stacklevel: int = 2) -> None:
    """Warn (`DeprecationWarning`) that `what` goes out of use with API `since`, and what is used in its place."""
    text = f"{what} is deprecated since the plugin API {since}; use {replacement}"
    warnings.warn(text, DeprecationWarning, stacklevel=stacklevel + 1)


def deprecated(replacement: str, since: str) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Mark a function as going out of use: whoever calls it is told the replacement."""

    def mark(function: Callable[_P, _T]) -> Callable[_P, _T]:
        @wraps(function)
        def told(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            warn_deprecated(f"{function.__module__}.{function.__qualname__}", replacement, since)
            return function(*args, **kwargs)

        return told

    return mark


def _is_part(part: str) -> bool:
    numbers = part.removeprefix(_sign(part)).strip().split(".")
    return bool(_sign(part)) and all(number.isascii() and number.isdecimal() for number in numbers)


def _sign(part: str) -> str:
    return next((sign for sign in _COMPARED if part.startswith(sign)), "")


def _holds(part: str, version: str) -> bool:
    sign = _sign(part)
    asked, given = _numbers(part.removeprefix(sign)), _numbers(version)
    length = max(len(asked), len(given))
    return _COMPARED[sign](_padded(given, length), _padded(asked, length))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.strip().split("."))


def _padded(numbers: tuple[int, ...], length: int) -> tuple[int, ...]:
    return numbers + (0,) * (length - len(numbers))
