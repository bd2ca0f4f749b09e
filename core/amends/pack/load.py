"""Reading a pack: from the TOML files of a folder, or from tables stored with an old case."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import NOTHING, fields

from amends.errors import PackError
from amends.pack import values
from amends.pack.check import check
from amends.pack.kinds import Place
from amends.pack.values import Pack

_BASE = Path(__file__).with_name("base.toml")
_SINGLE: dict[str, Any] = {"industry": values.Industry, "numbering": values.Numbering, "calendar": values.Opening}
_LISTS: dict[str, Any] = {"approval": values.Band, "escalation": values.EscalationRule}
_NAMED: dict[str, Any] = {
    "role": values.Role,
    "remedy": values.MenuItem,
    "clock": values.ClockRule,
    "fact": values.FactRule,
    "follow_up": values.FollowUpRule,
    "temperament": values.TemperamentRule,
    "stage": values.Words,
    "channel": values.Words,
    "category": values.Category,
}
_PLURALS = {"category": "categories", "remedy": "remedies"}


def load_pack(folder: Path) -> Pack:
    """The pack in `folder`: all its `*.toml` files, over the core's own words.

    Raises `PackError` naming file, table and key for anything that is unknown, missing, malformed or inconsistent.
    """
    import tomli

    tables: dict[str, Any] = {}
    files: dict[str, str] = {}
    sources = sorted(folder.glob("*.toml"))
    if not sources:
        raise PackError("no pack in {folder}; expected files like industry.toml, categories.toml", folder=folder)
    for path in (_BASE, *sources):
        try:
            content = tomli.loads(path.read_bytes().decode("utf-8"))
        except (ValueError, OSError) as error:
            raise PackError(
                "pack {pack}, {file}: {problem}", pack=folder.parent.name, file=path.name, problem=error
            ) from None
        _merge(tables, files, content, path, folder.parent.name)
    return build_pack(tables, files)


def build_pack(tables: dict[str, Any], files: Mapping[str, str] | None = None) -> Pack:
    """A pack from its raw tables; `files` says which file each table came from, for messages."""
    pack = Pack(**dict(_parts(tables, files or {})), tables=tables, digest=digest(tables))
    check(pack, files or {})
    return pack


def digest(tables: Mapping[str, Any]) -> str:
    """The fingerprint of a pack's content: sha256 of its canonical JSON."""
    canonical = json.dumps(tables, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _merge(tables: dict[str, Any], files: dict[str, str], content: dict[str, Any], path: Path, pack: str) -> None:
    for name, entries in content.items():
        if name not in _NAMED:
            if name in tables:
                raise PackError(
                    "pack {pack}, {file}, [{table}]: also in {other}",
                    pack=pack,
                    file=path.name,
                    table=name,
                    other=files[name],
                )
            tables[name], files[name] = entries, path.name
            continue
        if not isinstance(entries, dict):
            raise Place(pack, path.name, name).error("is not a table of named entries")
        for entry, value in entries.items():
            place = f"{name}.{entry}"
            if files.get(place, _BASE.name) != _BASE.name:
                raise PackError(
                    "pack {pack}, {file}, [{table}]: also in {other}",
                    pack=pack,
                    file=path.name,
                    table=place,
                    other=files[place],
                )
            tables.setdefault(name, {})[entry], files[place] = value, path.name


def overlaid(under: Any, over: Any) -> Any:
    """Tables with a chain's changes laid over them: tables are joined key by key, everything else is replaced."""
    if not isinstance(under, dict) or not isinstance(over, dict):
        return over
    return {**under, **{key: overlaid(under.get(key), value) for key, value in over.items()}}


def _parts(tables: Mapping[str, Any], files: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    industry = tables.get("industry")
    name = str(industry.get("name", "?")) if isinstance(industry, dict) else "?"
    currency = str(industry.get("currency", "CNY")) if isinstance(industry, dict) else "CNY"
    for unknown in sorted(set(tables) - set(_SINGLE) - set(_LISTS) - set(_NAMED)):
        known = ", ".join(sorted({*_SINGLE, *_LISTS, *_NAMED}))
        raise Place(name, files.get(unknown, "?"), unknown).error("unknown table; known: {known}", known=known)

    def place(table: str) -> Place:
        return Place(name, files.get(table) or files.get(table.split("[")[0], "amends.toml"), table, "", currency)

    for table, cls in _SINGLE.items():
        yield table, _build(cls, tables.get(table, {}), place(table))
    for table, cls in _LISTS.items():
        entries = tables.get(table, [])
        if not isinstance(entries, list):
            raise place(table).error("expected a list: write [[{table}]]", table=table)
        yield f"{table}s", tuple(_build(cls, entry, place(f"{table}[{i}]")) for i, entry in enumerate(entries))
    for table, cls in _NAMED.items():
        named = tables.get(table, {})
        yield (
            _PLURALS.get(table, f"{table}s"),
            {key: _build(cls, entry, place(f"{table}.{key}")) for key, entry in named.items()},
        )


@cache
def _keys(cls: Hashable) -> tuple[dict[str, Any], frozenset[str]]:
    """Of a table's class: the kind of each key, and the keys that must be there."""
    attributes: Any = fields(cls)  # type: ignore[arg-type]  # only attrs classes come here
    kinds = {attribute.name: attribute.metadata["kind"] for attribute in attributes}
    return kinds, frozenset(attribute.name for attribute in attributes if attribute.default is NOTHING)


def _build(cls: Any, table: Any, place: Place) -> Any:
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
