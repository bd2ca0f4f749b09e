"""Which of the patterns found in a text tell something: the widest, those no "not" takes back, each once."""

from __future__ import annotations

from amends.keywords.buckets import Owner
from amends.keywords.index import Hit
from amends.keywords.negation import negated
from amends.keywords.passage import Passage
from amends.keywords.pieces import CHINESE

POINTING = frozenset({"strong", "keywords"})
# What speaks for a complaint: within praise it is part of it, and the other way round.
NEGATIVE = POINTING | {"complaint"}
_COVERING = POINTING | {"against"}
_ABOUT = frozenset({"against", "grave"})
_BEHIND, _BEHIND_IN_LATIN = 8, 24  # characters of its clause within which a hedge reaches what stands behind it
_NEAR = 12  # hits that can reach over the next one; more begin there only in text made to


def widest(found: list[Hit]) -> list[Hit]:
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
            (other == "praise" and kind in NEGATIVE) or (kind == "praise" and other in NEGATIVE)
        ):
            return wide
    return None


def telling(found: list[Hit]) -> list[Hit]:
    """Without what speaks against a category that nothing points to, or makes it grave; often that is most."""
    pointed = {hit.owner[1] for hit in found if hit.owner[0] in POINTING}
    return [hit for hit in found if hit.owner[0] not in _ABOUT or not hit.owner[1] or hit.owner[1] in pointed]


def polar(found: list[Hit], text: str) -> list[Hit]:
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


def supposed(told: list[Hit], found: list[Hit], passage: Passage) -> list[Hit]:
    """Of the hits `told` those behind a hedge ("it seems") with less weight: what is supposed settles less."""
    hedges = [hit.end for hit in found if hit.owner[0] == "hedge"]
    if not hedges:
        return told

    def behind_one(hit: Hit) -> bool:
        reach = _BEHIND if hit.pattern[0] >= CHINESE else _BEHIND_IN_LATIN
        near = [end for end in hedges if 0 <= hit.start - end <= reach]
        return any(passage.clause(end) == passage.clause(hit.start) for end in near)

    return [
        hit._replace(weight=hit.weight - 1) if hit.owner[0] in POINTING and behind_one(hit) else hit for hit in told
    ]


def without_praised(kept: list[Hit], passage: Passage) -> list[Hit]:
    """Without the weak patterns of a clause that only praises."""
    praised = {passage.clause(hit.start) for hit in kept if hit.owner[0] == "praise"}
    if praised:
        praised -= {passage.clause(hit.start) for hit in kept if hit.owner[0] in ("complaint", "strong")}
    if not praised:
        return kept
    return [hit for hit in kept if hit.owner[0] != "keywords" or passage.clause(hit.start) not in praised]


def once(hits: list[Hit]) -> list[Hit]:
    """Each pattern of each owner the first time only: repeating a word makes nobody surer."""
    first: dict[tuple[Owner, str], Hit] = {}
    for hit in hits:
        first.setdefault(hit[:2], hit)
    return list(first.values())
