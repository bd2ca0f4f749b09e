"""What a due time costs in process: near, and across ten years of calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from amends.business_time import Calendar, due

from benchmarks.measuring import microseconds

LIMIT_US = 50
_OFFICE = {day: [["09:00", "12:00"], ["13:30", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
_START = datetime(2026, 3, 4, 3, tzinfo=UTC)


def rows() -> Iterator[dict[str, Any]]:
    """A due time three days and ten years ahead, the calendar's years built before."""
    calendar = Calendar.build(_OFFICE, "Europe/Berlin")
    for name, minutes in (("three days", 3 * 450), ("ten years", 10 * 250 * 450)):
        due(calendar, _START, minutes=minutes)

        def once(minutes: int = minutes) -> datetime:
            return due(calendar, _START, minutes=minutes)

        yield {"name": f"due, {name} ahead", "ours_us": microseconds(once, times=2000), "limit_us": LIMIT_US}
