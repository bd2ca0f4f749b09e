"""The branches of a chain: what each is and where it stands, and adding one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from amends.branch_tree import above, kinds_of, parents_of
from amends.chain_file import add_branch
from amends.config import Chain
from amends.desk.desk import Desk
from amends.desk.opening_hours import check_opening
from amends.errors import Misuse


def branch_list(chain: Chain) -> list[dict[str, Any]]:
    """Every branch in the order of the file: what it says itself, and what holds there where it does not say.

    Raises `ConfigurationError` where the zone, hours or holidays of any of them are wrong: whoever looks at the
    branches learns it before somebody at one of them does.
    """
    check_opening(chain)
    kinds = kinds_of(chain.branches)
    return [
        {
            "code": code,
            "name": settings.get("name"),
            "kind": kinds[code],
            "parent": settings.get("parent"),
            "industry": settings.get("industry") or (chain.plugins[0] if len(chain.plugins) == 1 else None),
            "timezone": settings.get("timezone", chain.timezone),
            "language": settings.get("language", chain.language),
            "staff": settings.get("staff"),
        }
        for code, settings in chain.branches.items()
    ]


def branch_details(desk: Desk, code: str) -> dict[str, Any]:
    """One branch: as in the list, what stands above it and directly below, and when it is open.

    `hours` are its own, else its trade's; `None` for both where it has several trades and nothing of its own. Raises
    `Misuse` naming the branches there are.
    """
    code, chain = desk.branch(code), desk.chain
    parents = parents_of(chain.branches)
    listed = {entry["code"]: entry for entry in branch_list(chain)}[code]
    own, opening = chain.branches[code], None
    if listed["industry"] is not None:
        opening = desk.pack(listed["industry"], code).calendar
    week = {day: ["-".join(times) for times in hours] for day, hours in opening.week.items()} if opening else None
    return {
        **listed,
        "above": list(above(parents, code)),
        "below": [child for child, parent in parents.items() if parent == code],
        "hours": own.get("hours", week),
        "holidays": own.get("holidays", opening.holidays if opening else None),
    }


def branch_tree(chain: Chain) -> list[dict[str, Any]]:
    """What has nothing above it, each with what is `below` it, and so on downward."""
    nodes = {
        entry["code"]: {**{key: entry[key] for key in ("code", "name", "kind")}, "below": []}
        for entry in branch_list(chain)
    }
    parents = parents_of(chain.branches)
    for child, parent in parents.items():
        nodes[parent]["below"].append(nodes[child])
    return [node for code, node in nodes.items() if code not in parents]


def open_branch(chain: Chain, code: str, settings: Mapping[str, str | None]) -> dict[str, Any]:
    """Add a branch to `amends.toml` and give it as in the list. `settings` are its keys; `None` leaves one out.

    Raises `ConfigurationError` for what exists or does not fit, and `Misuse` for a trade that is not enabled; the file
    then stays as it was.
    """
    given = {key: value for key, value in settings.items() if value is not None}
    if given.get("industry", chain.plugins[0] if chain.plugins else "") not in chain.plugins:
        raise Misuse(
            "no industry '{named}'; enabled: {known}", named=given.get("industry", "?"), known=", ".join(chain.plugins)
        )
    changed = add_branch(chain.file, code, given, check_opening)
    return next(entry for entry in branch_list(changed) if entry["code"] == code)
