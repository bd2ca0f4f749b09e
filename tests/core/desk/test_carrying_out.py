from __future__ import annotations

from typing import Any

import pytest
from amends.desk.carrying_out import carry_out
from amends.desk.work import Target
from amends.errors import Misuse, Refused


def to(case: Any) -> Target:
    return Target(case.number)


def done(case: Any) -> list[str]:
    return [remedy.code for remedy in case.offer.remedies if remedy.carried_out_at is not None]


def test_each_remedy_is_done_and_the_last_one_ends_the_step(florist: Any) -> None:
    case = florist.agreed("refund=10", "apology")
    case = carry_out(florist.desk, to(case), "desk", ["apology"])
    assert (case.stage, done(case), case.open_points != ()) == ("carrying_out", ["apology"], True)
    case = carry_out(florist.desk, to(case), "desk", ["refund"])
    assert (case.stage, done(case), case.open_points) == ("follow_up", ["refund", "apology"], ())


def test_naming_none_does_all_that_remain(florist: Any) -> None:
    case = florist.agreed("refund=5", "voucher=15", "apology")
    carry_out(florist.desk, to(case), "desk", ["voucher"])
    case = carry_out(florist.desk, to(case), "desk")
    assert florist.look(case).events[-2].body["remedies"] == ["refund", "apology"]
    assert case.stage == "follow_up"


def test_what_was_done_is_the_answer_to_its_points(florist: Any) -> None:
    case = florist.carried_out("refund=10", "apology")
    assert [point.answer for point in case.points] == ["退款; 道歉"]


def test_a_remedy_is_done_once(florist: Any) -> None:
    case = florist.agreed("refund=10", "apology")
    carry_out(florist.desk, to(case), "desk", ["apology"])
    with pytest.raises(Refused, match="apology"):
        carry_out(florist.desk, to(case), "desk", ["refund", "apology"])
    assert done(florist.look(case).case) == ["apology"]
    case = carry_out(florist.desk, to(case), "desk", ["refund", "refund"])
    with pytest.raises(Refused):
        carry_out(florist.desk, to(case), "desk")


def test_what_is_not_in_the_offer_cannot_be_done(florist: Any) -> None:
    case = florist.agreed("refund=10")
    with pytest.raises(Misuse, match=r"voucher.*refund"):
        carry_out(florist.desk, to(case), "desk", ["voucher"])


def test_nothing_is_paid_before_the_customers_yes(florist: Any) -> None:
    case = florist.offer(florist.propose(florist.take(), "10"))
    with pytest.raises(Refused):
        carry_out(florist.desk, to(case), "desk")


def test_a_pay_out_sent_twice_with_its_key_happens_once(florist: Any) -> None:
    case = florist.agreed("refund=10", "apology")
    first = carry_out(florist.desk, to(case), "desk", ["refund"], key="till-4711")
    again = carry_out(florist.desk, to(case), "desk", ["refund"], key="till-4711")
    assert again == first


def test_a_key_stands_for_one_thing_only(florist: Any) -> None:
    case, other = florist.agreed("refund=10", "apology"), florist.agreed("refund=10")
    carry_out(florist.desk, to(case), "desk", ["refund"], key="till-4711")
    for target, remedies in ((case, ["apology"]), (other, ["refund"])):
        with pytest.raises(Refused, match="till-4711"):
            carry_out(florist.desk, to(target), "desk", remedies, key="till-4711")
    assert done(florist.look(other).case) == []


def test_the_slips_number_is_kept(florist: Any) -> None:
    case = florist.agreed("refund=10")
    case = carry_out(florist.desk, to(case), "desk", note="现金付讫，收据0231号。")
    assert "现金付讫，收据0231号。" in [event.because for event in florist.look(case).events]
