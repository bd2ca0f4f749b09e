"""The words that are not said, read once from `phrases.toml`; a trade's own have the same form."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from amends import LANGUAGES
from amends.compiled import keep, kept, states
from amends.errors import PackError
from amends.keywords.index import LAYOUT, Index
from amends.text import Text

FOLDER = os.path.dirname(__file__)
FILE = os.path.join(FOLDER, "phrases.toml")
# In the order in which they are explained; `phrases.toml` says of each why, and whether anybody may insist.
KINDS = (
    "blame", "insult", "interrogation", "false_certainty", "hardship", "beyond_authority", "pressure", "waiver",
    "concealment", "threat",
)  # fmt: skip


class Kind(NamedTuple):
    """A kind of words that do harm: its `label`, `why`, and whether a person may `insist` where no law is broken."""

    label: Text
    why: Text
    insist: bool = True


class Unsaid(NamedTuple):
    """Patterns of one kind, as in a pack, and the words to use `instead`."""

    name: str
    kind: str
    patterns: tuple[str, ...]
    instead: Text


class Phrases(NamedTuple):
    """All that the core knows: the kinds, the phrases by name, and what finds their patterns."""

    kinds: dict[str, Kind]
    phrases: dict[str, Unsaid]
    finder: Index


@cache
def core() -> Phrases:
    """The core's own phrases; their index is kept compiled beside them.

    Raises `PackError` where the file names an unknown kind or language, and `Misuse` for a pattern that could never be
    found.
    """
    fingerprint = (LAYOUT, states(FILE), KINDS)
    value = kept(FOLDER, "phrases", fingerprint)
    if value is not None:
        tables, packed = value
        return _phrases(tables, Index.from_tables(packed))
    tables = _read()
    made = _phrases(tables, index_of(_phrases(tables, Index(())).phrases.values()))
    keep(FOLDER, "phrases", fingerprint, (tables, made.finder.tables))
    return made


def index_of(phrases: Iterable[Unsaid]) -> Index:
    """An index of the patterns of `phrases`; a hit's owner is `(kind, name)`."""
    return Index(((phrase.kind, phrase.name), pattern, 0) for phrase in phrases for pattern in phrase.patterns)


def _phrases(tables: dict[str, Any], finder: Index) -> Phrases:
    kinds = {name: Kind(Text(**kind["label"]), Text(**kind["why"]), kind.get("insist", True))
             for name, kind in tables["kind"].items()}  # fmt: skip
    phrases = {
        name: Unsaid(name, entry["kind"], tuple(entry["patterns"]), Text(**entry["instead"]))
        for name, entry in tables["phrase"].items()
    }
    return Phrases(kinds, phrases, finder)


def _read() -> dict[str, Any]:
    import tomli

    with open(FILE, "rb") as source:
        tables = tomli.load(source)
    if tuple(tables["kind"]) != KINDS:
        raise PackError("{file}: kinds {found}; expected {kinds}", file=os.path.basename(FILE),
                        found=", ".join(tables["kind"]), kinds=", ".join(KINDS))  # fmt: skip
    for name, entry in tables["phrase"].items():
        if entry["kind"] not in KINDS or set(entry["patterns"]) != set(LANGUAGES):
            raise PackError("{file}, [phrase.{name}]: unknown kind or language", file=os.path.basename(FILE), name=name)
        entry["patterns"] = [pattern for language in LANGUAGES for pattern in entry["patterns"][language]]
    return tables
