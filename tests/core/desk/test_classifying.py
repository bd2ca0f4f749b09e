"""What it is about and how grave; people may correct it (G18, P2)."""

from __future__ import annotations

from typing import Any

import pytest
from amends.desk.classifying import classify_text, reclassify
from amends.desk.closing import answer, close
from amends.desk.reading import explain
from amends.desk.work import Target
from amends.errors import Misuse, Refused


def to(case: Any) -> Target:
    return Target(case.number)


def test_the_operator_knows_better_and_both_opinions_are_kept(florist: Any) -> None:
    taken = florist.take()
    case = reclassify(florist.desk, to(taken), "小林", "late", because="客人说是送晚了才蔫的。")
    assert (taken.category, case.category, case.owner_role) == ("wilted", "late", "courier")
    said = [d for d in explain(florist.look(case)) if d["kind"] == "classified"]
    assert [d["plugin"] for d in said][-1] == "operator"
    assert {d["plugin"] for d in said} == {"defaults", "florist", "operator"}
    assert florist.look(case).events[-1].actor == "小林"


def test_another_category_brings_its_own_clocks_and_keeps_none_of_the_old(florist: Any) -> None:
    case = reclassify(florist.desk, to(florist.take()), "desk", "late")
    assert [clock.name for clock in case.clocks] == ["call_courier"]


def test_the_other_points_stay(florist: Any) -> None:
    case = florist.take("玫瑰全蔫了。而且送晚了，迟到很久。", category="wilted")
    before = [point.category for point in case.points[1:]]
    case = reclassify(florist.desk, to(case), "desk", "allergy")
    assert [point.category for point in case.points] == ["allergy", *before]


def test_a_severity_can_be_set_with_it(florist: Any) -> None:
    case = reclassify(florist.desk, to(florist.take()), "desk", "wilted", "major")
    assert (case.severity, set(case.told)) == ("major", {"manager", "owner"})


def test_praise_turns_out_to_be_a_complaint_after_all(florist: Any) -> None:
    case = florist.take("真好，谢谢你们，下次还来！")
    case = reclassify(florist.desk, to(case), "desk", "wilted", because="是反话。")
    assert (case.complaint, [point.id for point in case.points]) == (True, ["p1"])


@pytest.mark.parametrize(
    ("category", "severity", "says"),
    [("thorns", None, "wilted, late, allergy"), ("late", "terrible", "minor, ordinary, major"), ("", None, "wilted")],
)
def test_unknown_names_are_answered_with_those_there_are(
    florist: Any, category: str, severity: str | None, says: str
) -> None:
    case = florist.take()
    with pytest.raises(Misuse, match=says):
        reclassify(florist.desk, to(case), "desk", category, severity)
    with pytest.raises(Misuse, match="wilted, late, allergy"):
        florist.take(category="thorns")
    assert florist.look(case).case == case


def test_what_was_agreed_or_closed_is_not_reclassified(florist: Any) -> None:
    agreed = florist.agreed()
    case = florist.take()
    answer(florist.desk, to(case), "desk", "已经解释过了。")
    closed = close(florist.desk, to(florist.tasks_done(case)), "desk")
    for each in (agreed, closed):
        with pytest.raises(Refused):
            reclassify(florist.desk, to(each), "desk", "late")


def test_a_text_is_classified_without_being_stored(florist: Any) -> None:
    desk = florist.desk
    found = classify_text(desk, desk.pack("florist"), "送来的花都不新鲜了。", "phone", {"price": "88"})
    assert (found.complaint, found.category) == (True, "wilted")
    assert florist.take().number.endswith("-001")


def test_a_text_from_an_unknown_channel_or_with_unknown_facts_is_a_wrong_call(florist: Any) -> None:
    pack = florist.desk.pack("florist")
    with pytest.raises(Misuse, match=r"fax.*in_person, phone"):
        classify_text(florist.desk, pack, "花蔫了。", "fax")
    with pytest.raises(Misuse, match=r"colour.*price, abroad, bought_on"):
        classify_text(florist.desk, pack, "花蔫了。", facts={"colour": "red"})
