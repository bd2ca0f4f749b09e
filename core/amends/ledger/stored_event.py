"""Events as the SQLite store keeps them: the statement that reads them, and the way back to values."""

from __future__ import annotations

import json
from typing import Any

from amends.case.events import Event, moment
from amends.errors import LedgerError

READ_EVENTS = (
    "SELECT e.case_id, e.version, e.kind, e.at, e.branch, e.actor, e.plugin, e.policy, e.body, p.data FROM events e "
    "LEFT JOIN personal p ON p.case_id = e.case_id AND p.version = e.version "
)


def event_from_row(row: tuple[Any, ...]) -> Event:
    """An event from a row of `READ_EVENTS`. Raises `LedgerError` naming the event that no desk wrote like that."""
    case_id, version, kind, at, branch, actor, plugin, policy, body, data = row
    try:
        facts, personal = _table(body), _table(data) if data else {}
        because = personal.pop("because", "")
        return Event(case_id, version, kind, moment(at), branch, actor, plugin, policy, because, facts, personal)
    except (ValueError, TypeError, RecursionError, LedgerError) as error:
        raise LedgerError(
            "case {case}: event {version} cannot be read ({problem}); run: amends ledger verify",
            case=case_id, version=version, problem=error if isinstance(error, LedgerError) else repr(error),
        ) from None  # fmt: skip


def _table(text: str) -> dict[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise TypeError(f"{text[:40]} is no table")
    return value
