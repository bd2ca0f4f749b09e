from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from amends.case.answers import Answered, Finding, Reason
from amends.pack.values import SEVERITIES
from amends.policy.classification import Classification, combine_findings
from amends.text import Text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

WHY = Reason("test", Text("试", "test"))


def found(category: str | None, weight: int, plugin: str = "florist", **more: Any) -> Answered:
    return Answered("classify", plugin, "1", Finding(category, weight, WHY, **more))


def combined(trade: ModuleType, *answers: Answered) -> Classification:
    return combine_findings(answers, trade.industry())


def test_nothing_flagged_as_sarcasm_is_talked_away_as_praise(trade: ModuleType) -> None:
    flagged = found(None, 1, flags=("sarcasm",))
    result = combined(trade, found("late", 1), found(None, 9, plugin="learned"), flagged)
    assert (result.complaint, result.category, result.flags) == (True, "late", ("sarcasm",))
    assert result.to_body(trade.industry())["flags"] == ["sarcasm"]
    assert combined(trade, flagged).complaint
    assert "flags" not in combined(trade, found("late", 1)).to_body(trade.industry())


def test_the_heaviest_category_is_the_matter_and_the_others_are_alternatives(trade: ModuleType) -> None:
    result = combined(trade, found("late", 2), found("wilted", 4, point=True), found("allergy", 1))
    assert result.category == "wilted"
    assert [point.category for point in result.points] == ["wilted"]
    assert result.alternatives == (("late", 2), ("allergy", 1))


def test_weights_of_all_plugins_add_up(trade: ModuleType) -> None:
    result = combined(trade, found("wilted", 4), found("late", 3), found("late", 2, plugin="learned"))
    assert result.category == "late"
    assert result.alternatives == (("wilted", 4),)


def test_matters_of_their_own_become_points(trade: ModuleType) -> None:
    result = combined(trade, found("wilted", 4, point=True), found("late", 3, point=True), found("allergy", 1))
    assert [point.category for point in result.points] == ["wilted", "late"]


@pytest.mark.parametrize("order", [1, -1])
def test_the_gravest_finding_of_a_category_speaks_for_it(order: int, trade: ModuleType) -> None:
    answers = [found("late", 9, severity="minor"), found("late", 1, plugin="law", severity="major", incident=True)]
    result = combined(trade, *answers[::order])
    assert (result.severity, result.incident) == ("major", True)


def test_what_no_plugin_knows_the_pack_says(trade: ModuleType) -> None:
    result = combined(trade, found("allergy", 1))
    assert result.severity == "major"
    assert result.quality is None


def test_a_category_the_pack_does_not_know_is_left_out(trade: ModuleType) -> None:
    result = combined(trade, found("smell", 50, point=True, incident=True), found("late", 1))
    assert (result.category, result.incident, result.alternatives) == ("late", False, ())


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        ([found(None, 3), found("late", 2)], False),
        ([found(None, 2), found("late", 2)], True),
        ([found(None, 9), found("allergy", 1, incident=True)], True),
        ([found(None, 1)], False),
        ([], True),
    ],
)
def test_praise_stands_only_where_it_outweighs_and_nobody_is_in_danger(
    answers: list[Answered], complaint: bool, trade: ModuleType
) -> None:
    assert combined(trade, *answers).complaint is complaint


def test_praise_has_no_points_and_says_so(trade: ModuleType) -> None:
    body = combined(trade, found(None, 3), found("late", 2)).to_body(trade.industry())
    assert (body["points"], body["category"], body["severity"]) == ([], None, "minor")
    assert body["label"]["en"].startswith("No complaint")
    assert body["alternatives"] == [{"category": "late", "weight": 2}]


def test_what_nobody_understands_is_one_unclassified_point(trade: ModuleType) -> None:
    body = combined(trade).to_body(trade.industry())
    assert body["complaint"] is True
    assert [(point["id"], point["category"], point["label"]["zh"]) for point in body["points"]] == [
        ("p1", None, "未分类")
    ]


def test_the_body_of_the_event_tells_who_said_what(trade: ModuleType) -> None:
    body = combined(trade, found("wilted", 4, point=True), found("late", 2, plugin="learned", point=True)).to_body(
        trade.industry()
    )
    assert [(point["id"], point["category"]) for point in body["points"]] == [("p1", "wilted"), ("p2", "late")]
    assert body["covers"] == ["G10", "P13"]
    assert [(answer["plugin"], answer["category"], answer["weight"]) for answer in body["answers"]] == [
        ("florist", "wilted", 4),
        ("learned", "late", 2),
    ]


FINDINGS = st.builds(
    found,
    st.sampled_from(["wilted", "late", "allergy", "smell", None]),
    st.integers(1, 9),
    point=st.booleans(),
    severity=st.sampled_from([None, *SEVERITIES]),
    incident=st.sampled_from([None, True, False]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the pack is the same for all
@given(answers=st.lists(FINDINGS, max_size=6))
def test_no_danger_and_no_severity_is_ever_lost(trade: ModuleType, answers: list[Answered]) -> None:
    result = combined(trade, *answers)
    of_points = [a.value for a in answers if a.value.category in {point.category for point in result.points}]
    assert result.incident is any(finding.incident for finding in of_points)
    assert len({point.category for point in result.points}) == len(result.points)
    assert not {name for name, _ in result.alternatives} & {point.category for point in result.points}
    if any(a.value.incident and a.value.category in trade.industry().categories for a in answers):
        assert result.complaint
