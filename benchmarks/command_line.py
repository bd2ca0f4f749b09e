"""How long an operator waits: whole processes against `python -I -c "import click"`."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from amends.desk.desk import Desk
from amends.desk.intake import Intake, take
from amends.desk.setup import set_up
from amends.ledger.sqlite import SqliteLedger

from benchmarks.measuring import FLOOR, amends, side_by_side

OPEN_CASES = 10_000
_ROUNDS = 25
_TEXTS = ("牛奶过期了，要退货", "排队排了半个小时", "称重少了二两", "收银员态度很差", "价格和标签不一样")


def rows() -> Iterator[dict[str, Any]]:
    """`queue` on many open cases, `show`, and `take`, each with its limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        numbers = fill(folder, OPEN_CASES)
        for command, limit in (
            (amends("queue"), 2.0),
            (amends("show", numbers[len(numbers) // 2]), None),
            (amends("take", "--text", "买的酸奶过期了", "--json"), 2.5),
        ):
            measured = side_by_side(command, FLOOR, folder, _ROUNDS)
            name = f"amends {command[2]}, {OPEN_CASES} open cases"
            yield {"name": name, **measured, "limit": limit, "floor": "python -I -c 'import click'"}


def fill(folder: Path, cases: int) -> list[str]:
    """A supermarket with `cases` open cases in `folder`; their numbers. Fast, because nothing here must survive."""
    chain = set_up(folder, "supermarket", "N1", name="bench", staff="desk")
    ledger = SqliteLedger(chain.database)
    ledger.connection.execute("PRAGMA synchronous = OFF")
    desk, choose = Desk(chain, ledger), random.Random(7)
    numbers = [take(desk, Intake(choose.choice(_TEXTS), receipt=f"R{i}"), "desk").number for i in range(cases)]
    ledger.close()
    return numbers
