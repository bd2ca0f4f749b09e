"""What every test may ask for: a chain in a folder, its desk, a clock that obeys, and a trade that exists only here."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from amends.config import load_chain
from amends.desk.desk import Desk
from amends.desk.setup import set_up
from amends.ledger.sqlite import SqliteLedger
from hypothesis import settings

# A busy machine must not fail a property for being slow.
settings.register_profile("amends", deadline=None)
settings.load_profile("amends")


class Clock:
    """Stands still until told to move. Begins on a Monday at ten in the morning, Shanghai time."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        """`clock.advance(days=1, hours=2)`."""
        self.now += timedelta(**span)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("AMENDS_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def _chain_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chain")
    set_up(folder, "supermarket", "N1", name="晨光超市", staff="desk")
    return folder


@pytest.fixture
def chain_folder(_chain_template: Path, tmp_path: Path) -> Path:
    """A folder as `amends init --industry supermarket --branch N1` leaves it, with the staff member `desk`."""
    return shutil.copytree(_chain_template, tmp_path / "chain")


@pytest.fixture
def desk(chain_folder: Path, clock: Clock) -> Iterator[Desk]:
    """The desk of the chain in `chain_folder`, living by `clock`."""
    chain = load_chain(chain_folder / "amends.toml")
    ledger = SqliteLedger(chain.database)
    yield Desk(chain, ledger, clock)
    ledger.close()


@pytest.fixture(scope="session")
def _trade_module() -> ModuleType:
    spec = spec_from_file_location("amends_florist.plugin", Path(__file__).parent / "core" / "trade.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def trade(_trade_module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The dummy industry `florist` (`tests/core/trade.py`), enabled like any other while the test runs.

    `trade.NAME` is its name, `trade.PACK` its tables as TOML, `trade.tables()` fresh tables to damage.
    """
    monkeypatch.setitem(sys.modules, "amends_florist", ModuleType("amends_florist"))
    monkeypatch.setitem(sys.modules, "amends_florist.plugin", _trade_module)
    return _trade_module
