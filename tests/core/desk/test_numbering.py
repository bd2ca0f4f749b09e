"""Numbers without gaps, in the form of the trade (J6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from amends.desk.numbering import number_of, period_of
from amends.pack.values import Numbering

NEW_YEAR = datetime.fromisoformat("2026-12-31T23:59:59+08:00")


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("2026-03-31T15:59:59+00:00", "N1-202603-0001"),
        ("2026-03-31T16:00:00+00:00", "N1-202604-0001"),
        ("2026-12-31T17:30:00+00:00", "N1-202701-0001"),
    ],
)
def test_a_number_belongs_to_the_branchs_own_month(supermarket: Any, clock: Any, moment: str, number: str) -> None:
    clock.now = datetime.fromisoformat(moment)
    assert supermarket.take().number == number


def test_the_serial_goes_on_within_a_period_and_begins_again_in_the_next(supermarket: Any, clock: Any) -> None:
    clock.now = datetime.fromisoformat("2026-03-31T15:59:00+00:00")
    numbers = []
    for _ in range(4):
        numbers.append(supermarket.take().number)
        clock.advance(seconds=30)
    assert numbers == ["N1-202603-0001", "N1-202603-0002", "N1-202604-0001", "N1-202604-0002"]


def test_each_branch_counts_for_itself(open_desk: Any, counter_on: Any) -> None:
    counter = counter_on(open_desk("florist", branch=None))
    numbers = [counter.take(branch=branch, by="老板娘").number for branch in ("N1", "N2", "N1", "N2")]
    assert numbers == ["N120260302-001", "N220260302-001", "N120260302-002", "N220260302-002"]


@pytest.mark.parametrize(
    ("form", "serial", "number"),
    [
        ("{branch}-{year}{month}-{serial:4}", 7, "N1-202612-0007"),
        ("{branch}{year}{month}{day}/{serial:2}", 7, "N120261231/07"),
        ("{serial}", 12, "12"),
        ("{serial:4}", 123_456, "123456"),
    ],
)
def test_a_number_has_the_form_of_its_trade_and_outgrows_it_rather_than_repeat(
    form: str, serial: int, number: str
) -> None:
    assert number_of(Numbering(format=form), "N1", NEW_YEAR, serial) == number


@pytest.mark.parametrize(
    ("period", "name"), [("day", "20261231"), ("month", "202612"), ("year", "2026"), ("never", "")]
)
def test_a_period_is_named_in_local_time(period: str, name: str) -> None:
    assert period_of(Numbering(period=period), NEW_YEAR) == name
