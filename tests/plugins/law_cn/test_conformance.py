"""Conformance cases of kind `statutory_floors`, found through the plugin's entry point."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from amends.testing.conformance import main

GLASS: dict[str, Any] = {
    "id": "glass", "jurisdiction": "CN", "industry": "restaurant", "category": "foreign_object",
    "inputs": {"price": 58, "food_unsafe": True, "made_by_us": True},
    "expected": {"refund": 58, "statutory_addition_on_demand": 1000, "floor_if_claimed": 1058},
    "rule_ids": ["CN-FSL-148-2"], "article": "148", "reasoning": "…", "certainty": "conservative",
}  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(**changes: Any) -> tuple[int, list[str]]:
        file = tmp_path / "floors.json"
        case = {**GLASS, **changes}
        file.write_text(json.dumps({"kind": "statutory_floors", "cases": [case]}), encoding="utf-8")
        return main([str(file)]), capsys.readouterr().out.splitlines()

    return run


def test_a_case_that_comes_out_passes(run: Any) -> None:
    assert run() == (0, ["1 passed, 0 failed"])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"expected": {"refund": 57}}, "expected {'refund': 57}, got {'refund': '58'}"),
        ({"expected": {"refund": True}}, "expected"),
        ({"expected": {"free_lunch": True}}, "nothing of the kind"),
        ({"inputs": {**GLASS["inputs"], "mood": "bad"}}, "unknown fact: mood"),
        ({"inputs": {"loss_detail": {"mood": 3}}}, "unknown part of a loss: mood"),
        ({"inputs": {"price": 58.001}}, "58.001 is not a sum of money"),
        ({"surprise": 1}, "unknown field: surprise"),
    ],
)
def test_what_differs_or_is_not_known_fails(run: Any, changes: dict[str, Any], said: str) -> None:
    code, lines = run(**changes)
    assert code == 1
    assert lines[0].startswith("glass: ")
    assert said in lines[0]


@pytest.mark.parametrize(
    ("jurisdiction", "industry", "inputs"),
    [("CN", "securities", {"suitability_breached": True}), ("UK", "ecommerce", {}), ("US", "all", {})],
)
def test_where_the_law_gives_no_figure_or_is_another_a_person_decides(
    run: Any, jurisdiction: str, industry: str, inputs: dict[str, Any]
) -> None:
    expected = {"refund": None, "floor_if_claimed": None, "human_review": True}
    assert run(jurisdiction=jurisdiction, industry=industry, inputs=inputs, expected=expected)[0] == 0


def test_dates_and_words_are_compared_too(run: Any) -> None:
    inputs = {"price": 349, "official_finding": True, "demand_on": "2026-07-06"}
    assert run(industry="ecommerce", inputs=inputs, expected={"penal_after": "2026-07-21", "must_accept": True})[0] == 0
    assert run(industry="ecommerce", inputs=inputs, expected={"penal_after": "2026-07-22"})[0] == 1
