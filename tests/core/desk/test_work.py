from __future__ import annotations

from typing import Any

import pytest
from amends.desk.agreement import offer
from amends.desk.facts import note
from amends.desk.pausing import pause, resume
from amends.desk.tick import tick
from amends.desk.work import Target, request_digest, storable
from amends.errors import Conflict, Misuse, NotFound


def test_who_acts_on_what_they_saw_is_told_what_happened_since(florist: Any) -> None:
    seen = florist.propose(florist.take(), "10")
    note(florist.desk, Target(seen.number), "小林", text="客人又来电。")
    with pytest.raises(Conflict, match=rf"小林.*version {seen.version + 1}, you saw {seen.version}"):
        offer(florist.desk, Target(seen.number, version=seen.version), "desk")
    assert florist.look(seen).case.offer.state == "approved"
    assert offer(florist.desk, Target(seen.number, version=seen.version + 1), "desk").offer.state == "offered"


def test_a_number_that_two_branches_have_needs_the_branch(open_desk: Any, counter_on: Any) -> None:
    same = '[pack.florist.numbering]\nformat = "{year}{month}{day}-{serial:3}"\n'
    counter = counter_on(open_desk("florist", same, branch=None))
    one, two = (counter.take(branch=branch, by="老板娘") for branch in ("N1", "N2"))
    assert one.number == two.number
    with pytest.raises(Misuse, match="--branch"):
        note(counter.desk, Target(one.number), "desk", text="哪一家？")
    assert note(counter.desk, Target(two.number, "N2"), "老板娘", text="二店的。").branch == "N2"


def test_a_number_of_another_branch_is_found_without_naming_it(open_desk: Any, counter_on: Any) -> None:
    counter = counter_on(open_desk("florist", branch=None))
    case = counter.take(branch="N2", by="老板娘")
    assert note(counter.desk, Target(case.number, "N1"), "老板娘", text="客人去了一店。").branch == "N2"


def test_unknown_names_are_told_before_anything_is_done(florist: Any) -> None:
    case = florist.take()
    with pytest.raises(Misuse, match=r"路人.*desk"):
        note(florist.desk, Target(case.number), "路人", text="我来看看。")
    with pytest.raises(NotFound, match="N999"):
        note(florist.desk, Target("N999"), "desk", text="我来看看。")


def test_a_machine_whose_clock_was_set_back_turns_no_time_around(florist: Any, clock: Any) -> None:
    case = florist.take()
    pause(florist.desk, Target(case.number), "desk", "customer")
    due = case.due
    clock.advance(hours=-5)
    case = resume(florist.desk, Target(case.number), "desk")
    moments = [event.at for event in florist.look(case).events]
    assert moments == sorted(moments)
    assert case.due == due
    assert list(tick(florist.desk)) == []


def test_a_plugin_that_fails_leaves_no_trace(florist: Any, trade: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from amends.errors import PluginError
    from amends.hookspecs import hookimpl

    def follow_up() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(trade, "follow_up", hookimpl(follow_up))
    with pytest.raises(PluginError, match=r"florist.*follow_up"):
        florist.take()
    monkeypatch.undo()
    with florist.desk.ledger.read() as transaction:
        assert transaction.find("N120260302-001", None) == []


@pytest.mark.parametrize(
    ("value", "stored"),
    [("好", "好"), ("半\ud83d个", "半?个"), ({"a": ["\udcff"]}, {"a": ["?"]}), ({"\ud800": 1}, {"?": 1}), (None, None)],
)
def test_broken_characters_become_question_marks(value: object, stored: object) -> None:
    assert storable(value) == stored


def test_a_request_is_told_apart_from_every_other() -> None:
    requests = [
        ("take", "a", "b"),
        ("take", "ab", ""),
        ("take", "a", ["b"]),
        ("carry-out", "a", "b"),
        ("take", "\ud800"),
    ]
    assert len({request_digest(*request) for request in requests}) == len(requests)
    assert request_digest("take", "a") == request_digest("take", "a")
