"""Moments: now, and how a moment is written. Apart from everything else, since a list of cases needs nothing else."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The wall clock, UTC, to the second. Only what nobody passed another clock to asks it."""
    return datetime.now(UTC).replace(microsecond=0)


def stamp(at: datetime) -> str:
    """A moment as events and `--json` write it: ISO 8601, UTC, to the second."""
    # A third of the time that strftime takes; a ledger has millions of them.
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def stamp_known(moment: datetime | None) -> str | None:
    """`moment` as `stamp` writes it; `None` where it is not known."""
    return stamp(moment) if moment else None
