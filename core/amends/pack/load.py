"""Reading a pack: from the TOML files of a folder, or from tables stored with an old case.

A folder is parsed and judged once; its tables are then kept compiled, and their entries become values only when looked
at: a command at the desk needs three categories of thirty.
"""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from amends.compiled import keep, kept, states
from amends.digest import digest_of
from amends.errors import PackError
from amends.pack import BASE
from amends.pack.entries import Entries, Series, pack_entries, unpack_entry
from amends.pack.kinds import Place, file_of
from amends.pack.tables import read_table
from amends.pack.values import Pack

TAUGHT = os.path.join("examples", "taught.bin")  # beside the pack's folder: see amends.taught
# Where the class of each table is; those that few commands need are imported when it comes to that.
_SINGLE = {
    "industry": "values.Industry",
    "numbering": "values.Numbering",
    "calendar": "values.Opening",
    "unclassified": "values.Unclassified",
    "overdue": "values.Overdue",
}
# Absent, they are not there at all.
_OPTIONAL = {"budget": "ladders.Budget"}
_LISTS = {"approval": "menu.Band", "escalation": "values.EscalationRule"}
_NAMED = {
    "role": "values.Role",
    "ladder": "ladders.Ladder",
    "remedy": "menu.MenuItem",
    "clock": "values.ClockRule",
    "fact": "values.FactRule",
    "follow_up": "values.FollowUpRule",
    "permission": "permission.Permission",
    "temperament": "temperament.TemperamentRule",
    "wording": "wording.WordingRule",
    "refused": "refused.RefusedPractice",
    "stage": "values.Words",
    "channel": "values.Words",
    "inquiry": "handling.InquiryRule",
    "breach": "handling.BreachRule",
    "category": "values.Category",
}
_PLURALS = {
    "category": "categories",
    "remedy": "remedies",
    "inquiry": "inquiries",
    "breach": "breaches",
    "refused": "refusals",
}


def load_pack(path: str) -> Pack:
    """The pack in the folder `path`, or in the folder `pack` beside the module `path` (give `__file__`).

    All its `*.toml` files count, over the core's own words. Raises `PackError` naming file, table and key for anything
    that is unknown, missing, malformed or inconsistent.
    """
    folder = os.path.join(os.path.dirname(path), "pack") if path.endswith((".py", ".pyc")) else str(path)
    sources = _sources(folder)
    taught = os.path.join(os.path.dirname(folder), TAUGHT)
    compiled = kept(folder, "pack", sources)
    if compiled is not None:
        packed_tables, files, fingerprint = compiled
        return _assembled(packed_tables, files, fingerprint, folder, taught)
    tables, files = _read([BASE, *(os.path.join(folder, name) for name, *_ in sources[1:])], folder)
    tables = _numbered(tables)
    pack = build_pack(tables, files, folder, taught)
    check_words(tables, pack, files)
    packed_tables = {name: pack_entries(table) if name in _NAMED else table for name, table in tables.items()}
    keep(folder, "pack", sources, (packed_tables, files, pack.digest))
    return pack


def build_pack(
    tables: dict[str, Any],
    files: Mapping[str, str] | None = None,
    folder: str | None = None,
    taught: str | None = None,
) -> Pack:
    """A pack from its raw tables, judged whole; `files` says which file each table came from, for messages.

    `folder` and `taught` become those of the pack.
    """
    from amends.pack.check import check

    tables = _numbered(tables)
    pack = _assembled(tables, files or {}, digest(tables), folder, taught)
    # Looking at an entry reads it, and says what is wrong with it.
    for table in _LISTS:
        tuple(getattr(pack, f"{table}s"))
    for table in _NAMED:
        tuple(getattr(pack, _PLURALS.get(table, f"{table}s")).values())
    check(pack, files or {})
    return pack


def _numbered(tables: dict[str, Any]) -> dict[str, Any]:
    if "ladder" not in tables:
        return tables
    from amends.pack.ladders import numbered

    return numbered(tables)


def check_words(tables: Mapping[str, Any], pack: Pack, files: Mapping[str, str] | None = None) -> None:
    """Raise `PackError` for words among `tables` that are not said to a customer (G16).

    `tables` are those of `pack`, or what a chain changes in it.
    """
    from amends.pack.spoken import check_spoken

    check_spoken(tables, files or {}, pack, _NAMED)


