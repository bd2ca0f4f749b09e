from __future__ import annotations

import pytest
from amends.money import Money
from amends.text import Text
from hypothesis import given
from hypothesis import strategies as st

SORRY = Text("{name}，让您费心了，退您{amount}。", "Sorry, {name}; you get {amount} back.")


@pytest.mark.parametrize(("language", "said"), [("zh", "你好"), ("en", "hello"), ("fr", "hello"), ("", "hello")])
def test_a_text_is_said_in_chinese_or_in_english(language: str, said: str) -> None:
    assert Text("你好", "hello").say(language) == said


def test_placeholders_are_filled_in_both_languages() -> None:
    filled = SORRY.fill({"name": "王女士", "amount": Money(5800, "CNY")})
    assert filled == Text("王女士，让您费心了，退您¥58.00。", "Sorry, 王女士; you get ¥58.00 back.")


def test_a_text_within_a_text_is_said_in_the_same_language() -> None:
    filled = SORRY.fill({"name": Text("店长", "manager"), "amount": 5})
    assert (filled.zh, filled.en) == ("店长，让您费心了，退您5。", "Sorry, manager; you get 5 back.")


@given(st.text())
def test_what_a_customer_typed_is_never_read_as_a_template(words: str) -> None:
    assert Text("{words}", "{words}").fill({"words": words}) == Text(words, words)


def test_a_placeholder_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="amount"):
        SORRY.fill({"name": "王女士"})


def test_json_gives_both_languages() -> None:
    assert Text(**Text("你好", "hello").to_json()) == Text("你好", "hello")
