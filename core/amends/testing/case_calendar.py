"""What every kind of business-time case shares: the calendar in its zone, and pauses."""

from __future__ import annotations

from datetime import datetime

from amends.business_time import Calendar
from amends.testing.case import Case


def take_calendar(case: Case) -> Calendar:
    """The case's `calendar` in its `timezone`."""
    fields = Case(case.take("calendar"), "calendar", frozenset({"name"}))
    calendar = Calendar.build(
        fields.take("weekly"),
        case.take("timezone"),
        holidays=fields.take_or("holidays", ()),
        recurring_holidays=fields.take_or("recurring_holidays", ()),
        breaks=fields.take_or("breaks", {}),
    )
    fields.check_all_taken()
    return calendar


def take_pauses(case: Case) -> list[tuple[datetime, datetime]]:
    """The case's `pauses`, none where it has none."""
    return [(datetime.fromisoformat(begin), datetime.fromisoformat(end)) for begin, end in case.take_or("pauses", ())]
