"""Which hours a branch's clocks count in: its pack's week, without the public holidays the pack names."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from amends.business_time import due
from amends.config import Chain
from amends.desk.desk import Desk
from amends.errors import ConfigurationError
from amends.ledger.sqlite import SqliteLedger

BEFORE_NATIONAL_DAY = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)  # Wednesday, five in the afternoon in Shanghai


def desk_of(folder: Path, name: str, holidays: str) -> Desk:
    tables = {
        "chain": {"name": "花", "plugins": [name]},
        "branch": {"F1": {}},
        "pack": {name: {"calendar": {"holidays": holidays}}},
    }
    chain = Chain(folder / "amends.toml", tables)
    return Desk(chain, SqliteLedger(chain.database))


@pytest.mark.parametrize(("holidays", "day"), [("none", 1), ("cn", 8)])
def test_public_holidays_are_taken_out_where_the_pack_names_them(
    holidays: str, day: int, trade: ModuleType, tmp_path: Path
) -> None:
    desk = desk_of(tmp_path, trade.NAME, holidays)
    calendar = desk.calendar(desk.pack(None))
    assert due(calendar, BEFORE_NATIONAL_DAY, minutes=120) == datetime(2026, 10, day, 2, 0, tzinfo=UTC)


def test_holidays_that_do_not_exist_are_named(trade: ModuleType, tmp_path: Path) -> None:
    desk = desk_of(tmp_path, trade.NAME, "atlantis")
    with pytest.raises(ConfigurationError, match="no holidays named 'atlantis'; there are cn"):
        desk.calendar(desk.pack(None))
