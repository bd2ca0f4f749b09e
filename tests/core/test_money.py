from __future__ import annotations

from fractions import Fraction

import pytest
from amends.errors import Misuse
from amends.money import Money, total
from hypothesis import given
from hypothesis import strategies as st

MANY = 10**13
CURRENCIES = st.sampled_from(["CNY", "USD", "EUR", "JPY", "KRW", "KWD", "HKD"])
MONEY = st.builds(Money, st.integers(0, MANY - 1), CURRENCIES)
YUAN = st.builds(Money, st.integers(-MANY, MANY), st.just("CNY"))


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("58", 5800),
        ("58.5", 5850),
        ("58.00", 5800),
        ("0", 0),
        ("0.01", 1),
        (" 58 ", 5800),
        ("¥58", 5800),
        ("￥58", 5800),
        ("¥ 58.00", 5800),
        ("58元", 5800),
        ("58 块", 5800),
        ("58 RMB", 5800),
        ("５８．５０", 5850),
        ("1,280.00", 128000),
        ("1,280", 128000),
        ("12,345,678.90", 1234567890),
    ],
)
def test_what_people_type_is_understood(typed: str, minor: int) -> None:
    assert Money.parse(typed, "CNY") == Money(minor, "CNY")


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "元", "¥", "-5", "+5", "5.", ".5", "5.123", "1e3", "五十八", "58元5角", "免费", "NaN", "5 8", "¥¥5",
        "1/2", "½", "58,50", "1,2,3", ",58", "58,", "1,28", "1280,000", "$58", "€58", "£58", "9" * 14, "5" * 5000,
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_line(typed: str) -> None:
    with pytest.raises(Misuse, match=r"is not an amount in CNY; expected something like 58\.00") as caught:
        Money.parse(typed, "CNY")
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize(
    ("typed", "currency", "amount", "shown"),
    [
        ("58", "JPY", "58", "¥58"),
        ("$58", "USD", "58.00", "$58.00"),
        ("$58", "HKD", "58.00", "58.00 HKD"),
        ("1.234", "KWD", "1.234", "1.234 KWD"),
        ("0.5", "EUR", "0.50", "€0.50"),
    ],
)
def test_each_currency_has_its_own_decimals(typed: str, currency: str, amount: str, shown: str) -> None:
    money = Money.parse(typed, currency)
    assert (money.amount, str(money)) == (amount, shown)


def test_decimals_a_currency_does_not_have_are_refused() -> None:
    with pytest.raises(Misuse, match=r"not an amount in JPY; expected something like 58$"):
        Money.parse("58.5", "JPY")


@given(MONEY)
def test_what_is_printed_can_be_typed_in_again(money: Money) -> None:
    assert Money.parse(money.amount, money.currency) == money
    assert Money.from_json(money.to_json()) == money
    assert Money.parse(str(money).removesuffix(f" {money.currency}"), money.currency) == money


@given(st.text(max_size=30), CURRENCIES)
def test_any_text_is_an_amount_or_refused(typed: str, currency: str) -> None:
    try:
        money = Money.parse(typed, currency)
    except Misuse:
        return
    assert money.minor >= 0


@given(YUAN, YUAN)
def test_adding_and_taking_away_undo_each_other(one: Money, other: Money) -> None:
    assert one + other == other + one
    assert (one + other) - other == one
    assert total([one, other], "CNY") == one + other


@given(YUAN, YUAN)
def test_order_is_the_order_of_the_sums(one: Money, other: Money) -> None:
    assert (one < other) is (one.minor < other.minor)
    assert (one <= other) is not (other < one)


@given(st.integers(0, MANY), st.integers(1, 500))
def test_a_share_is_rounded_up_by_less_than_one_fen(minor: int, percent: int) -> None:
    share = Fraction(Money(minor, "CNY").share(percent).minor)
    assert 0 <= share - Fraction(minor * percent, 100) < 1


def test_nothing_adds_up_to_zero() -> None:
    assert total([], "JPY") == Money(0, "JPY")
    assert not Money(0, "JPY")


@pytest.mark.parametrize("together", [Money.__add__, Money.__sub__, Money.__le__, Money.__lt__])
def test_currencies_are_never_mixed(together: object) -> None:
    with pytest.raises(Misuse, match="amounts in CNY and USD cannot be put together"):
        together(Money(1, "CNY"), Money(1, "USD"))  # type: ignore[operator]


def test_a_negative_sum_is_printed_with_its_sign() -> None:
    assert Money(-5, "CNY").amount == "-0.05"
