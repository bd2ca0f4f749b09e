"""What `amends tick` costs when nothing is due: the question it puts to a large ledger."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from amends.ledger.sqlite import SqliteLedger

from benchmarks.command_line import fill
from benchmarks.measuring import microseconds

OPEN_CASES = 100_000
# Ledgers are filled with this many real cases; their alarms are then copied until there are as many as wanted.
_REAL = 1_000
_LIMIT_US = 20_000
_LONG_AGO = "2000-01-01T00:00:00Z"


def rows() -> Iterator[dict[str, Any]]:
    """The query of a tick with nothing due."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, _REAL)
        ledger = SqliteLedger(str(folder / "amends.db"))
        _multiply(ledger)
        with ledger.read() as transaction:
            assert not transaction.alarms(_LONG_AGO, 20)
            figure = microseconds(lambda: transaction.alarms(_LONG_AGO, 20), times=1000)
        ledger.close()
    yield {"name": f"tick, nothing due, {OPEN_CASES} open cases", "ours_us": figure, "limit_us": _LIMIT_US}


def _multiply(ledger: SqliteLedger) -> None:
    """Give the ledger the alarms of a hundred times as many cases."""
    with ledger.write() as transaction:
        transaction.connection.executemany(
            "INSERT INTO alarms SELECT case_id || ?, code, branch, at FROM alarms WHERE length(case_id) < 40",
            [(f"-copy-{number:06}-of-many-and-more",) for number in range(1, OPEN_CASES // _REAL)],
        )
