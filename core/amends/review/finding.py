"""What a review finds, and how it comes out of the process in which a plugin is tried."""

from __future__ import annotations

from typing import Any, NamedTuple

from amends.errors import AmendsError, Misuse, Phrase
from amends.text import Text

ERROR, WARNING = "error", "warning"


class Finding(NamedTuple):
    """Something to put right: `problem` says what is wrong, `remedy` what to do.

    `check` names the question that found it (`pack`, `wording`, `understanding`, `unused`, `law`, `hook`, `name`),
    `level` is `error` (a chain must not enable it) or `warning`. `file` is the whole path; `line` counts from 1.
    """

    check: str
    level: str
    file: str | None
    line: int | None
    problem: AmendsError
    remedy: AmendsError


class _Told:
    """A value that stayed in the other process: what it looked like."""

    def __init__(self, said: str, shown: str) -> None:
        self._said, self._shown = said, shown

    def __str__(self) -> str:
        return self._said

    def __repr__(self) -> str:
        return self._shown

    def __format__(self, form: str) -> str:
        return format(self._said, form)


def to_wire(finding: Finding) -> dict[str, Any]:
    """A finding as plain data."""
    return finding._asdict() | {"problem": _packed(finding.problem), "remedy": _packed(finding.remedy)}


def from_wire(data: dict[str, Any]) -> Finding:
    """The inverse of `to_wire`."""
    return Finding(**{**data, "problem": _unpacked(data["problem"]), "remedy": _unpacked(data["remedy"])})


def _packed(value: Any) -> Any:
    if isinstance(value, AmendsError):
        return {"template": value.template, "data": {name: _packed(part) for name, part in value.data.items()}}
    if isinstance(value, Phrase):
        return {"phrase": str(value)}
    if isinstance(value, Text):
        return {"text": value.to_json()}
    if value is None or isinstance(value, str | int):
        return value
    return {"said": str(value), "shown": repr(value)}


def _unpacked(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "template" in value:
        template, data = value["template"], value["data"]
        return Misuse(template, **{name: _unpacked(part) for name, part in data.items()})
    if "phrase" in value:
        words = value["phrase"]
        return Phrase(words)
    if "text" in value:
        return Text(**value["text"])
    return _Told(value["said"], value["shown"])
