"""Cases of kind `escalation_levels`: a due moment and a level's distance from it, and when the level is reached."""

from __future__ import annotations

from datetime import datetime

from amends.business_time import moved
from amends.testing.case import Case, compare_moments
from amends.testing.case_calendar import take_calendar


def run(case: Case) -> None:
    """Raise `Mismatch` unless the level is reached when expected."""
    got = moved(
        take_calendar(case),
        datetime.fromisoformat(case.take("due")),
        minutes=case.take_or("offset_business_minutes", None),
        days=case.take_or("offset_business_days", None),
    )
    compare_moments(case.take("expected_at"), got, case.take_or("tolerance_seconds", 0))
