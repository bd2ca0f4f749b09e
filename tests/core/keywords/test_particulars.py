from __future__ import annotations

from datetime import datetime

import pytest
from amends.keywords.particulars import KINDS, MOST, particulars
from amends.money import Money
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2026, 11, 22, 17, 0)  # noqa: DTZ001  the shop's own time, of whatever zone
PIECES = [
    "58", "块", "元", "5", "角", "¥", "十", "百", "万", "一", "点", "半", ":", "月", "号", "桌", "订单号", "-",
    "昨天", "上周", "三", "(a)",
    "table ", "pm", "\u200b", "\ud800", "\u202e", "é", "\u0301", "\ufdfa", "，", "\n", "2026-", "１", "單", "ß",
    "I\u0307",
]  # fmt: skip


def values(text: str) -> list[tuple[str, str | None]]:
    return [
        (one.kind, str(one.value.minor) if isinstance(one.value, Money) else one.value)
        for one in particulars(text, NOW, "CNY")
    ]


@pytest.mark.parametrize(("text", "fen"), [
    ("花了58块", 5800), ("58元5角", 5850), ("五十八块", 5800), ("¥58", 5800), ("￥１２．５", 1250),
    ("1,280.00 yuan", 128000),
    ("三块五", 350), ("58块5", 5850), ("三块半", 350), ("一块钱", 100), ("一万两千元", 1200000),
    ("两百三十块钱", 23000),
    ("三千零五十元", 305000), ("1.2万元", 1200000), ("多收3毛", 30), ("58\u200b塊", 5800), ("58(yuán)元", None),
    ("十块一斤", 1000), ("一块五", 150), ("rmb 20", 2000),
])  # fmt: skip
def test_sums(text: str, fen: int | None) -> None:
    assert values(text) == ([("money", str(fen))] if fen else [])


def test_another_currency_is_kept_as_it_is() -> None:
    assert [one.value for one in particulars("I paid $12.50", NOW, "CNY")] == [Money(1250, "USD")]


@pytest.mark.parametrize("text", [
    "两块牛排", "三块蛋糕都坏了", "大家坐一块", "有一点贵", "等了2小时58分", "第3天", "没有一点味道", "13800001111",
    "两点建议",
    "以前天天来", "unable to stable 5", "order a soup",
])  # fmt: skip
def test_what_only_looks_like_one(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(("text", "day"), [
    ("昨天", "2026-11-21"), ("今天中午", "2026-11-22"), ("大前天", "2026-11-19"), ("前天", "2026-11-20"),
    ("上周三", "2026-11-11"), ("这周三", "2026-11-18"), ("上星期天", "2026-11-15"), ("11月20号", "2026-11-20"),
    ("十一月二十号", "2026-11-20"), ("2026-11-20", "2026-11-20"), ("2026年2月1日", "2026-02-01"),
    ("三天前", "2026-11-19"),
    ("3 days ago", "2026-11-19"), ("Nov 20, 2025", "2025-11-20"), ("20th of November", "2026-11-20"),
    ("yesterday", "2026-11-21"),
    # In doubt: which year, which week, no such day.
    ("12月25号", None), ("3月1号", None), ("2026年2月30日", None), ("上个月", None), ("上周末", None),
    ("last Monday", None), ("周三", None),
])  # fmt: skip
def test_dates_are_resolved_where_certain(text: str, day: str | None) -> None:
    assert values(text) == [("date", day)]


def test_a_day_early_in_the_year_may_be_of_the_last() -> None:
    assert particulars("12月25号", datetime(2027, 1, 3), "CNY")[0].value == "2026-12-25"  # noqa: DTZ001  as above


@pytest.mark.parametrize(("text", "time"), [
    ("晚上七点半", "19:30"), ("下午3点", "15:00"), ("中午12点", "12:00"), ("20:15", "20:15"), ("7pm", "19:00"),
    ("12am", "00:00"),
    ("早上8:05", "08:05"), ("上午十点一刻", "10:15"), ("13点", "13:00"), ("7:30", None), ("十点钟", None),
    ("晚上12点", None),
])  # fmt: skip
def test_times_are_resolved_where_certain(text: str, time: str | None) -> None:
    assert values(text) == [("time", time)]


@pytest.mark.parametrize(("text", "kind", "value"), [
    ("5号桌", "table", "5"), ("五號桌", "table", "5"), ("A12桌", "table", "A12"), ("at Table no. 7", "table", "7"),
    ("888包间", "table", "888"),
    ("在包间吃的", "table", "包间"), ("订单号 12345678", "order", "12345678"),
    ("訂單編號：２０２６0001", "order", "20260001"),
    ("order no. ab-12345", "order", "AB-12345"), ("小票号8842001", "receipt", "8842001"),
    ("receipt #8842", "receipt", "8842"),
])  # fmt: skip
def test_numbers_with_a_word_of_their_own(text: str, kind: str, value: str) -> None:
    assert values(text) == [(kind, value)]


def test_several_come_in_the_order_of_the_text_with_their_spans() -> None:
    text = "昨(zuó)天晚上７点在５號桌，訂單號：20261120001，一共\u200b５８元５角"
    found = particulars(text, NOW, "CNY")
    assert [one.kind for one in found] == ["date", "time", "table", "order", "money"]
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert [one.text for one in found] == ["昨(zuó)天", "晚上７点", "５號桌", "訂單號：20261120001", "５８元５角"]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join))
def test_spans_lie_in_the_text_as_given_and_apart(text: str) -> None:
    end = 0
    for one in particulars(text, NOW, "CNY"):
        assert one.kind in KINDS
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        end = one.end


@given(st.integers(1, 9_999_999), st.sampled_from(["{}元", "¥{}", "一共{}块钱，", "paid {} yuan"]))
def test_every_sum_in_digits_is_read(fen: int, form: str) -> None:
    text = form.format(f"{fen // 100}.{fen % 100:02}")
    assert [one.value for one in particulars(text, NOW, "CNY")] == [Money(fen, "CNY")]


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_hostile_text_is_read_to_its_end(piece: str) -> None:
    # In quadratic time this would take minutes.
    assert len(particulars(piece * (200_000 // len(piece)), NOW, "CNY")) <= MOST