def digest(tables: Mapping[str, Any]) -> str:
    """The fingerprint of a pack's content: sha256 of its canonical JSON."""
    canonical = json.dumps(tables, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return digest_of(canonical.encode())


def overlaid(under: Any, over: Any) -> Any:
    """Tables with a chain's changes laid over them: tables are joined key by key, everything else is replaced."""
    if not isinstance(under, dict) or not isinstance(over, dict):
        return over
    return {**under, **{key: overlaid(under.get(key), value) for key, value in over.items()}}


def _sources(folder: str) -> list[tuple[str, int, int]]:
    """The files a pack is made from, with size and time of change: what its compiled form must fit."""
    try:
        found = sorted(entry.path for entry in os.scandir(folder) if entry.name.endswith(".toml"))
    except OSError:
        found = []
    if not found:
        raise PackError("no pack in {folder}; expected files like industry.toml, categories.toml", folder=folder)
    return states(BASE, *found)


def _read(paths: list[str], folder: str) -> tuple[dict[str, Any], dict[str, str]]:
    import tomli

    tables: dict[str, Any] = {}
    files: dict[str, str] = {}
    name = os.path.basename(os.path.dirname(folder))
    for path in paths:
        file = os.path.basename(path)
        try:
            with open(path, "rb") as source:
                content = tomli.loads(source.read().decode("utf-8"))
        except (ValueError, OSError) as error:
            raise PackError("pack {pack}, {file}: {problem}", pack=name, file=file, problem=error) from None
        _merge(tables, files, content, Place(name, file, ""))
    return tables, files


def _merge(tables: dict[str, Any], files: dict[str, str], content: dict[str, Any], place: Place) -> None:
    base = os.path.basename(BASE)
    for name, entries in content.items():
        table = Place(place.pack, place.file, name)
        if name not in _NAMED:
            if name in tables:
                raise table.error("also in {other}", other=files[name])
            tables[name], files[name] = entries, place.file
            continue
        if not isinstance(entries, dict):
            raise table.error("is not a table of named entries")
        for entry, value in entries.items():
            full = f"{name}.{entry}"
            if files.get(full, base) != base:
                raise Place(place.pack, place.file, full).error("also in {other}", other=files[full])
            tables.setdefault(name, {})[entry], files[full] = value, place.file


def _assembled(
    tables: dict[str, Any], files: Mapping[str, str], fingerprint: str, folder: str | None, taught: str | None
) -> Pack:
    def raw() -> dict[str, Any]:
        return {
            name: {key: unpack_entry(entry) for key, entry in table.items()} if name in _NAMED else table
            for name, table in tables.items()
        }

    return Pack(**dict(_parts(tables, files)), raw=raw, digest=fingerprint, folder=folder, taught=taught)


def _parts(tables: Mapping[str, Any], files: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    industry = tables.get("industry")
    known = industry if isinstance(industry, dict) else {}
    name, currency = str(known.get("name", "?")), str(known.get("currency", "CNY"))

    def place(table: str) -> Place:
        return Place(name, file_of(table, files), table, "", currency)

    for unknown in sorted(set(tables) - set(_SINGLE) - set(_OPTIONAL) - set(_LISTS) - set(_NAMED)):
        tables_known = ", ".join(sorted({*_SINGLE, *_OPTIONAL, *_LISTS, *_NAMED}))
        raise place(unknown).error("unknown table; known: {known}", known=tables_known)
    for table, address in _SINGLE.items():
        yield table, read_table(_class(address), tables.get(table, {}), place(table))
    for table, address in _OPTIONAL.items():
        yield table, read_table(_class(address), tables[table], place(table)) if table in tables else None
    for table, address in _LISTS.items():
        yield f"{table}s", _series(table, address, tables.get(table, []), place)
    for table, address in _NAMED.items():
        yield _PLURALS.get(table, f"{table}s"), _entries(table, address, tables.get(table, {}), place)


def _series(table: str, address: str, listed: Any, place: Callable[[str], Place]) -> Series[Any]:
    if not isinstance(listed, list):
        raise place(table).error("expected a list: write [[{table}]]", table=table)
    return Series(listed, lambda number, entry: read_table(_class(address), entry, place(f"{table}[{number}]")))


def _entries(table: str, address: str, named: Any, place: Callable[[str], Place]) -> Entries[Any]:
    if not isinstance(named, dict):
        raise place(table).error("is not a table of named entries")
    return Entries(named, lambda name, entry: read_table(_class(address), entry, place(f"{table}.{name}")))


def _class(address: str) -> Any:
    module, _dot, name = address.partition(".")
    return getattr(importlib.import_module(f"amends.pack.{module}"), name)
