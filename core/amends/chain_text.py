"""Changing one list of strings in the text of a TOML file; comments, order and everything else stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from amends.errors import Misuse

_HEADER = re.compile(r"^[ \t]*\[[^\n]*", re.M)
_TOKEN = re.compile(r"#[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|[\[\],]|[^\s#\"'\[\],]+")


class _Item(NamedTuple):
    value: str
    start: int
    end: int


def with_strings(text: str, table: str, key: str, wanted: Sequence[str]) -> str:
    """`text` in which `[table] key` holds `wanted`; those it holds already stay where they are, with their comments.

    Raises `Misuse` where the key is not a list of plain strings on lines of its own. The caller reads the result
    back: what TOML allows and this does not understand must not pass unseen.
    """
    begin, end = _value(text, table, key)
    items = list(_items(text, begin, end))
    kept = [item for item in items if item.value in wanted]
    for item in reversed(items):
        if item not in kept:
            text, end = _without(text, item, items, end)
    present = [item.value for item in kept]
    if list(wanted)[len(present) :] and list(wanted)[: len(present)] == present:
        return _appended(text, begin, end, wanted[len(present) :])
    if list(wanted)[-len(present) or len(wanted) :] == present:
        first = ", ".join(map(_quote, list(wanted)[: len(wanted) - len(present)]))
        return text[:begin] + first + (", " if first and present else "") + text[begin:]
    raise Misuse("[{table}] {key}: the order cannot be changed here; change it by hand", table=table, key=key)


def _value(text: str, table: str, key: str) -> tuple[int, int]:
    """The first place behind the opening bracket of the list, and that of its closing one."""
    header = re.search(rf"^[ \t]*\[[ \t]*{re.escape(table)}[ \t]*\]", text, re.M)
    following = _HEADER.search(text, header.end()) if header else None
    section = (header.end(), following.start() if following else len(text)) if header else (0, 0)
    found = re.compile(rf"^[ \t]*{re.escape(key)}[ \t]*=[ \t]*\[", re.M).search(text, *section)
    if found is None:
        raise Misuse("[{table}] {key} is not a list on lines of its own; change it by hand", table=table, key=key)
    for token in _TOKEN.finditer(text, found.end()):
        if token[0] == "]":
            return found.end(), token.start()
    raise Misuse("[{table}] {key} is not a list on lines of its own; change it by hand", table=table, key=key)


def _items(text: str, begin: int, end: int) -> Iterator[_Item]:
    for token in _TOKEN.finditer(text, begin, end):
        if token[0][0] in "\"'":
            yield _Item(token[0][1:-1], token.start(), token.end())


def _without(text: str, item: _Item, items: list[_Item], end: int) -> tuple[str, int]:
    """The text without an item and the comma that goes with it, and where the list then ends."""
    comma = re.compile(r"[ \t]*,[ \t]*").match(text, item.end)
    start, stop = item.start, item.end
    if comma:
        stop = comma.end()
        alone = text[text.rfind("\n", 0, start) + 1 : start].strip() == "" and text[stop : stop + 1] == "\n"
        if alone:
            start, stop = text.rfind("\n", 0, start) + 1, stop + 1
    elif items.index(item):
        start = text.rfind(",", 0, start)
    return text[:start] + text[stop:], end - (stop - start)


def _appended(text: str, begin: int, end: int, names: Sequence[str]) -> str:
    """The text with names behind the last item; a list with an item on each line goes on so."""
    items = list(_items(text, begin, end))
    if not items:
        return text[:begin] + ", ".join(map(_quote, names)) + text[begin:]
    last = items[-1]
    before = text[text.rfind("\n", 0, last.start) + 1 : last.start]
    between = f",\n{before}" if not before.strip() else ", "
    added = "".join(between + _quote(name) for name in names)
    return text[: last.end] + added + text[last.end :]


def _quote(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
