"""Cases of kind `business_time_elapsed`: two moments, and the business time between them."""

from __future__ import annotations

from datetime import datetime

from amends.business_time import elapsed
from amends.testing.case import Case, Mismatch
from amends.testing.case_calendar import take_calendar, take_pauses


def run(case: Case) -> None:
    """Raise `Mismatch` unless the time passed comes out as expected."""
    calendar = take_calendar(case)
    start, end = datetime.fromisoformat(case.take("start")), datetime.fromisoformat(case.take("end"))
    got = elapsed(calendar, start, end, take_pauses(case)).total_seconds()
    expected = case.take("expected_elapsed_seconds")
    if abs(got - expected) > case.take_or("tolerance_seconds", 0):
        raise Mismatch(expected, got)
