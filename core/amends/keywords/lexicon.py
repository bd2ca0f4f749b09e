"""The words every trade shares, read once from `lexicon.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from amends.errors import PackError
from amends.keywords.index import Owner
from amends.text import LANGUAGES

_FILE = Path(__file__).with_name("lexicon.toml")
KINDS = ("praise", "question", "complaint", "grave", "minor", "contrast")


@cache
def entries() -> tuple[tuple[Owner, str, int], ...]:
    """`((kind, ""), pattern, weight)` of every word, as `Index` takes them; kinds are those of `KINDS`.

    Raises `PackError` where the file names an unknown kind or language.
    """
    import tomli

    return tuple(_entries(tomli.loads(_FILE.read_text(encoding="utf-8"))))


def _entries(tables: dict[str, dict[str, dict[str, list[str]]]]) -> Iterator[tuple[Owner, str, int]]:
    for kind, languages in tables.items():
        if kind not in KINDS or not languages.keys() <= set(LANGUAGES):
            raise PackError("{file}, [{kind}]: unknown kind or language", file=_FILE.name, kind=kind)
        for weights in languages.values():
            for weight, patterns in weights.items():
                yield from (((kind, ""), pattern, int(weight)) for pattern in patterns)
