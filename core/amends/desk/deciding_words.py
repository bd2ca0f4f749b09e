"""Which of the customer's own words the pack's patterns were found in, when asked for: the record never quotes."""

from __future__ import annotations

from typing import Any

from amends.case.values import Case
from amends.defaults.evidence import weigh
from amends.defaults.telling import POINTING
from amends.keywords.quoting import own_words
from amends.pack.values import Pack

_MOST = 6


def deciding_words(case: Case, pack: Pack) -> list[dict[str, Any]]:
    """`words`, `category`, `weight`, heaviest first: of the category that weighs most and of the runner-up.

    Empty where the words were erased, or an operator chose without any pattern.
    """
    if not case.text:
        return []
    evidence = weigh(case.text, pack)
    named = sorted(evidence.weights, key=evidence.weights.__getitem__, reverse=True)[:2]
    found = [(hit, name) for name in named for hit in evidence.hits[name] if hit.owner[0] in POINTING]
    found.sort(key=lambda pair: -pair[0].weight)
    return [
        {
            "words": own_words(case.text, evidence.text, hit.start, hit.end),
            "category": name,
            "weight": hit.weight,
        }
        for hit, name in found[:_MOST]
    ]
