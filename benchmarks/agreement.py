"""How far what was found agrees with what people said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any


def agreement(
    said: Sequence[Collection[str]], found: Sequence[Collection[str]], labels: Sequence[str]
) -> dict[str, Any]:
    """`micro_f1`, `macro_f1`, `per_label` (precision, recall, F1, how often people said it), `exact` and `n`.

    The macro mean is over all labels. A label that nobody said and nobody found has an F1 of 0, as is usual.
    """
    per_label: dict[str, dict[str, float]] = {}
    totals = [0, 0, 0]
    for label in labels:
        pairs = [(label in right, label in guess) for right, guess in zip(said, found, strict=True)]
        counts = [pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False))]
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        per_label[label] = _figures(*counts)
    return {
        "micro_f1": _figures(*totals)["f1"],
        "macro_f1": round(sum(figures["f1"] for figures in per_label.values()) / max(1, len(labels)), 4),
        "per_label": per_label,
        "exact": round(sum(set(a) == set(b) for a, b in zip(said, found, strict=True)) / max(1, len(said)), 4),
        "n": len(said),
    }


def _figures(hits: int, wrong: int, missed: int) -> dict[str, float]:
    return {
        "precision": round(hits / max(1, hits + wrong), 4),
        "recall": round(hits / max(1, hits + missed), 4),
        "f1": round(2 * hits / max(1, 2 * hits + wrong + missed), 4),
        "said": hits + missed,
    }
