"""What comes due by itself is recorded once, whoever ticks and however often (G5, J18, P12)."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from amends.case.values import Case
from amends.desk.agreement import offer
from amends.desk.pausing import pause
from amends.desk.tick import tick
from amends.desk.work import Target
from amends.errors import LedgerError
from amends.ledger.connection import opened
from amends.ledger.verify import verify


def on(case: Case) -> Target:
    return Target(case.number, case.branch)


def rung(counter: Any) -> list[tuple[str, int, bool, tuple[str, ...]]]:
    return [(entry.clock, entry.level, entry.warning, entry.to) for entry in tick(counter.desk)]


def test_the_owner_is_warned_and_then_the_roles_above_hear(florist: Any, clock: Any) -> None:
    case = florist.take()
    due = case.due
    assert due is not None
    assert rung(florist) == []
    clock.now = due - timedelta(minutes=48)  # a fifth of four hours
    assert rung(florist) == [("answer", 1, True, ("clerk",))]
    clock.now = due
    assert rung(florist) == [("answer", 2, False, ("manager",))]
    clock.advance(days=1)
    assert rung(florist) == [("answer", 3, False, ("owner",))]
    assert rung(florist) == []
    case = florist.look(case).case
    assert case.told == ("manager", "owner")
    kinds = [event.kind for event in florist.look(case).events if event.actor == "amends"]
    assert kinds == ["warned", "escalated", "escalated"]


def test_what_was_done_in_time_rings_no_more(florist: Any, clock: Any) -> None:
    case = florist.propose(florist.take(), "10")
    offer(florist.desk, on(case), "desk")
    clock.advance(days=30)
    assert rung(florist) == []


def test_a_case_that_waits_for_the_customer_rings_no_more(florist: Any, clock: Any) -> None:
    case = florist.take()
    pause(florist.desk, on(case), "desk", "customer")
    clock.advance(days=30)
    assert rung(florist) == []


def test_an_approval_that_waits_too_long_reaches_the_role_above(florist: Any, clock: Any) -> None:
    case = florist.propose(florist.take(), "90")
    assert case.offer.promised == clock.now + timedelta(hours=24)
    clock.advance(hours=24)
    decision = [entry for entry in rung(florist) if entry[0] == "decision"]
    assert decision == [("decision", 1, True, ("manager",)), ("decision", 2, False, ("owner",))]
    case = florist.approve(case)
    clock.advance(days=3)
    assert [entry for entry in rung(florist) if entry[0] == "decision"] == []


def test_a_chain_s_own_levels_hold(open_desk: Any, counter_on: Any, clock: Any) -> None:
    levels = """
[pack.florist.clock.answer]
levels = [{ minutes = -60, to = ["courier"] }, { minutes = 0, to = ["owner.superior", "courier"] }]
"""
    counter = counter_on(open_desk("florist", levels))
    case = counter.take()
    clock.now = case.due - timedelta(hours=1)
    assert rung(counter) == [("answer", 1, True, ("courier",))]
    clock.now = case.due
    assert rung(counter) == [("answer", 2, False, ("manager", "courier"))]


def test_every_reason_is_told(florist: Any, clock: Any) -> None:
    from amends.desk.reading import explain

    case = florist.take()
    clock.now = case.due
    assert len(list(tick(florist.desk))) == 2
    told = [entry for entry in explain(florist.look(case)) if entry["actor"] == "amends"]
    assert [(entry["kind"], entry["rule"]) for entry in told] == [
        ("warned", "clock.answer.level[0]"),
        ("escalated", "clock.answer.level[1]"),
    ]
    assert told[0]["text"]["en"].startswith("due soon: ")


def test_four_ticks_at_once_do_each_thing_once(chain_folder: Any, desk: Any, clock: Any) -> None:
    from amends.desk.intake import Intake, take

    for number in range(40):
        take(desk, Intake(f"第{number}位：牛奶过期了。", branch="N1"), "desk")
    desk.ledger.close()
    # The processes live by the wall clock, which is long past this day in March.
    command = [sys.executable, "-m", "amends", "tick", "--json"]
    ticks = [subprocess.Popen(command, cwd=chain_folder, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    printed = [process.communicate(timeout=60)[0] for process in ticks]
    assert [process.returncode for process in ticks] == [0] * 4
    path = desk.chain.database
    with opened(path) as connection:
        assert verify(connection, path).finding is None
        rows = connection.execute(
            "SELECT case_id, json_extract(body, '$.clock'), json_extract(body, '$.level'), count(*) "
            "FROM events WHERE kind IN ('warned', 'escalated') AND actor = 'amends' GROUP BY 1, 2, 3"
        ).fetchall()
        assert connection.execute("SELECT count(*) FROM alarms").fetchone() == (0,)
    assert {row[0] for row in rows} == _cases(path)
    assert {row[3] for row in rows} == {1}
    assert sum(text.count('"level"') for text in printed) == len(rows)


def _cases(path: str) -> set[str]:
    with opened(path) as connection:
        return {case_id for (case_id,) in connection.execute("SELECT case_id FROM cases")}


def test_a_case_that_cannot_be_read_keeps_no_other_waiting(florist: Any, clock: Any) -> None:
    broken, sound = florist.take(), florist.take()
    clock.now = sound.due
    florist.desk.ledger.connection.execute(
        "UPDATE events SET body = '[]' WHERE case_id = ? AND version = 2", (broken.case_id,)
    )
    rung = tick(florist.desk)
    assert [next(rung).number, next(rung).number] == [sound.number] * 2
    with pytest.raises(LedgerError, match=f"case {broken.case_id}: event 2 cannot be read"):
        next(rung)
