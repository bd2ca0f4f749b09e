"""Saying what a complaint is about: by the plugins, or by the operator who knows better."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from amends import __version__
from amends.case.answers import Finding, Reason
from amends.case.values import Case
from amends.desk.consequences import route_case
from amends.desk.desk import Desk
from amends.desk.fact_values import read_facts
from amends.desk.work import CORE, Target, Work, work_on
from amends.errors import Misuse
from amends.hookspecs import View
from amends.money import Money
from amends.pack.values import CHANNELS, SEVERITIES, Pack
from amends.policy.ask import ask
from amends.policy.classification import Classification, combine_findings
from amends.text import Text

_NOTHING_KNOWN = Reason(
    "life.unclassified",
    Text("没有认出说的是什么，请经办人选择分类", "nothing known was recognised; the operator chooses the category"),
)
_BY_PERSON = Reason("operator", Text("由经办人判断", "the operator's judgement"))


def classify_text(
    desk: Desk, pack: Pack, text: str, channel: str = "in_person", facts: Mapping[str, str] | None = None
) -> Classification:
    """What `text` would be classified as. Stores nothing and needs no ledger."""
    if channel not in CHANNELS:
        raise Misuse("no channel '{channel}'; known: {known}", channel=channel, known=", ".join(CHANNELS))
    moment = desk.clock()
    case = Case(
        case_id="", version=0, number="", branch="", industry=pack.name, channel=channel, language="zh",
        received_at=moment, taken_by="", policy=pack.version, text=text, facts=read_facts(pack, facts or {}),
    )  # fmt: skip
    view = View(now=moment, pack=pack, branch="", receipt_total=Money(0, pack.industry.currency))
    return combine_findings(ask(desk.plugins, "classify", case, view), pack)


def reclassify(
    desk: Desk, target: Target, actor: str, category: str, severity: str | None = None, because: str = ""
) -> Case:
    """Put a case under another category: the operator's correction, kept beside what the plugins said."""
    with work_on(desk, target, actor, "classify") as work:
        work.require("classify", "intake", "facts", "proposal", "agreement")
        if severity is not None and severity not in SEVERITIES:
            raise Misuse("no severity '{given}'; known: {known}", given=severity, known=", ".join(SEVERITIES))
        _record_choice(work, category, severity, because)
        route_case(work)
        return work.finish()


def classify_case(work: Work, chosen: str | None) -> None:
    """Record the classification of a new case: what the plugins find, or the category the operator chose."""
    classification = combine_findings(ask(work.desk.plugins, "classify", work.case, work.view()), work.pack)
    body = classification.to_body(work.pack)
    first = classification.answers[0] if classification.answers else None
    if first is None:
        body["answers"] = [{"hook": "classify", "plugin": "amends", "version": __version__, **_NOTHING_KNOWN.to_json()}]
    work.record("classified", body, plugin=f"{first.plugin} {first.version}" if first else CORE)
    if chosen is not None and chosen != work.case.category:
        _record_choice(work, chosen, None, "")


def _record_choice(work: Work, name: str, severity: str | None, because: str) -> None:
    category = work.pack.categories.get(name)
    if category is None:
        raise Misuse("no category '{name}'; known: {known}", name=name, known=", ".join(work.pack.categories))
    finding = Finding(
        category=name, weight=0, because=_BY_PERSON, point=True, quality=category.quality,
        severity=severity or category.severity,
        incident=category.incident or (work.case.incident and severity == "major"),
    )  # fmt: skip
    before = [point for point in work.case.points[1:] if point.category != name]
    chosen = Classification(
        complaint=True,
        points=(finding,),
        alternatives=work.case.alternatives,
        severity=finding.severity or "ordinary",
        quality=finding.quality,
        incident=bool(finding.incident),
        temperament=work.case.temperament,
        answers=(),
    )
    body: dict[str, Any] = chosen.to_body(work.pack)
    body["points"] += [
        {"id": point.id, "category": point.category, "label": point.label.to_json(), "covers": list(point.covers)}
        for point in before
    ]
    body["answers"] = [
        {"hook": "classify", "plugin": "operator", "version": "", **_BY_PERSON.to_json(), "category": name}
    ]
    body["instead_of"] = work.case.category
    work.record("classified", body, because=because, plugin=CORE)
