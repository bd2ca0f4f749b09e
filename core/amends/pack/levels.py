"""When somebody is told that a clock runs out, and who: the levels of a clock."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from amends.case.answers import LevelTerms
from amends.pack import kinds
from amends.pack.kinds import Place

OWNER, SUPERIOR = "owner", "superior"
_KEYS = ("percent", "minutes", "to")
# Whoever owns the case is warned in time; the role above hears when it is late, the next one four hours on.
USUAL = (
    LevelTerms((OWNER,), percent=80),
    LevelTerms((f"{OWNER}.{SUPERIOR}",), minutes=0),
    LevelTerms((f"{OWNER}.{SUPERIOR}.{SUPERIOR}",), minutes=240),
)


def levels(value: Any, place: Place) -> tuple[LevelTerms, ...]:
    """A list of `{ percent = 80, to = ["owner"] }` and `{ minutes = 0, to = ["owner.superior"] }`."""
    if not isinstance(value, list):
        raise place.error('{value!r} is not a list like [{{ percent = 80, to = ["owner"] }}]', value=value)
    found = [_level(entry, place.at(f"{place.key}[{number}]")) for number, entry in enumerate(value)]
    for earlier, later in pairwise(found):
        if _order(later) <= _order(earlier):
            raise place.error("the levels are not in the order of time; percent first, then minutes, rising")
    return tuple(found)


def climb(role: str) -> int | None:
    """How many roles above the owner `role` means (`owner` itself: 0); `None` for the name of a role."""
    first, *above = role.split(".")
    return len(above) if first == OWNER and all(step == SUPERIOR for step in above) else None


def _level(entry: Any, place: Place) -> LevelTerms:
    if not isinstance(entry, dict) or set(entry) - set(_KEYS) or ("percent" in entry) == ("minutes" in entry):
        raise place.error("expected to, and one of percent and minutes")
    percent, minutes = entry.get("percent"), entry.get("minutes")
    if percent is not None and (type(percent) is not int or not 0 < percent < 100):
        raise place.error("percent: {value!r} is not a whole number from 1 to 99", value=percent)
    if minutes is not None and type(minutes) is not int:
        raise place.error("minutes: {value!r} is not a whole number", value=minutes)
    to = kinds.strings(entry.get("to", []), place.at(f"{place.key}.to"))
    if not to:
        raise place.error("to: nobody would be told")
    return LevelTerms(to, percent, minutes)


def _order(level: LevelTerms) -> tuple[int, int]:
    return (0, level.percent) if level.percent is not None else (1, level.minutes or 0)
