"""Fixtures for whoever tests a plugin; pytest finds them by itself where amends is installed.

This module is imported by every run of pytest, also where nobody uses it: it imports nothing of amends at its top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from amends.config import Chain
    from amends.desk.desk import Desk
    from amends.pack.values import Pack
    from amends.testing.clock import Clock
    from amends.testing.counter import Counter

pytest.register_assert_rewrite("amends.testing")
_INI = "amends_plugins"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(_INI, "the plugins under test, in a chain's order; absent: those of pyproject.toml", type="args")


@pytest.fixture(scope="module")
def amends_plugins(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The plugins of the test's chain, in its order.

    They are `amends_plugins` of pytest's settings, else those that the project's `pyproject.toml` registers. A test
    module or a `conftest.py` that wants others defines a fixture of this name.
    """
    named = tuple(request.config.getini(_INI)) or _registered(request.config.rootpath / "pyproject.toml")
    if not named:
        pytest.fail(f"which plugin is tested? register it in pyproject.toml, or set {_INI}", pytrace=False)
    return named


@pytest.fixture(scope="module")
def pack(amends_plugins: tuple[str, ...]) -> Pack:
    """The pack of the first trade among the plugins under test."""
    from amends.testing.chains import pack_of

    return pack_of(amends_plugins)


@pytest.fixture
def clock() -> Clock:
    """The time of the desk: a Monday at ten in the morning, Shanghai time, until `clock.advance(hours=1)`."""
    from amends.testing.clock import Clock

    return Clock()


@pytest.fixture(scope="session")
def _amends_chains(tmp_path_factory: pytest.TempPathFactory) -> Callable[[tuple[str, ...]], Path]:
    """Of each set of plugins the folder of a chain, set up once, to be copied for every test."""
    made: dict[tuple[str, ...], Path] = {}

    def of(plugins: tuple[str, ...]) -> Path:
        if plugins not in made:
            from amends.testing.chains import set_up_for_tests

            folder = tmp_path_factory.mktemp("chain")
            set_up_for_tests(folder, plugins)
            made[plugins] = folder
        return made[plugins]

    return of


@pytest.fixture
def chain(_amends_chains: Callable[[tuple[str, ...]], Path], amends_plugins: tuple[str, ...], tmp_path: Path) -> Chain:
    """A chain in a temporary folder: the branches N1 and N2 of a region R1, and somebody in every role.

    `desk` takes complaints at N1; the others are named for their roles, at N2 `ROLE_N2`.
    """
    from shutil import copytree

    from amends.config import load_chain

    return load_chain(copytree(_amends_chains(amends_plugins), tmp_path / "chain") / "amends.toml")


@pytest.fixture
def desk(chain: Chain, clock: Clock) -> Iterator[Desk]:
    """The desk of the chain, living by the clock; its ledger is new."""
    from amends.desk.desk import Desk
    from amends.ledger.sqlite import SqliteLedger

    ledger = SqliteLedger(chain.database)
    yield Desk(chain, ledger, clock)
    ledger.close()


@pytest.fixture
def counter(desk: Desk) -> Counter:
    """The desk with somebody behind it: `counter.take("…")`, `counter.propose(case, "refund=10")`, and so on."""
    from amends.testing.counter import Counter

    return Counter(desk)


@pytest.fixture(scope="class")
def long_counter(amends_plugins: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """A counter that all tests of a class share, for many small cases; its clock is `long_counter.desk.clock`."""
    from amends.desk.desk import Desk
    from amends.ledger.sqlite import SqliteLedger
    from amends.testing.chains import set_up_for_tests
    from amends.testing.clock import Clock
    from amends.testing.counter import Counter

    chain = set_up_for_tests(tmp_path_factory.mktemp("chain"), amends_plugins)
    ledger = SqliteLedger(chain.database)
    yield Counter(Desk(chain, ledger, Clock()))
    ledger.close()


def _registered(project: Path) -> tuple[str, ...]:
    if not project.is_file():
        return ()
    import tomli

    tables = tomli.loads(project.read_text(encoding="utf-8"))
    points = tables.get("project", {}).get("entry-points", {}).get("amends", {})
    return tuple(name for name in points if name != "defaults")
