"""The words every trade shares, read once from `lexicon.toml`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache

from amends import LANGUAGES
from amends.errors import PackError
from amends.keywords.buckets import Owner

FILE = os.path.join(os.path.dirname(__file__), "lexicon.toml")
KINDS = ("praise", "question", "complaint", "grave", "minor", "contrast", "hedge")


@cache
def entries() -> tuple[tuple[Owner, str, int], ...]:
    """`((kind, ""), pattern, weight)` of every word, as `Index` takes them; kinds are those of `KINDS`.

    Raises `PackError` where the file names an unknown kind or language.
    """
    import tomli

    with open(FILE, "rb") as source:
        tables = tomli.load(source)
    return tuple(_entries(tables))


def _entries(tables: dict[str, dict[str, dict[str, list[str]]]]) -> Iterator[tuple[Owner, str, int]]:
    for kind, languages in tables.items():
        if kind not in KINDS or not languages.keys() <= set(LANGUAGES):
            raise PackError("{file}, [{kind}]: unknown kind or language", file=os.path.basename(FILE), kind=kind)
        for weights in languages.values():
            for weight, patterns in weights.items():
                yield from (((kind, ""), pattern, int(weight)) for pattern in patterns)
