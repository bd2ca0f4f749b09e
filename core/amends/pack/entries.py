"""Tables whose entries become values when first looked at: a command at the desk needs three categories of thirty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, overload

from amends.compiled import packed, unpacked

_T = TypeVar("_T")


def pack_entries(table: Mapping[str, Any]) -> dict[str, bytes]:
    """A table with each entry as bytes of its own, so that only those looked at are unpacked."""
    return {name: packed(entry) for name, entry in table.items()}


def unpack_entry(entry: Any) -> Any:
    """An entry as it was before `pack_entries`; one that was not packed stays as it is."""
    return unpacked(entry) if isinstance(entry, bytes) else entry


class Entries(Mapping[str, _T]):
    """The named entries of one table."""

    def __init__(self, table: Mapping[str, Any], read: Callable[[str, Any], _T]) -> None:
        self._table = table
        self._read = read
        self._values: dict[str, _T] = {}

    def __getitem__(self, name: str) -> _T:
        if name not in self._values:
            self._values[name] = self._read(name, unpack_entry(self._table[name]))
        return self._values[name]

    def __contains__(self, name: object) -> bool:
        return name in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


class Series(Sequence[_T]):
    """The entries of a list of tables, in order; all are read when the first is looked at."""

    def __init__(self, tables: Sequence[Any], read: Callable[[int, Any], _T]) -> None:
        self._tables = tables
        self._read = read
        self._values: tuple[_T, ...] | None = None

    @overload
    def __getitem__(self, index: int) -> _T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_T]: ...
    def __getitem__(self, index: int | slice) -> _T | Sequence[_T]:
        return self._all()[index]

    def __iter__(self) -> Iterator[_T]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._tables)

    def _all(self) -> tuple[_T, ...]:
        if self._values is None:
            self._values = tuple(self._read(number, table) for number, table in enumerate(self._tables))
        return self._values
