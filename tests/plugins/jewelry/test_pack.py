from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from amends.case.offers import OfferedRemedy
from amends.case.values import Case
from amends.config import load_chain
from amends.desk.desk import Desk
from amends.desk.intake import Intake, take
from amends.desk.numbering import number_of, period_of
from amends.desk.setup import set_up
from amends.ledger.sqlite import SqliteLedger
from amends.money import Money
from amends.pack.values import Pack
from amends.policy.authority import alone, decide, ladder

SHANGHAI = ZoneInfo("Asia/Shanghai")
SITUATIONS = (
    "stone_loose_or_lost", "plating_or_colour", "breakage_or_deformation", "size_wrong", "purity_doubted",
    "weight_short", "certificate_mismatch", "treated_or_fake_stone", "engraving_wrong", "repair_late_or_poor",
    "scratched_in_service", "lost_in_custody", "trade_in_dispute", "price_or_fee_dispute", "allergy", "order_late",
    "return_of_worn_piece", "staff_attitude",
)  # fmt: skip
DEMANDS = (
    *(f"J{number}" for number in (1, 2, *range(5, 22))), "M4", "M5", "P13", "G2", "G3", "G4", "G5", "G8", "G9", "G10",
    "G12", "G13", "G14", "G15", "G17", "G18",
)  # fmt: skip


@pytest.mark.parametrize("name", [*SITUATIONS, *DEMANDS])
def test_what_the_trade_must_know_is_answered(name: str, cited: frozenset[str]) -> None:
    assert name in cited


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_situation_is_a_category_of_its_own_or_part_of_one(name: str, pack: Pack) -> None:
    assert [category for category in pack.categories.values() if name in category.covers]


# J6: year, month, serial; the serial starts again each month.
@pytest.mark.parametrize(
    ("day", "serial", "number", "period"),
    [
        (date(2026, 11, 30), 1, "Z1202611-001", "202611"),
        (date(2026, 12, 1), 1, "Z1202612-001", "202612"),
        (date(2027, 1, 1), 42, "Z1202701-042", "202701"),
        (date(2027, 1, 31), 1000, "Z1202701-1000", "202701"),
    ],
)
def test_a_number_is_year_month_and_a_serial_that_begins_anew_each_month(
    day: date, serial: int, number: str, period: str, pack: Pack
) -> None:
    local = datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)
    assert number_of(pack.numbering, "Z1", local, serial) == number
    assert period_of(pack.numbering, local) == period


# J18: 15 days at home, 18 abroad; of these the sales branch has 5, marketing 7, a processing unit 2.
@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("handling_domestic", 15),
        ("handling_abroad", 18),
        ("branch_answer", 5),
        ("marketing_answer", 7),
        ("processing_unit", 2),
    ],
)
def test_the_limits_are_those_of_the_handbook_and_never_pause(name: str, days: int, pack: Pack) -> None:
    clock = pack.clocks[name]
    assert (clock.days, clock.pausable) == (days, False)
    assert "J18" in clock.covers


def test_the_parts_stay_within_the_whole(pack: Pack) -> None:
    parts = [pack.clocks[name].days or 0 for name in ("branch_answer", "marketing_answer", "processing_unit")]
    assert sum(parts) <= (pack.clocks["handling_domestic"].days or 0)


def test_the_six_temperaments_have_advice_and_no_label_that_demeans(pack: Pack) -> None:
    assert len(pack.temperaments) == 6
    assert all(temperament.advice.zh and temperament.advice.en for temperament in pack.temperaments.values())
    labels = " ".join(temperament.label.en.lower() for temperament in pack.temperaments.values())
    assert not any(word in labels for word in ("ignorant", "stupid", "foolish", "difficult"))


@pytest.fixture
def shop(tmp_path: Path, clock: object) -> Iterator[Desk]:
    chain = set_up(tmp_path, "jewelry", "Z1", name="金玉满堂", staff="desk")
    ledger = SqliteLedger(chain.database)
    yield Desk(load_chain(chain.file), ledger, clock)  # type: ignore[arg-type]
    ledger.close()


def local_days(case: Case) -> dict[str, timedelta]:
    """Of each clock, how many days after intake it ends, by the branch's own dates."""
    begun = case.received_at.astimezone(SHANGHAI).date()
    return {clock.name: clock.due.astimezone(SHANGHAI).date() - begun for clock in case.clocks}


@pytest.mark.parametrize(("abroad", "limits"), [("否", {15}), ("是", {15, 18})])
def test_a_loose_stone_is_settled_in_time_at_home_and_abroad(abroad: str, limits: set[int], shop: Desk) -> None:
    case = take(shop, Intake("戒指上的钻石松了，昨天掉了，请你们给个说法。", facts={"abroad": abroad}), "desk")
    assert case.category is not None
    days = local_days(case)
    assert {days[name].days for name in ("handling_domestic", "handling_abroad") if name in days} == limits
    assert days["branch_answer"].days == 5


# J21, J12: serious ones by the general manager's approval; the deputy director signs first.
@pytest.mark.parametrize(
    ("severity", "fen", "steps"),
    [
        ("ordinary", 500_000, [("marketing",)]),
        ("major", 50_000, [("store_manager",)]),
        ("major", 200_000, [("sales_branch",)]),
        ("major", 200_001, [("deputy_director",), ("general_manager",)]),
    ],
)
def test_serious_ones_go_to_the_general_manager(severity: str, fen: int, steps: list[object], pack: Pack) -> None:
    ladders = ladder(pack, ["lost_in_custody"], severity, [pack_remedy(pack, "exchange")])
    assert [step.roles for step in decide(pack, ladders, Money(fen, "CNY")).steps] == steps


def test_no_refusal_is_the_counters_own(pack: Pack) -> None:
    ladders = ladder(pack, ["staff_attitude"], "ordinary", [pack_remedy(pack, "refuse_with_reasons")])
    needed = decide(pack, ladders, Money(0, "CNY"))
    assert (needed.role, alone(pack, pack.front_line, needed)) == ("store_manager", False)


def pack_remedy(pack: Pack, code: str) -> OfferedRemedy:
    item = pack.remedies[code]
    return OfferedRemedy(code, item.label, item.kind, item.form, None, item.payer)
