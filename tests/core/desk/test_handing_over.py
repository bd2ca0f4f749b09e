"""First asked, first responsible (G3): a case stays where it is until somebody else takes it."""

from __future__ import annotations

from typing import Any

import pytest
from amends.case.values import Case
from amends.desk.handing_over import decline_hand_over, hand_over, take_over
from amends.desk.work import Target
from amends.errors import Misuse, Refused


def on(case: Case) -> Target:
    return Target(case.number, case.branch)


def test_it_stays_with_the_owner_until_the_other_accepts(florist: Any) -> None:
    case = hand_over(florist.desk, on(florist.take()), "desk", "小林", "我下班了")
    assert (case.owner, case.hand_over and case.hand_over.to) == ("desk", "小林")
    case = take_over(florist.desk, on(case), "小林")
    assert (case.owner, case.owner_role, case.hand_over) == ("小林", "clerk", None)


def test_declined_it_stays_where_it_was(florist: Any) -> None:
    case = hand_over(florist.desk, on(florist.take()), "desk", "小林", "我下班了")
    case = decline_hand_over(florist.desk, on(case), "小林", "我也下班了")
    assert (case.owner, case.hand_over) == ("desk", None)


def test_only_the_one_asked_can_answer(florist: Any) -> None:
    case = florist.take()
    with pytest.raises(Refused, match="nobody is handing it over"):
        take_over(florist.desk, on(case), "小林")
    hand_over(florist.desk, on(case), "desk", "小林", "我下班了")
    for answer in (take_over, lambda *given: decline_hand_over(*given, "不行")):
        with pytest.raises(Refused, match="handed over to 小林, not to 阿送"):
            answer(florist.desk, on(case), "阿送")


def test_nobody_gives_away_what_is_not_theirs_but_somebody_above_may(florist: Any) -> None:
    case = florist.take()
    with pytest.raises(Refused, match="is desk's; only they, or somebody above them"):
        hand_over(florist.desk, on(case), "小林", "阿送", "顺路")
    case = hand_over(florist.desk, on(case), "陈店长", "小林", "我来安排")
    assert case.hand_over is not None


def test_a_reason_and_another_person_are_needed(florist: Any) -> None:
    case = florist.take()
    with pytest.raises(Misuse, match="why"):
        hand_over(florist.desk, on(case), "desk", "小林", " ")
    with pytest.raises(Misuse, match="is desk's already"):
        hand_over(florist.desk, on(case), "desk", "desk", "试试")
    with pytest.raises(Misuse, match="no staff member '谁'"):
        hand_over(florist.desk, on(case), "desk", "谁", "试试")
