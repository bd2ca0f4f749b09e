"""Setting up a chain in a folder: `amends.toml`, the ledger, the first staff; all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import frozen

from amends import registry
from amends.chain_file import write_chain
from amends.config import FILE_NAME, Chain, load_chain
from amends.desk.desk import Desk
from amends.desk.opening_hours import check_opening
from amends.desk.staff import add_staff
from amends.errors import ConfigurationError, Misuse
from amends.ledger.connection import create
from amends.ledger.sqlite import SqliteLedger
from amends.moments import now


@frozen
class Member:
    """Somebody who is to work at a branch from the beginning; `role=None`: the front line of the branch's trade."""

    name: str
    branch: str
    role: str | None = None


def set_up(
    folder: Path, industry: str, branch: str, *, name: str, staff: str, language: str = "zh",
    timezone: str = "Asia/Shanghai",
) -> Chain:  # fmt: skip
    """Make a chain with one branch and one staff member in the front-line role.

    Raises `Misuse` for a plugin that is no trade, `ConfigurationError` where the folder has a chain already,
    `PluginError` for an unknown industry.
    """
    if industry not in registry.load([industry]).packs:
        known = ", ".join(listed.name for listed in registry.trades())
        raise Misuse("'{name}' is no trade; a branch needs one of {known}", name=industry, known=known)
    settings = {
        "name": name, "plugins": [industry], "currency": "CNY", "timezone": timezone, "language": language,
        "database": "amends.db",
    }  # fmt: skip
    return set_up_chain(folder, settings, {branch: {"staff": staff}}, [Member(staff, branch)])


def set_up_chain(
    folder: Path,
    settings: Mapping[str, Any],
    branches: Mapping[str, Mapping[str, str]],
    staff: Sequence[Member],
    clock: Callable[[], datetime] = now,
) -> Chain:
    """Make a chain of any trades and branches; `settings` and `branches` become `[chain]` and `[branch.CODE]`.

    The first of `staff` adds the others. Raises what `set_up` raises.
    """
    file, database = folder / FILE_NAME, folder / settings["database"]
    for path in (file, database):
        if path.exists():
            raise ConfigurationError("{file} exists; nothing was changed", file=path)
    chain = Chain(file, {"chain": settings, "branch": branches})
    desk = Desk(chain, SqliteLedger(chain.database), clock)
    roles = [member.role or desk.pack(None, member.branch).front_line for member in staff]
    check_opening(chain)
    try:
        create(chain.database)
        for member, role in zip(staff, roles, strict=True):
            first = None if member is staff[0] else staff[0].name
            add_staff(desk, member.name, role, member.branch, first, founding=True)
        write_chain(file, settings, branches)
    except BaseException:
        desk.ledger.close()
        for suffix in ("", "-wal", "-shm"):
            Path(chain.database + suffix).unlink(missing_ok=True)
        raise
    desk.ledger.close()
    return load_chain(file)
