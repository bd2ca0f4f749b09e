"""When a branch is open: its own hours or its trade's, in its own zone, with the holidays that hold there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from amends.business_time import Calendar
from amends.errors import AmendsError, ConfigurationError

if TYPE_CHECKING:
    from amends.business_time.holidays import Holidays
    from amends.config import Chain
    from amends.pack.values import Pack


def own_hours(chain: Chain, branch: str | None) -> tuple[str, ...]:
    """What makes a branch's calendar differ from another's of its trade: branches that agree in it share one."""
    settings = chain.branches.get(branch or "", {})
    return tuple(repr(settings.get(key)) for key in ("timezone", "hours", "holidays"))


def calendar_of(chain: Chain, pack: Pack, branch: str | None) -> Calendar:
    """The opening hours that the business clocks of `pack` count in at `branch`.

    Raises `ConfigurationError` naming the file, the branch and what is wrong with its hours, zone or holidays.
    """
    settings = chain.branches.get(branch or "", {})
    public = _public(chain, pack.calendar.holidays, branch, settings)
    zone = chain.zone(branch)
    if "hours" not in settings:
        return Calendar.build(pack.calendar.week, zone, public=public)
    try:
        return Calendar.build(_week(settings["hours"]), zone, public=public)
    except ConfigurationError as error:
        raise _wrong(chain, f"branch.{branch}", "hours", error) from None


def check_opening(chain: Chain) -> None:
    """Judge zones, hours and holidays of every branch; raise `ConfigurationError` for the first that is wrong."""
    chain.zone()
    _extended(chain, None)
    for code, settings in chain.branches.items():
        zone = chain.zone(code)
        public = _public(chain, "none", code, settings)
        if "hours" in settings:
            try:
                Calendar.build(_week(settings["hours"]), zone, public=public)
            except ConfigurationError as error:
                raise _wrong(chain, f"branch.{code}", "hours", error) from None


def _public(chain: Chain, usual: str, branch: str | None, settings: Mapping[str, Any]) -> Holidays | None:
    """The public holidays at a branch: those it names itself, else its trade's.

    The calendars that come with the product are as `[holidays.YEAR]` extends them; a chain's own file stands alone.
    """
    named = settings.get("holidays", usual)
    if named == "none":
        return None
    from amends.business_time import holidays

    try:
        if named.endswith(".toml"):
            return holidays.load(os.path.join(os.path.dirname(chain.file), named))
        public = holidays.load(named)
    except ConfigurationError as error:
        raise (_wrong(chain, f"branch.{branch}", "holidays", error) if "holidays" in settings else error) from None
    return _extended(chain, public)


def _extended(chain: Chain, public: Holidays | None) -> Holidays:
    from amends.business_time.holidays.extended import extended

    return extended(public, chain.holidays, chain.file)


def _week(hours: Any) -> dict[str, list[list[str]]]:
    """`{ mon = ["09:00-21:00"], … }` as the calendar takes it."""
    week = {}
    for day, intervals in hours.items():
        if not isinstance(intervals, list) or not all(isinstance(entry, str) for entry in intervals):
            raise ConfigurationError('{day}: expected a list of intervals like "09:00-21:00"', day=day)
        week[day] = [entry.split("-") for entry in intervals]
    return week


def _wrong(chain: Chain, table: str, key: str, problem: AmendsError) -> ConfigurationError:
    return ConfigurationError(
        "{file}: [{table}] {key}: {problem}", file=chain.file, table=table, key=key, problem=problem
    )
