"""One day's opening hours: read from plain text, checked, and with breaks cut out. Seconds of the local day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from amends.errors import ConfigurationError

# Half-open intervals (first open second, first closed second) of one local day, in order, none of them empty.
Hours = tuple[tuple[int, int], ...]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_SECONDS = 24 * 60 * 60


def read_hours(intervals: Iterable[Sequence[str]], day: str, *, overlapping: bool = False) -> Hours:
    """The hours in `[["09:00", "17:00"], …]` of `day` (a weekday or a date, for the message).

    Raises `ConfigurationError` naming `day` for anything that is not a time, closes before it opens, or overlaps.
    Breaks may overlap each other: pass `overlapping=True`.
    """
    hours = tuple(sorted(_interval(interval, day) for interval in intervals))
    for (first_open, first_close), (next_open, next_close) in pairwise(hours):
        if next_open < first_close and not overlapping:
            raise ConfigurationError(
                "opening hours of {day}: {one} and {other} overlap",
                day=day,
                one=_text(first_open, first_close),
                other=_text(next_open, next_close),
            )
    return hours


def without(hours: Hours, breaks: Hours) -> Hours:
    """`hours` with every one of `breaks` cut out."""
    for begin, end in breaks:
        earlier = [(opens, min(closes, begin)) for opens, closes in hours]
        later = [(max(opens, end), closes) for opens, closes in hours]
        hours = tuple(sorted((opens, closes) for opens, closes in {*earlier, *later} if opens < closes))
    return hours


def _interval(interval: Sequence[str], day: str) -> tuple[int, int]:
    if isinstance(interval, str) or len(interval) != 2:
        raise ConfigurationError("opening hours of {day}: {given!r} is not a pair of times", day=day, given=interval)
    opens, closes = (_seconds(text, day) for text in interval)
    if closes > opens:
        return opens, closes
    raise ConfigurationError(
        "opening hours of {day}: {given} does not close after it opens; "
        "hours that cross midnight are given as two: {day} up to 24:00 and the next day from 00:00",
        day=day,
        given=_text(opens, closes),
    )


def _seconds(text: str, day: str) -> int:
    parts = text.split(":") if isinstance(text, str) and text.isascii() else []
    if len(parts) in (2, 3) and all(part.isdecimal() and len(part) <= 2 for part in parts) and _padded(parts[1:]):
        hour, minute, second = (int(part) for part in (*parts, "0")[:3])
        seconds = hour * 3600 + minute * 60 + second
        if minute < 60 and second < 60 and seconds <= DAY_SECONDS:
            return seconds
    raise ConfigurationError("opening hours of {day}: {text!r} is not a time from 00:00 to 24:00", day=day, text=text)


def _padded(parts: list[str]) -> bool:
    return all(len(part) == 2 for part in parts)


def _text(opens: int, closes: int) -> str:
    return "-".join(f"{seconds // 3600:02}:{seconds // 60 % 60:02}" for seconds in (opens, closes))
