"""`amends.toml`: which chain this is, which plugins it uses, where its ledger is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from amends.errors import ConfigurationError, Misuse, Phrase

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
    "sign_in": str,
    "region": str,
}
_BRANCH_KEYS: dict[str, type] = {
    "name": str,
    "industry": str,
    "staff": str,
    "parent": str,
    "kind": str,
    "timezone": str,
    "hours": dict,
    "holidays": str,
    "language": str,
    "budget": str,
    "region": str,
}
_SIGN_IN = ("required", "off")


class Chain:
    """One chain's settings, read from `file`.

    `plugins` are in the chain's order: the first named has the first say. `database` is an absolute path.
    `branches` maps codes to their settings; `overrides` maps an industry to what it changes in that pack; `holidays`
    maps years to what the chain says of their holidays.
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
        # `None`: as soon as somebody has a PIN, whoever has one or stands below them signs in.
        self.sign_in: str | None = chain.get("sign_in")
        self.branches: dict[str, dict[str, Any]] = dict(tables.get("branch", {}))
        self.holidays: dict[str, dict[str, Any]] = dict(tables.get("holidays", {}))
        self.overrides: dict[str, dict[str, Any]] = dict(tables.get("pack", {}))

    def region_of(self, branch: str) -> str:
        """Where a branch lies, as written: its own `region`, else the chain's, else empty."""
        own: str = self.branches.get(branch, {}).get("region", self.region)
        return own

    def zone(self, branch: str | None = None) -> ZoneInfo:
        """The time zone people live in: those of `branch`, where it has its own, else of the chain.

        Raises `ConfigurationError` where there is no such zone.
        """
        from zoneinfo import ZoneInfo

        own = self.branches.get(branch, {}).get("timezone") if branch else None
        try:
            return ZoneInfo(own or self.timezone)
        except (KeyError, ValueError, OSError):
            table, name = (f"branch.{branch}", own) if own else ("chain", self.timezone)
            raise ConfigurationError(
                "{file}: [{table}] timezone: no zone {name!r}; expected one like 'Asia/Shanghai'",
                file=self.file, table=table, name=name,
            ) from None  # fmt: skip

    @property
    def usual_branch(self) -> str | None:
        """The branch meant where nobody names one: the only one there is, regions and head offices apart."""
        codes = [code for code, settings in self.branches.items() if settings.get("kind", "branch") == "branch"]
        return codes[0] if len(codes) == 1 else None


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


def _database(file: str, named: str) -> str:
    if "://" in named:
        raise ConfigurationError(
            "{file}: database = '{named}': this version keeps its ledger in a file; give a path", file=file, named=named
        )
    return os.path.abspath(os.path.join(os.path.dirname(file), named))


def _check(file: str, tables: Mapping[str, Any]) -> None:
    known = ("chain", "branch", "pack", "holidays")
    for name, table in tables.items():
        if name not in known or not isinstance(table, dict):
            raise ConfigurationError(
                "{file}: [{name}] is not one of {known}", file=file, name=name, known=", ".join(known)
            )
    if "chain" not in tables:
        raise ConfigurationError("{file}: no [chain]; expected name and plugins in it", file=file)
    chain = tables["chain"]
    _check_chain(file, chain)
    for code, branch in tables.get("branch", {}).items():
        _check_branch(file, code, branch, chain.get("currency", "CNY"))
    _check_places(file, tables.get("branch", {}))
    for name in ("pack", "holidays"):
        _check_tables(file, name, tables.get(name, {}))


def _check_chain(file: str, chain: Mapping[str, Any]) -> None:
    _check_table(file, "chain", chain, _CHAIN_KEYS, required=("name", "plugins"))
    if not all(isinstance(name, str) for name in chain["plugins"]):
        raise ConfigurationError("{file}: [chain] plugins: expected a list of names", file=file)
    _check_language(file, "chain", chain)
    if chain.get("sign_in", "required") not in _SIGN_IN:
        raise ConfigurationError(
            "{file}: [chain] sign_in: expected {known}, or nothing", file=file, known=", ".join(_SIGN_IN)
        )


def _check_branch(file: str, code: str, branch: Any, currency: str) -> None:
    if not isinstance(branch, dict):
        raise ConfigurationError("{file}: [branch.{code}] is not a table", file=file, code=code)
    # A branch's code stands at the head of every number: it must be sayable over a telephone.
    if not code or len(code) > 20 or " " in code or not code.isprintable():
        raise ConfigurationError(
            "{file}: [branch.{code}]: a code has 1 to 20 characters without spaces", file=file, code=code
        )
    _check_table(file, f"branch.{code}", branch, _BRANCH_KEYS)
    _check_language(file, f"branch.{code}", branch)
    if "budget" in branch:
        _check_budget(file, code, branch["budget"], currency)


def _check_budget(file: str, code: str, budget: str, currency: str) -> None:
    from amends.money import Money  # few chains set budgets, and every command reads this file

    try:
        Money.parse(budget, currency)
    except Misuse as error:
        raise ConfigurationError(
            "{file}: [branch.{code}] budget: {problem}", file=file, code=code, problem=error
        ) from None


def _check_language(file: str, name: str, table: Mapping[str, Any]) -> None:
    if table.get("language", "zh") not in ("zh", "en"):
        raise ConfigurationError("{file}: [{name}] language: expected zh or en", file=file, name=name)


def _check_places(file: str, branches: Mapping[str, Any]) -> None:
    """Judge the tree of the branches, where there is one."""
    if any("parent" in branch or "kind" in branch for branch in branches.values()):
        from amends.branch_tree import check_tree

        check_tree(file, branches)


def _check_tables(file: str, name: str, entries: Mapping[str, Any]) -> None:
    for entry, table in entries.items():
        if not isinstance(table, dict):
            raise ConfigurationError("{file}: [{name}.{entry}] is not a table", file=file, name=name, entry=entry)


def _check_table(
    file: str, name: str, table: Mapping[str, Any], keys: Mapping[str, type], required: tuple[str, ...] = ()
) -> None:
    for key, value in table.items():
        if key not in keys:
            raise ConfigurationError(
                "{file}: [{name}] {key}: unknown; known: {known}", file=file, name=name, key=key, known=", ".join(keys)
            )
        if not isinstance(value, keys[key]):
            shapes: dict[type, Phrase] = {list: Phrase("a list"), dict: Phrase("a table")}
            expected = shapes.get(keys[key], Phrase("a string"))
            raise ConfigurationError(
                "{file}: [{name}] {key}: expected {expected}", file=file, name=name, key=key, expected=expected
            )
    for key in required:
        if key not in table:
            raise ConfigurationError("{file}: [{name}] {key} is missing", file=file, name=name, key=key)
