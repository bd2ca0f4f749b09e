"""What one version of a pack changes against another, or a chain against its pack: categories, limits, words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from amends import LANGUAGES

CATEGORIES, LIMITS, WORDS, REST = "categories", "limits", "words", "rest"
_LIMITS = frozenset({"approval", "ladder", "budget", "clock", "overdue", "permission", "inquiry"})
_SUMS = frozenset({"up_to", "amount", "ceiling", "percent", "owed", "at_least", "minutes", "hours", "days", "counting"})


class Change(NamedTuple):
    """One difference: `kind` is `categories`, `limits`, `words` or `rest`; what is absent is `None`."""

    kind: str
    place: str
    before: Any
    after: Any


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every difference between the tables of two packs; a category that comes or goes whole is one change."""
    found = list(_between(before, after, ()))
    order = (CATEGORIES, LIMITS, WORDS, REST)
    return sorted(found, key=lambda change: order.index(change.kind))


def _between(before: Any, after: Any, path: tuple[str, ...]) -> Iterator[Change]:
    if before == after:
        return
    if _is_table(before) and _is_table(after) and not _is_text(before) and not _is_text(after):
        for key in dict.fromkeys((*before, *after)):
            yield from _between(before.get(key), after.get(key), (*path, key))
    elif _is_list_of_tables(before) and _is_list_of_tables(after):
        for number in range(max(len(before), len(after))):
            old, new = (entries[number] if number < len(entries) else None for entries in (before, after))
            yield from _between(old, new, (*path[:-1], f"{path[-1]}[{number}]"))
    else:
        yield Change(_kind(path, before, after), ".".join(path), before, after)


def _kind(path: tuple[str, ...], before: Any, after: Any) -> str:
    table = path[0].partition("[")[0]
    if table == "category" and len(path) == 2:
        return CATEGORIES
    if _is_text(before) or _is_text(after) or _is_texts(before) or _is_texts(after):
        return CATEGORIES if path[-1] in ("keywords", "strong", "against", "grave") else WORDS
    if table in _LIMITS or path[-1] in _SUMS:
        return LIMITS
    return CATEGORIES if table == "category" else REST


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and set(value) <= set(LANGUAGES)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_text(entry) for entry in value)


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_table(entry) and not _is_text(entry) for entry in value)
