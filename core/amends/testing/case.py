"""One conformance case: its fields, handed out one by one, so that a field nobody asked for is noticed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

# What describes a case and changes nothing about it.
DESCRIPTIVE = frozenset({"id", "source", "note", "quirk"})


class Mismatch(Exception):
    """A case came out differently."""

    def __init__(self, expected: object, got: object) -> None:
        super().__init__(f"expected {expected}, got {got}")


class Case:
    """The fields of one case. `name` is where they are, for messages: empty for the case itself."""

    def __init__(self, fields: Any, name: str = "", descriptive: frozenset[str] = DESCRIPTIVE) -> None:
        if not isinstance(fields, Mapping):
            raise TypeError(f"{name or 'a case'} is not a table of fields: {fields!r}")
        self._fields = fields
        self._name = name
        self._left = set(fields) - descriptive

    def take(self, name: str) -> Any:
        """The field `name`. Raises `LookupError` where it is missing."""
        if name not in self._fields:
            raise LookupError(f"the field {self._path(name)} is missing")
        self._left.discard(name)
        return self._fields[name]

    def take_or(self, name: str, default: Any) -> Any:
        """The field `name`, or `default` where it is missing or null."""
        self._left.discard(name)
        found = self._fields.get(name)
        return default if found is None else found

    def check_all_taken(self) -> None:
        """Raise `LookupError` naming the fields nobody took."""
        if self._left:
            raise LookupError(f"unknown field: {', '.join(sorted(map(self._path, self._left)))}")

    def _path(self, name: str) -> str:
        return f"{self._name}.{name}" if self._name else name


def compare_moments(expected: str, got: datetime, tolerance_seconds: float) -> None:
    """Raise `Mismatch` unless `got` is `expected`, give or take the tolerance."""
    if abs((got - datetime.fromisoformat(expected)).total_seconds()) > tolerance_seconds:
        raise Mismatch(expected, got.isoformat())
