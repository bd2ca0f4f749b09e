"""How long there is still time, in words."""

from __future__ import annotations

from datetime import datetime

from amends.cli.language import gettext as _

_HOUR, _DAY = 60, 24 * 60


def time_left(due: datetime, now: datetime) -> str:
    """`in 25 min`, `in 2 h 5 min`, `in 3 d 4 h`; `25 min late` once `due` is past. Begun minutes count whole."""
    seconds = int((due - now).total_seconds())
    minutes = -(-abs(seconds) // 60)
    saying = _("in {span}") if seconds >= 0 else _("{span} late")
    return saying.format(span=_span(minutes))


def _span(minutes: int) -> str:
    """At most two units: nobody plans a week by the minute."""
    days, hours = minutes // _DAY, minutes % _DAY // _HOUR
    if days:
        return _("{days} d {hours} h").format(days=days, hours=hours)
    if hours:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes % _HOUR)
    return _("{minutes} min").format(minutes=minutes)
