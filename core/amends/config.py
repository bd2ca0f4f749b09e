"""`amends.toml`: which chain this is, which plugins it uses, where its ledger is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from amends.errors import ConfigurationError, Phrase

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

StrPath = str | os.PathLike[str]
FILE_NAME = "amends.toml"
_CHAIN_KEYS: dict[str, type] = {
    "name": str,
    "plugins": list,
    "currency": str,
    "timezone": str,
    "language": str,
    "database": str,
    "region": str,
}
_BRANCH_KEYS: dict[str, type] = {"name": str, "industry": str, "staff": str, "region": str}


class Chain:
    """One chain's settings, read from `file`.

    `plugins` are in the chain's order: the first named has the first say. `database` is an absolute path.
    `branches` maps codes to their settings; `overrides` maps an industry to what it changes in that pack.
    """

    def __init__(self, file: StrPath, tables: Mapping[str, Any]) -> None:
        file = os.fspath(file)
        _check(file, tables)
        chain = tables["chain"]
        self.file = file
        self.name: str = chain["name"]
        self.plugins: tuple[str, ...] = tuple(chain["plugins"])
        self.currency: str = chain.get("currency", "CNY")
        self.timezone: str = chain.get("timezone", "Asia/Shanghai")
        self.language: str = chain.get("language", "zh")
        self.region: str = chain.get("region", "")
        self.database: str = _database(file, chain.get("database", "amends.db"))
        self.branches: dict[str, dict[str, str]] = dict(tables.get("branch", {}))
        self.overrides: dict[str, dict[str, Any]] = dict(tables.get("pack", {}))

    def region_of(self, branch: str) -> str:
        """Where a branch lies, as written: its own `region`, else the chain's, else empty."""
        return self.branches.get(branch, {}).get("region", self.region)

    def zone(self) -> ZoneInfo:
        """The time zone people here live in. Raises `ConfigurationError` where there is no such zone."""
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(self.timezone)
        except (KeyError, ValueError, OSError):
            raise ConfigurationError(
                "{file}: [chain] timezone: no zone {name!r}", file=self.file, name=self.timezone
            ) from None


def find_config(given: str | None, start: StrPath | None = None) -> str | None:
    """The file to use: `given`, else `AMENDS_CONFIG`, else `amends.toml` in `start` (the working folder) or above.

    Returns `None` where there is none; raises `ConfigurationError` where a named file does not exist.
    """
    named = given or os.environ.get("AMENDS_CONFIG")
    if named:
        path = os.path.abspath(named)
        if not os.path.isfile(path):
            raise ConfigurationError("no configuration file {path}", path=path)
        return path
    folder, above = os.path.abspath(start or os.getcwd()), ""
    while folder != above:
        file = os.path.join(folder, FILE_NAME)
        if os.path.isfile(file):
            return file
        above, folder = folder, os.path.dirname(folder)
    return None


def load_chain(file: StrPath) -> Chain:
    """Read `file`. Raises `ConfigurationError` naming the file and the key for anything wrong in it."""
    try:
        state = os.stat(file)
        return _read(os.fspath(file), state.st_mtime_ns, state.st_size)
    except (ValueError, OSError) as error:
        raise ConfigurationError("{file}: {problem}", file=file, problem=error) from None


@lru_cache(maxsize=8)
def _read(file: str, changed: int, size: int) -> Chain:  # noqa: ARG001  a changed file is another one
    """The chain in `file`, read once: a command asks for the language first, and for the rest when it has begun."""
    import tomli

    with open(file, "rb") as source:
        return Chain(file, tomli.loads(source.read().decode("utf-8-sig")))


def write_chain(file: StrPath, chain: Mapping[str, Any], branches: Mapping[str, Mapping[str, str]]) -> None:
    """Write a new `amends.toml`; raises `ConfigurationError` where one is there already."""
    lines = ["# What each key means: docs/configuration.md", "[chain]", *(_line(*item) for item in chain.items())]
    for code, settings in branches.items():
        lines += ["", f"[branch.{_quote(code)}]", *(_line(*item) for item in settings.items())]
    try:
        with open(file, "x", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
    except FileExistsError:
        raise ConfigurationError("{file} exists; nothing was changed", file=file) from None


def _line(key: str, value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"{key} = [{', '.join(_quote(entry) for entry in value)}]"
    return f"{key} = {_quote(value)}"


def _quote(value: str) -> str:
    """A TOML basic string. Control characters are written as escapes: a name cannot smuggle in another key."""
    plain = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char >= " " and char != "\x7f" else f"\\u{ord(char):04x}" for char in plain) + '"'


def _database(file: str, named: str) -> str:
    if "://" in named:
        raise ConfigurationError(
            "{file}: database = '{named}': this version keeps its ledger in a file; give a path", file=file, named=named
        )
    return os.path.abspath(os.path.join(os.path.dirname(file), named))


def _check(file: str, tables: Mapping[str, Any]) -> None:
    known = ("chain", "branch", "pack")
    for name, table in tables.items():
        if name not in known or not isinstance(table, dict):
            raise ConfigurationError(
                "{file}: [{name}] is not one of {known}", file=file, name=name, known=", ".join(known)
            )
    if "chain" not in tables:
        raise ConfigurationError("{file}: no [chain]; expected name and plugins in it", file=file)
    _check_table(file, "chain", tables["chain"], _CHAIN_KEYS, required=("name", "plugins"))
    for code, branch in tables.get("branch", {}).items():
        if not isinstance(branch, dict):
            raise ConfigurationError("{file}: [branch.{code}] is not a table", file=file, code=code)
        # A branch's code stands at the head of every number: it must be sayable over a telephone.
        if not code or len(code) > 20 or " " in code or not code.isprintable():
            raise ConfigurationError(
                "{file}: [branch.{code}]: a code has 1 to 20 characters without spaces", file=file, code=code
            )
        _check_table(file, f"branch.{code}", branch, _BRANCH_KEYS)
    _check_packs(file, tables.get("pack", {}))
    chain = tables["chain"]
    if not all(isinstance(name, str) for name in chain["plugins"]):
        raise ConfigurationError("{file}: [chain] plugins: expected a list of names", file=file)
    if chain.get("language", "zh") not in ("zh", "en"):
        raise ConfigurationError("{file}: [chain] language: expected zh or en", file=file)


def _check_packs(file: str, packs: Mapping[str, Any]) -> None:
    for industry, changes in packs.items():
        if not isinstance(changes, dict):
            raise ConfigurationError("{file}: [pack.{industry}] is not a table", file=file, industry=industry)


def _check_table(
    file: str, name: str, table: Mapping[str, Any], keys: Mapping[str, type], required: tuple[str, ...] = ()
) -> None:
    for key, value in table.items():
        if key not in keys:
            raise ConfigurationError(
                "{file}: [{name}] {key}: unknown; known: {known}", file=file, name=name, key=key, known=", ".join(keys)
            )
        if not isinstance(value, keys[key]):
            expected = Phrase("a list") if keys[key] is list else Phrase("a string")
            raise ConfigurationError(
                "{file}: [{name}] {key}: expected {expected}", file=file, name=name, key=key, expected=expected
            )
    for key in required:
        if key not in table:
            raise ConfigurationError("{file}: [{name}] {key} is missing", file=file, name=name, key=key)
