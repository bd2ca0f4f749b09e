"""Whether a text is no complaint at all: praise, thanks, or a plain question."""

from __future__ import annotations

from collections.abc import Mapping

from amends.case.answers import Finding, Reason
from amends.defaults.evidence import Evidence
from amends.defaults.likeness import UNLIKE, WEIGHT
from amends.keywords.asking import only_asks
from amends.pack.values import Pack
from amends.taught.model import NO_COMPLAINT
from amends.text import Text

_NAMED = 2  # how much more a fault that is named counts than praise or asking
_ASKING = 220  # thousandths that a plain question counts, and a word of praise
_PRAISING = 80
_MOST = 4  # words of praise that count
_IN_DOUBT = 100  # thousandths: a complaint taken for none does more harm than the other way round
_LEAST = 600  # thousandths below which it is like nothing: then somebody has to look at it
_SURELY, _RATHER = 200, 100  # likeness to what complains of nothing from which danger, or a strong pattern, is no sign
_HARMLESS = {
    "praise": Text("称赞多于不满（权重 {weight}）", "praise outweighs any displeasure (weight {weight})"),
    "question": Text("只是询问，没有投诉（权重 {weight}）", "a plain question, no complaint (weight {weight})"),
    "examples": Text(
        "与没有投诉的示例相近（权重 {weight}）", "like the examples without a complaint (weight {weight})"
    ),
}


def harmless(evidence: Evidence, likes: Mapping[str, int], heaviest: int, pack: Pack) -> Finding | None:
    """The finding that it is no complaint, if it is none; `heaviest` is the weight of the first category.

    Never for what mocks. Where danger or a strong pattern is named, only for a text that is surely like those without.
    """
    if evidence.mocking:
        return None
    grave = "grave" in evidence.tones or any(pack.categories[name].incident for name in evidence.weights)
    if NO_COMPLAINT not in likes:
        return None if grave or evidence.strong else _by_tones(evidence)
    praise = min(evidence.tones.get("praise", 0), _MOST)
    like = likes[NO_COMPLAINT] - _IN_DOUBT
    weight = like - UNLIKE + _PRAISING * praise
    against = max(_LEAST, heaviest)
    # Whether somebody only asks is looked at last, and where it can turn the scale: it costs most.
    asks = against - _ASKING < weight and only_asks(evidence.text)
    if asks:
        weight += _ASKING
    if weight <= against or (grave and like < _SURELY) or (evidence.strong and like < _RATHER):
        return None
    return _finding("question" if asks else "praise" if praise else "examples", 1 + weight // WEIGHT)


def _by_tones(evidence: Evidence) -> Finding | None:
    """By words of praise and asking alone."""
    tones = evidence.tones
    if "complaint" not in tones and only_asks(evidence.text):
        return _finding("question", max(tones.get("question", 0), 1 + max(evidence.weights.values(), default=0)))
    against = _NAMED * sum(evidence.weights.values()) + tones.get("complaint", 0)
    for tone in ("praise", "question"):
        if (weight := tones.get(tone, 0)) > against:
            return _finding(tone, weight)
    return None


def _finding(kind: str, weight: int) -> Finding:
    return Finding(None, weight, Reason(f"lexicon.{kind}", _HARMLESS[kind].fill({"weight": weight})))
