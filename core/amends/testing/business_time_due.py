"""Cases of kind `business_time_due`: a start and a budget, and when it is due."""

from __future__ import annotations

from datetime import datetime

from amends.business_time import due
from amends.testing.case import Case, compare_moments
from amends.testing.case_calendar import take_calendar, take_pauses


def run(case: Case) -> None:
    """Raise `Mismatch` unless the due time comes out as expected."""
    got = due(
        take_calendar(case),
        datetime.fromisoformat(case.take("start")),
        minutes=case.take_or("target_minutes", None),
        days=case.take_or("target_business_days", None),
        pauses=take_pauses(case),
        hold_seconds=case.take_or("hold_seconds", 0),
        direction=case.take_or("direction", "after"),
        boundary=case.take_or("boundary", "close"),
        pause_semantics=case.take_or("pause_semantics", "business_time"),
        end_of_working_day=_flag(case, "end_of_working_day"),
    )
    compare_moments(case.take("expected_due"), got, case.take_or("tolerance_seconds", 0))


def _flag(case: Case, name: str) -> bool:
    value = case.take_or(name, False)
    if not isinstance(value, bool):
        raise TypeError(f"{name}: {value!r} is neither true nor false")
    return value
