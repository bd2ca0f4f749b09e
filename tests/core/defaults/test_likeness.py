"""How a pack's examples and its patterns are joined: each has the say where it knows more."""

from __future__ import annotations

from typing import Any

import pytest
from amends import registry
from amends.testing.own_words import classified

PARCEL = "昨天路过想寄个快递，你们自助寄件柜吞了我的取件码，打柜子上的电话也没人接"


@pytest.fixture(scope="module")
def supermarket() -> registry.Plugins:
    return registry.load(["supermarket"])


def reason(plugins: registry.Plugins, text: str, language: str = "en") -> str:
    found = classified(plugins, plugins.packs["supermarket"], text, language)
    return str(found.points[0].because.text.en)


def test_what_no_pattern_says_is_told_by_the_examples_which_are_quoted(supermarket: registry.Plugins) -> None:
    said = "站了快二十分钟一动不动，前面那位大姐还在挑塑料袋，就开一个台子"
    found = classified(supermarket, supermarket.packs["supermarket"], said)
    assert found.category == "checkout_queue"
    assert "words like the examples': " in reason(supermarket, said)


@pytest.mark.parametrize(("text", "category"), [("过期了", "spoiled_or_expired"), ("allergic", "allergy_reaction")])
def test_in_a_few_words_the_patterns_have_the_say(text: str, category: str, supermarket: registry.Plugins) -> None:
    assert classified(supermarket, supermarket.packs["supermarket"], text).category == category


def test_figures_of_a_customer_are_never_quoted(supermarket: registry.Plugins) -> None:
    said = "我手机13912345678，会员卡12315开头，积分少了300分没到账，打了3次电话"
    pieces = reason(supermarket, said).rpartition(": ")[2].partition(" (weight")[0]
    assert pieces
    assert not any(character.isdigit() for character in pieces)


def test_a_category_that_a_chain_adds_is_found_by_its_patterns(supermarket: registry.Plugins) -> None:
    table: dict[str, Any] = dict(supermarket.packs["supermarket"].tables["category"]["delivery_problem"])
    table |= {"label": {"zh": "寄件柜", "en": "Parcel locker"}, "keywords": {"zh": ["寄件柜"], "en": ["parcel locker"]}}
    for name in ("strong", "against", "grave"):
        table.pop(name, None)
    own = registry.load(["supermarket"], {"supermarket": {"category": {"parcel_locker": table}}})
    assert classified(supermarket, supermarket.packs["supermarket"], PARCEL).category != "parcel_locker"
    assert classified(own, own.packs["supermarket"], PARCEL).category == "parcel_locker"
