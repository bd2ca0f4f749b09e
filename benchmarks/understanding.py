"""What it costs to understand a text of 200 characters: by the pack alone, by a learned model, and to load both.

Beside the pack stands the least that any search for its patterns costs: a dictionary on the first two characters.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from amends import registry
from amends.defaults.classify import classify
from amends.pack.values import Pack
from amends.taught import file as taught_file
from amends.testing.own_words import case_of, view_of
from amends_learned import file
from amends_learned.clauses import clauses
from amends_learned.model import RARITY, Model, Sums, lanes

from benchmarks.measuring import microseconds
from benchmarks.questions import TEXTS

PACK_US, MODEL_US, LOADING_MS = 60, 150, 10
_LENGTH = 200
_PIECES = 12_000  # the most a chain's model knows
_LABELS = 30
_MORE = "孩子他爸说这家以前还可以，这次不知道是怎么了，希望你们重视一下。"


def rows() -> Iterator[dict[str, Any]]:
    """The pack of each trade, then a model as large as models get."""
    for industry, text in TEXTS.items():
        long = (text + _MORE * 9)[:_LENGTH]
        pack = registry.load([industry]).packs[industry]
        case, view, begun = case_of(pack, long), view_of(pack), _beginnings(pack)
        cost = microseconds(partial(classify, case, view), times=200)
        floor = microseconds(partial(_searched, long, begun), times=200)
        yield {
            "name": f"pack alone, {industry}", "ours_us": cost, "floor_us": floor, "ratio": round(cost / floor, 1),
            "limit_us": PACK_US, "floor": "a dictionary on the first two characters of the patterns",
        }  # fmt: skip
    long = (TEXTS["restaurant"] + _MORE * 9)[:_LENGTH]
    model = _largest(long)
    yield {"name": "learned model", "ours_us": microseconds(lambda: model.scores(long), 200), "limit_us": MODEL_US}
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "model.json"))
        file.write(path, model)
        file.read(path)  # keeps the compiled copy, as the first command does
        begin = time.process_time()
        file.read(path)
        taught_file.read(str(registry.load(["restaurant"]).packs["restaurant"].taught))
        spent = (time.process_time() - begin) * 1000
    yield {"name": "loading a learned model and what a pack was taught", "ours_ms": round(spent, 1),
           "limit_ms": LOADING_MS}  # fmt: skip


def _beginnings(pack: Pack) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for category in pack.categories.values():
        for pattern in (*category.keywords, *category.strong):
            found.setdefault(pattern[:2], []).append(pattern)
    return found


def _searched(text: str, begun: dict[str, list[str]]) -> list[tuple[int, str]]:
    return [
        (at, pattern)
        for at in range(len(text))
        for pattern in begun.get(text[at : at + 2], ())
        if text.startswith(pattern, at)
    ]


def _largest(text: str) -> Model:
    """A model that knows every piece of the text and as many more as a model may."""
    known = sorted(set().union(*clauses(text)))
    made = [chr(0x4E00 + at // 150) + chr(0x5000 + at % 150) for at in range(_PIECES - len(known))]
    pieces = {
        piece: lanes(RARITY * (1 + at % 9), [(at * lane) % 999 - 500 for lane in range(_LABELS)])
        for at, piece in enumerate([*known, *made])
    }
    sums = Sums(pieces, (-1,) * _LABELS)
    return Model(
        tuple(f"label_{at}" for at in range(_LABELS)), False, sums, None, ((),) * _LABELS, (0,) * 6, {"digest": ""}
    )
