from __future__ import annotations

from itertools import accumulate
from types import ModuleType

import pytest
from amends.money import Money
from amends.pack.load import build_pack
from amends.pack.values import Pack
from amends.policy.authority import decider, may_decide
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FEN = st.integers(0, 20_000)
same_pack = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def rank(pack: Pack, fen: int) -> int:
    """How far up the ladder of bands the decider of a sum stands."""
    role = decider(pack, Money(fen, "CNY")).role
    return [band.role for band in pack.approvals].index(role)


@pytest.fixture
def pack(trade: ModuleType) -> Pack:
    return trade.industry()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("fen", "role"),
    [
        (0, "clerk"),
        (1, "clerk"),
        (2000, "clerk"),
        (2001, "manager"),
        (10000, "manager"),
        (10001, "owner"),
        (10**15, "owner"),
    ],
)
def test_each_limit_belongs_to_its_own_band(fen: int, role: str, pack: Pack) -> None:
    assert decider(pack, Money(fen, "CNY")).role == role


@pytest.mark.parametrize(
    ("fen", "rule", "said"),
    [
        (1500, "approval[0]", "本单合计¥15.00，不超过¥20.00，店员可以决定"),
        (5000, "approval[1]", "本单合计¥50.00，在¥20.00以上、¥100.00以内，由店长决定"),
        (50000, "approval[2]", "本单合计¥500.00，超过¥100.00，由老板决定"),
    ],
)
def test_the_reason_names_the_band_and_the_sum(fen: int, rule: str, said: str, pack: Pack) -> None:
    because = decider(pack, Money(fen, "CNY")).because
    assert (because.rule, because.text.zh) == (rule, said)


@pytest.mark.parametrize(
    ("role", "limit"),
    [("clerk", 2000), ("courier", -1), ("manager", 10000), ("owner", 10**12)],
)
def test_a_role_decides_up_to_its_limit_and_all_below(role: str, limit: int, pack: Pack) -> None:
    for fen in (0, 2000, 2001, 10000, 10001, 10**12):
        assert may_decide(pack, role, Money(fen, "CNY")) is (fen <= limit)


def test_a_pack_with_one_band_leaves_everything_to_one_role(trade: ModuleType) -> None:
    pack = build_pack(trade.tables() | {"approval": [{"role": "manager"}]})
    decision = decider(pack, Money(10**9, "CNY"))
    assert (decision.role, may_decide(pack, "owner", Money(5, "CNY"))) == ("manager", True)
    assert decision.because.text.zh == "本单合计¥10000000.00，任何金额都由店长决定"


@same_pack
@given(one=FEN, other=FEN)
def test_the_decider_never_falls_as_the_sum_grows(pack: Pack, one: int, other: int) -> None:
    smaller, larger = sorted((one, other))
    assert rank(pack, smaller) <= rank(pack, larger)


@same_pack
@given(claims=st.lists(FEN, min_size=1, max_size=6))
def test_splitting_a_sum_over_claims_on_one_receipt_never_lowers_the_decider(pack: Pack, claims: list[int]) -> None:
    asked = [rank(pack, so_far) for so_far in accumulate(claims)]
    assert max(asked) == asked[-1] == rank(pack, sum(claims))


@same_pack
@given(fen=FEN, role=st.sampled_from(["clerk", "courier", "manager", "owner"]))
def test_whoever_may_decide_a_sum_has_superiors_who_may(pack: Pack, fen: int, role: str) -> None:
    if may_decide(pack, role, Money(fen, "CNY")):
        assert all(may_decide(pack, above, Money(fen, "CNY")) for above in pack.superiors(role))
