"""Around a case: a department asked (S3, P13), promises to the customer (G7), breaches (X6), escort (S2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from amends.case.values import Case
from amends.desk.breaches import decide_breach, report_breach
from amends.desk.closing import answer, close
from amends.desk.guide import guide
from amends.desk.inquiries import inquire, reply
from amends.desk.promises import keep_promise, move_promise, promise
from amends.desk.tick import tick
from amends.desk.work import Target
from amends.errors import Misuse, Refused

FACT = "quality_defect"


def on(case: Case) -> Target:
    return Target(case.number, case.branch)


@pytest.fixture
def asked(supermarket: Any) -> Case:
    """The team leader was called to the desk, and has fifteen minutes."""
    return inquire(supermarket.desk, on(supermarket.take()), "desk", "section_confirms")


def test_in_time_the_department_has_the_say(supermarket: Any, asked: Case) -> None:
    with pytest.raises(Refused, match="has the say on"):
        supermarket.note(asked, facts={FACT: "no"})
    case = reply(supermarket.desk, on(asked), "班组长老赵", confirms=True, text="确实坏了。")
    assert case.facts[FACT] is True
    assert (case.inquiries[0].replied_by, case.inquiries[0].late) == ("班组长老赵", False)
    with pytest.raises(Refused, match="answered .* in time"):
        supermarket.note(case, facts={FACT: "no"})


def test_somebody_above_may_correct_what_the_department_said(supermarket: Any, asked: Case) -> None:
    from amends.desk.facts import note

    reply(supermarket.desk, on(asked), "班组长老赵", confirms=False)
    case = note(supermarket.desk, on(asked), "王副店", facts={FACT: "yes"})
    assert case.facts[FACT] is True


def test_after_its_time_the_desk_decides_and_the_department_cannot_change_it(
    supermarket: Any, asked: Case, clock: Any
) -> None:
    clock.advance(minutes=16)
    case = supermarket.note(asked, facts={FACT: "yes"})
    assert case.facts[FACT] is True
    case = reply(supermarket.desk, on(asked), "班组长老赵", confirms=False, text="我看着是好的。")
    assert case.facts[FACT] is True
    assert (case.inquiries[0].late, case.inquiries[0].reply) == (True, "我看着是好的。")
    assert [(breach.kind, breach.role, breach.decider) for breach in case.breaches] == [
        ("late_reply", "department_lead", "deputy_store_manager")
    ]


def test_the_lapse_is_recorded_once_by_whoever_comes_first(supermarket: Any, asked: Case, clock: Any) -> None:
    clock.advance(minutes=16)
    rungs = [rung for rung in tick(supermarket.desk) if rung.clock == "inquiry.1" and not rung.warning]
    assert [rung.to for rung in rungs] == [("front_desk", "deputy_store_manager")]
    case = reply(supermarket.desk, on(asked), "班组长老赵", confirms=True)
    assert [breach.cause for breach in case.breaches] == ["inquiry.1"]


def test_the_department_itself_does_not_overrule_the_desk_by_a_note(supermarket: Any, asked: Case, clock: Any) -> None:
    from amends.desk.facts import note

    with pytest.raises(Refused, match="answer it with: amends reply"):
        note(supermarket.desk, on(asked), "班组长老赵", facts={FACT: "no"})
    clock.advance(minutes=16)
    with pytest.raises(Refused, match="now the desk decides"):
        note(supermarket.desk, on(asked), "班组长老赵", facts={FACT: "no"})


def test_only_those_asked_or_above_them_answer(supermarket: Any, asked: Case) -> None:
    with pytest.raises(Refused, match="inquiry.1 asks"):
        reply(supermarket.desk, on(asked), "desk", confirms=True)
    assert reply(supermarket.desk, on(asked), "李店长", confirms=True).inquiries[0].replied_by == "李店长"


def test_any_department_answers_within_a_day(florist: Any, clock: Any) -> None:
    """P13: 24 hours, round the clock."""
    case = inquire(florist.desk, on(florist.take()), "desk", role="courier", question="几点送到的？")
    assert case.inquiries[0].due == clock() + timedelta(hours=24)
    case = reply(florist.desk, on(case), "阿送", confirms=None, text="下午两点。")
    assert case.inquiries[0].reply == "下午两点。"
    assert next(each for each in case.clocks if each.name == "inquiry.1").met_at == clock()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"name": "nothing"}, "no inquiry 'nothing'; known: department, section_confirms"),
        ({"name": "department", "question": "?"}, "whom"),
        ({"name": "department", "role": "nobody", "question": "?"}, "no role 'nobody'"),
        ({"name": "department", "role": "department_lead"}, "what do you want to know"),
        ({"name": "section_confirms", "role": "store_manager"}, "asks department_lead"),
    ],
)
def test_what_cannot_be_asked_says_why(supermarket: Any, given: dict[str, Any], message: str) -> None:
    case = supermarket.take()
    with pytest.raises(Misuse, match=message):
        inquire(supermarket.desk, on(case), "desk", **given)
    assert supermarket.look(case).case.version == case.version


def test_the_same_is_not_asked_twice_at_once(supermarket: Any, asked: Case) -> None:
    with pytest.raises(Refused, match="asked already"):
        inquire(supermarket.desk, on(asked), "desk", "section_confirms")


def test_the_customer_hears_until_when_they_wait(supermarket: Any, asked: Case) -> None:
    shown = supermarket.look(asked)
    words = [step.say.zh for step in guide(shown.case, shown.pack, supermarket.desk.zone) if step.say]
    assert any("部门班组长" in said and "不管有没有答复" in said for said in words)


def test_a_promise_is_a_deadline_until_it_is_kept(florist: Any) -> None:
    case = promise(florist.desk, on(florist.take()), "desk", "把新花送到家", "17:30")
    (made,) = case.promises
    assert (made.what, made.due.strftime("%H:%M")) == ("把新花送到家", "09:30")
    answer(florist.desk, on(florist.tasks_done(case)), "desk", "重新送花。")
    with pytest.raises(Refused, match="promised and not kept yet: promise.1"):
        close(florist.desk, on(case), "desk")
    case = keep_promise(florist.desk, on(case), "desk")
    assert case.open_promises == ()
    assert next(each for each in case.clocks if each.name == "promise.1").met_at is not None


def test_a_broken_promise_reaches_the_role_above(florist: Any, clock: Any) -> None:
    case = promise(florist.desk, on(florist.take()), "desk", "送花", "17:30")
    clock.advance(days=1)
    rungs = [rung.to for rung in tick(florist.desk) if rung.clock == "promise.1" and rung.number == case.number]
    assert rungs == [("clerk",), ("manager",), ("owner",)]


def test_moving_a_promise_has_the_customer_told_at_once(florist: Any, clock: Any) -> None:
    """G7: when anything changes, the customer is told and agrees."""
    case = promise(florist.desk, on(florist.take()), "desk", "送花", "17:30")
    case = move_promise(florist.desk, on(case), "desk", "2026-12-31 18:00", "花没到")
    (moved,) = case.promises
    assert (moved.what, moved.moved, moved.due.day) == ("送花", 1, 31)
    (task,) = [task for task in case.open_tasks if task.code.startswith("tell_customer")]
    assert task.due <= clock() + timedelta(minutes=30)
    with pytest.raises(Misuse, match="why"):
        move_promise(florist.desk, on(case), "desk", "2026-12-31 19:00", " ")


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ("09:00", "has passed"),
        ("soon", "is not a time"),
        ("25:00", "is not a time"),
        ("2026-13-01 10:00", "not a time"),
    ],
)
def test_a_time_that_cannot_be_promised_is_refused(florist: Any, by: str, message: str) -> None:
    with pytest.raises(Misuse, match=message):
        promise(florist.desk, on(florist.take()), "desk", "送花", by)


def test_a_breach_waits_for_a_manager_and_takes_nothing_from_anybody(florist: Any) -> None:
    """X6: recorded for a manager to decide under the law on wages; no deduction."""
    case = florist.take()
    case = report_breach(florist.desk, on(case), "desk", "private_settlement", "当场赔了一束花。", person="阿送")
    with pytest.raises(Refused, match="decides on breach.1"):
        decide_breach(florist.desk, on(case), "小林", "talk", "谈过了")
    with pytest.raises(Misuse, match="no measure 'fine'; known: none, talk, training, reminder, personnel"):
        decide_breach(florist.desk, on(case), "陈店长", "fine", "罚五十")
    case = decide_breach(florist.desk, on(case), "陈店长", "talk", "他说不知道要带到前台。")
    (breach,) = case.breaches
    assert (breach.measure, breach.decided_by) == ("talk", "陈店长")
    assert case.exposure("CNY").minor == 0


def test_nobody_decides_about_themselves(florist: Any) -> None:
    case = report_breach(florist.desk, on(florist.take()), "desk", "passed_along", "推给别人。", person="老板娘")
    with pytest.raises(Refused, match="concerns you"):
        decide_breach(florist.desk, on(case), "老板娘", "none", "没有的事")


def test_who_brought_the_customer_over_is_kept(supermarket: Any) -> None:
    """S2: one window; a complaint that turns up at a counter is escorted there."""
    assert supermarket.take(escorted_by=" 生鲜的小孙 ").escorted_by == "生鲜的小孙"
    with pytest.raises(Misuse, match="cannot be a name"):
        supermarket.take(escorted_by="小\n孙")
