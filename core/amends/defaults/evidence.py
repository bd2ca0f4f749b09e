"""What a customer's text says, weighed by the pack's patterns and the words every trade shares."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from amends.compiled import keep, kept, states
from amends.defaults.reported import without_reported
from amends.defaults.telling import NEGATIVE, once, polar, supposed, telling, widest, without_praised
from amends.keywords import lexicon
from amends.keywords.bag import Bag, bag
from amends.keywords.buckets import Owner
from amends.keywords.index import LAYOUT, Hit, Index
from amends.keywords.normalise import normalise
from amends.keywords.passage import Passage
from amends.keywords.sarcasm import mocks
from amends.pack.values import Pack

WEIGHTS = {"strong": 4, "keywords": 2, "against": -3, "grave": 1}
_NONE: dict[str, int] = {}
_PACKS = 32  # one chain runs few packs; old cases bring their own


class Evidence(NamedTuple):
    """What the normalised `text` says: `hits` of each category, and the `weights` of those above zero and of each tone.

    Tones are "praise", "complaint" and the other kinds of the lexicon. What stands behind a "but" weighs one more, what
    stands behind a hedge ("it seems") one less.
    `strong` names the categories of which a pattern that nearly settles it was found, `grave` those whose own grave
    patterns were found; `temperament` is the one suggested most often. `mocking` tells that praise is meant as its
    opposite and was left out.
    """

    text: str
    bag: Bag
    passage: Passage
    hits: dict[str, list[Hit]]
    weights: dict[str, int]
    tones: dict[str, int]
    strong: set[str]
    grave: set[str]
    temperament: str | None
    mocking: bool = False


@lru_cache(maxsize=_PACKS)
def index(pack: Pack) -> Index:
    """All patterns of a pack and of the lexicon, made once and kept compiled beside the pack.

    Raises `Misuse` naming a pattern that could never be found.
    """
    if pack.folder is None:
        return Index([*_patterns(pack), *lexicon.entries()])
    fingerprint = (LAYOUT, pack.digest, states(lexicon.FILE), sorted(WEIGHTS.items()))
    tables = kept(pack.folder, "patterns", fingerprint)
    if tables is not None:
        return Index.from_tables(tables)
    made = Index([*_patterns(pack), *lexicon.entries()])
    keep(pack.folder, "patterns", fingerprint, made.tables)
    return made


def _patterns(pack: Pack) -> Iterator[tuple[Owner, str, int]]:
    for name, category in pack.categories.items():
        for kind, weight in WEIGHTS.items():
            yield from (((kind, name), pattern, weight) for pattern in getattr(category, kind))
    for name, temperament in pack.temperaments.items():
        yield from ((("temperament", name), pattern, 1) for pattern in temperament.keywords)


def weigh(text: str, pack: Pack) -> Evidence:
    """The evidence in `text`; the same for the same text and pack."""
    text = normalise(text)
    passage = Passage(text)
    gathered = bag(text)
    found = index(pack).search(text, gathered)
    turns = [hit.start for hit in found if hit.owner[0] == "contrast"]
    told = supposed(polar(widest(telling(found)), text), found, passage)
    mocking = mocks(text, (hit.start for hit in told if hit.owner[0] in NEGATIVE))
    if mocking:
        told = [hit for hit in told if hit.owner[0] != "praise"]
    hits = once(without_praised(without_reported(told, text), passage))
    evidence = _summed(text, gathered, hits, passage, passage.turned(turns) if turns else {})
    return evidence._replace(mocking=True) if mocking else evidence


def _summed(text: str, gathered: Bag, found: list[Hit], passage: Passage, turns: dict[int, int]) -> Evidence:
    """All that the hits say, in one pass over them; `turns` are the places of a "but" by their sentences."""
    hits: dict[str, list[Hit]] = {}
    sums: dict[str, dict[str, int]] = {}  # of each kind, by name
    for hit in found:
        (kind, name), _, weight, start, _ = hit
        if turns and weight > 0 and turns.get(passage.sentence(start), start) < start:
            weight += 1  # the hit itself keeps its own
        if kind in WEIGHTS:
            hits.setdefault(name, []).append(hit)
        of_kind = sums.setdefault(kind, {})
        of_kind[name] = of_kind.get(name, 0) + weight
    strong, weak, against = (sums.get(kind, _NONE) for kind in ("strong", "keywords", "against"))
    temperaments = sums.get("temperament", _NONE)
    weights = {
        name: weight
        for name in hits
        if (pointed := strong.get(name, 0) + weak.get(name, 0)) and (weight := pointed + against.get(name, 0)) > 0
    }
    return Evidence(
        text, gathered, passage, hits, weights,
        tones={kind: names[""] for kind, names in sums.items() if "" in names},
        strong=set(strong), grave=set(sums.get("grave", _NONE)),
        temperament=max(temperaments, key=temperaments.__getitem__, default=None),
    )  # fmt: skip
