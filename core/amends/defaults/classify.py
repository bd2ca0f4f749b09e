"""What is complained about, as far as the pack's patterns and what its examples teach tell."""

from __future__ import annotations

from amends.case.answers import Finding, Reason
from amends.case.values import Case
from amends.defaults.evidence import Evidence, weigh
from amends.defaults.harmless import harmless
from amends.defaults.likeness import by_patterns, likeness, weights
from amends.defaults.reading import Reading, because, weight_of
from amends.defaults.telling import POINTING
from amends.hookspecs import View
from amends.pack.values import SEVERITIES, Category, Pack
from amends.text import Text

# Weight that evidence of its own must have to be a matter of its own; what is grave needs any.
_OWN_POINT = {"minor": 4, "ordinary": 4, "major": 1}
_SEVERAL = 2
# Thousandths above unlike that make a category without any pattern the first, or one of those that it may be.
_FIRST, _MAY_BE = 250, 450
_MOCKING = Finding(
    None, 1, flags=("sarcasm",),
    because=Reason(
        "lexicon.sarcasm",
        Text("像是反话：称赞的话不算数，请核对", "it sounds like sarcasm: praise was not counted; please check"),
    ),
)  # fmt: skip


def classify(case: Case, view: View) -> list[Finding]:
    """Findings from the pack's patterns and examples, surest first; `[]` where the text says nothing that is known.

    The first is a point; so is another with strong evidence in a clause of its own, or any if it is grave. The rest
    are alternatives, which claim no severity and no incident. `category=None` means strictly "this is no complaint".
    """
    if not case.text:
        return []
    evidence = weigh(case.text, view.pack)
    found = _found(evidence, view.pack)
    return [*found, _MOCKING] if evidence.mocking else found


def _found(evidence: Evidence, pack: Pack) -> list[Finding]:
    """The findings apart from flags."""
    like = likeness(evidence.bag, pack)
    patterns = by_patterns(evidence, like)
    reading = Reading(evidence, like, patterns, weights(patterns, like.scores), pack)
    ranked = _ranked(reading)
    no_complaint = harmless(evidence, like.scores, reading.weighed[ranked[0]] if ranked else 0, pack)
    points = _points(ranked, evidence, pack) if no_complaint is None else []
    findings = [_point(name, reading) if name in points else _alternative(name, reading) for name in ranked]
    return [no_complaint, *findings] if no_complaint is not None else findings


def _ranked(reading: Reading) -> list[str]:
    """The categories, heaviest first; of equal weight the graver, then the one with strong evidence, then as met."""
    evidence, weighed, pack = reading.evidence, reading.weighed, reading.pack
    names = [name for name, weight in weighed.items() if weight >= _MAY_BE or name in evidence.weights]
    if not names and (first := max(weighed, key=weighed.__getitem__, default=None)) and weighed[first] >= _FIRST:
        return [first]
    if len(names) < _SEVERAL:
        return names

    def rank(name: str) -> tuple[int, int, bool]:
        return -weighed[name], -SEVERITIES.index(pack.categories[name].severity), name not in evidence.strong

    return sorted(names, key=rank)


def _points(ranked: list[str], evidence: Evidence, pack: Pack) -> list[str]:
    """The first, and each that has evidence enough in clauses that speak of none of those before."""
    if len(ranked) < _SEVERAL:
        return ranked
    clause, hits = evidence.passage.clause, evidence.hits
    points: list[str] = []
    taken: set[int] = set()
    for name in ranked:
        of_name = hits.get(name, ())
        if points:
            own = [hit.weight for hit in of_name if hit.owner[0] in POINTING and clause(hit.start) not in taken]
            if sum(own) < _OWN_POINT[pack.categories[name].severity]:
                continue
        points.append(name)
        taken.update([clause(hit.start) for hit in of_name if hit.weight > 0])
    return points


def _point(name: str, reading: Reading) -> Finding:
    category = reading.pack.categories[name]
    return Finding(
        name, weight_of(name, reading), because(name, reading), point=True,
        severity=_severity(name, category, reading.evidence), quality=category.quality, incident=category.incident,
        temperament=reading.evidence.temperament,
    )  # fmt: skip


def _alternative(name: str, reading: Reading) -> Finding:
    return Finding(name, weight_of(name, reading), because(name, reading), temperament=reading.evidence.temperament)


def _severity(name: str, category: Category, evidence: Evidence) -> str:
    if "grave" in evidence.tones or name in evidence.grave:
        return "major"
    gentle = evidence.tones.get("minor", 0) > evidence.tones.get("complaint", 0)
    return "minor" if gentle and category.severity == "ordinary" else category.severity
