"""What is wrong with a plugin's tables: all of it, with the line, and what to do about each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

from amends.errors import AmendsError, Misuse, PackError
from amends.pack.every_problem import every_problem
from amends.pack.values import Pack
from amends.review.finding import ERROR, WARNING, Finding
from amends.review.place import line_of
from amends.text import Text

_WHERE = re.compile(r"^\[((?:[^\[\]]|\[\d+\])*)\](?: (.*))?$")
_AT_LINE = re.compile(r"at line (\d+)")
_HAN = re.compile(r"[一-鿿]")
_SAID = '"{phrase}" ({kind}): {why}; rather: {instead}'

# What to do, by what is wrong; each may use the data of the problem.
_REMEDIES = {
    "languages given: {given}; expected {expected}": Misuse("write the text in both languages: zh and en"),
    "no {name!r}; defined: {known}": Misuse("define it, or name one that exists"),
    "the last band must have no up_to, so that every sum has a decider": Misuse(
        "remove up_to from the last band, or add a band without one for whoever decides everything above"
    ),
    "{sum} overlaps the band before it ({last})": Misuse("put the bands in rising order of up_to"),
    "none: a complaint nobody understood would have no deadline (G5)": Misuse(
        "name a clock in [unclassified] clocks"
    ),
    _SAID: Misuse("say it in other words"),
}  # fmt: skip
_ANY_REMEDY = Misuse("correct it there; docs/pack.md lists every table and key")
_NO_TOML = Misuse("correct the TOML there: quotes, brackets, one key on a line")


def judged(folder: str) -> tuple[Pack | None, list[Finding]]:
    """The pack in `folder` where it can be read, and what there is to say of its tables and words."""
    pack, files, errors = every_problem(folder)
    found = [of_error(error, folder) for error in errors]
    if pack is not None:
        found += _languages(pack, files, folder)
    return (pack if not errors else None), found


def of_error(error: PackError, folder: str) -> Finding:
    """A finding from what reading a pack objected to."""
    data = error.data
    problem = data.get("problem", error)
    file = os.path.join(folder, str(data["file"])) if "file" in data else folder
    match = _WHERE.match(str(data.get("where", "")))
    if match is None:
        at = _AT_LINE.search(str(problem))
        return Finding("pack", ERROR, file, int(at[1]) if at else None, error, _NO_TOML if at else _ANY_REMEDY)
    template = problem.template if isinstance(problem, AmendsError) else ""
    words = str(problem.data["phrase"]) if isinstance(problem, AmendsError) and template == _SAID else ""
    line = line_of(file, match[1], match[2] or "", words)
    check = "wording" if template == _SAID else "pack"
    return Finding(check, ERROR, file, line, error, _REMEDIES.get(template, _ANY_REMEDY))


def _languages(pack: Pack, files: dict[str, str], folder: str) -> Iterator[Finding]:
    """A text that stands in the place of the other language."""
    from amends.pack.kinds import file_of

    base = "base.toml"
    for table, key, text in _texts(pack):
        path = os.path.join(folder, file_of(table, files))
        if file_of(table, files) == base:
            continue
        for language, wrong in (("zh", not _HAN.search(text.zh) and _wordy(text.zh)), ("en", _HAN.search(text.en))):
            if wrong:
                yield Finding(
                    "pack", WARNING, path, line_of(path, table, key, text.say(language)),
                    Misuse("[{table}] {key}.{language} is not in that language: {text!r}",
                           table=table, key=key, language=language, text=text.say(language)[:60]),
                    Misuse("translate it; customers read and hear it"),
                )  # fmt: skip


def _wordy(text: str) -> bool:
    """Whether it is more than a name or a code."""
    return len(text.split()) > 2


def _texts(pack: Pack) -> Iterator[tuple[str, str, Text]]:
    from amends.pack.load import _NAMED, _PLURALS

    yield "industry", "label", pack.industry.label
    for index, rule in enumerate(pack.escalations):
        yield f"escalation[{index}]", "because", rule.because
    for table in _NAMED:
        for name, entry in getattr(pack, _PLURALS.get(table, f"{table}s")).items():
            yield from ((f"{table}.{name}", key, text) for key, value in vars(entry).items() for text in _within(value))


def _within(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict | tuple):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from _within(entry)
