from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from amends.config import load_chain
from amends.desk.desk import Desk
from amends.desk.intake import Intake, take
from amends.desk.numbering import number_of, series_of
from amends.desk.staff import add_staff
from amends.errors import AmendsError
from amends.ledger.sqlite import SqliteLedger, SqliteTransaction
from amends.ledger.verify import verify
from amends.pack.values import Numbering
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

WRITER = """
import sys
from pathlib import Path
from amends.config import load_chain
from amends.desk.desk import Desk
from amends.desk.staff import add_staff
from amends.desk.intake import Intake, take
from amends.ledger.sqlite import SqliteLedger
chain = load_chain(Path(sys.argv[1]))
desk = Desk(chain, SqliteLedger(chain.database))
desk.ledger.connection.execute("PRAGMA synchronous = OFF")
for turn in range(25):
    print(take(desk, Intake(f"第{turn}件：排队太久。", key=f"{sys.argv[2]}-{turn}"), "desk").number)
desk.ledger.close()
"""


def serials(desk: Desk) -> list[int]:
    """The serials of all cases, in order of taking."""
    rows = desk.ledger.connection.execute("SELECT number FROM cases ORDER BY row")  # type: ignore[attr-defined]
    return [int(number.rpartition("-")[2]) for (number,) in rows]


@contextmanager
def failing(after: int) -> Iterator[None]:
    """Inside, the write transaction breaks at the event `after` so many."""
    written = 0
    append = SqliteTransaction.append

    def breaking(self: SqliteTransaction, event: Any) -> None:
        nonlocal written
        if written == after:
            raise OSError("the power went")
        written += 1
        append(self, event)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteTransaction, "append", breaking)
        yield


def test_four_writers_leave_no_gap_and_no_number_twice(chain_folder: Path) -> None:
    settings_file = str(chain_folder / "amends.toml")
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, settings_file, str(name)], stdout=subprocess.PIPE, text=True)
        for name in range(4)
    ]
    printed = [line for writer in writers for line in writer.communicate()[0].split()]
    assert [writer.returncode for writer in writers] == [0, 0, 0, 0]
    assert sorted(int(number.rpartition("-")[2]) for number in printed) == list(range(1, 101))
    assert len({number.rpartition("-")[0] for number in printed}) == 1
    ledger = SqliteLedger(load_chain(chain_folder / "amends.toml").database)
    verdict = verify(ledger.connection, ledger.path)
    ledger.close()
    assert verdict.finding is None


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    attempts=st.lists(st.sampled_from(["taken", "empty", "unknown", "power", "later power"]), min_size=1, max_size=8)
)
def test_failed_and_refused_takes_leave_no_gap(desk: Desk, attempts: list[str]) -> None:
    ledger = desk.ledger
    assert isinstance(ledger, SqliteLedger)
    texts = {"empty": " \x00 "}
    for attempt in attempts:
        intake = Intake(texts.get(attempt, "桌子没擦干净。"), category="不存在" if attempt == "unknown" else None)
        with suppress(AmendsError, OSError):
            if "power" in attempt:
                with failing(after=0 if attempt == "power" else 2):
                    take(desk, intake, "desk")
            else:
                take(desk, intake, "desk")
    assert serials(desk) == list(range(1, len(serials(desk)) + 1))
    assert verify(ledger.connection, ledger.path).finding is None


def test_every_branch_and_every_period_begins_at_one(chain_folder: Path, clock: Any) -> None:
    with (chain_folder / "amends.toml").open("a", encoding="utf-8") as file:
        file.write('\n[branch."城南"]\nstaff = "desk"\n')
    chain = load_chain(chain_folder / "amends.toml")
    desk = Desk(chain, SqliteLedger(chain.database), clock)
    add_staff(desk, "孙副总", "group_vp_operations", "N1", "desk")
    numbers = [take(desk, Intake("少了一瓶水。", branch=branch), "孙副总").number for branch in ("N1", "城南", "N1")]
    # Four in the afternoon, UTC, on the last of the month: in Shanghai the new month has begun.
    clock.now = clock.now.replace(month=3, day=31, hour=16)
    numbers += [take(desk, Intake("少了一瓶水。", branch="N1"), "desk").number]
    desk.ledger.close()
    assert numbers == ["N1-202603-0001", "城南-202603-0001", "N1-202603-0002", "N1-202604-0001"]


def test_two_trades_at_one_branch_never_get_the_same_number(chain_folder: Path, clock: Any) -> None:
    file = chain_folder / "amends.toml"
    file.write_text(file.read_text("utf-8").replace('["supermarket"]', '["supermarket", "restaurant"]'), "utf-8")
    chain = load_chain(file)
    desk = Desk(chain, SqliteLedger(chain.database), clock)
    trades = ["supermarket", "restaurant", "restaurant", "supermarket"]
    numbers = [take(desk, Intake("等了很久没人理。", industry=trade), "desk").number for trade in trades]
    ledger = desk.ledger
    assert isinstance(ledger, SqliteLedger)
    assert verify(ledger.connection, ledger.path).finding is None
    ledger.close()
    assert len(set(numbers)) == 4


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("{branch}-{year}-{serial:4}", "{branch}-{year}-{serial:4}", True),
        ("{branch}-{year}-{serial:4}", "{branch}-{year}-{serial}", True),
        ("{branch}-{year}-{serial:4}", "{branch}{year}-{serial:4}", False),
    ],
)
def test_forms_that_differ_only_in_padding_share_a_serial(one: str, other: str, shared: bool) -> None:
    assert (series_of(Numbering(format=one)) == series_of(Numbering(format=other))) is shared


def test_a_serial_wider_than_its_place_grows_rather_than_repeats(clock: Any) -> None:
    numbering = Numbering(format="{branch}{year}{month}-{serial:3}")
    assert [number_of(numbering, "A", clock(), serial) for serial in (7, 999, 1000)] == [
        "A202603-007", "A202603-999", "A202603-1000",
    ]  # fmt: skip
