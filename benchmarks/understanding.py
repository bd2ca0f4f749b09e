"""What it costs to understand a text of 200 characters: by the pack alone, by a learned model, and to load both."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from amends import registry
from amends.defaults import evidence
from amends_learned import file
from amends_learned.grams import grams
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
        cost = microseconds(lambda long=long, pack=pack: evidence.weigh(long, pack), times=200)  # type: ignore[misc]
        yield {"name": f"pack alone, {industry}", "ours_us": cost, "limit_us": PACK_US}
    long = (TEXTS["restaurant"] + _MORE * 9)[:_LENGTH]
    model = _largest(long)
    yield {"name": "learned model", "ours_us": microseconds(lambda: model.scores(long), 200), "limit_us": MODEL_US}
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "model.json"))
        file.write(path, model)
        file.read(path)  # keeps the compiled copy, as the first command does
        begin = time.process_time()
        file.read(path)
        spent = (time.process_time() - begin) * 1000
    yield {"name": "loading a model", "ours_ms": round(spent, 1), "limit_ms": LOADING_MS}


def _largest(text: str) -> Model:
    """A model that knows every piece of the text and as many more as a model may."""
    known = sorted(set().union(*grams(text)))
    made = [chr(0x4E00 + at // 150) + chr(0x5000 + at % 150) for at in range(_PIECES - len(known))]
    pieces = {
        piece: lanes(RARITY * (1 + at % 9), [(at * lane) % 999 - 500 for lane in range(_LABELS)])
        for at, piece in enumerate([*known, *made])
    }
    sums = Sums(pieces, (-1,) * _LABELS)
    return Model(
        tuple(f"label_{at}" for at in range(_LABELS)), False, sums, None, ((),) * _LABELS, (0,) * 6, {"digest": ""}
    )
