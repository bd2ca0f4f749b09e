"""A stored moment as people read it."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo


def local(stamped: str, zone: tzinfo, form: str, *, last: bool = False) -> str:
    """A moment as `stamp` wrote it, in local time; `last`: it is where a period ends, so its last day is meant."""
    at = datetime.fromisoformat(stamped) - timedelta(seconds=1 if last else 0)
    return at.astimezone(zone).strftime(form)
