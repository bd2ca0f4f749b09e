"""Ten thousand random, hostile or broken inputs: each gets an answer, and the same one every time it is asked for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from amends.case.answers import Finding
from amends.case.values import Case
from amends.defaults.classify import classify
from amends.hookspecs import View
from amends.keywords.particulars import particulars
from amends.money import Money
from amends.pack.load import load_pack
from amends.pack.values import SEVERITIES

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SEED, COUNT = 5, 10_000
PACK = load_pack(str(Path(__file__).parents[3] / "plugins" / "restaurant" / "amends_restaurant" / "pack"))
# What has broken programs before, and what this one looks for.
PIECES = [
    "", " ", "\n", "\x00", "\x1b[2J", "\x7f", "\ud800", "\udfff", "\ufeff", "\u200b", "\u202e", "\u2066", "\u0301",
    "\u0e33", "\ufdfa",
    "\U0001f600", "\U0001f468\u200d\U0001f469", "İ", "ß", "ﬁ", "é", "…", "*", "(", "(wèn)", "“", "”", "\"", "'", "%s",
    "{0}", "${x}", "\\",
    "<b>", "'; drop table", "../..", "NaN", "-0", "1e999", "９", "58元", "一万", "订单号", "5号桌", "昨天",
    "2026-02-30", "25:61",
    "不", "没有", "不是", "吗", "难道", "但是", "菜里有虫", "拉肚子", "等了", "小时", "服务真好", "呵呵", "谢谢",
    "服务员说", "骨折", "！！！！",
    "not ", "n't ", "thanks for the ", "cold ", "waiter said ", "refund", "蟲", "龘", "退", "aaaa", "\t", "。", "?",
]  # fmt: skip


def texts() -> Iterator[str]:
    """Short mixtures mostly; some of any characters at all; some long and made of one thing."""
    chance = random.Random(SEED)
    for number in range(COUNT):
        if number % 500 == 0:
            yield chance.choice(PIECES) * chance.randrange(20_000)
        elif number % 3 == 0:
            yield "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(40)))
        else:
            yield "".join(chance.choices(PIECES, k=chance.randrange(1, 25)))


def test_ten_thousand_hostile_texts_get_sound_answers() -> None:
    view = View(NOW, PACK, "B", Money(0, "CNY"))
    answered = 0
    for number, text in enumerate(texts()):
        case = Case("c", 1, "1", "B", PACK.name, "in_person", "zh", NOW, "desk", PACK.version, text=text)
        findings = classify(case, view)
        assert all(sound(finding) for finding in findings), ascii(text[:200])
        named = particulars(text, NOW, "CNY")
        assert all(text[one.start : one.end] == one.text for one in named), ascii(text[:200])
        answered += bool(findings)
        if number % 100 == 0:
            assert list(map(outline, classify(case, view))) == list(map(outline, findings)), ascii(text[:200])
    # The generator must reach what it is for, not just noise that says nothing.
    assert COUNT // 4 < answered < COUNT


def sound(finding: Finding) -> bool:
    known = finding.category is None or finding.category in PACK.categories
    return known and finding.weight > 0 and finding.severity in (None, *SEVERITIES)


def outline(finding: Finding) -> tuple[str | None, int, bool, str | None]:
    return finding.category, finding.weight, finding.point, finding.severity
