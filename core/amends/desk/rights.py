"""What the trades of a chain say today of roles and verbs, read without loading the trades where that is possible.

A list of cases needs to know what somebody covers, and nothing else of a trade; loading one takes longer than all the
rest of such a command. So the roles are read from the files of the pack, compiled where they are.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from amends.compiled import kept, states, unpacked
from amends.pack import BASE
from amends.policy.coverage import SCOPES, Rights

if TYPE_CHECKING:
    from amends.config import Chain
    from amends.pack.values import Pack

Tables = Mapping[str, Mapping[str, Any]]  # `role` and `permission`, as a pack holds them
_TABLES = ("role", "permission")
_PLAIN = b"return load_pack(__file__)"


def rights_of(chain: Chain) -> dict[str, Rights]:
    """The rights in every trade of the chain, its own changes included. Raises what loading the trades raises."""
    found = {}
    for name in chain.plugins:
        tables, changes = _tables(name), chain.overrides.get(name, {})
        if tables is None or not all(_is_plain(each.get(table, {})) for each in (tables, changes) for table in _TABLES):
            return _loaded(chain)
        joined = {table: {**tables[table], **_joined(tables[table], changes.get(table, {}))} for table in _TABLES}
        if not all(map(_is_sound, (*joined["role"].values(), *joined["permission"].values()))):
            return _loaded(chain)
        found[name] = _rights(joined)
    return found


def _loaded(chain: Chain) -> dict[str, Rights]:
    """The rights by way of the loaded trades, which are judged on the way."""
    from amends import registry

    packs = registry.load(chain.plugins, chain.overrides).packs
    return {name: rights_in(pack) for name, pack in packs.items()}


def rights_in(pack: Pack) -> Rights:
    """The rights in a pack that is loaded."""
    return Rights(
        {name: role.scope for name, role in pack.roles.items()},
        {name: role.superior for name, role in pack.roles.items()},
        {verb: permission.roles for verb, permission in pack.permissions.items()},
    )


def _rights(tables: Tables) -> Rights:
    return Rights(
        {name: role.get("scope", "branch") for name, role in tables["role"].items()},
        {name: role.get("superior") for name, role in tables["role"].items()},
        {verb: tuple(permission.get("roles", ())) for verb, permission in tables["permission"].items()},
    )


def _joined(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """What a chain changes in a table, key by key, as loading the trade joins them."""
    return {name: {**under.get(name, {}), **entry} for name, entry in over.items()}


def _is_plain(changes: Any) -> bool:
    """Whether it is a table of tables; where not, loading says what is wrong."""
    return isinstance(changes, dict) and all(isinstance(entry, dict) for entry in changes.values())


def _is_sound(entry: Mapping[str, Any]) -> bool:
    """Whether a role or permission has a scope that exists, and a list of roles, where it has them."""
    return entry.get("scope", "branch") in SCOPES and isinstance(entry.get("roles", []), list)


def _tables(plugin: str) -> Tables | None:
    """The tables in the files of a plugin's pack; `None` where they cannot be had without loading it."""
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec(f"amends_{plugin}")
    home = os.path.dirname(spec.origin) if spec and spec.origin else ""
    folder = os.path.join(home, "pack")
    if not home or not os.path.isdir(folder) or not _gives_its_files(os.path.join(home, "plugin.py")):
        return None
    files = sorted(entry.path for entry in os.scandir(folder) if entry.name.endswith(".toml"))
    compiled = kept(folder, "pack", states(BASE, *files))
    if compiled is None:
        try:
            return _parsed(files)
        except (ValueError, AttributeError, TypeError):  # no TOML, or no tables: loading says which
            return None
    return {table: {name: unpacked(entry) for name, entry in compiled[0].get(table, {}).items()} for table in _TABLES}


def _gives_its_files(module: str) -> bool:
    """Whether a plugin's pack is what its files say: one that does more than read them has to be asked."""
    try:
        with open(module, "rb") as source:
            return _PLAIN in source.read()
    except OSError:
        return False


def _parsed(files: list[str]) -> Tables:
    """The tables as they are written, where Python keeps no compiled form of anything."""
    import tomli

    found: dict[str, dict[str, Any]] = {table: {} for table in _TABLES}
    for file in files:
        with open(file, "rb") as source:
            text = source.read().decode()
        if any(f"[{table}" in text for table in _TABLES):
            content = tomli.loads(text)
            for table in _TABLES:
                found[table].update(content.get(table, {}))
    return found
