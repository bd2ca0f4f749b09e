"""A model in a file: JSON that a person can look at, signed, so that a damaged or altered one is not used.

Where allowed, a compiled copy is kept beside it: to read thirty thousand numbers from JSON takes longer than a command.
"""

from __future__ import annotations

import json
import os
from typing import Any

from amends.compiled import keep, kept, states, write_whole
from amends.digest import digest_of
from amends.errors import PluginError

from amends_learned.model import Model, Sums

FORMAT = 1
FOLDER = "learned"


def path_of(folder: str, industry: str) -> str:
    """Where the model of a trade is kept: `learned/TRADE.json` beside `amends.toml`."""
    return os.path.join(folder, FOLDER, f"{industry}.json")


def read(path: str) -> Model | None:
    """The model in a file, `None` where there is none. Raises `PluginError` if it is damaged or of another version."""
    if not os.path.isfile(path):
        return None
    folder, name = os.path.split(path)
    fingerprint = [FORMAT, *states(path)]
    tables = kept(folder, name, fingerprint)
    if tables is None:
        tables = _tables(path)
        keep(folder, name, fingerprint, tables)
    return _model(tables)


def write(path: str, model: Model) -> None:
    """Put a model into its file, whole or not at all."""
    tables = {
        "labels": list(model.labels), "exclusive": model.exclusive, "known": [list(names) for names in model.known],
        "evidence": list(model.evidence), "origin": dict(model.origin),
        "texts": _written(model.texts), "clauses": _written(model.clauses) if model.clauses is not None else None,
    }  # fmt: skip
    signed = {"format": FORMAT, "signature": _signature(tables), "model": tables}
    write_whole(path, json.dumps(signed, ensure_ascii=False).encode())


def _tables(path: str) -> dict[str, Any]:
    """What the file says, with its numbers as numbers: hexadecimal in the file, because they are long."""
    try:
        with open(path, encoding="utf-8") as source:
            held = json.load(source)
        tables: dict[str, Any] = held["model"]
        sound = held["format"] == FORMAT and held["signature"] == _signature(tables)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise PluginError("{file} is no model: {problem!r}; learn again", file=path, problem=error) from None
    if not sound:
        raise PluginError("{file} was altered or is of another version; learn again: amends learn", file=path)
    for part in ("texts", "clauses"):
        if tables[part] is not None:
            tables[part]["pieces"] = {piece: int(value, 16) for piece, value in tables[part]["pieces"].items()}
    return tables


def _signature(tables: dict[str, Any]) -> str:
    return digest_of(json.dumps(tables, ensure_ascii=True, sort_keys=True).encode())


def _written(sums: Sums) -> dict[str, Any]:
    return {"bias": list(sums.bias), "pieces": {piece: f"{value:x}" for piece, value in sums.pieces.items()}}


def _model(tables: dict[str, Any]) -> Model:
    parts = [
        Sums(tables[part]["pieces"], tuple(tables[part]["bias"])) if tables[part] is not None else None
        for part in ("texts", "clauses")
    ]
    texts, clauses = parts
    assert texts is not None  # what `write` writes has it
    return Model(
        tuple(tables["labels"]), tables["exclusive"], texts, clauses, tuple(tuple(names) for names in tables["known"]),
        tuple(tables["evidence"]), tables["origin"],
    )  # fmt: skip
