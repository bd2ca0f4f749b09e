"""The conformance runner: what it counts as passed, and that nothing slips through."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from amends.testing.conformance import main

WEEK = {"weekly": {"mon": [["09:00", "17:00"]]}, "holidays": [], "recurring_holidays": [], "name": "Mondays"}
DUE = {
    "id": "due-1",
    "source": {},
    "calendar": WEEK,
    "timezone": "UTC",
    "start": "2026-03-02T09:00:00Z",
    "target_minutes": 60,
    "pauses": [],
    "expected_due": "2026-03-02T10:00:00Z",
}
ELAPSED = {
    "id": "elapsed-1",
    "calendar": WEEK,
    "timezone": "UTC",
    "start": "2026-03-02T08:00:00Z",
    "end": "2026-03-02T10:00:00Z",
    "pauses": [["2026-03-02T09:30:00Z", "2026-03-02T09:40:00Z"]],
    "expected_elapsed_seconds": 3000,
}
LEVEL = {
    "id": "level-1",
    "calendar": WEEK,
    "timezone": "UTC",
    "due": "2026-03-02T10:00:00Z",
    "offset_business_minutes": None,
    "offset_business_days": -1,
    "expected_at": "2026-02-23T10:00:00Z",
}


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(kind: str, *cases: Any) -> tuple[int, list[str]]:
        file = tmp_path / "cases.json"
        file.write_text(json.dumps({"kind": kind, "cases": cases}), encoding="utf-8")
        code = main([str(file)])
        return code, capsys.readouterr().out.splitlines()

    return run


@pytest.mark.parametrize(
    ("kind", "case"), [("business_time_due", DUE), ("business_time_elapsed", ELAPSED), ("escalation_levels", LEVEL)]
)
def test_cases_that_come_out_pass(run: Any, kind: str, case: dict[str, Any]) -> None:
    assert run(kind, case, case) == (0, ["2 passed, 0 failed"])


def test_a_mismatch_says_what_was_expected_and_what_came_out(run: Any) -> None:
    code, lines = run("business_time_due", DUE, DUE | {"expected_due": "2026-03-02T11:00:00Z"})
    assert code == 1
    assert lines[0].startswith("due-1: expected 2026-03-02T11:00:00Z, got 2026-03-02T10:00:00")
    assert lines[-1] == "1 passed, 1 failed"


def test_a_tolerance_is_kept_to(run: Any) -> None:
    near = DUE | {"expected_due": "2026-03-02T10:00:30Z"}
    assert run("business_time_due", near | {"tolerance_seconds": 30})[0] == 0
    assert run("business_time_due", near | {"tolerance_seconds": 29})[0] == 1


@pytest.mark.parametrize(
    "change",
    [
        {"surprise": 1},
        {"direction": "sideways"},
        {"boundary": "whenever"},
        {"pause_semantics": "none"},
        {"end_of_working_day": "yes"},
        {"calendar": WEEK | {"lunch": []}},
        {"calendar": {"weekly": {}}},
        {"calendar": None},
        {"timezone": "Mars/Base"},
        {"target_minutes": None},
        {"target_business_days": 1},
        {"start": "yesterday"},
        {"pauses": [["2026-03-02T09:30:00Z"]]},
    ],
)
def test_what_it_does_not_know_fails(run: Any, change: dict[str, Any]) -> None:
    code, lines = run("business_time_due", DUE | change)
    assert code == 1
    assert lines[0].startswith("due-1: ")
    assert lines[-1] == "0 passed, 1 failed"


def test_a_missing_field_and_a_case_that_is_none_fail(run: Any) -> None:
    without = {name: value for name, value in DUE.items() if name != "expected_due"}
    code, lines = run("business_time_due", without, "not a case")
    assert code == 1
    assert "expected_due" in lines[0]
    assert lines[-1] == "0 passed, 2 failed"


def test_an_unknown_kind_fails_with_all_its_cases(run: Any) -> None:
    code, lines = run("moon_phases", DUE, DUE)
    assert code == 1
    assert "moon_phases" in lines[0]
    assert lines[-1] == "0 passed, 2 failed"
    assert run("moon_phases")[0] == 1


def test_files_that_cannot_be_read_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert main([str(broken), str(tmp_path / "missing.json")]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 passed, 2 failed"
    assert main([]) != 0


PURCHASE: dict[str, Any] = {
    "id": "purchase-1",
    "purchase_lines": [{"quantity": 3, "unit_price": "10"}, {"quantity": 2, "unit_price": "10"}],
    "complaint_origin": "order",
    "action": "return",
    "claimed_lines": [{"line": 0, "quantity": 1, "unit_price": "5"}, {"line": 1}],
    "steps": ["wait", "approve"],
    "states": ["draft", "waiting", "done"],
    "expected": {"lines": 2, "total_quantity": -3, "total_amount": "-25.00"},
}


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ({}, 0, ""),
        ({"claimed_lines": "all", "expected": {"total_quantity": -5}}, 0, ""),
        ({"steps": ["wait"], "states": ["draft", "waiting"], "expected": {"lines": 0}}, 0, ""),
        ({"action": "coupon", "coupon": {"number": "X", "max_uses": 1, "valid_days": 30},
          "expected": {"coupon_number": "X", "valid_days": 30}}, 0, ""),
        ({"expected": {"total_quantity": -4}}, 1, "expected {'total_quantity': -4}"),
        ({"expected": {"colour": 1}}, 1, "unknown expectation: colour"),
        ({"states": ["draft", "done"]}, 1, "expected ['draft', 'done']"),
        ({"steps": ["approve"], "states": None}, 1, "no step approve from draft"),
        ({"complaint_origin": "order_line"}, 1, "expected one claimed line"),
        ({"action": "sing"}, 1, "unknown action: sing"),
        ({"claimed_lines": [{"line": 0, "quantity": 9}]}, 1, "9 is claimed"),
        ({"claimed_lines": [{"line": 0, "colour": 9}]}, 1, "unknown field: claimed_lines[0].colour"),
    ],
)  # fmt: skip
def test_compensation_of_purchase_lines(run: Any, changes: dict[str, Any], code: int, said: str) -> None:
    got, lines = run("compensation", {**PURCHASE, **changes})
    assert got == code
    assert said in lines[0]
