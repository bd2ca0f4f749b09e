from __future__ import annotations

from typing import Any

import pytest
from amends.desk.reading import explain, show
from amends.desk.work import Target
from amends.errors import NotFound

DECISIONS = ["classified", "routed", "clocks_started", "task_given", "proposed", "approved", "escalated"]


def test_every_decision_names_plugin_version_rule_and_reason(supermarket: Any) -> None:
    case = supermarket.take("我妈吃了你们的熟食上吐下泻，全家都拉肚子，正在医院抢救。", receipt="5")
    case = supermarket.approve(supermarket.propose(case, "medical_costs=2500"), "孙副总")
    decisions = explain(supermarket.look(case))
    assert {decision["kind"] for decision in decisions} >= set(DECISIONS)
    for decision in decisions:
        assert decision["plugin"]
        assert decision["version"]
        assert decision["rule"]
        if decision["kind"] in DECISIONS:
            assert decision["text"]["zh"]
            assert decision["text"]["en"]


def test_a_reason_never_quotes_the_customer(florist: Any) -> None:
    case = florist.take("玫瑰全蔫了，我是住在幸福路的周女士。")
    assert "周女士" not in str([decision["text"] for decision in explain(florist.look(case))])


def test_an_explanation_reads_like_this(florist: Any, snapshot: Any) -> None:
    case = florist.approve(florist.propose(florist.take(), "80", because="客人要得急。"))
    case = florist.decline(florist.offer(case))
    lines = [
        (d["kind"], d["actor"], d["plugin"], d["rule"], d["text"]["zh"] if d["text"] else d["because"])
        for d in explain(florist.look(case))
    ]
    assert "\n".join(" | ".join(line) for line in lines) == snapshot


def test_the_events_tell_the_whole_story_in_order(florist: Any) -> None:
    case = florist.tasks_done(florist.carried_out())
    shown = florist.look(case)
    assert shown.case == case
    assert [event.version for event in shown.events] == list(range(1, case.version + 1))
    assert {event.actor for event in shown.events} == {"desk"}


@pytest.mark.parametrize("number", ["N120260302-999", "", "' OR 1=1 --", "N1%", "一"])
def test_an_unknown_number_is_not_found(florist: Any, number: str) -> None:
    florist.take()
    with pytest.raises(NotFound):
        show(florist.desk, Target(number))
