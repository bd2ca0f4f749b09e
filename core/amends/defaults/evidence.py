"""What a customer's text says, weighed by the pack's patterns and the words every trade shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from attrs import frozen

from amends.compiled import keep, kept, states
from amends.keywords import lexicon
from amends.keywords.buckets import Owner
from amends.keywords.index import LAYOUT, Hit, Index
from amends.keywords.negation import negated
from amends.keywords.normalise import normalise
from amends.keywords.passage import Passage
from amends.pack.values import Pack

WEIGHTS = {"strong": 4, "keywords": 2, "against": -3, "grave": 1}
POINTING = frozenset({"strong", "keywords"})
_COVERING = POINTING | {"against"}
# What speaks for a complaint: within praise it is part of it, and the other way round.
_NEGATIVE = POINTING | {"complaint"}
_NEAR = 12  # hits that can reach over the next one; more begin there only in text made to
_PACKS = 32  # one chain runs few packs; old cases bring their own


@frozen(eq=False, repr=False)
class Evidence:
    """`hits` of each category, the `weights` of those above zero, and of each tone ("praise", "complaint" …).

    What stands behind a "but" weighs one more. `grave` names the categories whose own grave patterns were found;
    `temperament` is the one suggested most often.
    """

    passage: Passage
    hits: dict[str, list[Hit]]
    weights: dict[str, int]
    tones: dict[str, int]
    grave: frozenset[str]
    temperament: str | None

    def strong(self, category: str) -> bool:
        """Whether a pattern that nearly settles it was found."""
        return any(hit.owner[0] == "strong" for hit in self.hits[category])


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
    found = index(pack).search(text)
    turns = passage.turned([hit.start for hit in found if hit.owner[0] == "contrast"])
    hits: dict[str, list[Hit]] = defaultdict(list)
    sums: dict[Owner, int] = defaultdict(int)
    for hit in _once(_without_praised(_polar(_widest(found), text), passage)):
        kind, name = hit.owner
        if kind in WEIGHTS:
            hits[name].append(hit)
        after = turns and hit.weight > 0 and turns.get(passage.sentence(hit.start), hit.start) < hit.start
        sums[hit.owner] += hit.weight + bool(after)
    return Evidence(
        passage, hits, _weights(sums, hits),
        tones={kind: weight for (kind, name), weight in sums.items() if not name},
        grave=frozenset(name for kind, name in sums if kind == "grave" and name),
        temperament=max(_named(sums, "temperament"), key=lambda pair: pair[1], default=(None, 0))[0],
    )  # fmt: skip


def _named(sums: dict[Owner, int], kind: str) -> Iterator[tuple[str, int]]:
    return ((name, weight) for (other, name), weight in sums.items() if other == kind)


def _weights(sums: dict[Owner, int], names: Iterable[str]) -> dict[str, int]:
    """Of each category that something points to, the weight, if it is above zero."""
    pointed = {name: sum(sums.get((kind, name), 0) for kind in POINTING) for name in names}
    weights = {name: weight + sums.get(("against", name), 0) for name, weight in pointed.items() if weight}
    return {name: weight for name, weight in weights.items() if weight > 0}


def _widest(found: list[Hit]) -> list[Hit]:
    """Without hits inside a wider one of the same owner, or of the other side: "好吃" within "不好吃" says nothing.

    An `against` pattern around a hit of its category takes that hit back and has done its work with it.
    """
    kept: list[Hit] = []
    spent: set[Hit] = set()
    reach = 0
    for hit in found:
        wide = next((wide for wide in kept[-_NEAR:] if _swallows(wide, hit)), None) if hit.end <= reach else None
        if wide is None:
            kept.append(hit)
            reach = max(reach, hit.end)
        elif wide.owner[0] == "against" != hit.owner[0]:
            spent.add(wide)
    return [hit for hit in kept if hit not in spent] if spent else kept


def _swallows(wide: Hit, hit: Hit) -> bool:
    """Whether `hit`, which comes after `wide` in the order of `Index.search`, is a part of it that adds nothing."""
    if hit.end > wide.end:
        return False
    kind, other = hit.owner[0], wide.owner[0]
    if hit.owner[1] == wide.owner[1]:
        return kind == other or (kind in POINTING and other in _COVERING)
    narrower = hit.end - hit.start < wide.end - wide.start
    return narrower and ((kind in _NEGATIVE and other == "praise") or (kind == "praise" and other in _NEGATIVE))


def _polar(found: Iterable[Hit], text: str) -> Iterator[Hit]:
    """Hits that no "not" takes back; praise that is taken back complains."""
    for hit in found:
        kind = hit.owner[0]
        if kind == "contrast" or not negated(text, hit.start, hit.end, hit.pattern):
            yield hit
        elif kind == "praise":
            yield hit._replace(owner=("complaint", ""), weight=1)


def _without_praised(hits: Iterable[Hit], passage: Passage) -> list[Hit]:
    """Without the weak patterns of a clause that only praises."""
    kept = list(hits)
    praised = {passage.clause(hit.start) for hit in kept if hit.owner[0] == "praise"}
    praised -= {passage.clause(hit.start) for hit in kept if praised and hit.owner[0] in ("complaint", "strong")}
    if not praised:
        return kept
    return [hit for hit in kept if hit.owner[0] != "keywords" or passage.clause(hit.start) not in praised]


def _once(hits: list[Hit]) -> Iterator[Hit]:
    """Each pattern of each owner the first time only: repeating a word makes nobody surer."""
    seen: set[tuple[Owner, str]] = set()
    for hit in hits:
        if (hit.owner, hit.pattern) not in seen:
            seen.add((hit.owner, hit.pattern))
            yield hit
