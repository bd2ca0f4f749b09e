"""What must stay light: a calendar used once, and the import."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

from amends.business_time import Calendar, due

OFFICE = {day: [["09:00", "12:00"], ["13:30", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
START = datetime(2026, 3, 4, 3, tzinfo=UTC)


def test_a_near_due_time_builds_one_year_only() -> None:
    calendar = Calendar.build(OFFICE, "Asia/Shanghai", known_years=[2026])
    assert due(calendar, START, days=3).year == 2026


def test_importing_brings_in_nothing_heavy() -> None:
    program = "import sys; import amends.business_time; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert not {"tomli", "tomllib", "json", "click", "sqlite3", "pluggy"} & set(loaded)
