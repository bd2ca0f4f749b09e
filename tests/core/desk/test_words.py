"""Words that go out to a customer are checked; a person may insist where no law is broken, and it is recorded."""

from __future__ import annotations

from typing import Any

import pytest
from amends.case.values import Case
from amends.desk.agreement import offer
from amends.desk.closing import answer
from amends.desk.work import Target
from amends.errors import Refused

BLAME = "您自己弄坏的。"
PRESSURE = "您撤诉，我们就退款。"


def last(counter: Any, case: Case) -> Any:
    return counter.look(case).events[-1]


@pytest.fixture
def proposed(florist: Any) -> Case:
    case: Case = florist.propose(florist.take(category="wilted"), "10")
    return case


def say(counter: Any, case: Case, verb: str, words: str, because: str = "") -> Case:
    target = Target(case.number)
    if verb == "offer":
        return offer(counter.desk, target, "desk", words, because)
    return answer(counter.desk, target, "desk", words, "p1", because)


@pytest.mark.parametrize("verb", ["answer", "offer"])
def test_words_that_do_harm_do_not_go_out_and_nothing_is_recorded(florist: Any, proposed: Case, verb: str) -> None:
    with pytest.raises(Refused, match=r'"您自己弄" \(.*; rather: .*--because'):
        say(florist, proposed, verb, BLAME)
    assert florist.look(proposed).case.version == proposed.version


@pytest.mark.parametrize("verb", ["answer", "offer"])
def test_somebody_insists_and_the_reason_stays_with_it(florist: Any, proposed: Case, verb: str) -> None:
    say(florist, proposed, verb, BLAME, "客人自己先这样说的，我原话确认。")
    event = next(event for event in florist.look(proposed).events if event.kind in ("answered", "offered"))
    assert (event.body["wording"], event.because) == (["blame"], "客人自己先这样说的，我原话确认。")


@pytest.mark.parametrize("verb", ["answer", "offer"])
@pytest.mark.parametrize(
    "words", [PRESSURE, "您签了免责协议我们就退。", "不付钱您不能走。", "悄悄加进账单里就行。", BLAME + PRESSURE]
)
def test_nobody_insists_on_what_the_law_forbids(florist: Any, proposed: Case, verb: str, words: str) -> None:
    with pytest.raises(Refused, match="does not go out"):
        say(florist, proposed, verb, words, "经理让这么说。")
    assert florist.look(proposed).case.version == proposed.version


def test_kind_words_go_out_and_are_kept(florist: Any, proposed: Case) -> None:
    case = say(florist, proposed, "offer", "这束花的钱退给您，再送您一张卡片，您看这样行吗？")
    offered = next(event for event in florist.look(case).events if event.kind == "offered")
    assert offered.personal["said"] == "这束花的钱退给您，再送您一张卡片，您看这样行吗？"
    assert "wording" not in offered.body
    case = say(florist, case, "answer", "花不新鲜是冷柜坏了，已经修好。您反映店员说您挑剔，我们向您道歉。")
    assert case.points[0].answer is not None


def test_an_offer_without_words_of_its_own_is_recorded_as_before(florist: Any, proposed: Case) -> None:
    assert offer(florist.desk, Target(proposed.number), "desk").offer.state == "offered"  # type: ignore[union-attr]
