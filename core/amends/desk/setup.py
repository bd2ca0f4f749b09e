"""Setting up a chain in a folder: `amends.toml`, the ledger, the first staff member; all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from amends.config import FILE_NAME, Chain, load_chain, write_chain
from amends.desk.desk import Desk
from amends.desk.staff import add_staff
from amends.errors import ConfigurationError
from amends.ledger.connection import create
from amends.ledger.sqlite import SqliteLedger


def set_up(
    folder: Path, industry: str, branch: str, *, name: str, staff: str, language: str = "zh",
    timezone: str = "Asia/Shanghai",
) -> Chain:  # fmt: skip
    """Make a chain with one branch and one staff member in the front-line role.

    Raises `ConfigurationError` where the folder has a chain already, `PluginError` for an unknown industry.
    """
    file, database = folder / FILE_NAME, folder / "amends.db"
    for path in (file, database):
        if path.exists():
            raise ConfigurationError("{file} exists; nothing was changed", file=path)
    settings: dict[str, dict[str, Any]] = {
        "chain": {
            "name": name, "plugins": [industry], "currency": "CNY", "timezone": timezone, "language": language,
            "database": database.name,
        },
        "branch": {branch: {"staff": staff}},
    }  # fmt: skip
    chain = Chain(file, settings)
    desk = Desk(chain, SqliteLedger(chain.database))
    front_line = desk.pack(industry).front_line
    chain.zone()
    try:
        create(chain.database)
        add_staff(desk, staff, front_line, branch, None)
        write_chain(file, settings["chain"], settings["branch"])
    except BaseException:
        desk.ledger.close()
        for suffix in ("", "-wal", "-shm"):
            Path(chain.database + suffix).unlink(missing_ok=True)
        raise
    desk.ledger.close()
    return load_chain(file)
