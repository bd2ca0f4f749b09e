"""Numbers as people write them, in digits or in Chinese characters."""

from __future__ import annotations

from decimal import Decimal

DIGITS = "零〇一二两三四五六七八九"
CHINESE = rf"[{DIGITS}十百千万]{{1,12}}"
_VALUES = dict(zip(DIGITS, (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TEN_THOUSAND = 10_000


def number(written: str) -> Decimal | None:
    """The number meant by `1,280.50`, `五十八`, `两百三`, `1.2万`; `None` where it is none.

    `written` has no spaces. "两百三" is 230, as it is spoken; so is "三千五".
    """
    plain = written.replace(",", "")
    many = plain.endswith("万") and plain[0].isascii()
    plain = plain.removesuffix("万") if many else plain
    if plain.isascii():
        if not plain.replace(".", "", 1).isdecimal():
            return None
        return Decimal(plain) * (_TEN_THOUSAND if many else 1)
    found = _chinese(plain)
    return None if found is None else Decimal(found)


def _chinese(written: str) -> int | None:
    if written.count("万") > 1 or not set(written) <= {*DIGITS, *_UNITS, "万"}:
        return None
    if not set(written) & {*_UNITS, "万"}:
        return int("".join(str(_VALUES[character]) for character in written))
    above, many, below = written.rpartition("万")
    upper, lower = _below_ten_thousand(above) if many else 0, _below_ten_thousand(below)
    if upper is None or lower is None or (many and not above):
        return None
    if many and len(below) == 1 and below in DIGITS:
        lower *= 1000  # "两万三"
    return upper * _TEN_THOUSAND + lower


def _below_ten_thousand(written: str) -> int | None:
    total, digit, unit = 0, None, 10_000
    for character in written:
        if character in _VALUES:
            if digit:
                return None
            digit = _VALUES[character]
            continue
        if _UNITS[character] >= unit:
            return None
        unit = _UNITS[character]
        total += (1 if digit is None else digit) * unit
        digit = None
    zero = "零" in written or "〇" in written
    spoken = digit and len(written) > 1 and unit in (100, 1000) and not zero
    return total + (digit or 0) * (unit // 10 if spoken else 1)
