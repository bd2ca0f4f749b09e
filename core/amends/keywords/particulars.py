"""Sums, dates, times, table and order numbers that stand in a text, with their spans: proposals, never facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from amends.keywords.dates import DATE, DATE_IN_ENGLISH, MONTHS, TIME, resolved_date, resolved_time
from amends.keywords.expression import Expression
from amends.keywords.numerals import CHINESE, number
from amends.keywords.positions import spelled
from amends.money import Money, minor_digits

KINDS = ("money", "date", "time", "table", "order", "receipt")
MOST = 50  # particulars of one text; who names more wrote a list, which people read better
_DECIMAL = r"\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?"
_BEGIN = r"(?<![\d.,a-z])"
# "两块牛排" counts pieces, "两块五" and "两块钱" are money; digits and a mark or a word of trade tell as well.
_PIECE_OF = (
    r"(?=钱|[\d五六七八九半]|[^\w]|$|多|左右|的(?!肉|蛋|饼)|了|给|就|还|买|退|不|我|你|吧|吗|呢|啊|一[个份斤瓶碗盘包盒次]"
    "|都|才|也|打)"
)
_CODE = r"(?P<code>(?=[a-z0-9-]{0,31}\d{3})[a-z0-9][a-z0-9-]{3,31})(?![a-z0-9年])"
_SAYS = r"\s{0,2}(?:[:#]|是|为|no\.?:?|number|num|number is)?\s{0,2}"
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "dollars": "USD", "euros": "EUR", "pounds": "GBP", "美元": "USD"}
_MONEY = (
    rf"(?P<sign>[¥$€£]|\brmb|\bcny)\s?(?P<signed>{_DECIMAL})(?![\d])"
    rf"|{_BEGIN}(?P<digits>(?:{_DECIMAL})万?)\s?(?P<unit>元|块钱|块{_PIECE_OF}|yuan\b|rmb\b|cny\b|dollars\b|euros\b|pounds\b|美元)"
    r"(?:(?P<tenths>[\d])\s?[角毛]?(?:(?P<hundredths>\d)分)?(?!\d)|(?P<half>半))?"
    rf"|(?<![第十百千万])(?!一块(?![钱五六七八九半多\d]))(?P<words>{CHINESE})(?P<unit2>元|块钱|块{_PIECE_OF})"
    r"(?:(?P<tenths2>[一二三四五六七八九])(?![个份斤瓶碗盘包盒次十百])[角毛]?|(?P<half2>半))?"
    rf"|{_BEGIN}(?P<only>\d)[角毛](?:钱)?"
)
_TABLE = (
    r"(?<![\d.a-z])(?P<table>[a-z]?\d{1,4}|[一二三四五六七八九十]{1,3})\s?号\s?(?:餐?[桌台]|包[间厢房])"
    r"|桌号\s?[:是]?\s?(?P<table2>[a-z]?\d{1,4})|(?<![\d.])(?P<table3>[a-z]\d{1,3}|\d{3,4})\s?(?:包[间厢]|桌)"
    r"|\btable\s?(?:no\.?|number|#)?\s?(?P<table4>[a-z]?\d{1,3})\b(?! (?:people|minutes|hours|times|of us))"
    r"|包[间厢房]\s?(?P<table5>\d{1,4})(?![\d元块点分个小人月年天:.])|(?P<room>包间|包厢|雅间|\bprivate room\b)"
)
_ORDER = rf"(?:订单(?:编?号码?)?|(?<!快递)单号|\border(?: id| code)?){_SAYS}{_CODE}"
_RECEIPT = rf"(?:小票(?:编?号)?|收据(?:编?号)?|流水号|\breceipt){_SAYS}{_CODE}"


class Particular(NamedTuple):
    """`text` stands from `start` up to `end` of the text as given; `value` is what it means, `None` where in doubt.

    `kind` is one of `KINDS`. Money has `Money` as its value, a date `2026-11-20`, a time `18:30`, the rest as written.
    """

    kind: str
    value: Money | str | None
    start: int
    end: int
    text: str


_Reader = Callable[[re.Match[str], datetime, str], Money | str | None]


def particulars(text: str, now: datetime, currency: str) -> list[Particular]:
    """What `text` names, in its order; `now` in the shop's own time; `currency` is what "元" means there.

    Never fails, and takes time in proportion to the length of the text.
    """
    spelling = spelled(text)
    taken: list[tuple[int, int]] = []
    found: list[Particular] = []
    for kind, signs, expression, read in _KNOWN:
        if not any(sign in spelling.text for sign in signs):
            continue
        for match in expression.finditer(spelling.text):
            start, end = match.span()
            if len(taken) >= MOST:
                break
            if any(start < limit and begin < end for begin, limit in taken):
                continue
            taken.append((start, end))
            begin, limit = spelling.span(start, end)
            found.append(Particular(kind, read(match, now, currency), begin, limit, text[begin:limit]))
    return sorted(found, key=lambda one: one.start)


def _first(match: re.Match[str]) -> str:
    return next(value for value in match.groupdict().values() if value)


def _code(match: re.Match[str], now: datetime, currency: str) -> str:  # noqa: ARG001  one shape for all
    return match["code"].upper()


def _table(match: re.Match[str], now: datetime, currency: str) -> str:  # noqa: ARG001  one shape for all
    said = _first(match)
    meant = None if said.isascii() or match["room"] else number(said)
    return said if match["room"] else str(meant) if meant is not None else said.upper()


def _money(match: re.Match[str], now: datetime, currency: str) -> Money | None:  # noqa: ARG001  one shape for all
    said = match.groupdict()
    whole = number(said["signed"] or said["digits"] or said["words"] or "0")
    if whole is None:
        return None
    tenths = number(said["tenths"] or said["tenths2"] or said["only"] or "0") or Decimal(0)
    total = whole + tenths / 10 + Decimal(said["hundredths"] or 0) / 100
    if said["half"] or said["half2"]:
        total += Decimal("0.5")
    meant = _CURRENCIES.get(said["sign"] or said["unit"] or "", currency)
    minor = total.scaleb(minor_digits(meant))
    return Money(int(minor), meant) if minor == int(minor) else None


def _date(match: re.Match[str], now: datetime, currency: str) -> str | None:  # noqa: ARG001  one shape for all
    return resolved_date(match, now)


def _time(match: re.Match[str], now: datetime, currency: str) -> str | None:  # noqa: ARG001  one shape for all
    return resolved_time(match)


# What is told by a word of its own comes first: its digits are not looked at again. Beside each expression the signs of
# which one must stand in the text: compiling an expression takes longer than reading a text with it.
_KNOWN: tuple[tuple[str, tuple[str, ...], Expression, _Reader], ...] = (
    ("order", ("单", "order"), Expression(_ORDER), _code),
    ("receipt", ("小票", "收据", "流水", "receipt"), Expression(_RECEIPT), _code),
    ("table", ("桌", "号台", "餐台", "号 ", "包", "雅间", "table", "private"), Expression(_TABLE), _table),
    ("date", ("月", "今", "昨", "天", "周", "星期", "礼拜", "前晚", "明", "20"), Expression(DATE), _date),
    (
        "date", ("day", "tonight", "morning", "evening", "night", "tomorrow", "week", "month", *MONTHS),
        Expression(DATE_IN_ENGLISH), _date,
    ),
    ("time", ("点", ":", "am", "pm", "a.m", "p.m"), Expression(TIME), _time),
    (
        "money", ("元", "块", "角", "毛", "¥", "$", "€", "£", "yuan", "rmb", "cny", "dollars", "euros", "pounds"),
        Expression(_MONEY), _money,
    ),
)  # fmt: skip
