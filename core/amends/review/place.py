"""The line of a TOML file on which a table or a key of a pack stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEADER = re.compile(r"^\s*\[(\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_INDEX = re.compile(r"\[(\d+)\]")


def line_of(path: str, table: str, key: str = "", words: str = "") -> int | None:
    """The line, from 1, of `key` in `table` as messages name them (`approval[1]`, `do[0].zh`), or of its table.

    `words` stand in the value: where it has several lines, the one with them. `None` where nothing of it is there.
    """
    try:
        with open(path, encoding="utf-8") as source:
            lines = source.read().splitlines()
    except (OSError, ValueError):
        return None
    parts = [part for part in f"{table}.{key}".split(".") if part]
    for cut in range(len(parts), 0, -1):
        found = _section(lines, parts[:cut])
        if found is not None:
            begin, end = found
            within = _key(lines[begin:end], parts[cut:], words)
            return begin + within if within is not None else begin
    return None


def _section(lines: list[str], parts: list[str]) -> tuple[int, int] | None:
    """The line after the header that `parts` name, and where its section ends: with the next header."""
    wanted, index = _name(parts)
    seen = 0
    headers = list(_headers(lines))
    for position, (number, _several, name) in enumerate(headers):
        if name == wanted:
            if seen == index:
                following = headers[position + 1 :]
                return number + 1, following[0][0] if following else len(lines)
            seen += 1
    return None


def _headers(lines: list[str]) -> Iterator[tuple[int, bool, str]]:
    for number, line in enumerate(lines):
        match = _HEADER.match(line)
        if match:
            yield number, bool(match[1]), ".".join(part.strip(" \"'") for part in match[2].split("."))


def _name(parts: list[str]) -> tuple[str, int]:
    """A header's name without its index, and the index."""
    found = _INDEX.search(parts[-1])
    return ".".join(_INDEX.sub("", part) for part in parts), int(found[1]) if found else 0


def _key(lines: list[str], parts: list[str], words: str) -> int | None:
    """How many lines below the header the key stands, from 1."""
    if not parts:
        return None
    name = re.escape(_INDEX.sub("", parts[0]))
    for number, line in enumerate(lines, start=1):
        if re.match(rf"\s*[\"']?{name}[\"']?\s*[.=]", line):
            later = (
                further for further, text in enumerate(lines[number - 1 :], start=number) if words and words in text
            )
            return next(later, number)
    return None
