"""Which ladders apply, what several of them need together, and who may settle it alone."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from amends.case.answers import Reason
from amends.case.offers import ApprovalStep, OfferedRemedy
from amends.money import Money
from amends.pack.load import build_pack
from amends.pack.values import Pack
from amends.policy.authority import Decision, alone, decide, decision, ladder, together
from amends.policy.standing import standing
from amends.text import Text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROLES = ["clerk", "courier", "manager", "owner"]
LADDERS = {
    "grave": {"severity": "major", "label": {"zh": "重大", "en": "Major"}, "bands": [{"role": "owner"}]},
    "late": {
        "categories": ["late"],
        "bands": [
            {"role": "clerk", "up_to": "5.00"},
            {"steps": [{"roles": ["manager", "courier"]}, {"roles": ["owner"]}], "hours": 48, "counting": "business"},
        ],
    },
    "words": {"kind": "moral", "bands": [{"role": "clerk"}]},
    "vouchers": {"remedies": ["voucher"], "bands": [{"steps": [{"roles": ["courier", "manager"], "need": "any"}]}]},
}
ANSWER = Reason("rule", Text("因为", "because"))
same_pack = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def pack(trade: ModuleType) -> Pack:
    return build_pack({**trade.tables(), "ladder": LADDERS})


def remedy(pack: Pack, code: str) -> OfferedRemedy:
    item = pack.remedies[code]
    return OfferedRemedy(code, item.label, item.kind, item.form, None, item.payer)


def applying(pack: Pack, categories: list[str | None], severity: str, *codes: str) -> list[str]:
    return list(ladder(pack, categories, severity, [remedy(pack, code) for code in codes]))


@pytest.mark.parametrize(
    ("categories", "severity", "codes", "expected"),
    [
        (["wilted"], "ordinary", ["refund"], ["approval"]),
        (["wilted"], "major", ["refund"], ["ladder.grave.bands"]),
        (["late"], "major", ["apology", "voucher"], ["ladder.grave.bands"]),
        (["late"], "ordinary", ["apology"], ["ladder.late.bands"]),
        (["wilted"], "ordinary", ["apology"], ["ladder.words.bands"]),
        (["wilted", "late"], "ordinary", ["refund"], ["ladder.late.bands", "approval"]),
        (["wilted", "late"], "minor", ["voucher", "apology"],
         ["ladder.late.bands", "ladder.words.bands", "ladder.vouchers.bands"]),
        ([], "ordinary", ["refund"], ["approval"]),
        ([None], "ordinary", ["voucher"], ["ladder.vouchers.bands"]),
    ],
)  # fmt: skip
def test_for_every_matter_and_remedy_the_first_ladder_that_holds(
    categories: list[str | None], severity: str, codes: list[str], expected: list[str], pack: Pack
) -> None:
    assert applying(pack, categories, severity, *codes) == expected


@pytest.mark.parametrize(
    ("fen", "rule", "zh", "en"),
    [
        (500, "ladder.late.bands[0]", "本单合计¥5.00，不超过¥5.00，店员可以决定",
         "¥5.00 on this receipt, up to ¥5.00: Clerk decides"),
        (501, "ladder.late.bands[1]", "本单合计¥5.01，超过¥5.00，要店长、送花员都同意，再经老板同意",
         "¥5.01 on this receipt, over ¥5.00: needs all of Manager, Courier, then Owner"),
    ],
)  # fmt: skip
def test_the_reason_names_ladder_and_band_and_whose_agreement(
    fen: int, rule: str, zh: str, en: str, pack: Pack
) -> None:
    because = decision(pack, "ladder.late.bands", pack.ladders["late"].bands, Money(fen, "CNY")).because
    assert (because.rule, because.text) == (rule, Text(zh, en))


def test_a_ladder_with_a_label_says_what_it_is_for(pack: Pack) -> None:
    because = decision(pack, "ladder.grave.bands", pack.ladders["grave"].bands, Money(100, "CNY")).because
    assert because.text.zh == "重大：本单合计¥1.00，任何金额都由老板决定"


@pytest.mark.parametrize(
    ("need", "zh", "en"),
    [(100, "店长、送花员、老板都同意", "all of Manager, Courier, Owner"),
     (50, "店长、送花员、老板中至少2位同意", "at least 2 of Manager, Courier, Owner"),
     (34, "店长、送花员、老板中有一位同意", "one of Manager, Courier, Owner")],
)  # fmt: skip
def test_a_share_is_said_as_a_number_of_people(need: int, zh: str, en: str, trade: ModuleType) -> None:
    step = {"roles": ["manager", "courier", "owner"], "need": need}
    pack = build_pack({**trade.tables(), "approval": [{"steps": [step]}]})
    text = decision(pack, "approval", pack.approvals, Money(1, "CNY")).because.text
    assert text == Text(f"本单合计¥0.01，任何金额都要{zh}", f"¥0.01 on this receipt; any sum needs {en}")


def test_several_ladders_are_asked_about_the_whole_sum(pack: Pack) -> None:
    ladders = ladder(pack, ["wilted", "late"], "ordinary", [remedy(pack, "refund")])
    needed = decide(pack, ladders, Money(5000, "CNY"))
    # The manager of [[approval]] falls away: the owner, who stands above, is asked anyway.
    assert [step.roles for step in needed.steps] == [("manager", "courier"), ("owner",)]
    assert needed.spans == ((48, "business"),)
    small = decide(pack, ladders, Money(300, "CNY"))
    assert [step.roles for step in small.steps] == [("clerk",)]


@pytest.mark.parametrize(
    ("steps", "may"),
    [
        ([(["clerk"], 100)], ["clerk", "manager", "owner"]),
        ([(["manager", "courier"], 100)], ["owner"]),
        ([(["manager", "courier"], 1)], ["courier", "manager", "owner"]),
        ([(["clerk", "courier"], 100)], ["manager", "owner"]),
        ([(["clerk"], 100), (["owner"], 100)], ["owner"]),
        ([(["owner"], 100), (["owner"], 100)], []),
        ([(["manager", "owner"], 100)], []),
        ([(["manager", "owner"], 50)], ["manager", "owner"]),
    ],
)
def test_who_may_settle_it_alone(steps: list[Any], may: list[str], pack: Pack) -> None:
    needed = Decision(tuple(ApprovalStep(tuple(roles), need) for roles, need in steps), (ANSWER,), ((24, "calendar"),))
    assert [role for role in ROLES if alone(pack, role, needed)] == may


STEP = st.builds(
    ApprovalStep,
    st.lists(st.sampled_from(ROLES), min_size=1, max_size=3, unique=True).map(tuple),
    st.sampled_from([1, 34, 50, 67, 100]),
)
DECISION = st.lists(STEP, min_size=1, max_size=3).map(lambda steps: Decision(tuple(steps), (ANSWER,), ((24, "c"),)))
VOTES = st.lists(
    st.tuples(st.sampled_from(ROLES), st.sampled_from(["accepted", "accepted", "accepted", "refused"])), max_size=8
)


@same_pack
@given(decisions=st.lists(DECISION, min_size=1, max_size=3), votes=VOTES)
def test_together_never_lets_out_what_one_of_them_would_keep(
    pack: Pack, decisions: list[Decision], votes: list[Any]
) -> None:
    in_favour = [vote for vote in votes if vote[1] == "accepted"]
    if standing(pack, together(pack, decisions).steps, votes).status == "accepted":
        assert all(standing(pack, each.steps, in_favour).status == "accepted" for each in decisions)


@same_pack
@given(decision=DECISION)
def test_together_with_itself_or_nothing_else_changes_nothing(pack: Pack, decision: Decision) -> None:
    assert together(pack, [decision]).steps == decision.steps
    assert together(pack, [decision, decision]).steps == decision.steps


@same_pack
@given(decision=DECISION, role=st.sampled_from(ROLES))
def test_whoever_may_settle_it_alone_has_superiors_who_may_if_they_stand_above_all(
    pack: Pack, decision: Decision, role: str
) -> None:
    asked = {each for step in decision.steps for each in step.roles}
    for above in pack.superiors(role):
        if alone(pack, role, decision) and all(above in pack.superiors(each) for each in asked):
            assert alone(pack, above, decision)


@same_pack
@given(decision=DECISION, votes=VOTES)
def test_a_further_vote_never_reopens_what_is_settled(pack: Pack, decision: Decision, votes: list[Any]) -> None:
    settled = None
    for length in range(len(votes) + 1):
        now = standing(pack, decision.steps, votes[:length])
        asked = {each for step in decision.steps for each in step.roles}
        above_all = length and all(votes[length - 1][0] in pack.superiors(each) for each in asked)
        if settled is not None and not above_all:
            assert now.status == settled
            break
        settled = now.status if now.status != "waiting" else None
        assert bool(now.missing) is (now.status == "waiting")
