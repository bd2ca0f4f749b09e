"""Judging who may decide: superiors in a line, every sum with exactly one band, every ladder of some use (G4, S8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from amends.errors import Phrase
from amends.money import Money
from amends.pack.problems import Problem, unknown
from amends.pack.values import SEVERITIES, Pack

if TYPE_CHECKING:
    from amends.case.offers import ApprovalStep
    from amends.pack.ladders import Ladder
    from amends.pack.menu import Band

_CONDITIONS = ("categories", "severity", "remedies", "kind")


def all_bands(pack: Pack) -> Iterator[tuple[str, Sequence[Band]]]:
    """Every ladder's bands with the name they have in messages: `approval`, `ladder.NAME.bands`."""
    yield "approval", pack.approvals
    for name, ladder in pack.ladders.items():
        yield f"ladder.{name}.bands", ladder.bands


def _superiors(pack: Pack) -> Iterator[Problem]:
    for name, role in pack.roles.items():
        yield from unknown(f"role.{name}", "superior", (role.superior,) if role.superior else (), pack.roles)
        above, seen = role.superior, {name}
        while above is not None and above in pack.roles:
            if above in seen:
                yield f"role.{name}", "superior", Phrase("is circular through {above!r}"), {"above": above}
                return
            seen.add(above)
            above = pack.roles[above].superior


def _deciders(pack: Pack) -> Iterator[Problem]:
    for table, bands in all_bands(pack):
        for index, band in enumerate(bands):
            place = f"{table}[{index}]"
            if (band.role is None) == (not band.steps):
                yield place, "role", Phrase("expected exactly one of role and steps"), {}
            yield from unknown(place, "role", (band.role,) if band.role else (), pack.roles)
            for number, step in enumerate(band.steps):
                yield from _step(place, f"steps[{number}]", step, pack)


def _step(place: str, key: str, step: ApprovalStep, pack: Pack) -> Iterator[Problem]:
    yield from unknown(place, f"{key}.roles", step.roles, pack.roles)
    yield from unknown(place, f"{key}.asked", step.asked, pack.roles)
    named = (*step.roles, *step.asked)
    for role in dict.fromkeys(role for role in named if named.count(role) > 1):
        yield place, key, Phrase("{role!r} twice in one step; a role has one vote in it"), {"role": role}


def _bands(pack: Pack) -> Iterator[Problem]:
    if not pack.approvals:
        yield "approval", "", Phrase("no [[approval]]: nobody could decide about money"), {}
    for name, ladder in pack.ladders.items():
        if not ladder.bands:
            yield f"ladder.{name}", "bands", Phrase("none: nobody could decide about money"), {}
    for table, bands in all_bands(pack):
        last: Money | None = None
        for index, band in enumerate(bands):
            yield from _limit(f"{table}[{index}]", band, last, index == len(bands) - 1)
            last = band.up_to or last


def _limit(place: str, band: Band, last: Money | None, final: bool) -> Iterator[Problem]:
    if (band.up_to is None) != final:
        problem = (
            Phrase("the last band must have no up_to, so that every sum has a decider")
            if final
            else Phrase("only the last band may have no up_to")
        )
        yield place, "up_to", problem, {}
    elif band.up_to is not None and last is not None and band.up_to <= last:
        problem = Phrase("{sum} overlaps the band before it ({last})")
        yield place, "up_to", problem, {"sum": band.up_to, "last": last}


def _rising(pack: Pack) -> Iterator[Problem]:
    """Nobody decides a larger sum who stands below the one that a smaller sum needs."""
    for table, bands in all_bands(pack):
        for index, band in enumerate(bands):
            for earlier in (role for before in bands[:index] for step in before.approvers for role in step.roles):
                below = {role for role in pack.roles if earlier in pack.superiors(role)}
                if all(_suffice(below, step) for step in band.approvers):
                    names = ", ".join(role for step in band.approvers for role in step.roles if role in below)
                    problem = Phrase("{role!r} is below {earlier!r}, who decides smaller sums")
                    yield f"{table}[{index}]", _key(band), problem, {"role": names, "earlier": earlier}


def _suffice(roles: set[str], step: ApprovalStep) -> bool:
    """Whether `roles` could settle a step without anybody else."""
    return len(roles.intersection(step.roles)) >= step.votes_needed


def _key(band: Band) -> str:
    return "steps" if band.steps else "role"


def _ladders(pack: Pack) -> Iterator[Problem]:
    for name, ladder in pack.ladders.items():
        place = f"ladder.{name}"
        if not any(getattr(ladder, key) for key in _CONDITIONS):
            known = ", ".join(_CONDITIONS)
            yield place, "", Phrase("no condition; expected at least one of {known}"), {"known": known}
        yield from unknown(place, "categories", ladder.categories, pack.categories)
        yield from unknown(place, "remedies", ladder.remedies, pack.remedies)
        if ladder.remedies and all(not _of_kind(pack, code, ladder.kind) for code in ladder.remedies):
            yield place, "kind", Phrase("none of its remedies is {kind}: it could never apply"), {"kind": ladder.kind}
    yield from _order(pack)


def _order(pack: Pack) -> Iterator[Problem]:
    ordered = sorted(pack.ladders.items(), key=lambda entry: entry[1].order)
    for index, (name, ladder) in enumerate(ordered):
        for before, earlier in ordered[:index]:
            if earlier.order == ladder.order:
                yield f"ladder.{name}", "order", Phrase("the same as that of [ladder.{other}]"), {"other": before}
            if _as_wide(earlier, ladder, pack):
                problem = Phrase("could never apply: [ladder.{other}] comes first and holds whenever this one does")
                yield f"ladder.{name}", "", problem, {"other": before}


def _as_wide(earlier: Ladder, later: Ladder, pack: Pack) -> bool:
    """Whether the conditions of `earlier` hold whenever those of `later` do."""
    if earlier.severity is not None and (
        later.severity is None or SEVERITIES.index(later.severity) < SEVERITIES.index(earlier.severity)
    ):
        return False
    kinds = {later.kind} if later.kind else {pack.remedies[code].kind for code in later.remedies}
    return (
        _within(later.categories, earlier.categories)
        and _within(later.remedies, earlier.remedies)
        and (earlier.kind is None or kinds == {earlier.kind})
    )


def _within(narrow: tuple[str, ...], wide: tuple[str, ...]) -> bool:
    return not wide or (bool(narrow) and set(narrow) <= set(wide))


def _of_kind(pack: Pack, code: str, kind: str | None) -> bool:
    return kind is None or pack.remedies[code].kind == kind


def _budget(pack: Pack) -> Iterator[Problem]:
    if pack.budget is None:
        return
    yield from unknown("budget", "beyond", (pack.budget.beyond,) if pack.budget.beyond else (), pack.roles)
    if pack.budget.warn_at > 100:
        yield "budget", "warn_at", Phrase("{value} is not a percentage from 1 to 100"), {"value": pack.budget.warn_at}


JUDGES: tuple[Callable[[Pack], Iterator[Problem]], ...] = (
    _superiors, _deciders, _bands, _rising, _ladders, _budget,
)  # fmt: skip
