"""What is complained about, as far as the pack's patterns tell."""

from __future__ import annotations

from operator import itemgetter

from amends.case.answers import Finding, Reason
from amends.case.values import Case
from amends.defaults.evidence import POINTING, Evidence, likenesses, weigh
from amends.hookspecs import View
from amends.keywords.asking import only_asks
from amends.keywords.index import Hit
from amends.keywords.likeness import likest
from amends.pack.values import SEVERITIES, Category, Pack
from amends.text import Text

# Weight that evidence of its own must have to be a matter of its own; what is grave needs any.
_OWN_POINT = {"minor": 4, "ordinary": 4, "major": 1}
_NAMED = 2  # how much more a fault that is named counts than praise or asking
_SEVERAL = 2
_WEIGHT = itemgetter(Hit._fields.index("weight"))
_LIKE = 400  # hundredths of likeness below which a text is like nothing
_VERY_LIKE = 1500  # from which danger is taken for one
_QUOTED = 4  # patterns that a reason quotes
_HARMLESS = {
    "praise": Text("称赞多于不满（权重 {weight}）", "praise outweighs any displeasure (weight {weight})"),
    "question": Text("只是询问，没有投诉（权重 {weight}）", "a plain question, no complaint (weight {weight})"),
}
_MOCKING = Finding(
    None, 1, flags=("sarcasm",),
    because=Reason(
        "lexicon.sarcasm",
        Text("像是反话：称赞的话不算数，请核对", "it sounds like sarcasm: praise was not counted; please check"),
    ),
)  # fmt: skip


def classify(case: Case, view: View) -> list[Finding]:
    """Findings from the pack's patterns, surest first; `[]` where the text says nothing that is known.

    The first is a point; so is another with strong evidence in a clause of its own, or any if it is grave. The rest
    are alternatives, which claim no severity and no incident. `category=None` means strictly "this is no complaint".
    """
    if not case.text:
        return []
    pack = view.pack
    evidence = weigh(case.text, pack)
    found = _found(evidence, pack)
    return [*found, _MOCKING] if evidence.mocking else found


def _found(evidence: Evidence, pack: Pack) -> list[Finding]:
    """The findings apart from flags."""
    ranked = _ranked(evidence, pack)
    if harmless := _harmless(evidence, pack):
        return [harmless, *[_alternative(name, evidence) for name in ranked]]
    if not ranked:
        return _guess(evidence, pack)
    points = _points(ranked, evidence, pack)
    return [_point(name, evidence, pack) if name in points else _alternative(name, evidence) for name in ranked]


def _ranked(evidence: Evidence, pack: Pack) -> list[str]:
    """The categories, heaviest first; of equal weight the graver, then the one with strong evidence, then as met."""
    if len(evidence.weights) < _SEVERAL:
        return list(evidence.weights)

    def rank(name: str) -> tuple[int, int, bool]:
        return -evidence.weights[name], -SEVERITIES.index(pack.categories[name].severity), name not in evidence.strong

    return sorted(evidence.weights, key=rank)


def _harmless(evidence: Evidence, pack: Pack) -> Finding | None:
    """The finding that it is no complaint; never where strong evidence or an incident is named."""
    tones = evidence.tones
    if "grave" in tones or any(name in evidence.strong or pack.categories[name].incident for name in evidence.weights):
        return None
    if evidence.mocking:
        return None
    if "complaint" not in tones and only_asks(evidence.text):
        weight = max(tones.get("question", 0), 1 + max(evidence.weights.values(), default=0))
        return Finding(None, weight, Reason("lexicon.question", _HARMLESS["question"].fill({"weight": weight})))
    if not ("praise" in tones or "question" in tones):
        return None
    against = _NAMED * sum(evidence.weights.values()) + tones.get("complaint", 0)
    for tone, said in _HARMLESS.items():
        weight = tones.get(tone, 0)
        if weight > against:
            return Finding(None, weight, Reason(f"lexicon.{tone}", said.fill({"weight": weight})))
    return None


def _guess(evidence: Evidence, pack: Pack) -> list[Finding]:
    """The category a text without any known pattern is most like, with the least weight; `[]` for a text like none.

    Danger is not guessed at from little. Where the text denies what a pattern names, nothing is guessed.
    """
    guess = None if evidence.met else likest(evidence.text, likenesses(pack))
    if guess is None or guess.score < _LIKE:
        return []
    category = pack.categories[guess.name]
    pieces = guess.shared[:_QUOTED]
    said = Text(
        f"没有命中，用语相近：{'、'.join(pieces)}；请核对",
        f"nothing matched; words like it: {', '.join(pieces)}; please check",
    )
    return [
        Finding(
            guess.name, 1, Reason(f"category.{guess.name}.likeness", said), point=True,
            severity="major" if "grave" in evidence.tones else category.severity, quality=category.quality,
            incident=category.incident and guess.score >= _VERY_LIKE, temperament=evidence.temperament,
        )
    ]  # fmt: skip


def _points(ranked: list[str], evidence: Evidence, pack: Pack) -> list[str]:
    """The first, and each that has evidence enough in clauses that speak of none of those before."""
    if len(ranked) < _SEVERAL:
        return ranked
    clause, hits = evidence.passage.clause, evidence.hits
    points: list[str] = []
    taken: set[int] = set()
    for name in ranked:
        if points:
            own = [hit.weight for hit in hits[name] if hit.owner[0] in POINTING and clause(hit.start) not in taken]
            if sum(own) < _OWN_POINT[pack.categories[name].severity]:
                continue
        points.append(name)
        taken.update([clause(hit.start) for hit in hits[name] if hit.weight > 0])
    return points


def _point(name: str, evidence: Evidence, pack: Pack) -> Finding:
    category = pack.categories[name]
    return Finding(
        name, evidence.weights[name], _because(name, evidence), point=True,
        severity=_severity(name, category, evidence), quality=category.quality, incident=category.incident,
        temperament=evidence.temperament,
    )  # fmt: skip


def _alternative(name: str, evidence: Evidence) -> Finding:
    return Finding(name, evidence.weights[name], _because(name, evidence), temperament=evidence.temperament)


def _severity(name: str, category: Category, evidence: Evidence) -> str:
    if "grave" in evidence.tones or name in evidence.grave:
        return "major"
    gentle = evidence.tones.get("minor", 0) > evidence.tones.get("complaint", 0)
    return "minor" if gentle and category.severity == "ordinary" else category.severity


def _because(name: str, evidence: Evidence) -> Reason:
    """Quotes the pack's patterns, never the customer."""
    pointing = [hit for hit in evidence.hits[name] if hit.owner[0] in POINTING]
    if len(pointing) >= _SEVERAL:
        pointing.sort(key=_WEIGHT, reverse=True)
    quoted, weight = [hit.pattern for hit in pointing[:_QUOTED]], evidence.weights[name]
    text = Text(  # written out, because `Text.fill` takes longer than all the rest of this
        f"命中：{'、'.join(quoted)}（权重 {weight}）",
        f"matched: {', '.join(quoted)} (weight {weight})",
    )
    return Reason(f"category.{name}.{'strong' if name in evidence.strong else 'keywords'}", text)
