"""What a customer has a right to, as programs see it: the field `rights` of `docs/json.md`."""

from __future__ import annotations

from typing import Any

from amends.case.answers import Remedy
from amends.cli.language import current


def right_json(right: Remedy) -> dict[str, Any]:
    """One right, with what it rests on and the sum, where it has one and it is known."""
    return {
        "code": right.code,
        "label": right.label.say(current()),
        "standing": right.standing,
        "on_demand": right.on_demand,
        "amount": right.owed.to_json() if right.owed else None,
        "rule": right.because.rule,
        "text": right.because.text.say(current()),
    }
