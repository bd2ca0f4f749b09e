from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def learning(amends: Any, chain_folder: Path) -> Any:
    """The chain's commands, with a plugin that learns."""
    path = chain_folder / "amends.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"supermarket"', '"supermarket", "learned"', 1), "utf-8")
    return amends


def lessons(folder: Path) -> Path:
    path = folder / "lessons.jsonl"
    rows = [
        {"text": f"{when}{who}来，{saying}", "categories": [category]}
        for category, saying in (("checkout_queue", "蓝通道又堵到门口"), ("membership_or_voucher", "小红豆没到账"))
        for when in ("今早", "昨晚", "周末", "上周三", "刚才", "节前", "中午", "下午")
        for who in ("我妈", "我", "邻居", "同事", "我爱人", "孩子")
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_what_a_file_teaches_is_known_from_then_on(learning: Any, chain_folder: Path) -> None:
    outcome = learning("learn", "--file", str(lessons(chain_folder)), "--json").json
    assert outcome["kept"]
    assert outcome["quality"] > outcome["quality_without"]
    found = learning("classify", "--text", "明天小红豆还没到账", "--json").json
    assert found["category"] == "membership_or_voucher"
    assert "learned" in {reason["plugin"] for reason in found["because"]}
    again = learning("learn", "--file", str(chain_folder / "lessons.jsonl"), "--lang", "en")
    assert "no better" in again.out


def test_a_correction_shows_in_the_report(amends: Any) -> None:
    number = amends("take", "--text", "牛奶过期了。", "--json").json["number"]
    amends("classify", number, "--category", "staff_attitude")
    assert amends("learn", "--report", "--json").json == [
        {"guessed": "spoiled_or_expired", "confirmed": "staff_attitude", "cases": 1, "numbers": [number]}
    ]
    assert "spoiled_or_expired" in amends("learn", "--report").out


def test_without_a_plugin_that_learns_nothing_is_learned(amends: Any) -> None:
    assert "add 'learned'" in amends("learn", "--lang", "en").complaint


def test_too_few_cases_are_refused(learning: Any) -> None:
    assert learning("learn").code == 1


@pytest.mark.parametrize(
    "line", ["[]", '{"text": 1, "categories": []}', '{"text": "x", "categories": ["nowhere"]}', "{"]
)
def test_a_line_that_is_no_lesson_is_named(line: str, learning: Any, chain_folder: Path) -> None:
    path = chain_folder / "wrong.jsonl"
    path.write_text(line, encoding="utf-8")
    assert learning("learn", "--file", str(path)).code == 2


def test_explain_quotes_the_words_that_decided(amends: Any) -> None:
    number = amends("take", "--text", "你們的牛奶過(guò)期了。", "--json").json["number"]
    assert "“過(guò)期”" in amends("explain", number).out
    (decision,) = [entry for entry in amends("explain", number, "--json").json if entry.get("hook") == "classify"]
    assert {"words": "過(guò)期", "category": "spoiled_or_expired", "weight": 4} in decision["words"]
