"""Whether complaints find their categories: by the pack's own patterns, and by the examples beside its tests."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from amends.case.answers import Answered
from amends.case.values import Case
from amends.defaults.classify import classify
from amends.errors import AmendsError, Misuse
from amends.hookspecs import View
from amends.money import Money
from amends.pack.values import Category, Pack
from amends.policy.ask import ask
from amends.policy.classification import combine_findings
from amends.registry import Plugins
from amends.review.finding import ERROR, WARNING, Finding
from amends.review.place import line_of
from amends.review.situations import NOW, sample
from amends.review.subject import Subject
from amends.review.unused import file_with

_SHOWN = 3
_FILES = ("stories.toml", "texts.toml", "examples.toml")
_NO_COMPLAINT = "no_complaint"


class Example(NamedTuple):
    """What a customer said, where it is written, and what it is about: a category, or something categories cover."""

    text: str
    about: str
    file: str


def patterns_reach(pack: Pack) -> Iterator[Finding]:
    """Of each category, whether its own patterns lead to it."""
    for name, category in pack.categories.items():
        own = dict.fromkeys((*category.strong, *category.keywords))
        led = {pattern: _understood(sample(pattern), pack, None) for pattern in own}
        place = file_with(pack, f"category.{name}")
        line = line_of(place, f"category.{name}", "keywords") if place else None
        stray = {pattern: to for pattern, to in led.items() if to not in (name, None)}
        if name not in led.values():
            yield Finding(
                "understanding", ERROR, place, line,
                Misuse("[category.{name}] is reached by none of its own keywords{others}",
                       name=name, others=_listed(stray)),
                Misuse("give it patterns that no other category has, the surest of them in strong"),
            )  # fmt: skip
        elif len(stray) * 2 > len(own):
            yield Finding(
                "understanding", WARNING, place, line,
                Misuse("[category.{name}]: most of its keywords lead elsewhere{others}",
                       name=name, others=_listed(stray)),
                Misuse("move them to the category they lead to, or make them longer"),
            )  # fmt: skip
        yield from _languages(name, category, place, line)


def _languages(name: str, category: Category, place: str | None, line: int | None) -> Iterator[Finding]:
    own = (*category.strong, *category.keywords)
    for language, there in (("zh", not all(map(str.isascii, own))), ("en", any(map(str.isascii, own)))):
        if not there:
            yield Finding(
                "understanding", WARNING, place, line,
                Misuse("[category.{name}] has no {language} keywords", name=name, language=language),
                Misuse("add the words that customers use in that language"),
            )  # fmt: skip


def _listed(stray: Mapping[str, str | None]) -> str:
    shown = ", ".join(f"{pattern} → {to}" for pattern, to in list(stray.items())[:_SHOWN])
    return f" ({shown})" if shown else ""


def examples_reach(subject: Subject, plugins: Plugins | None, pack: Pack) -> Iterator[Finding]:
    """Whether each example is understood as it says, and whether each category has one."""
    found = list(_examples(subject))
    if not found:
        yield Finding(
            "understanding", WARNING, subject.project or subject.folder, None,
            Misuse("no examples: no stories.toml or texts.toml beside the tests of {name}", name=subject.name),
            Misuse("write down what customers say, at least one text for each category"),
        )  # fmt: skip
        return
    for example in found:
        yield from _judged(example, plugins, pack)
    told = {name for example in found for name in _meant(example.about, pack)}
    for name in pack.categories:
        if name not in told:
            place = file_with(pack, f"category.{name}")
            yield Finding(
                "understanding", WARNING, place, line_of(place, f"category.{name}") if place else None,
                Misuse("[category.{name}] has no example", name=name),
                Misuse("write down what a customer says, in {file}", file=found[0].file),
            )  # fmt: skip


def _judged(example: Example, plugins: Plugins | None, pack: Pack) -> Iterator[Finding]:
    meant = _meant(example.about, pack)
    known = bool(meant) or example.about == _NO_COMPLAINT
    got = _understood(example.text, pack, plugins) if known else None
    if known and (got in meant or (got is None and not meant)):
        return
    problem = (
        Misuse("{text!r} is about {about}, and is taken for {got}",
               text=example.text[:40], about=example.about, got=got or "-")
        if known
        else Misuse("an example is about {about!r}, which is no category and which no category covers",
                    about=example.about)
    )  # fmt: skip
    remedy = (
        Misuse("give the right category a pattern that stands in the text, or the wrong one an against")
        if known
        else Misuse("name one of: {known}", known=", ".join(pack.categories))
    )
    yield Finding("understanding", ERROR, example.file, _line(example), problem, remedy)


def _line(example: Example) -> int | None:
    begin = example.text.strip().splitlines()[0][:40] if example.text.strip() else ""
    with open(example.file, encoding="utf-8") as source:
        return next((number for number, line in enumerate(source, start=1) if begin and begin in line), None)


def _meant(about: str, pack: Pack) -> set[str]:
    if about in pack.categories:
        return {about}
    return {name for name, category in pack.categories.items() if about in category.covers}


def _understood(text: str, pack: Pack, plugins: Plugins | None) -> str | None:
    """The category of a text; by the pack alone where there are no plugins or they fail, which is said elsewhere."""
    case = Case("c", 1, "1", "N1", pack.name, "in_person", "zh", NOW, "desk", pack.version, text=text)
    view = View(NOW, pack, "N1", Money(0, pack.industry.currency))
    try:
        answers = ask(plugins, "classify", case, view) if plugins else None
    except AmendsError:
        answers = None
    if answers is None:
        answers = [Answered("classify", "defaults", "0", finding) for finding in classify(case, view) or ()]
    return combine_findings(answers, pack).category


@cache
def _examples(subject: Subject) -> tuple[Example, ...]:
    return tuple(example for file in _example_files(subject) for example in _read(file))


def _example_files(subject: Subject) -> Iterator[str]:
    for folder in _test_folders(subject):
        found = [os.path.join(parent, name) for parent, _folders, names in os.walk(folder) for name in sorted(names)
                 if name in _FILES]  # fmt: skip
        if found:
            yield from sorted(found)
            return


def _test_folders(subject: Subject) -> Iterator[str]:
    """Where the examples may lie: a repository of several plugins has a folder for each."""
    for base in (subject.project, os.path.dirname(subject.folder)):
        if base:
            yield os.path.join(base, "tests", "plugins", subject.name)
            yield os.path.join(base, "tests", subject.name)
            if not os.path.isdir(os.path.join(base, "tests", "plugins")):
                yield os.path.join(base, "tests")
    yield os.path.join(subject.folder, "tests")


def _read(file: str) -> Iterator[Example]:
    """Stories (`[[story]]` with `says` and `category` or `covers`) and texts (`[SITUATION] texts = [...]`)."""
    import tomli

    with open(file, encoding="utf-8") as source:
        tables: dict[str, Any] = tomli.loads(source.read())
    for name, table in tables.items():
        for story in table if isinstance(table, list) else ():
            about = story.get("category") or next(iter(story.get("covers", ())), None)
            if about and isinstance(story.get("says"), str):
                yield Example(story["says"], about, file)
        if isinstance(table, dict):
            yield from (Example(text, name, file) for text in table.get("texts", ()) if isinstance(text, str))
