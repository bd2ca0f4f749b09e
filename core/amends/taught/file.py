"""A model in a file: a line that says what it is, the pieces, and their rows as they are summed."""

from __future__ import annotations

import json
from itertools import accumulate, groupby, pairwise
from typing import Any

from amends.compiled import write_whole
from amends.errors import PackError
from amends.taught.model import Model, Rows, beginning

LAYOUT = 4


def write(path: str, model: Model) -> None:
    """Put a model into its file, whole or not at all; its pieces are in the order of their rows, sorted."""
    blocks = ["\n".join(block) for _, block in groupby(model.rows.places, key=beginning)]
    pieces = "".join(blocks).encode()
    head = {
        "layout": LAYOUT, "digest": model.digest, "labels": model.labels, "scale": model.scale, "bias": model.bias,
        "examples": model.examples, "beginnings": [beginning(block) for block in blocks],
        "pieces": [block.count("\n") + 1 for block in blocks], "lengths": [len(block) for block in blocks],
        "bytes": len(pieces),
    }  # fmt: skip
    write_whole(path, json.dumps(head, ensure_ascii=False).encode() + b"\n" + pieces + model.rows.content)


def read(path: str) -> Model | None:
    """The model in a file, `None` where there is none. Raises `PackError` if it is damaged or of another layout."""
    try:
        with open(path, "rb") as source:
            head, rest = json.loads(source.readline()), source.read()
        return _model(head, rest)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, KeyError, TypeError):
        raise PackError("{file} is no model of this version; run: amends plugin teach", file=path) from None


def _model(head: dict[str, Any], rest: bytes) -> Model:
    if head["layout"] != LAYOUT:
        raise ValueError(head["layout"])
    labels, bias = tuple(head["labels"]), tuple(head["bias"])
    text, content = rest[: head["bytes"]].decode(), rest[head["bytes"] :]
    rows = Rows({}, content, 1 + len(labels))
    if sum(head["pieces"]) * rows.width != len(content):
        raise ValueError(len(content))
    numbers, ends = accumulate(head["pieces"], initial=0), list(accumulate(head["lengths"], initial=0))
    blocks = (text[begin:end] for begin, end in pairwise(ends))
    rows.closed = dict(zip(head["beginnings"], zip(numbers, blocks, strict=False), strict=True))
    return Model(labels, head["scale"], bias, rows, head["examples"], head["digest"])
