"""Where each demand of the handbooks is met, and which test shows it: the tables of `docs/coverage.md`.

A demand is met where an entry of a pack cites its id (`covers`), or the core's own words and code name it. A test
shows it whose docstring names the id, or that is a story that cites it. What nothing meets must stand under `later`,
or this fails.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import tomli

ROOT = Path(__file__).resolve().parent.parent
_REQUIREMENTS = ROOT / "tools" / "requirements.toml"
_HEAD = "| id | demand | where | shown by |\n|---|---|---|---|\n"
# A table cell names so many places; the rest is counted.
_NAMED = 3

Places = dict[str, list[str]]


def coverage() -> str:
    """The tables, one for each handbook; raises `SystemExit` naming each id that nothing meets or no test shows."""
    wanted = tomli.loads(_REQUIREMENTS.read_text(encoding="utf-8"))
    later, situations = wanted.pop("later"), wanted.pop("situations")
    where, shown = _places(), _tests()
    missing = [
        f"{name}: {lack}"
        for name in [*(name for table in wanted.values() for name in table), *_names(situations)]
        for lack, found in (("nothing meets it", where), ("no test shows it", shown))
        if name not in later and not found.get(name)
    ]
    if missing:
        raise SystemExit("docs/coverage.md: " + "; ".join(missing))
    tables = [_table(title, demands, later, where, shown) for title, demands in wanted.items()]
    for trade, names in situations.items():
        demands = {f"{trade}.{name}": "" for name in names}
        tables.append(_table(f"situations of {trade}", demands, later, where, shown))
    return "\n".join(tables)


def _names(situations: Mapping[str, list[str]]) -> Iterator[str]:
    return (f"{trade}.{name}" for trade, names in situations.items() for name in names)


def _table(title: str, demands: Mapping[str, str], later: Mapping[str, str], where: Places, shown: Places) -> str:
    rows = []
    for name, demand in demands.items():
        place, test = _cell(where.get(name, [])), _cell(shown.get(name, []))
        if name in later:
            test = f"*later*: {later[name]}"
        rows.append(f"| {name.partition('.')[2] if not demand else name} | {demand} | {place} | {test} |\n")
    return f"## {title.replace('_', ' ').capitalize()}\n\n{_HEAD}{''.join(rows)}"


def _cell(places: list[str]) -> str:
    more = f", and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    return "; ".join(f"`{place}`" for place in places[:_NAMED]) + more


def _places() -> Places:
    """By id: entries of packs that cite it, then the core's own."""
    found: Places = defaultdict(list)
    for file in sorted(ROOT.glob("plugins/*/amends_*/pack/*.toml")):
        trade = file.parts[-4]
        for name, entry in _citing(tomli.loads(file.read_text(encoding="utf-8"))):
            _add(found, name, f"{trade}: {entry}")
            _add(found, f"{trade}.{name}", f"{trade}: {entry}")
    for name, entry in _citing(tomli.loads((ROOT / "core/amends/pack/base.toml").read_text(encoding="utf-8"))):
        _add(found, name, f"core: {entry}")
    for file in sorted(ROOT.glob("core/amends/**/*.py")):
        for name in _ids(file.read_text(encoding="utf-8")):
            _add(found, name, str(file.relative_to(ROOT / "core" / "amends")))
    return found


def _citing(tables: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each id cited, with the table that cites it."""
    for kind, entries in tables.items():
        named = entries.items() if isinstance(entries, dict) else enumerate(entries)
        for name, entry in named:
            if isinstance(entry, dict):
                yield from ((cited, f"{kind}.{name}") for cited in entry.get("covers", ()))
        if isinstance(entries, dict):
            yield from ((cited, kind) for cited in entries.get("covers", ()))


def _tests() -> Places:
    """By id: tests whose docstring names it, and stories that cite it."""
    found: Places = defaultdict(list)
    for file in sorted(ROOT.glob("tests/**/test_*.py")):
        place = file.relative_to(ROOT / "tests")
        module = ast.parse(file.read_text(encoding="utf-8"))
        for name in _ids(ast.get_docstring(module) or ""):
            _add(found, name, str(place))
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for name in _ids(ast.get_docstring(node) or ""):
                    _add(found, name, f"{place}::{node.name}")
    for file in sorted(ROOT.glob("tests/plugins/*/stories.toml")):
        trade = file.parent.name
        for story in tomli.loads(file.read_text(encoding="utf-8"))["story"]:
            for cited in story["covers"]:
                for name in (cited, f"{trade}.{cited}"):
                    _add(found, name, f"{trade}: {story['title']}")
    return found


def _ids(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w.])(?:[GJPSREOMX]\d{1,2}(?:\.\d{1,2})?)(?![\w]|\.\d)", text))


def _add(found: Places, name: str, place: str) -> None:
    if place not in found[name]:
        found[name].append(place)
