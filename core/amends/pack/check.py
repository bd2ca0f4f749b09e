"""Judging a pack as a whole: whatever an entry points to exists, every sum has a decider, nothing is circular."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from amends.case.answers import LevelTerms
from amends.case.events import KINDS
from amends.errors import Misuse, Phrase
from amends.money import Money
from amends.pack.check_authority import JUDGES as AUTHORITY
from amends.pack.kinds import Place, file_of
from amends.pack.levels import climb
from amends.pack.problems import Problem
from amends.pack.problems import unknown as _unknown
from amends.pack.values import SEVERITIES, STAGES, Pack
from amends.text import Text

PLACEHOLDERS = frozenset({"name", "time", "amount", "decider", "reason", "operator", "shop", "number", "remedy"})
_NUMBER_FIELD = re.compile(r"\{(branch|year|month|day|serial(?::[1-9])?)\}")
_NEEDED = {"day": ("year", "month", "day"), "month": ("year", "month"), "year": ("year",), "never": ()}


def check(pack: Pack, files: Mapping[str, str]) -> None:
    """Raise `PackError` for the first thing that does not hold together, naming file, table and key."""
    for table, key, problem, data in _problems(pack):
        raise Place(pack.name, file_of(table, files), table, key).error(problem, **data)


def _problems(pack: Pack) -> Iterator[Problem]:
    for judge in _JUDGES:
        yield from judge(pack)


def _references(pack: Pack) -> Iterator[Problem]:
    for name, category in pack.categories.items():
        table = f"category.{name}"
        yield from _unknown(table, "owner", (category.owner,), pack.roles)
        yield from _unknown(table, "co_handlers", category.co_handlers, pack.roles)
        yield from _unknown(table, "told", category.told, pack.roles)
        yield from _unknown(table, "remedies", category.remedies, pack.remedies)
        yield from _unknown(table, "clocks", category.clocks, pack.clocks)
        yield from _unknown(table, "facts", category.facts, pack.facts)
        yield from _unknown(table, "follow_ups", category.follow_ups, pack.follow_ups)
        yield from _unknown(table, "refused", category.refused, pack.refusals)
        yield from _unknown(table, "say_to", tuple(category.say_to), pack.temperaments)
    yield from _unknown("unclassified", "clocks", pack.unclassified.clocks, pack.clocks)
    yield from _unknown("unclassified", "follow_ups", pack.unclassified.follow_ups, pack.follow_ups)
    for index, rule in enumerate(pack.escalations):
        yield from _unknown(f"escalation[{index}]", "to", rule.to, pack.roles)
    for name, task in pack.follow_ups.items():
        yield from _unknown(f"follow_up.{name}", "role", (task.role,), pack.roles)
        yield from _unknown(f"follow_up.{name}", "facts", task.facts, pack.facts)


def _roles(pack: Pack) -> Iterator[Problem]:
    front = [name for name, role in pack.roles.items() if role.front_line]
    if len(front) != 1:
        yield (
            "role",
            "front_line",
            Phrase("expected exactly one role with front_line = true; found {n}"),
            {"n": len(front)},
        )


def _permissions(pack: Pack) -> Iterator[Problem]:
    if not pack.permissions:
        return
    from amends.pack.permission import VERBS

    for verb, permission in pack.permissions.items():
        table = f"permission.{verb}"
        yield from _unknown(table, "", (verb,), dict.fromkeys(VERBS))
        yield from _unknown(table, "roles", permission.roles, pack.roles)
        if not permission.roles:
            yield table, "roles", Phrase("empty: nobody could do it"), {}


def _numbering(pack: Pack) -> Iterator[Problem]:
    form, period = pack.numbering.format, pack.numbering.period
    if {"{", "}"} & set(_NUMBER_FIELD.sub("", form)) or "{serial" not in form:
        yield (
            "numbering",
            "format",
            Phrase("{form!r} is not built from {{branch}}, {{year}}, {{month}}, {{day}}, {{serial:4}}"),
            {"form": form},
        )
    missing = [part for part in _NEEDED[period] if f"{{{part}}}" not in form]
    if missing:
        yield (
            "numbering",
            "format",
            Phrase("numbers would repeat: a serial per {period} needs {{{part}}}"),
            {"period": period, "part": missing[0]},
        )


def _deadlines(pack: Pack) -> Iterator[Problem]:
    if pack.clocks and not pack.unclassified.clocks:
        yield "unclassified", "clocks", Phrase("none: a complaint nobody understood would have no deadline (G5)"), {}
    yield from _told("overdue", pack.overdue.levels, pack)
    for table, rules in (("clock", pack.clocks), ("follow_up", pack.follow_ups), ("inquiry", pack.inquiries)):
        for name, rule in rules.items():
            if sum(unit is not None for unit in (rule.minutes, rule.hours, rule.days)) != 1:
                yield f"{table}.{name}", "", Phrase("expected exactly one of minutes, hours, days"), {}
    for name, clock in pack.clocks.items():
        for key, event in (("start", clock.start), ("until", clock.until)):
            yield from _unknown(f"clock.{name}", key, (event,), dict.fromkeys(KINDS))
        yield from _told(f"clock.{name}", clock.levels, pack)
        yield from _unknown(f"clock.{name}", "when", tuple(clock.when), pack.facts)
        for fact, wanted in clock.when.items():
            if isinstance(wanted, bool) is not (pack.facts[fact].type == "yes_no"):
                problem = Phrase("{fact!r} is of type {type} and can never be {wanted!r}")
                yield (
                    f"clock.{name}",
                    "when",
                    problem,
                    {"fact": fact, "wanted": wanted, "type": pack.facts[fact].type},
                )


def _told(table: str, levels: tuple[LevelTerms, ...], pack: Pack) -> Iterator[Problem]:
    names = tuple(role for level in levels for role in level.to if climb(role) is None)
    yield from _unknown(table, "levels", names, pack.roles)


def _menu(pack: Pack) -> Iterator[Problem]:
    for name, item in pack.remedies.items():
        if item.from_fact is not None:
            yield from _unknown(f"remedy.{name}", "from_fact", (item.from_fact,), pack.facts)
            fact = pack.facts.get(item.from_fact)
            if fact and fact.type != "money":
                yield f"remedy.{name}", "from_fact", Phrase("{fact!r} is not of type money"), {"fact": item.from_fact}
        if item.owed and item.form == "voucher":
            yield f"remedy.{name}", "owed", Phrase("a voucher counts nothing toward what is owed"), {}


def _thresholds(pack: Pack) -> Iterator[Problem]:
    thresholds = [(rule.on, rule.at_least) for rule in pack.escalations]
    for index, rule in enumerate(pack.escalations):
        table, value = f"escalation[{index}]", rule.at_least
        if (rule.on, value) in thresholds[:index]:
            yield table, "at_least", Phrase("the same threshold twice; name all roles in one `to`"), {}
        if rule.on == "severity":
            yield from _unknown(table, "at_least", (value,), dict.fromkeys(SEVERITIES))
        elif rule.on == "amount":
            try:
                Money.parse(value, pack.industry.currency)
            except Misuse as error:
                yield table, "at_least", Phrase("{problem}"), {"problem": error}
        elif not value.isdecimal() or not int(value):
            yield table, "at_least", Phrase("{value!r} is not a count"), {"value": value}


def _words(pack: Pack) -> Iterator[Problem]:
    if not pack.categories:
        yield "category", "", Phrase("no categories"), {}
    yield from _unknown("stage", "", STAGES, pack.stages)
    for table, texts in _spoken(pack):
        for text in texts:
            try:
                text.fill(dict.fromkeys(PLACEHOLDERS, ""))
            except (KeyError, ValueError, IndexError, AttributeError):
                known = ", ".join(sorted(PLACEHOLDERS))
                yield (
                    table,
                    "say",
                    Phrase("placeholder in {text!r}; known: {known}"),
                    {"text": text.en[:60], "known": known},
                )


def _spoken(pack: Pack) -> Iterator[tuple[str, list[Text]]]:
    for table, entries in (("category", pack.categories), ("remedy", pack.remedies), ("stage", pack.stages),
                           ("channel", pack.channels), ("follow_up", pack.follow_ups)):  # fmt: skip
        for name, entry in entries.items():
            others = getattr(entry, "say_to", {}).values()
            yield f"{table}.{name}", [*getattr(entry, "do", ()), *([entry.say] if entry.say else []), *others]


def _inquiries(pack: Pack) -> Iterator[Problem]:
    for name, inquiry in pack.inquiries.items():
        table = f"inquiry.{name}"
        yield from _unknown(table, "role", (inquiry.role,) if inquiry.role else (), pack.roles)
        yield from _unknown(table, "breach", (inquiry.breach,) if inquiry.breach else (), pack.breaches)
        yield from _unknown(table, "fact", (inquiry.fact,) if inquiry.fact else (), pack.facts)
        if inquiry.fact and inquiry.fact in pack.facts and pack.facts[inquiry.fact].type != "yes_no":
            yield table, "fact", Phrase("{fact!r} is not of type yes_no"), {"fact": inquiry.fact}


_JUDGES: tuple[Callable[[Pack], Iterator[Problem]], ...] = (
    _roles, _permissions, *AUTHORITY, _references, _numbering, _deadlines, _menu, _thresholds, _words, _inquiries,
)  # fmt: skip
