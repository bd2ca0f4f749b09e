"""A set's own labels, and the categories of a pack that stand for them: `benchmarks/labels/SET.toml`.

Either `industry` and a table `[labels]` from label to categories (an empty list: the pack knows nothing like it), or,
where no trade here knows the subject, just a list `labels`. `exclusive = true`: each text has exactly one label.
`least` is the weight that makes a category count where it is not one of the points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import tomli

_KEYS = {"industry", "labels", "exclusive", "least"}


class LabelMap(NamedTuple):
    """What a set's labels mean; `industry` is `None` where no pack knows them."""

    industry: str | None
    categories: dict[str, tuple[str, ...]]
    exclusive: bool
    least: int

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.categories)

    def of(self, categories: Iterable[str]) -> list[str]:
        """The labels that any of the categories stands for."""
        found = set(categories)
        return [label for label, known in self.categories.items() if found.intersection(known)]


class Example(NamedTuple):
    """One text with the labels people gave it."""

    text: str
    labels: frozenset[str]


def read_map(path: Path) -> LabelMap:
    """The map in a file; raises `ValueError` naming what is wrong with it."""
    tables: dict[str, Any] = tomli.loads(path.read_text(encoding="utf-8"))
    if unknown := tables.keys() - _KEYS:
        raise ValueError(f"{path}: unknown {', '.join(sorted(unknown))}; known: {', '.join(sorted(_KEYS))}")
    labels = tables["labels"]
    industry = tables.get("industry")
    if isinstance(labels, dict) == (industry is None):
        raise ValueError(f"{path}: expected industry and a table of labels, or a list of labels alone")
    named = labels if isinstance(labels, dict) else dict.fromkeys(labels, ())
    categories = {label: tuple(known) for label, known in named.items()}
    return LabelMap(industry, categories, tables.get("exclusive", False), tables.get("least", 1))


def read_examples(path: Path, labels: Sequence[str]) -> list[Example]:
    """The texts of a set; raises `ValueError` naming the line that is none, or a label the map does not know."""
    return list(_examples(path, frozenset(labels)))


def _examples(path: Path, known: frozenset[str]) -> Iterator[Example]:
    with path.open(encoding="utf-8") as lines:
        for position, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                example = Example(row["text"], frozenset(row["labels"]))
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{path}, line {position}: expected text and labels: {error!r}") from None
            if strange := example.labels - known:
                raise ValueError(f"{path}, line {position}: the label map has no {', '.join(sorted(strange))}")
            yield example
