"""The wording check over all that a pack says: no script blames, pleads, threatens or hides (G16, X1-X9).

It is made when a pack is read from its files, and over what a chain changes; a case's own rules of long ago are not
judged anew.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from amends import LANGUAGES
from amends.errors import Misuse
from amends.pack.kinds import Place, file_of
from amends.pack.values import Pack

# What a refused practice is called is said to nobody.
_UNSAID = frozenset({"practice"})


def check_spoken(tables: Mapping[str, Any], files: Mapping[str, str], pack: Pack, named: Container[str]) -> None:
    """Raise `PackError` for the first text among `tables` that the wording check objects to.

    The message names file, table, key, the words and better ones. `named` are the kinds of tables with named entries;
    the words that `pack` adds to those no trade says are looked for too.
    """
    texts = list(_texts(tables, named))
    if not texts:
        return
    from amends.pack.wording import phrases_of
    from amends.wording.check import check_wording

    more = phrases_of(pack)
    for table, key, text in texts:
        try:
            found = check_wording(text, more)
        except Misuse as error:
            raise Place(pack.name, file_of("wording", files), "wording").error("{problem}", problem=error) from None
        if found:
            raise Place(pack.name, file_of(table, files), table, key).error(
                '"{phrase}" ({kind}): {why}; rather: {instead}',
                phrase=found[0].phrase, kind=found[0].label, why=found[0].why, instead=found[0].instead,
            )  # fmt: skip


def _texts(tables: Mapping[str, Any], named: Container[str]) -> Iterator[tuple[str, str, str]]:
    """Every text for people: its table as messages name it, its key, the text."""
    for name, table in tables.items():
        if isinstance(table, list):
            entries = [(f"{name}[{number}]", entry) for number, entry in enumerate(table)]
        elif name in named and isinstance(table, dict):
            entries = [(f"{name}.{entry}", value) for entry, value in table.items()]
        else:
            entries = [(name, table)]
        for place, entry in entries:
            yield from ((place, key, text) for key, text in _within(entry, ""))


def _within(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _within(entry, f"{key}[{number}]")
    elif isinstance(value, dict):
        for name, entry in value.items():
            if isinstance(entry, str) and name in LANGUAGES and key:
                yield f"{key}.{name}", entry
            elif name not in _UNSAID:
                yield from _within(entry, f"{key}.{name}" if key else name)
