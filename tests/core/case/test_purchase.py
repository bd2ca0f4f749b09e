"""What a claim gives back of a purchase: never more than was bought, never more than was paid."""

from __future__ import annotations

from decimal import Decimal

import pytest
from amends.case.purchase import Claim, Line, credited, credits_for, everything
from amends.errors import Misuse, Refused
from amends.money import Money
from hypothesis import given
from hypothesis import strategies as st

YUAN = Money(1000, "CNY")
LINES = [Line(Decimal(3), YUAN), Line(Decimal(2), YUAN)]
PURCHASE = st.lists(
    st.builds(Line, st.decimals("0.001", 1000, places=3), st.builds(Money, st.integers(0, 10**7), st.just("CNY"))),
    min_size=1, max_size=5,
)  # fmt: skip


def test_a_claim_of_part_at_a_lower_price_is_credited_as_claimed() -> None:
    given_back = credits_for(LINES, [Claim(0, Decimal(1), Money(500, "CNY")), Claim(1)])
    assert [credit.quantity for credit in given_back] == [1, 2]
    assert credited(given_back, "CNY") == Money(2500, "CNY")


@pytest.mark.parametrize(
    ("claims", "error"),
    [
        ([Claim(2)], Misuse),
        ([Claim(-1)], Misuse),
        ([Claim(0, Decimal(0))], Misuse),
        ([Claim(0, Decimal(4))], Refused),
        ([Claim(0, Decimal(2)), Claim(0, Decimal(2))], Refused),
        ([Claim(0), Claim(0)], Refused),
        ([Claim(0, None, Money(1001, "CNY"))], Refused),
    ],
)
def test_more_than_was_bought_or_paid_is_refused(claims: list[Claim], error: type[Exception]) -> None:
    with pytest.raises(error):
        credits_for(LINES, claims)


@given(PURCHASE)
def test_everything_gives_back_every_line_to_the_last_unit(lines: list[Line]) -> None:
    given_back = credits_for(lines, everything(lines))
    assert [credit.quantity for credit in given_back] == [line.quantity for line in lines]
    exact = sum(line.quantity * line.unit_price.minor for line in lines)
    assert 0 <= credited(given_back, "CNY").minor - exact < len(lines)
