"""Holidays as a chain has them: what it writes of a year, laid over the calendar that it uses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from amends.business_time.holidays import Holidays, read
from amends.errors import ConfigurationError, Phrase

_KEYS = ("closed", "open", "whole")


def extended(public: Holidays | None, years: Mapping[str, Any], source: str) -> Holidays:
    """`public` with the `years` of a chain: `{"2027": {"closed": […], "open": […], "whole": True}, …}`.

    A date the chain names is as the chain says; the others stay as they are. `whole`: these are all of the year, what
    `public` says of it no longer counts, and from now on it is known. A year that is neither known nor whole stays
    unknown: to guess the rest of it would move deadlines. Raises `ConfigurationError` naming `source` and the year.
    """
    for year, table in years.items():
        _check(year, table, source)
    days = {year: {key: days for key, days in table.items() if key != "whole"} for year, table in years.items()}
    own = read(days, source, "holidays.")
    whole = {int(year) for year, table in years.items() if table.get("whole")}
    closed, opened = _kept(public.closed, whole) if public else set(), _kept(public.working, whole) if public else set()
    return Holidays(
        closed=frozenset((closed - own.working) | own.closed),
        working=frozenset((opened - own.closed) | own.working),
        recurring=public.recurring if public else frozenset(),
        known_years=(public.known_years if public else frozenset()) | whole,
        source=source,
        entry="[holidays.{year}] whole = true",
    )


def _kept(days: frozenset[date], whole: set[int]) -> set[date]:
    return {day for day in days if day.year not in whole}


def _check(year: str, table: Mapping[str, Any], source: str) -> None:
    problem = None
    if set(table) - set(_KEYS):
        problem = Phrase("expected a year with the keys closed, open and whole")
    elif not isinstance(table.get("whole", False), bool):
        problem = Phrase("whole: expected true or false")
    if problem is not None:
        key = f"holidays.{year}"
        raise ConfigurationError("{file}: [{key}]: {problem}", file=source, key=key, problem=problem)
