"""The queue of many branches reads no more of its index than it shows, however many cases there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from amends.ledger.reading import open_count, queue
from amends.ledger.schema import migrate

BRANCHES = [f"B{number:02}" for number in range(40)]
COLUMNS = (
    "case_id", "version", "branch", "number", "industry", "channel", "stage", "complaint", "label_zh", "label_en",
    "severity", "incident", "received_at", "due", "reopened", "exposure",
)  # fmt: skip


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    migrate(opened)
    yield opened
    opened.close()


def fill(connection: sqlite3.Connection, first: int, last: int) -> None:
    """Cases of all branches in turn; each is a little less urgent than the one before."""
    rows = (
        (f"c{i}", 1, BRANCHES[i % 40], f"{i:06}", "x", "phone", "intake", 1, "", "", "minor", 0, "", f"{i:06}", 0, 0)
        for i in range(first, last)
    )
    connection.executemany(f"INSERT INTO cases ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})", rows)


def steps(connection: sqlite3.Connection, branches: list[str] | None) -> int:
    """How many hundreds of steps SQLite takes for the first fifty."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    connection.set_progress_handler(count, 100)
    rows = queue(connection, "", branches, 50)
    connection.set_progress_handler(None, 0)
    assert len(rows) == 50
    return taken


@pytest.mark.parametrize("branches", [None, BRANCHES[:1], BRANCHES[:2], BRANCHES[:20]], ids=str)
def test_ten_times_as_many_cases_cost_the_queue_nothing(
    connection: sqlite3.Connection, branches: list[str] | None
) -> None:
    fill(connection, 0, 4_000)
    few = steps(connection, branches)
    fill(connection, 4_000, 40_000)
    assert steps(connection, branches) <= few * 1.2 + 5


def test_a_list_holds_the_branches_asked_for_in_the_order_of_urgency(connection: sqlite3.Connection) -> None:
    fill(connection, 0, 400)
    rows = queue(connection, "", ["B03", "B01", "B39", "nowhere"], 5)
    assert [row["number"] for row in rows] == ["000001", "000003", "000039", "000041", "000043"]
    assert [row["number"] for row in queue(connection, "", ["B07"], 2)] == ["000007", "000047"]
    assert queue(connection, "", [], 5) == []
    assert (open_count(connection, "", ["B01", "B02"]), open_count(connection, "", None)) == (20, 400)
