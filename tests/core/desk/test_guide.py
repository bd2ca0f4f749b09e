"""What to say and do at each step, in order (G1), on each channel (G19, P11), the customer first (P1, P7, E8)."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from amends.desk.agreement import accept
from amends.desk.carrying_out import carry_out
from amends.desk.closing import close
from amends.desk.guide import Step, guide, next_command
from amends.desk.words import as_if, sound
from amends.desk.work import Target
from amends.errors import Misuse
from amends.text import Text
from amends.wording.check import check_wording

SHANGHAI = ZoneInfo("Asia/Shanghai")


def words(counter: Any, case: Any, language: str = "zh") -> tuple[list[str], list[str]]:
    """What to say, and what to do."""
    steps = guide(case, counter.look(case).pack, SHANGHAI)
    return [step.say.say(language) for step in steps if step.say], [step.do.say(language) for step in steps if step.do]


def test_the_categorys_own_words_come_first(florist: Any) -> None:
    say, do = words(florist, florist.take(category="wilted"))
    assert say[0] == "让您失望了，真对不起。"
    assert do[:2] == ["看花，拍照。", "拍一张照片。"]


def test_people_come_before_flowers(florist: Any) -> None:
    case = florist.take("玫瑰全蔫了，我还过敏，起疹子了。", category="wilted")
    assert "allergy" in [point.category for point in case.points]
    assert words(florist, case)[0][0] == "您现在感觉怎么样？"


def test_facts_are_asked_for_until_they_are_known(florist: Any) -> None:
    case = florist.take(category="wilted")
    assert "这束花您付了多少？" in words(florist, case)[0]
    case = florist.note(case, facts={"price": "88"})
    say = words(florist, case)[0]
    assert "这束花您付了多少？" not in say
    assert "大概哪天买的？" in say


def test_a_receipt_in_hand_is_not_asked_for(supermarket: Any) -> None:
    asked = "小票还在吗？不在也没关系，我用付款记录帮您查。"
    assert asked in words(supermarket, supermarket.take(category="spoiled_or_expired"))[0]
    assert asked not in words(supermarket, supermarket.take(category="spoiled_or_expired", receipt="77"))[0]


@pytest.mark.parametrize(
    ("language", "decider", "time"), [("zh", "店长", "3月3日10:00"), ("en", "Manager", "10:00 on 3 March")]
)
def test_while_waiting_the_customer_hears_who_decides_and_by_when(
    florist: Any, language: str, decider: str, time: str
) -> None:
    say = words(florist, florist.propose(florist.take(), "80"), language)[0]
    assert any(decider in line and time in line for line in say)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_offer_is_put_in_words_with_its_amount(florist: Any, language: str) -> None:
    case = florist.offer(florist.propose(florist.take(category="wilted"), "refund=12.50", "voucher=5"))
    say, do = words(florist, case, language)
    wanted = {"zh": ["这束花的钱退给您。", "退款"], "en": ["We return what you paid for the flowers.", "Refund"]}[
        language
    ]
    assert (say[0], do[0]) == tuple(wanted)


def test_the_sum_stands_in_the_sentence_where_the_pack_leaves_room_for_it(supermarket: Any) -> None:
    case = supermarket.propose(supermarket.take(category="spoiled_or_expired"), "18", "goodwill_voucher=20")
    assert any("¥20.00" in line for line in words(supermarket, case)[0])


def test_no_placeholder_is_ever_left_open(supermarket: Any) -> None:
    case = supermarket.take(category="spoiled_or_expired", party={"name": "{name}{0}{"})
    cases = [case, supermarket.note(case, confirmed=True), supermarket.propose(case, "2500")]
    for case in cases:
        for language in ("zh", "en"):
            say, do = words(supermarket, case, language)
            assert not [line for line in say + do if "{" in line.replace("{name}{0}{", "")]


def test_a_hurried_customer_is_met_as_one_without_other_money(florist: Any) -> None:
    calm, hurried = florist.take(category="wilted"), florist.take("玫瑰全蔫了，快点，我赶时间！", category="wilted")
    assert "先说什么时候办好。" in words(florist, hurried)[1]
    assert "先说什么时候办好。" not in words(florist, calm)[1]
    sums = [florist.propose(case, "voucher").offer.amount for case in (calm, hurried)]
    assert sums[0] == sums[1]


def test_how_a_customer_talks_chooses_the_first_sentence(florist: Any) -> None:
    hurried = florist.take("玫瑰全蔫了，快点，我赶时间！", category="wilted")
    assert words(florist, hurried)[0][0] == "真对不起，耽误您了，我马上给您换。"


def test_an_operator_looks_up_the_words_for_somebody_who_talks_otherwise(florist: Any) -> None:
    case = florist.take(category="wilted")
    pack = florist.look(case).pack
    seen = as_if(case, pack, "hurried")
    assert words(florist, seen)[0][0] == "真对不起，耽误您了，我马上给您换。"
    assert florist.look(case).case.temperament is None
    with pytest.raises(Misuse, match="no temperament 'sad'; known: hurried"):
        as_if(case, pack, "sad")


@pytest.mark.parametrize(("language", "honest"), [("zh", "当面封存"), ("en", "seal it in front of the customer")])
def test_where_a_practice_tempts_the_honest_way_is_shown(florist: Any, language: str, honest: str) -> None:
    case = florist.take(category="wilted")
    assert any(honest in line for line in words(florist, case, language)[1])
    closed = close(florist.desk, Target(florist.tasks_done(florist.carried_out(category="wilted")).number), "desk")
    assert not any(honest in line for line in words(florist, closed, language)[1])


def test_what_a_task_is_to_write_down_is_asked_for_until_it_is_known(florist: Any) -> None:
    case = florist.carried_out(category="wilted")
    assert "Bought on" in words(florist, case, "en")[1]
    case = florist.note(case, facts={"bought_on": "2026-03-01"})
    assert "Bought on" not in words(florist, case, "en")[1]


def test_words_that_do_harm_are_replaced_in_the_guide_of_old_rules(florist: Any) -> None:
    pack = florist.look(florist.take()).pack
    steps = [Step(say=Text("您自己弄坏的。", "Here you are.")), Step(do=Text("看花", "Look"))]
    assert [step.say.zh if step.say else None for step in sound(steps, pack)] == [
        check_wording("您自己弄坏的。")[0].instead.zh, None,
    ]  # fmt: skip


def test_each_step_names_the_command_that_comes_next(florist: Any) -> None:
    seen = []
    case = florist.take()
    seen.append(next_command(case))
    case = florist.note(case, confirmed=True)
    seen.append(next_command(case))
    case = florist.propose(case, "80")
    seen.append(next_command(case))
    case = florist.approve(case)
    seen.append(next_command(case))
    case = florist.offer(case)
    seen.append(next_command(case))
    case = florist.decline(case)
    seen.append(next_command(case))
    case = florist.offer(florist.propose(case, "10"))
    case = accept(florist.desk, Target(case.number), "desk")
    seen.append(next_command(case))
    firsts = [str(command).split()[0] for command in seen]
    assert firsts == ["note", "propose", "approve", "offer", "accept", "propose", "carry-out"]


def test_at_the_end_come_the_calls_then_the_answers_then_closing(florist: Any) -> None:
    case = florist.carried_out()
    assert next_command(case) == "follow-up"
    case = florist.tasks_done(case)
    assert next_command(case) == "close"
    assert next_command(close(florist.desk, Target(case.number), "desk")) is None
    assert next_command(florist.take("花真好看，谢谢！")) == "close"


def test_a_second_point_without_an_answer_is_next(florist: Any) -> None:
    case = florist.take("玫瑰全蔫了。而且送晚了，迟到两个小时。", category="wilted")
    case = florist.offer(florist.propose(case, "10", points=["p1"]))
    accept(florist.desk, Target(case.number), "desk")
    case = florist.tasks_done(carry_out(florist.desk, Target(case.number), "desk"))
    assert next_command(case) == "answer"
