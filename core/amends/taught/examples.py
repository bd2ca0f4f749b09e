"""The examples a pack is taught by: texts that people might write, by the category they are about.

Each `*.toml` of the folder `examples` beside the pack holds one table `[examples]`: under the name of a category a list
of texts; under `praise` and `question` texts that complain of nothing. Of those every pack has the core's own besides.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from typing import NamedTuple

from amends.digest import digest_of
from amends.errors import PackError
from amends.taught.model import NO_COMPLAINT

HARMLESS = ("praise", "question")
# Examples a label: with fewer than the first, words of praise tell better what complains of nothing; from the second on
# the core gives as many of its own as the pack has.
_FEW, _ENOUGH = 20, 60
_EVERYWHERE = os.path.join(os.path.dirname(__file__), "no_complaint.toml")


class Example(NamedTuple):
    """What somebody might write, and the category it is about; `NO_COMPLAINT` for praise and questions."""

    text: str
    label: str


def read(folder: str, categories: Collection[str]) -> list[Example]:
    """The examples in a folder, then some of the core's own; none where there is no folder.

    Raises `PackError` naming the file for what is no table of texts, an unknown category, or a text that stands there
    twice.
    """
    if not os.path.isdir(folder):
        return []
    files = sorted(entry.path for entry in os.scandir(folder) if entry.name.endswith(".toml"))
    found: dict[str, Example] = {}
    for path in files:
        for example in _read(path, categories):
            if example.text in found:
                raise PackError("{file}: {text!r} stands there twice", file=path, text=example.text[:40])
            found[example.text] = example
    for example in _elsewhere(list(found.values())):
        found.setdefault(example.text, example)
    return list(found.values())


def _elsewhere(own: Collection[Example]) -> list[Example]:
    """The core's own examples that complain of nothing, evenly taken: a small pack would drown in all of them."""
    each = len(own) // max(1, len({example.label for example in own}))
    if each < _FEW:
        return []
    known = list(_read(_EVERYWHERE, ()))
    return known[:: max(1, len(known) * _ENOUGH // (len(own) * min(each, _ENOUGH)))]


def digest(examples: Collection[Example]) -> str:
    """The sha256 of the examples: what a model says it was taught by."""
    return digest_of(json.dumps(sorted(examples), ensure_ascii=True).encode())


def _read(path: str, categories: Collection[str]) -> Iterator[Example]:
    import tomli

    try:
        with open(path, "rb") as source:
            tables = tomli.loads(source.read().decode("utf-8"))
    except ValueError as error:
        raise PackError("{file}: {problem}", file=path, problem=error) from None
    if set(tables) != {"examples"} or not isinstance(tables["examples"], dict):
        raise PackError("{file}: expected one table [examples]; found: {found}", file=path, found=", ".join(tables))
    for name, texts in tables["examples"].items():
        if name not in categories and name not in HARMLESS:
            known = ", ".join((*categories, *HARMLESS))
            raise PackError("{file}: no category '{name}'; known: {known}", file=path, name=name, known=known)
        if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
            raise PackError("{file}, {name}: expected a list of texts", file=path, name=name)
        yield from (Example(text, NO_COMPLAINT if name in HARMLESS else name) for text in texts)
