"""Public holidays: which dates are closed, and which weekend dates work instead, year by year.

The files next to this one come with the product; a chain gives its own file, or years of its own, to `load`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from attrs import frozen

from amends.business_time.dates import read_date, read_month_day, refuse_both
from amends.errors import ConfigurationError, Misuse, Phrase

_FOLDER = Path(__file__).parent
_YEAR_KEYS = ("closed", "open")


@frozen(eq=False, repr=False)
class Holidays:
    """Public holidays of the `known_years`: `closed` dates, `working` make-up dates, (month, day) closed every year.

    `source` is the file to edit for another year, `entry` what to write there.
    """

    closed: frozenset[date]
    working: frozenset[date]
    recurring: frozenset[tuple[int, int]]
    known_years: frozenset[int]
    source: str
    entry: str = "[{year}]"


def load(name_or_path: str | Path, extra: Mapping[str, Any] | None = None, *, source: str | None = None) -> Holidays:
    """The holidays that come with the product under a name (`"cn"`), or those in a chain's own file.

    `extra` holds more years in the form of the file, and a year in it replaces that year of the file.
    `source` is the file named when a year is missing, where that is not the file itself.
    Raises `ConfigurationError` naming the file and what is wrong.
    """
    import tomli

    path = _find(name_or_path)
    try:
        tables = tomli.loads(path.read_bytes().decode("utf-8"))
    except (ValueError, OSError) as error:
        raise ConfigurationError("{file}: {problem}", file=path, problem=error) from None
    return read({**tables, **(extra or {})}, source or str(path))


def read(tables: Mapping[str, Any], source: str, within: str = "") -> Holidays:
    """Holidays from plain data: `{"2026": {"closed": [[first, last], date, …], "open": [date, …]}, …}`.

    `open` are weekend dates worked instead. `"recurring"` may hold `"MM-DD"` closed in every year. Raises
    `ConfigurationError` naming `source` and the year; `within` is the table the years are in, for the message.
    """
    closed: set[date] = set()
    working: set[date] = set()
    years: set[int] = set()
    for name, table in tables.items():
        if name == "recurring":
            continue
        if not name.isdecimal() or len(name) != 4 or not isinstance(table, Mapping) or set(table) - set(_YEAR_KEYS):
            raise _wrong(source, within + name, Phrase("expected a year with the keys closed and open, or recurring"))
        years.add(int(name))
        closed |= _days(table.get("closed", ()), int(name), source, within)
        working |= _days(table.get("open", ()), int(name), source, within)
    refuse_both(closed, working, source)
    recurring = frozenset(map(read_month_day, tables.get("recurring", ())))
    return Holidays(frozenset(closed), frozenset(working), recurring, frozenset(years), source)


def _find(name_or_path: str | Path) -> Path:
    own = Path(name_or_path)
    if own.suffix == ".toml":
        return own
    path = _FOLDER / f"{name_or_path}.toml"
    if not str(name_or_path).isidentifier() or not path.is_file():
        raise ConfigurationError(
            "no holidays named {name!r}; there are {known}, or a path to a .toml file of your own",
            name=str(name_or_path),
            known=", ".join(sorted(found.stem for found in _FOLDER.glob("*.toml"))),
        )
    return path


def _days(entries: Any, year: int, source: str, within: str) -> set[date]:
    """The dates of a year's list: single ones, and ranges with both ends included."""
    days: set[date] = set()
    for entry in entries if isinstance(entries, list | tuple) else [entries]:
        try:
            ends = [read_date(end) for end in (entry if isinstance(entry, list | tuple) else [entry])]
        except ConfigurationError as error:
            raise _wrong(source, f"{within}{year}", error) from None
        if not 1 <= len(ends) <= 2 or ends[-1] < ends[0] or any(end.year != year for end in ends):
            raise _wrong(
                source,
                f"{within}{year}",
                Misuse("{entry} is not a date of that year, nor the first and last of a range", entry=entry),
            )
        days.update(ends[0] + timedelta(days=count) for count in range((ends[-1] - ends[0]).days + 1))
    return days


def _wrong(source: str, key: str, problem: object) -> ConfigurationError:
    return ConfigurationError("{file}: [{key}]: {problem}", file=source, key=key, problem=problem)
