"""The list of staff, as it stands at one moment; a plain query, without building anybody."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from amends.ledger.connection import translated

_LIST = """
SELECT s.name, s.branch, s.role, s.pin, s.left_at,
  (SELECT max(a.until) FROM absences a WHERE a.name = s.name AND a.since <= :at AND a.until > :at),
  (SELECT max(f.until) FROM shifts f WHERE f.name = s.name AND f.since <= :at AND f.until > :at),
  (SELECT json_group_array(p) FROM (
     SELECT DISTINCT d.principal AS p FROM deputies d JOIN staff o ON o.name = d.principal AND o.left_at IS NULL
     WHERE d.deputy = s.name AND d.since <= :at AND d.until > :at AND s.left_at IS NULL ORDER BY d.principal))
FROM staff s ORDER BY s.left_at IS NOT NULL, s.branch, s.name
"""
_NAMES = ("name", "branch", "role", "pin", "left_at", "away_until", "on_shift_until", "acts_for")


def staff_now(connection: sqlite3.Connection, path: str, at: str) -> list[dict[str, Any]]:
    """Everybody who works or worked here, with how it stands with them at a moment (as `stamp` writes it)."""
    with translated(path):
        rows = [dict(zip(_NAMES, row, strict=True)) for row in connection.execute(_LIST, {"at": at})]
    for row in rows:
        row["pin"], row["acts_for"] = bool(row["pin"]), json.loads(row["acts_for"])
    return rows
