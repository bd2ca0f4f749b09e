"""Making one value from one TOML table, by what its class says about each key."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any

from attrs import NOTHING, fields

from amends.pack.kinds import Place


def read_table(cls: Any, table: Any, place: Place) -> Any:
    """An instance of `cls` from `table`; raises `PackError` for an unknown, missing or malformed key."""
    kinds, required = _keys(cls)
    if not isinstance(table, dict):
        raise place.error("{table!r} is not a table", table=table)
    if not table.keys() <= kinds.keys():
        unknown = sorted(table.keys() - kinds.keys())
        raise place.at(unknown[0]).error("unknown key; known: {known}", known=", ".join(kinds))
    if not required <= table.keys():
        missing = [key for key in kinds if key in required and key not in table]
        raise place.at(missing[0]).error("is missing")
    return cls(**{key: kinds[key](value, place.at(key)) for key, value in table.items()})


@cache
def _keys(cls: Hashable) -> tuple[dict[str, Any], frozenset[str]]:
    """Of a table's class: the kind of each key, and the keys that must be there."""
    attributes: Any = fields(cls)  # type: ignore[arg-type]  # only attrs classes come here
    kinds = {attribute.name: attribute.metadata["kind"] for attribute in attributes}
    return kinds, frozenset(attribute.name for attribute in attributes if attribute.default is NOTHING)
