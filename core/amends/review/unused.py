"""Rules that nothing reaches: roles nobody names, facts nobody asks for, remedies no category offers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache

from amends.errors import Misuse
from amends.pack import BASE
from amends.pack.check_authority import all_bands
from amends.pack.levels import climb
from amends.pack.values import Category, Pack
from amends.review.finding import WARNING, Finding
from amends.review.place import line_of

_NAME_IT = Misuse("name it in a category that needs it, or remove it")
_CHANGE_IT = Misuse("let a category reach it, or remove it")


def unused(pack: Pack) -> Iterator[Finding]:
    """A warning for each entry of the plugin's own that nothing in the pack leads to."""
    for table, entries, used in (
        ("role", pack.roles, _roles(pack)),
        (
            "remedy",
            pack.remedies,
            _named(pack, "remedies") | {code for ladder in pack.ladders.values() for code in ladder.remedies},
        ),
        ("clock", pack.clocks, _named(pack, "clocks") | set(pack.unclassified.clocks)),
        ("fact", pack.facts, _facts(pack)),
        ("follow_up", pack.follow_ups, _named(pack, "follow_ups") | set(pack.unclassified.follow_ups)),
        ("refused", pack.refusals, _named(pack, "refused")),
    ):
        for name in entries:
            if name not in used and name not in _shared(table):
                problem = Misuse("[{table}.{name}] is used nowhere", table=table, name=name)
                yield _finding(pack, f"{table}.{name}", problem, _NAME_IT)
    yield from _escalations(pack)


def _finding(pack: Pack, table: str, problem: Misuse, remedy: Misuse) -> Finding:
    path = file_with(pack, table)
    return Finding("unused", WARNING, path, line_of(path, table) if path else None, problem, remedy)


def file_with(pack: Pack, table: str) -> str | None:
    """The file of the pack's folder in which a table stands; the folder where it stands in none."""
    if pack.folder is None:
        return None
    for name in sorted(os.listdir(pack.folder)):
        path = os.path.join(pack.folder, name)
        if name.endswith(".toml") and line_of(path, table) is not None and _has(path, table):
            return path
    return pack.folder


def _has(path: str, table: str) -> bool:
    """Whether the file has that very table, and not only one that it lies in."""
    return line_of(path, table.rpartition(".")[0] or table) != line_of(path, table) or "." not in table


@cache
def _shared(table: str) -> frozenset[str]:
    """The entries that the core gives every trade."""
    import tomli

    with open(BASE, encoding="utf-8") as source:
        return frozenset(tomli.loads(source.read()).get(table, {}))


def _named(pack: Pack, key: str) -> set[str]:
    return {name for category in pack.categories.values() for name in getattr(category, key)}


def _facts(pack: Pack) -> set[str]:
    used = _named(pack, "facts") | {fact for clock in pack.clocks.values() for fact in clock.when}
    used |= {str(item.from_fact) for item in pack.remedies.values()}
    used |= {str(inquiry.fact) for inquiry in pack.inquiries.values()}
    return used | {fact for task in pack.follow_ups.values() for fact in task.facts}


def _roles(pack: Pack) -> set[str]:
    """Roles that own, help, hear, decide, do, are asked or may; and those above some other."""
    used = {pack.front_line} | {str(role.superior) for role in pack.roles.values()}
    for category in pack.categories.values():
        used |= {category.owner, *category.co_handlers, *category.told}
    steps = [step for _table, bands in all_bands(pack) for band in bands for step in band.approvers]
    used |= {role for step in steps for role in (*step.roles, *step.asked)}
    used |= {role for rule in pack.escalations for role in rule.to}
    used |= {task.role for task in pack.follow_ups.values()}
    used |= {str(inquiry.role) for inquiry in pack.inquiries.values()}
    used |= {role for permission in pack.permissions.values() for role in permission.roles}
    used |= {str(pack.budget.beyond)} if pack.budget else set()
    levels = [*pack.overdue.levels, *(level for clock in pack.clocks.values() for level in clock.levels)]
    return used | {role for level in levels for role in level.to if climb(role) is None}


def _escalations(pack: Pack) -> Iterator[Finding]:
    """Escalations that wait for what no category of this pack can bring about."""
    categories = list(pack.categories.values())
    for index, rule in enumerate(pack.escalations):
        hopeless = (rule.on == "incident" and not any(entry.incident for entry in categories)) or (
            rule.on == "severity" and not _reaches(rule.at_least, categories)
        )
        if hopeless:
            yield _finding(
                pack, f"escalation[{index}]",
                Misuse("[escalation[{index}]] can never happen: no category brings about {on} {at_least}",
                       index=index, on=rule.on, at_least=rule.at_least), _CHANGE_IT,
            )  # fmt: skip


def _reaches(severity: str, categories: Iterable[Category]) -> bool:
    from amends.pack.values import SEVERITIES

    least = SEVERITIES.index(severity)
    return any(entry.grave or SEVERITIES.index(entry.severity) >= least for entry in categories)
