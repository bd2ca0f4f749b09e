"""Moments as people at a desk say them: in the branch's own time."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from amends.business_time.moments import MINUTE, at_local, to_datetime
from amends.errors import Misuse

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_MINUTE = timedelta(minutes=1)
_FORM = re.compile(r"(?:(\d{4}-\d{2}-\d{2})[ T])?(\d{1,2}):(\d{2})", re.ASCII)


def say_moment(moment: datetime, zone: ZoneInfo) -> str:
    """`2026-11-25 18:30`, local."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def read_moment(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """A moment to come, in UTC: `18:30` today, or `2026-11-25 18:30`, in local time.

    Raises `Misuse` for any other form, or a moment that has passed.
    """
    local = now.astimezone(zone)
    # A full-width colon is what a Chinese keyboard types.
    found = _FORM.fullmatch(text.strip().replace("\uff1a", ":"))
    try:
        day = date.fromisoformat(found[1]) if found and found[1] else local.date()
    except ValueError:
        found = None
    if found is None or int(found[2]) > 23 or int(found[3]) > 59:
        raise Misuse("'{text}' is not a time like 18:30 or 2026-11-25 18:30", text=text)
    moment = to_datetime(at_local(zone, day.toordinal(), (int(found[2]) * 60 + int(found[3])) * MINUTE))
    if moment - now < _MINUTE:
        now_here = f"{local:%Y-%m-%d %H:%M}"
        raise Misuse("'{text}' has passed; it is {now} now", text=text, now=now_here)
    return moment
