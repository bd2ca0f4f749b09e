"""What a customer's text says, weighed by the pack's patterns and the words every trade shares."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from amends.compiled import keep, kept, states
from amends.defaults.reported import without_reported
from amends.keywords import lexicon
from amends.keywords.buckets import Owner
from amends.keywords.index import LAYOUT, Hit, Index
from amends.keywords.likeness import Profiles, profiles
from amends.keywords.negation import negated
from amends.keywords.normalise import normalise
from amends.keywords.passage import Passage
from amends.keywords.sarcasm import mocks
from amends.pack.values import Category, Pack

WEIGHTS = {"strong": 4, "keywords": 2, "against": -3, "grave": 1}
POINTING = frozenset({"strong", "keywords"})
_COVERING = POINTING | {"against"}
_ABOUT = frozenset({"against", "grave"})
# What speaks for a complaint: within praise it is part of it, and the other way round.
_NEGATIVE = POINTING | {"complaint"}
_NEAR = 12  # hits that can reach over the next one; more begin there only in text made to
_NONE: dict[str, int] = {}
_PACKS = 32  # one chain runs few packs; old cases bring their own


class Evidence(NamedTuple):
    """What the normalised `text` says: `hits` of each category, and the `weights` of those above zero and of each tone.

    Tones are "praise", "complaint" and the other kinds of the lexicon. What stands behind a "but" weighs one more.
    `strong` names the categories of which a pattern that nearly settles it was found, `grave` those whose own grave
    patterns were found; `temperament` is the one suggested most often. `met` tells that some pattern of a category
    stood there, whatever became of it. `mocking` tells that praise is meant as its opposite and was left out.
    """

    text: str
    passage: Passage
    hits: dict[str, list[Hit]]
    weights: dict[str, int]
    tones: dict[str, int]
    strong: set[str]
    grave: set[str]
    temperament: str | None
    met: bool
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
    found = index(pack).search(text)
    turns = [hit.start for hit in found if hit.owner[0] == "contrast"]
    telling = _polar(_telling(_widest(found)), text)
    mocking = mocks(text, (hit.start for hit in telling if hit.owner[0] in _NEGATIVE))
    if mocking:
        telling = [hit for hit in telling if hit.owner[0] != "praise"]
    hits = _once(_without_praised(without_reported(telling, text), passage))
    met = any(hit.owner[0] in POINTING for hit in found)
    evidence = _summed(text, hits, passage, passage.turned(turns) if turns else {}, met)
    return evidence._replace(mocking=True) if mocking else evidence


@lru_cache(maxsize=_PACKS)
def likenesses(pack: Pack) -> Profiles:
    """What the pack's categories share with texts in which none of their patterns stands; kept beside the pack."""
    if pack.folder is None:
        return _profiles(pack)
    fingerprint = (LAYOUT, pack.digest)
    found: Profiles | None = kept(pack.folder, "likeness", fingerprint)
    if found is None:
        found = _profiles(pack)
        keep(pack.folder, "likeness", fingerprint, found)
    return found


def _profiles(pack: Pack) -> Profiles:
    return profiles(
        {
            name: [
                normalise(word) for word in (*category.keywords, *category.strong, *category.strong, *_labels(category))
            ]
            for name, category in pack.categories.items()
        }
    )


def _labels(category: Category) -> tuple[str, str]:
    return category.label.zh, category.label.en


def _summed(text: str, found: list[Hit], passage: Passage, turns: dict[int, int], met: bool) -> Evidence:
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
        text, passage, hits, weights,
        tones={kind: names[""] for kind, names in sums.items() if "" in names},
        strong=set(strong), grave=set(sums.get("grave", _NONE)),
        temperament=max(temperaments, key=temperaments.__getitem__, default=None), met=met,
    )  # fmt: skip


def _widest(found: list[Hit]) -> list[Hit]:
    """Without hits inside a wider one of the same owner, or of the other side: "好吃" within "不好吃" says nothing.

    An `against` pattern around a hit of its category takes that hit back and has done its work with it.
    """
    kept: list[Hit] = []
    spent: set[Hit] = set()
    names: set[str] = set()
    reach, praised = 0, False
    for hit in found:
        (kind, name), _, _, _, end = hit
        # Only what shares a name or touches praise can be swallowed.
        near = end <= reach and (name in names or praised or kind == "praise")
        wide = _swallowing(kept[-_NEAR:], hit) if near else None
        if wide is None:
            kept.append(hit)
            names.add(name)
            praised = praised or kind == "praise"
            if end > reach:
                reach = end
        elif wide.owner[0] == "against" != kind:
            spent.add(wide)
    return [hit for hit in kept if hit not in spent] if spent else kept


def _swallowing(before: list[Hit], hit: Hit) -> Hit | None:
    """The first hit of those before `hit` in the order of `Index.search` of which it is a part that adds nothing."""
    (kind, name), _, _, start, end = hit
    for wide in before:
        (other, whose), _, _, begin, limit = wide
        if end > limit:
            continue
        if name == whose:
            if kind == other or (kind in POINTING and other in _COVERING):
                return wide
        elif (start > begin or end < limit) and (
            (other == "praise" and kind in _NEGATIVE) or (kind == "praise" and other in _NEGATIVE)
        ):
            return wide
    return None


def _telling(found: list[Hit]) -> list[Hit]:
    """Without what speaks against a category that nothing points to, or makes it grave; often that is most."""
    pointed = {hit.owner[1] for hit in found if hit.owner[0] in POINTING}
    return [hit for hit in found if hit.owner[0] not in _ABOUT or not hit.owner[1] or hit.owner[1] in pointed]


def _polar(found: list[Hit], text: str) -> list[Hit]:
    """Hits that no "not" takes back; praise that is taken back complains."""
    kept: list[Hit] = []
    known: dict[tuple[str, int], bool] = {}  # one pattern may belong to many
    for hit in found:
        (kind, _), pattern, _, start, end = hit
        if kind == "contrast":
            kept.append(hit)
            continue
        if (taken_back := known.get((pattern, start))) is None:
            taken_back = known[pattern, start] = negated(text, start, end, pattern)
        if not taken_back:
            kept.append(hit)
        elif kind == "praise":
            kept.append(hit._replace(owner=("complaint", ""), weight=1))
    return kept


def _without_praised(kept: list[Hit], passage: Passage) -> list[Hit]:
    """Without the weak patterns of a clause that only praises."""
    praised = {passage.clause(hit.start) for hit in kept if hit.owner[0] == "praise"}
    if praised:
        praised -= {passage.clause(hit.start) for hit in kept if hit.owner[0] in ("complaint", "strong")}
    if not praised:
        return kept
    return [hit for hit in kept if hit.owner[0] != "keywords" or passage.clause(hit.start) not in praised]


def _once(hits: list[Hit]) -> list[Hit]:
    """Each pattern of each owner the first time only: repeating a word makes nobody surer."""
    first: dict[tuple[Owner, str], Hit] = {}
    for hit in hits:
        first.setdefault(hit[:2], hit)
    return list(first.values())
