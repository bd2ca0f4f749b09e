from __future__ import annotations

import pytest
from amends.case.answers import Answered, Reason, Remedy
from amends.errors import Misuse, Refused
from amends.money import Money
from amends.policy.remedies import choose, combine_remedies
from amends.text import Text
from hypothesis import given
from hypothesis import strategies as st

WHY = Reason("test", Text("试", "test"))


def yuan(amount: int | None) -> Money | None:
    return None if amount is None else Money(amount * 100, "CNY")


def remedy(
    code: str = "refund", form: str = "money", owed: int | None = None, suggested: int | None = None,
    ceiling: int | None = None,
) -> Remedy:  # fmt: skip
    label = Text("退款", "Refund")
    return Remedy(code, label, "material", form, WHY, yuan(owed), yuan(suggested), yuan(ceiling))


def menu(*remedies: Remedy) -> dict[str, Remedy]:
    return combine_remedies([Answered("compensate", f"p{i}", "1", entry) for i, entry in enumerate(remedies)])


def test_remedies_are_united_by_code_in_the_order_named() -> None:
    assert list(menu(remedy("b"), remedy("a"), remedy("b"))) == ["b", "a"]


@pytest.mark.parametrize(
    ("one", "other", "united"),
    [
        # owed, suggested, ceiling
        ((10, None, None), (25, None, None), (25, 25, None)),
        ((None, 30, None), (25, None, None), (25, 30, None)),
        ((None, 20, None), (25, None, None), (25, 25, None)),
        ((None, 20, 60), (None, None, 40), (None, 20, 40)),
        ((None, 50, 60), (None, None, 40), (None, 40, 40)),
        ((None, 20, 30), (50, None, None), (50, 50, 50)),
        ((None, None, None), (None, None, None), (None, None, None)),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_the_highest_floor_wins_and_the_lowest_ceiling_holds_above_it(
    one: tuple[int | None, ...], other: tuple[int | None, ...], united: tuple[int | None, ...], order: int
) -> None:
    parts = [remedy("refund", "money", *one), remedy("refund", "money", *other)]
    result = menu(*parts[::order])["refund"]
    assert (result.owed, result.suggested, result.ceiling) == tuple(map(yuan, united))


def test_a_suggestion_never_exceeds_the_ceiling_even_of_one_plugin() -> None:
    assert choose(menu(remedy(suggested=100, ceiling=60)), "refund", None).amount == yuan(60)


def test_what_is_owed_can_always_be_offered() -> None:
    offered = choose(menu(remedy(owed=100, suggested=100, ceiling=60)), "refund", yuan(100))
    assert (offered.amount, offered.owed) == (yuan(100), yuan(100))


def test_what_is_suggested_is_taken_where_no_sum_is_given() -> None:
    assert choose(menu(remedy(suggested=30)), "refund", None).amount == yuan(30)
    assert choose(menu(remedy(suggested=30)), "refund", yuan(12)).amount == yuan(12)


@pytest.mark.parametrize(
    ("form", "amount", "problem"),
    [
        ("money", None, "'refund' needs an amount above zero"),
        ("money", 0, "'refund' needs an amount above zero"),
        ("voucher", None, "'refund' needs an amount above zero"),
        ("goods", 0, "'refund' needs an amount above zero"),
        ("gesture", 5, "'refund' has no price; leave the amount out"),
        ("refusal", 5, "'refund' has no price; leave the amount out"),
    ],
)
def test_a_sum_that_does_not_fit_the_form_is_refused(form: str, amount: int | None, problem: str) -> None:
    with pytest.raises(Misuse, match=problem):
        choose(menu(remedy(form=form)), "refund", yuan(amount))


@pytest.mark.parametrize(
    ("form", "amount", "worth"),
    [("gesture", None, None), ("refusal", None, None), ("service", None, None), ("service", 5, 5)],
)
def test_what_has_no_price_needs_no_sum(form: str, amount: int | None, worth: int | None) -> None:
    assert choose(menu(remedy(form=form)), "refund", yuan(amount)).amount == yuan(worth)


def test_more_than_the_ceiling_is_refused() -> None:
    with pytest.raises(Refused, match=r"'refund' goes to ¥60\.00 at most; ¥60\.01 was asked"):
        choose(menu(remedy(ceiling=60)), "refund", Money(6001, "CNY"))


def test_an_unknown_remedy_is_named_with_those_there_are() -> None:
    with pytest.raises(Misuse, match="no remedy 'cake' for this case; offered here: refund, voucher"):
        choose(menu(remedy(), remedy("voucher", "voucher")), "cake", None)


SUMS = st.none() | st.integers(0, 50)
REMEDIES = st.builds(remedy, owed=SUMS, suggested=SUMS, ceiling=SUMS)


@given(st.lists(REMEDIES, min_size=1, max_size=4))
def test_no_plugin_can_lower_what_another_says_is_owed(remedies: list[Remedy]) -> None:
    result = menu(*remedies)["refund"]
    for entry in remedies:
        if entry.owed is not None:
            assert result.owed is not None
            assert entry.owed <= result.owed
    if result.ceiling is not None:
        assert result.owed is None or result.owed <= result.ceiling
        assert result.suggested is None or result.suggested <= result.ceiling


@given(st.lists(REMEDIES, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_floor_and_ceiling_do_not_depend_on_the_order(remedies: list[Remedy], random: object) -> None:
    shuffled = list(remedies)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = menu(*remedies)["refund"], menu(*shuffled)["refund"]
    assert (one.owed, one.ceiling) == (other.owed, other.ceiling)
