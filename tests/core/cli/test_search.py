from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def found(amends: Any) -> Any:
    """`found("…")`: whether the one case is found by these words."""
    options = ["--name", "周晓兰", "--phone", "139 0000 1111", "--receipt", "R-0078", "--fact", "item=鲜牛奶"]
    number = amends("take", "--text", "昨天买的酸奶已经胀包了。", *options, "--json").json["number"]
    return lambda *words: [case["number"] for case in amends("search", *words, "--json").json] == [number]


def test_a_case_is_found_by_any_words_in_it(found: Any) -> None:
    for words in (
        ["胀包"],
        ["酸奶", "胀包"],
        ["周晓兰"],
        ["晓兰"],
        ["R-0078"],
        ["鲜牛奶"],
        ["N1"],
        ["1111"],
        ["昨天买的酸奶"],
    ):
        assert found(*words), words


def test_other_words_find_nothing_and_break_nothing(found: Any) -> None:
    for words in (
        ["豆浆"],
        ["酸奶", "豆浆"],
        ["*"],
        ['"'],
        ['" OR "豆浆'],
        ["NEAR("],
        ["-"],
        ["　"],
        ["col:x"],
        ["'; DROP"],
    ):
        assert not found(*words), words


def test_closed_cases_are_found_too(amends: Any, number: str) -> None:
    assert amends("withdraw", number, "--because", "算了。").code == 0
    assert [case["stage"] for case in amends("search", "牛奶", "--json").json] == ["closed"]
    assert number in amends("search", "牛奶").out
    assert number in amends("search", "牛奶", "--csv").out
