"""A case as programs see it: the fields of `docs/json.md`, the same for every command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from amends.case.events import Event
from amends.case.values import Case
from amends.cli.language import current
from amends.desk.guide import Step, guide
from amends.moments import stamp, stamp_known
from amends.pack.values import Pack
from amends.policy.classification import Classification

if TYPE_CHECKING:
    from amends.case.answers import Remedy


def case_json(
    case: Case, events: list[Event], pack: Pack, zone: ZoneInfo, rights: Sequence[Remedy] = ()
) -> dict[str, Any]:
    """What `take` and the other verbs print."""
    return {
        "case_id": case.case_id,
        "number": case.number,
        "version": case.version,
        "branch": case.branch,
        "industry": case.industry,
        "channel": case.channel,
        "stage": case.stage,
        "received_at": stamp(case.received_at),
        "complaint": case.complaint,
        "category": case.category,
        "label": case.label.say(current()),
        "covers": list(case.covers),
        "severity": case.severity,
        "quality": case.quality,
        "incident": case.incident,
        "temperament": case.temperament,
        "points": [
            {"id": point.id, "category": point.category, "covers": list(point.covers), "answer": point.answer}
            for point in case.points
        ],
        "owner_role": case.owner_role,
        "owner": case.owner,
        "escorted_by": case.escorted_by,
        "handed_over_to": case.hand_over.to if case.hand_over else None,
        "told": list(case.told),
        "paused_since": stamp_known(case.paused_since),
        "paused_for": case.paused_for,
        "due": stamp_known(case.due),
        "clocks": [
            {
                "name": clock.name,
                "due": stamp(clock.due),
                "met_at": stamp_known(clock.met_at),
                "stands": clock.met_at is None and case.stands(clock),
            }
            for clock in case.clocks
        ],
        "guide": steps_json(guide(case, pack, zone, rights)),
        "rights": _rights(rights),
        "alternatives": [{"category": name, "weight": weight} for name, weight in case.alternatives],
        "because": [reason for event in events for reason in _reasons(event.body.get("answers", ()))],
    }


def steps_json(steps: list[Step]) -> list[dict[str, str]]:
    """What to say and do, in order."""
    return [
        {"say": step.say.say(current()) if step.say else "", "do": step.do.say(current()) if step.do else ""}
        for step in steps
    ]


def classification_json(classification: Classification, pack: Pack) -> dict[str, Any]:
    """What `classify` prints for a text."""
    body = classification.to_body(pack)
    kept = ("complaint", "category", "covers", "severity", "quality", "incident", "temperament", "alternatives")
    return {
        **{name: body[name] for name in kept},
        "points": [{name: point[name] for name in ("id", "category", "covers")} for point in body["points"]],
        "because": _reasons(body["answers"]),
        "flags": list(classification.flags),
    }


def _reasons(answers: Any) -> list[dict[str, Any]]:
    return [
        {
            "hook": answer["hook"],
            "plugin": answer["plugin"],
            "version": answer["version"],
            "rule": answer["rule"],
            "text": answer["text"][current()],
        }
        for answer in answers
    ]


def _rights(rights: Sequence[Remedy]) -> list[dict[str, Any]]:
    if not rights:
        return []
    from amends.cli.rights_json import right_json

    return [right_json(right) for right in rights]
