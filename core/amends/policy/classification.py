"""Combining findings: ranked by weight, points kept apart, the gravest severity and any incident win."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

from amends.case.answers import Answered, Finding
from amends.pack.values import SEVERITIES, Pack
from amends.text import Text

UNCLASSIFIED = Text("未分类", "Unclassified")
NO_COMPLAINT = Text("不是投诉（表扬或咨询）", "No complaint (praise or a question)")
# How many runners-up are kept for the operator to choose from.
_ALTERNATIVES = 4


@frozen(eq=False, repr=False, slots=False)
class Classification:
    """What a complaint is about, and who said so."""

    complaint: bool
    points: tuple[Finding, ...]
    alternatives: tuple[tuple[str, int], ...]
    severity: str
    quality: bool | None
    incident: bool
    temperament: str | None
    answers: tuple[Answered, ...]
    flags: tuple[str, ...] = ()

    @property
    def category(self) -> str | None:
        """The category of the first point; `None` where there is none."""
        return self.points[0].category if self.points else None

    def to_body(self, pack: Pack) -> dict[str, Any]:
        """The body of a `classified` event."""
        points = [_point(f"p{i}", finding.category, pack) for i, finding in enumerate(self.points, start=1)]
        first = points[0] if points else _point("p1", None, pack)
        label = first["label"] if self.complaint else NO_COMPLAINT.to_json()
        return {
            "complaint": self.complaint,
            "category": self.category,
            "label": label,
            "covers": list(dict.fromkeys(cover for point in points for cover in point["covers"])),
            "severity": self.severity,
            "quality": self.quality,
            "incident": self.incident,
            "temperament": self.temperament,
            "points": (points or [first]) if self.complaint else [],
            "alternatives": [{"category": name, "weight": weight} for name, weight in self.alternatives],
            "answers": [
                answered.to_json(category=answered.value.category, weight=answered.value.weight)
                for answered in self.answers
            ],
            # Few have any, and records of before have none.
            **({"flags": list(self.flags)} if self.flags else {}),
        }


def combine_findings(answers: Sequence[Answered], pack: Pack) -> Classification:
    """One classification from every plugin's findings.

    A "no complaint" stands only where it outweighs every category and nothing is flagged; an incident is never talked
    away by it.
    """
    findings: list[Finding] = [answered.value for answered in answers]
    weights = _weights(findings, pack)
    ranked = sorted(weights, key=weights.__getitem__, reverse=True)
    flags = tuple(dict.fromkeys([flag for finding in findings if finding.flags for flag in finding.flags]))
    praise = max([f.weight for f in findings if f.category is None and not f.flags], default=0)
    outweighed = not flags and praise > (weights[ranked[0]] if ranked else 0)
    if outweighed and not any(finding.incident for finding in findings if finding.category in weights):
        return Classification(False, (), _pairs(ranked, weights), "minor", None, False, None, tuple(answers))
    chosen = _chosen(findings, ranked)
    points = tuple(chosen.values())
    return Classification(
        complaint=True,
        points=points,
        alternatives=_pairs([name for name in ranked if name not in chosen], weights),
        severity=max([f.severity or _severity(f, pack) for f in points], key=SEVERITIES.index, default="ordinary"),
        quality=next((f.quality for f in points if f.quality is not None), None),
        incident=any(f.incident for f in points),
        temperament=next((f.temperament for f in findings if f.temperament), None),
        answers=tuple(answers),
        flags=flags,
    )


def _weights(findings: Iterable[Finding], pack: Pack) -> dict[str, int]:
    """Per category the weight of all plugins together; categories the pack does not know are left out."""
    weights: dict[str, int] = {}
    for finding in findings:
        name = finding.category
        if name is None:
            continue
        if name in weights:
            weights[name] += finding.weight
        elif name in pack.categories:
            weights[name] = finding.weight
    return weights


def _chosen(findings: Sequence[Finding], ranked: Sequence[str]) -> dict[str, Finding]:
    """The findings that become points: the heaviest category, then those marked as matters of their own."""
    marked = {finding.category for finding in findings if finding.point}
    marked.update(ranked[:1])
    return {name: _gravest([f for f in findings if f.category == name]) for name in ranked if name in marked}


def _gravest(findings: Sequence[Finding]) -> Finding:
    if len(findings) == 1:
        return findings[0]
    return max(findings, key=lambda f: (bool(f.incident), SEVERITIES.index(f.severity) if f.severity else -1, f.weight))


def _severity(finding: Finding, pack: Pack) -> str:
    return pack.categories[finding.category].severity if finding.category else "ordinary"


def _pairs(names: Sequence[str], weights: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((name, weights[name]) for name in names[:_ALTERNATIVES])


def _point(identifier: str, name: str | None, pack: Pack) -> dict[str, Any]:
    category = pack.categories.get(name or "")
    label = category.label if category else UNCLASSIFIED
    covers = list(category.covers) if category else []
    return {"id": identifier, "category": name, "label": label.to_json(), "covers": covers}
