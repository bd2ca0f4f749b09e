"""A chain for tests: a region with two branches, and somebody in every role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from amends import registry
from amends.config import Chain
from amends.desk.setup import Member, set_up_chain
from amends.errors import Misuse
from amends.pack.values import Pack

# Whoever stands at the counter; the others are named for their roles.
OPERATOR = "desk"
BRANCH, OTHER_BRANCH, REGION = "N1", "N2", "R1"
BEFORE = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


def pack_of(plugins: Sequence[str]) -> Pack:
    """The pack of the first trade among `plugins`. Raises `Misuse` where none of them is a trade."""
    packs = registry.load(plugins).packs
    for name in plugins:
        if name in packs:
            return packs[name]
    raise Misuse("none of {plugins} is a trade; a chain needs one to have branches", plugins=", ".join(plugins))


def staff_of(pack: Pack) -> Iterator[Member]:
    """`desk`, and of every role somebody named for it at the first branch; at the second, `ROLE_N2`.

    Whoever covers a region or the whole chain works at the region.
    """
    yield Member(OPERATOR, BRANCH, pack.front_line)
    for name, role in pack.roles.items():
        if role.scope == "branch":
            yield Member(name, BRANCH, name)
            yield Member(f"{name}_{OTHER_BRANCH}", OTHER_BRANCH, name)
        else:
            yield Member(name, REGION, name)


def set_up_for_tests(folder: Path, plugins: Sequence[str], settings: Mapping[str, Any] | None = None) -> Chain:
    """Make that chain in `folder`; `settings` come over those of `[chain]`. Raises what `set_up_chain` raises."""
    pack = pack_of(plugins)
    chain = {
        "name": "连锁", "plugins": list(plugins), "currency": pack.industry.currency, "database": "amends.db",
        **(settings or {}),
    }  # fmt: skip
    branches = {
        REGION: {"kind": "region", "industry": pack.name},
        BRANCH: {"parent": REGION, "industry": pack.name, "staff": OPERATOR},
        OTHER_BRANCH: {"parent": REGION, "industry": pack.name},
    }
    return set_up_chain(folder, chain, branches, list(staff_of(pack)), lambda: BEFORE)
