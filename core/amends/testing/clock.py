"""A clock for tests: it stands still until it is told to move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

# A Monday at ten in the morning, Shanghai time.
BEGINNING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


class Clock:
    """What a desk takes for the time. `now` is UTC, and begins on a Monday at ten in the morning, Shanghai time."""

    def __init__(self, now: datetime = BEGINNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        """Move on: `clock.advance(days=1, hours=2)`, as `datetime.timedelta` counts."""
        self.now += timedelta(**span)
