"""An online shop's complaint from the chat window to the call back, through the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from amends.case.values import Case
from amends.config import load_chain
from amends.desk.agreement import accept, offer
from amends.desk.carrying_out import carry_out
from amends.desk.desk import Desk
from amends.desk.facts import note
from amends.desk.follow_up import follow_up
from amends.desk.inquiries import inquire, reply
from amends.desk.intake import Intake, take
from amends.desk.proposal import Wanted, propose
from amends.desk.setup import Member, set_up_chain
from amends.desk.work import Target
from amends.ledger.sqlite import SqliteLedger

WRONG = "我拍的黑色42码，打开一看是红的，发错了吧你们？"


@pytest.fixture
def desk(tmp_path: Path, clock: Any) -> Iterator[Desk]:
    settings = {"name": "连锁", "plugins": ["ecommerce"], "database": "amends.db"}
    staff = [Member("desk", "N1"), Member("仓库老周", "N1", "warehouse"), Member("财务小沈", "N1", "finance")]
    set_up_chain(tmp_path, settings, {"N1": {"staff": "desk"}}, staff, clock)
    chain = load_chain(tmp_path / "amends.toml")
    ledger = SqliteLedger(chain.database)
    yield Desk(chain, ledger, clock)
    ledger.close()


def taken(desk: Desk, text: str, **facts: str) -> Case:
    return take(desk, Intake(text=text, channel="chat", language="zh", facts=facts), "desk")


# P13: another department answers within 24 hours, day or night.
def test_the_warehouse_answers_within_a_day_and_has_the_say(desk: Desk, clock: Any) -> None:
    target = Target(taken(desk, WRONG).number)
    asked = inquire(desk, target, "desk", "warehouse_record")
    assert (asked.inquiries[0].due - clock()).total_seconds() == 24 * 3600
    clock.advance(hours=23)
    case = reply(desk, target, "仓库老周", confirms=True, text="拣错货位了。")
    assert (case.facts["sent_wrong"], case.inquiries[0].late, case.breaches) == (True, False, ())


# X6: a breach is written down for somebody above; nothing is deducted.
def test_finance_that_stays_silent_loses_its_say_and_a_breach_is_recorded(desk: Desk, clock: Any) -> None:
    target = Target(taken(desk, "鞋子退回去你们上周就签收了，钱到现在还没到账。").number)
    inquire(desk, target, "desk", "refund_record")
    clock.advance(hours=25)
    note(desk, target, "desk", facts={"refund_made": "no"})
    case = reply(desk, target, "财务小沈", confirms=True)
    assert case.facts["refund_made"] is False
    assert [(breach.kind, breach.role) for breach in case.breaches] == [("late_reply", "finance")]


# E11, E4: self-criticism, the whole purchase, suggestions, whether the goodwill pleased: the reports want them.
def test_what_the_call_back_brings_in_is_kept(desk: Desk) -> None:
    target = Target(taken(desk, "说好的赠品没收到，少发了吧。", missing_value="18.00").number)
    propose(desk, target, "desk", [Wanted("missing_refund"), Wanted("gift", "10.00"), Wanted("apology")])
    offer(desk, target, "desk")
    accept(desk, target, "desk")
    case = carry_out(desk, target, "desk")
    assert {"parcel_arrived", "sum_up", "call_back"} <= {task.code for task in case.tasks}
    said = {
        "fell_short": "赠品没进拣货单", "whole_purchase": "挑选和送货都好，客服回得慢", "suggestion": "赠品写进装箱单",
        "goodwill_liked": "小礼物很喜欢",
    }  # fmt: skip
    note(desk, target, "desk", facts=said)
    case = follow_up(desk, target, "desk", task="call_back", score=5)
    assert said.items() <= case.facts.items()


# E11, G8: who is not content is not done with.
def test_a_low_score_opens_the_matter_again(desk: Desk) -> None:
    target = Target(taken(desk, "太失望了，以后再也不来你们店买东西了。").number)
    propose(desk, target, "desk", [Wanted("apology")])
    offer(desk, target, "desk")
    accept(desk, target, "desk")
    carry_out(desk, target, "desk")
    case = follow_up(desk, target, "desk", task="call_back", score=1, comment="还是没人告诉我怎么办。")
    assert case.reopened == 1


# S8 holds here too: claims on one order add up.
def test_two_claims_on_one_order_are_decided_together(desk: Desk) -> None:
    for sum_asked, decider in (("20.00", "service_agent"), ("15.00", "service_lead")):
        case = taken(desk, "说好的赠品没收到，少发了吧。", missing_value=sum_asked, order_number="EC-1")
        note(desk, Target(case.number), "desk", receipt="EC-1")
        proposed = propose(desk, Target(case.number), "desk", [Wanted("missing_refund")]).offer
        assert proposed is not None
        assert proposed.decider == decider
