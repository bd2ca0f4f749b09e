"""Reading one key of a pack: each kind turns a TOML value into ours, or says what was expected and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from amends import LANGUAGES
from amends.errors import Misuse, PackError, Phrase
from amends.money import Money
from amends.text import Text

Kind = Callable[[Any, "Place"], Any]


class Place(NamedTuple):
    """Where in a pack we are, for messages: the pack, the file, the table, the key."""

    pack: str
    file: str
    table: str
    key: str = ""
    currency: str = "CNY"

    def at(self, key: str) -> Place:
        return Place(self.pack, self.file, self.table, key, self.currency)

    def error(self, problem: str, /, **data: object) -> PackError:
        """A `PackError` that begins with the place."""
        where = " ".join(part for part in (f"[{self.table}]" if self.table else "", self.key) if part)
        return PackError(
            "pack {pack}, {file}, {where}: {problem}",
            pack=self.pack,
            file=self.file,
            where=where,
            problem=Misuse(problem, **data),
        )


def file_of(table: str, files: Mapping[str, str]) -> str:
    """The file to look into for what is wrong with `table`: its own, else where its kind or the industry is, or any.

    Tables of unknown origin are a chain's own: `amends.toml`.
    """
    if table in files:
        return files[table]
    # What lies inside an entry, `ladder.serious.bands[1]`, is in the entry's file.
    within = next((name for name in files if "." in name and table.startswith(f"{name}.")), None)
    if within is not None:
        return files[within]
    kind = table.split("[")[0].split(".")[0]
    near = next((file for name, file in reversed(list(files.items())) if name.startswith(f"{kind}.")), None)
    last = next(reversed(list(files.values())), "amends.toml")
    return files.get(kind) or near or files.get("industry", last)


def _typed(expected: type, name: Phrase) -> Kind:
    def read(value: Any, place: Place) -> Any:
        if type(value) is not expected:
            raise place.error("{value!r} is not {name}", value=value, name=name)
        return value

    read.__doc__ = name
    return read


flag = _typed(bool, Phrase("true or false"))
_any_string = _typed(str, Phrase("a string"))
_any_list = _typed(list, Phrase("a list"))
_any_table = _typed(dict, Phrase("a table"))
_any_integer = _typed(int, Phrase("a whole number"))


def string(value: Any, place: Place) -> str:
    """A string that is not empty."""
    if not _any_string(value, place).strip():
        raise place.error("is empty; expected a word")
    return str(value)


def count(value: Any, place: Place) -> int:
    """A whole number above zero."""
    if _any_integer(value, place) <= 0:
        raise place.error("{value} is not above zero", value=value)
    return int(value)


def text(value: Any, place: Place) -> Text:
    """`{ zh = "…", en = "…" }`, both filled."""
    return Text(**_per_language(value, place, string))


def strings(value: Any, place: Place) -> tuple[str, ...]:
    """A list of strings."""
    return tuple(string(entry, place) for entry in _any_list(value, place))


def texts(value: Any, place: Place) -> tuple[Text, ...]:
    """A list of `{ zh = "…", en = "…" }`."""
    return tuple(text(entry, place) for entry in _any_list(value, place))


def texts_by_name(value: Any, place: Place) -> dict[str, Text]:
    """`{ NAME = { zh = "…", en = "…" } }`."""
    return {name: text(entry, place.at(f"{place.key}.{name}")) for name, entry in _any_table(value, place).items()}


def words(value: Any, place: Place) -> tuple[str, ...]:
    """`{ zh = ["…"], en = ["…"] }`: search patterns of every language, in one tuple."""
    found = _per_language(value, place, strings)
    return tuple(pattern for language in LANGUAGES for pattern in found[language])


def amount(value: Any, place: Place) -> Money:
    """Money as a string, `"50.00"`, in the pack's currency."""
    try:
        return Money.parse(_any_string(value, place), place.currency)
    except Misuse as error:
        raise place.error("{problem}", problem=error) from None


def one_of(*choices: str) -> Kind:
    """One of a few words."""

    def read(value: Any, place: Place) -> str:
        if value not in choices:
            raise place.error("{value!r} is not one of {choices}", value=value, choices=", ".join(choices))
        return str(value)

    read.__doc__ = " or ".join(f"`{choice}`" for choice in choices)
    return read


def facts(value: Any, place: Place) -> dict[str, str | bool]:
    """`{ fact = value }`: what must be known of the case; values are strings, true or false."""
    for name, wanted in _any_table(value, place).items():
        if not isinstance(wanted, str | bool):
            raise place.error("{name} = {wanted!r}: expected a string, true or false", name=name, wanted=wanted)
    return dict(value)


def week(value: Any, place: Place) -> dict[str, list[list[str]]]:
    """`{ mon = ["09:00-21:00"], … }`: opening intervals per weekday, in local time."""
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    for day, intervals in _any_table(value, place).items():
        if day not in days or not all(map(_is_interval, strings(intervals, place))):
            raise place.error('{day} is not a weekday with intervals like "09:00-21:00"', day=day)
    return {day: [entry.split("-") for entry in intervals] for day, intervals in value.items()}


def _is_interval(text: str) -> bool:
    """Whether it has the form `09:00-21:00`; no regular expression, since every command passes here."""
    times = [time.split(":") for time in text.split("-")]
    parts = [part for time in times for part in time]
    digits = all(part.isascii() and part.isdecimal() and len(part) <= 2 for part in parts)
    return (
        len(times) == 2
        and all(len(time) == 2 and len(time[1]) == 2 for time in times)
        and digits
        and all(int(time[0]) <= 24 and int(time[1]) < 60 for time in times)
    )


def _per_language(value: Any, place: Place, kind: Kind) -> dict[str, Any]:
    given: Mapping[str, Any] = _any_table(value, place)
    if set(given) != set(LANGUAGES):
        raise place.error(
            "languages given: {given}; expected {expected}",
            given=", ".join(given) or Phrase("none"),
            expected=" and ".join(LANGUAGES),
        )
    return {language: kind(given[language], place.at(f"{place.key}.{language}")) for language in LANGUAGES}


def key(kind: Kind, doc: str) -> dict[str, Any]:
    """What an attribute of a table says about its TOML key: how to read it, and what `docs/pack.md` says of it."""
    return {"kind": kind, "doc": doc}


covers = key(strings, "requirement ids and situation names this entry answers")
