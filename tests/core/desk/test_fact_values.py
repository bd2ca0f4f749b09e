from __future__ import annotations

from typing import Any

import pytest
from amends.desk.fact_values import read_facts, receipt_number, split_facts
from amends.errors import Misuse
from amends.money import Money


@pytest.mark.parametrize(
    ("fact", "typed", "read"),
    [
        ("price", "88", Money(8800, "CNY")),
        ("price", "￥１２８．５０", Money(12850, "CNY")),
        ("price", "1,280元", Money(128000, "CNY")),
        ("bought_on", "2026-02-28", "2026-02-28"),
        ("bought_on", " 2026-02-28 ", "2026-02-28"),
        ("abroad", "是", True),
        ("abroad", "有", True),
        ("abroad", "Yes", True),
        ("abroad", "没有", False),
        ("abroad", "N", False),
    ],
)
def test_a_fact_is_read_by_its_type(florist: Any, fact: str, typed: str, read: object) -> None:
    assert read_facts(florist.desk.pack("florist"), {fact: typed}) == {fact: read}


@pytest.mark.parametrize(
    ("fact", "typed"),
    [
        ("price", "八十八"), ("price", ""), ("price", "-3"), ("price", "1.234"), ("price", "1e3"),
        ("bought_on", "昨天"), ("bought_on", "2026-02-30"), ("bought_on", ""),
        ("abroad", "可能"), ("abroad", ""),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_form_is_refused_by_name(florist: Any, fact: str, typed: str) -> None:
    with pytest.raises(Misuse):
        read_facts(florist.desk.pack("florist"), {fact: typed})


@pytest.mark.parametrize(
    ("typed", "good"), [("250", True), ("2.5", True), ("1.2.3", False), ("-1", False), ("", False)]
)
def test_a_number_is_digits(supermarket: Any, typed: str, good: bool) -> None:
    pack = supermarket.desk.pack("supermarket")
    if good:
        assert read_facts(pack, {"quantity": typed}) == {"quantity": typed}
    else:
        with pytest.raises(Misuse):
            read_facts(pack, {"quantity": typed})


def test_an_unknown_fact_is_answered_with_those_there_are(florist: Any) -> None:
    with pytest.raises(Misuse, match=r"colour.*florist.*price, abroad, bought_on"):
        read_facts(florist.desk.pack("florist"), {"colour": "红色"})


def test_free_text_belongs_to_the_person_and_sums_stay(supermarket: Any) -> None:
    pack = supermarket.desk.pack("supermarket")
    facts = read_facts(pack, {"price": "12.80", "symptoms": "拉肚子两天。"})
    stays, personal = split_facts(pack, facts)
    assert stays == {"price": {"amount": "12.80", "currency": "CNY"}}
    assert personal == {"symptoms": "拉肚子两天。"}


@pytest.mark.parametrize(
    ("given", "facts", "number"),
    [
        ("77", {}, "77"), (" 7 7 ", {}, "77"), ("７７", {}, "77"), (None, {"receipt": "77"}, "77"),
        ("78", {"receipt": "77"}, "78"), (None, {}, None), ("", {}, None), ("　", {}, None),
    ],
)  # fmt: skip
def test_one_receipt_has_one_number_however_it_is_written(
    given: str | None, facts: dict[str, str], number: str | None
) -> None:
    assert receipt_number(given, facts) == number
