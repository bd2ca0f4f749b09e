"""Who else bears it (S9, G14, P3, J16): what liable parties owe us, to the last fen, and what they settled."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from amends.case.offers import Offer, OfferedRemedy
from amends.case.recovery import LiableParty, claims
from amends.case.values import Case
from amends.desk.recovery import name_liable, settle
from amends.desk.work import Target
from amends.errors import Misuse, Refused
from amends.money import Money
from amends.text import Text
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

LONG_AGO = datetime(2026, 3, 2, tzinfo=UTC)


def on(case: Case) -> Target:
    return Target(case.number, case.branch)


def sums(case: Case) -> list[tuple[str, str | None, int, int]]:
    return [(claim.kind, claim.name, claim.owed.minor, claim.settled.minor) for claim in claims(case, "CNY")]


@pytest.fixture
def refunded(supermarket: Any) -> Case:
    """Thirty yuan were refunded for spoiled goods, which the supplier bears (S9)."""
    case: Case = supermarket.carried_out("refund_quality=30")
    return case


def test_quality_losses_are_the_supplier_s_from_the_moment_they_are_paid(supermarket: Any, refunded: Case) -> None:
    assert sums(refunded) == [("supplier", None, 3000, 0)]
    case = name_liable(supermarket.desk, on(refunded), "desk", "supplier", "鲜奶公司", "同批留样检出变质")
    assert sums(case) == [("supplier", "鲜奶公司", 3000, 0)]


def test_a_payment_counts_once_and_never_more_than_is_open(supermarket: Any, refunded: Case) -> None:
    for _again in range(2):
        case = settle(supermarket.desk, on(refunded), "desk", "12.50", note="货款抵扣", key="pay-1")
    assert sums(case) == [("supplier", None, 3000, 1250)]
    with pytest.raises(Refused, match=r"owes ¥17.50 of ¥30.00; ¥20.00 cannot be settled"):
        settle(supermarket.desk, on(case), "desk", "20")
    case = settle(supermarket.desk, on(case), "desk", "17.50")
    with pytest.raises(Refused, match="nobody owes anything"):
        settle(supermarket.desk, on(case), "desk", "1")


def test_the_carrier_bears_its_share_and_the_supplier_the_rest(supermarket: Any, refunded: Case) -> None:
    case = name_liable(supermarket.desk, on(refunded), "desk", "carrier", "冷链物流", "车厢温度记录", 40)
    assert sums(case) == [("carrier", "冷链物流", 1200, 0), ("supplier", None, 1800, 0)]
    with pytest.raises(Misuse, match="70 percent cannot be borne; expected 1 to 60"):
        name_liable(supermarket.desk, on(case), "desk", "maker", "厂家", "检测报告", 70)
    with pytest.raises(Misuse, match="whose"):
        settle(supermarket.desk, on(case), "desk", "1")


def test_staff_are_never_charged(supermarket: Any, refunded: Case) -> None:
    """X6."""
    with pytest.raises(Refused, match="班组长老赵 works here: staff are never charged"):
        name_liable(supermarket.desk, on(refunded), "desk", "department", "班组长老赵", "他进的货")


def test_who_is_liable_is_said_with_what_shows_it(supermarket: Any, refunded: Case) -> None:
    with pytest.raises(Misuse, match="no liable party 'weather'"):
        name_liable(supermarket.desk, on(refunded), "desk", "weather", "台风", "很大")
    with pytest.raises(Misuse, match="why"):
        name_liable(supermarket.desk, on(refunded), "desk", "supplier", "鲜奶公司", " ")
    with pytest.raises(Misuse, match="cannot be a name"):
        name_liable(supermarket.desk, on(refunded), "desk", "supplier", "鲜\n奶", "票")


PARTIES = st.lists(st.tuples(st.sampled_from(["supplier", "carrier"]), st.none() | st.integers(1, 40)), max_size=2)
COSTS = st.lists(
    st.tuples(st.sampled_from(["shop", "supplier", "carrier", "maker"]), st.integers(1, 10**7)), max_size=5
)


@given(parties=PARTIES, costs=COSTS)
def test_what_others_bear_is_never_more_than_what_was_paid(parties: list[Any], costs: list[Any]) -> None:
    remedies = tuple(
        OfferedRemedy(str(n), Text("退", "r"), "material", "money", Money(minor, "CNY"), payer, carried_out_at=LONG_AGO)
        for n, (payer, minor) in enumerate(costs)
    )
    offer = Offer(1, "carried_out", remedies, (), "desk", "clerk", Money(0, "CNY"), None)
    case = Case("c", 1, "1", "N1", "t", "phone", "zh", LONG_AGO, "desk", "p", offers=(offer,))
    liable = tuple(LiableParty(f"party.{n}", kind, f"甲{n}", share) for n, (kind, share) in enumerate(parties))
    owed = sum(claim.owed.minor for claim in claims(evolve(case, liable=liable), "CNY"))
    others = sum(minor for payer, minor in costs if payer != "shop")
    assert owed <= sum(minor for _payer, minor in costs)
    # Nothing that falls to somebody else is lost in the division.
    assert owed >= others
