"""Whatever a text holds, classifying it neither fails nor takes more than time in proportion to its length."""

from __future__ import annotations

from typing import Any

import pytest
from amends import registry
from amends.defaults.evidence import weigh
from amends.defaults.likeness import likeness
from amends.keywords.asking import only_asks
from amends.keywords.normalise import normalise
from hypothesis import given, settings
from hypothesis import strategies as st

INDUSTRIES = ("ecommerce", "jewelry", "restaurant", "supermarket")
STRANGE = st.text(
    st.one_of(st.characters(), st.sampled_from("没不有了的吗?？!,。…()\u202e\u200f\x00\ud800虫服务员退款蒼蠅🙂")),
    max_size=300,
)


@pytest.fixture(scope="module")
def packs() -> dict[str, Any]:
    return registry.load(INDUSTRIES).packs


@settings(max_examples=1000, deadline=None)
@given(text=STRANGE)
def test_any_characters_in_any_order(text: str, packs: dict[str, Any]) -> None:
    spelling = normalise(text)
    assert normalise(spelling) == spelling or len(normalise(spelling)) <= len(spelling)
    assert only_asks(spelling) in (True, False)
    for pack in packs.values():
        evidence = weigh(text, pack)
        assert all(weight > 0 for weight in evidence.weights.values())
        assert all(isinstance(score, int) for score in likeness(evidence.bag, pack).scores.values())


@pytest.mark.parametrize("unit", ["服务员", "没有不", "(a)", "里", "not ", "是", "有没", "\u202e", "!?"])
def test_a_long_text_is_read_to_its_end(unit: str, packs: dict[str, Any]) -> None:
    text = unit * (100_000 // len(unit)) + "。菜里有一只苍蝇"
    evidence = weigh(text, packs["restaurant"])
    assert "foreign_matter" in evidence.weights
    assert likeness(evidence.bag, packs["restaurant"]).scores
