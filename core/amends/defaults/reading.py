"""How a text was read, and why: the reason quotes the pack's patterns, and words that the pack's examples share."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import NamedTuple

from amends.case.answers import Reason
from amends.defaults.evidence import Evidence
from amends.defaults.likeness import WEIGHT, Likeness, strongest
from amends.defaults.telling import POINTING
from amends.keywords.index import Hit
from amends.pack.values import Pack
from amends.text import Text

_QUOTED = 4  # patterns, and pieces, that a reason quotes
_SEVERAL = 2
_WEIGHT = itemgetter(Hit._fields.index("weight"))


class Reading(NamedTuple):
    """One text: what patterns and examples say of it; what the `patterns` of each category count, and all `weighed`.

    Both are in thousandths.
    """

    evidence: Evidence
    like: Likeness
    patterns: Mapping[str, int]
    weighed: Mapping[str, int]
    pack: Pack


def weight_of(name: str, reading: Reading) -> int:
    """The weight of a category as every plugin's findings are weighed: 2 for a weak pattern, 4 for a strong one."""
    return max(1, (reading.weighed[name] + WEIGHT // 2) // WEIGHT)


def because(name: str, reading: Reading) -> Reason:
    """Why it may be about this category; never a word of the customer's beyond what a pack's examples have, too."""
    evidence, like, weighed = reading.evidence, reading.like, reading.weighed
    patterns = reading.patterns.get(name, 0)
    kind = "strong" if name in evidence.strong else "keywords" if name in evidence.weights else "examples"
    chinese, english, mark = [], [], ("", "")
    if name in evidence.weights:
        quoted = _quoted(name, evidence)
        chinese, english = [f"命中：{'、'.join(quoted)}"], [f"matched: {', '.join(quoted)}"]
    if weighed[name] > patterns:
        # Where the patterns tell enough nobody needs the words; looking for them costs more than all the rest.
        needed = not patterns or weighed[name] == max(weighed.values())
        digest, pieces = strongest(like, name, _QUOTED) if needed else ("", [])
        chinese.append(f"与示例用语相近{'：' if pieces else ''}{'、'.join(pieces)}")
        english.append(f"words like the examples'{': ' if pieces else ''}{', '.join(pieces)}")
        mark = (f"，示例 {digest[:8]}", f", examples {digest[:8]}") if digest else mark
    weight = weight_of(name, reading)
    text = Text(f"{'；'.join(chinese)}（权重 {weight}{mark[0]}）", f"{'; '.join(english)} (weight {weight}{mark[1]})")
    return Reason(f"category.{name}.{kind}", text)


def _quoted(name: str, evidence: Evidence) -> list[str]:
    """The heaviest patterns that point to a category."""
    pointing = [hit for hit in evidence.hits[name] if hit.owner[0] in POINTING]
    if len(pointing) >= _SEVERAL:
        pointing.sort(key=_WEIGHT, reverse=True)
    return [hit.pattern for hit in pointing[:_QUOTED]]
