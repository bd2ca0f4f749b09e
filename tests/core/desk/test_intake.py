"""Taking a complaint: registered, numbered, owned by whoever was asked (G2, G3, J17, S1)."""

from __future__ import annotations

from typing import Any

import pytest
from amends.errors import Misuse, Refused
from amends.moments import stamp


def test_a_complaint_is_registered_classified_routed_and_timed_in_one_step(florist: Any, clock: Any) -> None:
    case = florist.take(party={"name": " 周女士 ", "phone": "13900001111"}, channel="phone", receipt="A-9")
    assert (case.stage, case.category, case.owner_role, case.owner) == ("intake", "wilted", "clerk", "desk")
    assert (case.received_at, case.taken_by, case.channel) == (clock.now, "desk", "phone")
    assert (case.text, case.party, case.receipt) == (florist.text, {"name": "周女士", "phone": "13900001111"}, "A-9")
    kinds = [event.kind for event in florist.look(case).events]
    assert kinds == ["received", "classified", "routed", "clocks_started", "task_given"]


def test_what_belongs_to_the_customer_is_kept_apart_from_what_stays(florist: Any) -> None:
    case = florist.take(party={"name": "周女士", "phone": "13900001111"})
    for event in florist.look(case).events:
        for secret in ("周女士", "13900001111", "玫瑰全蔫了。"):
            assert secret not in str(event.body)


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({"text": " \n\t　"}, "empty"),
        ({"text": "\x00\x00"}, "empty"),
        ({"text": "字" * 20_001}, "20001.*20000"),
        ({"channel": "fax"}, "fax.*in_person, phone, letter, chat, email, platform"),
        ({"branch": "N9"}, "N9.*N1"),
        ({"industry": "bank"}, "bank.*florist"),
        ({"category": "thorns"}, "thorns.*wilted"),
        ({"facts": {"colour": "红"}}, "colour.*price"),
        ({"facts": {"price": "贵"}}, "贵"),
        ({"by": "路人"}, "路人.*desk"),
    ],
)
def test_a_wrong_call_takes_no_number(florist: Any, known: dict[str, Any], says: str) -> None:
    with pytest.raises(Misuse, match=says):
        florist.take(**known)
    assert florist.take().number.endswith("-001")


def test_the_longest_text_is_kept_whole(florist: Any) -> None:
    text = "花" * 19_999 + "。"
    assert florist.look(florist.take(text)).case.text == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("蔫\ud83d了。", "蔫?了。"), ("蔫\x00了。", "蔫了。"), ("  蔫了。\n", "蔫了。"), ("\x1b[31m蔫了", "\x1b[31m蔫了")],
)
def test_what_no_file_can_hold_does_not_lose_the_rest(florist: Any, typed: str, kept: str) -> None:
    assert florist.look(florist.take(typed)).case.text == kept


def test_the_same_key_gives_the_same_case_however_often_it_is_sent(florist: Any) -> None:
    first = florist.take(key="web-1")
    assert florist.take(key="web-1").case_id == first.case_id
    assert florist.take(key="web-2").number.endswith("-002")


@pytest.mark.parametrize(
    "other", [{"text": "玫瑰蔫了一半。"}, {"receipt": "B"}, {"channel": "chat"}, {"facts": {"price": "9"}}]
)
def test_the_same_key_with_other_content_is_refused(florist: Any, other: dict[str, Any]) -> None:
    florist.take(key="web-1")
    with pytest.raises(Refused, match="web-1"):
        florist.take(key="web-1", **other)


def test_branches_have_keys_of_their_own(open_desk: Any, counter_on: Any) -> None:
    counter = counter_on(open_desk("florist", branch=None))
    one, two = (counter.take(branch=branch, key="web-1", by="老板娘") for branch in ("N1", "N2"))
    assert one.case_id != two.case_id


def test_the_operators_category_wins_and_the_plugins_answer_is_kept(florist: Any) -> None:
    case = florist.take(category="late")
    kinds = [event.kind for event in florist.look(case).events]
    assert (case.category, kinds.count("classified")) == ("late", 2)


def test_a_text_nobody_understands_belongs_to_the_front_line(florist: Any) -> None:
    case = florist.take("嗯。")
    assert (case.complaint, case.category, case.owner_role) == (True, None, "clerk")
    assert case.due is not None
    assert [point.id for point in case.points] == ["p1"]


def test_cases_sort_by_the_time_they_came_in(florist: Any, clock: Any) -> None:
    ids = []
    for _ in range(5):
        ids.append(florist.take().case_id)
        clock.advance(seconds=1)
    assert ids == sorted(ids)
    assert stamp(clock.now) == "2026-03-02T02:00:05Z"
