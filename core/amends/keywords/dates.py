"""Dates and times of day in what people write, resolved only where nothing else can be meant."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from amends.keywords.numerals import CHINESE, number

# A day without a year is taken to be past, if it is not longer ago than this; further back, or ahead, it stays open.
_RECENT = timedelta(days=120)
_LONG_AGO = 1000  # days
_DAY_PARTS = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|晚间|早|晚"
_HOUR = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
# A part of the day belongs to the date, unless an hour follows: then it tells which hour.
_PART = rf"(?:的?(?!(?:{_DAY_PARTS})\s?{_HOUR}[点:])(?:{_DAY_PARTS}))?"
_WEEKDAYS = "一二三四五六日天"
MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_DAYS_AWAY = {
    "今天": 0, "今日": 0, "今早": 0, "今晚": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "前天": -2, "前晚": -2,
    "大前天": -3, "明天": 1, "明早": 1, "明晚": 1, "后天": 2, "today": 0, "tonight": 0, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "yesterday": -1, "last night": -1, "tomorrow": 1,
}  # fmt: skip
# A day in figures or Chinese. What has no name is kept as written, never resolved: only the customer knows which day.
DATE = (
    r"(?:(?<![\d.])(?P<year>20\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?!\d)(?:\s?[日号])?"
    r"|(?<!\d)(?P<month2>\d{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?"
    r"(?P<day2>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[号日]"
    r"|(?P<away>大前天|今[天日早晚]|昨[天日晚夜]|(?<![以之目天])前[天晚](?![天气])|明天(?!然)|明[早晚]|(?<![以之今然])后天(?!天))"
    rf"|(?P<week>上上|上|这|本)个?(?:周|星期|礼拜)(?P<weekday>[{_WEEKDAYS}])(?!个)"
    rf"|(?<![\d.])(?P<ago>\d{{1,3}}|{CHINESE})天(?:之前|以前|前)"
    rf"|(?:周|星期|礼拜)[{_WEEKDAYS}](?![{_WEEKDAYS}])){_PART}"
    rf"|上上?个?(?:周末|周|星期|礼拜)(?![{_WEEKDAYS}])|上上?个月"
)
DATE_IN_ENGLISH = (
    r"\b(?P<away>today|tonight|this (?:morning|afternoon|evening)|yesterday|last night|tomorrow)\b"
    r"|(?<![\d.])(?P<ago>\d{1,3}) days? ago\b"
    rf"|\b(?P<name>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>20\d\d)\b)?"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<name2>{_MONTH})\b(?:,? (?P<year2>20\d\d)\b)?"
    r"|\b(?:last|this|on) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\blast (?:week|month|weekend)\b"
)
_MINUTES = "半|一刻|三刻|[二三四五]?十[一二三四五六七八九]?分"
TIME = (
    rf"(?P<part>{_DAY_PARTS})?(?<!\d)(?P<hour>\d{{1,2}}):(?P<minute>[0-5]\d)(?![\d:])(?:\s?(?P<half>[ap])\.?m\b)?"
    rf"|(?P<part2>{_DAY_PARTS})?(?<![\d.])(?P<hour2>\d{{1,2}})点"
    rf"(?:(?P<minute2>{_MINUTES}?|[0-5]?\d分?)|钟|整)?(?![\d个%]|建议|意见|问题|要求|说明)"
    rf"|(?P<part3>{_DAY_PARTS})(?P<hour3>[一二两三四五六七八九十]{{1,3}})点(?:(?P<minute3>{_MINUTES}?)|钟|整)?"
    rf"|(?P<hour4>[一二两三四五六七八九十]{{1,3}})点(?:(?P<minute4>{_MINUTES})|钟)"
    r"|(?<![\d.:])(?P<hour5>\d{1,2})\s?(?P<half5>[ap])\.?m\b"
)
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "晚", "晚间"})
_MORNING = frozenset({"凌晨", "清晨", "早上", "早晨", "上午", "早"})
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}
_NOON, _DAY, _HOURLY = 12, 24, 60


def resolved_date(found: re.Match[str], now: datetime) -> str | None:
    """The day a match of one of the two means, `2026-11-20`, seen from `now` in the shop's time; `None` if in doubt."""
    said, today = found.groupdict(), now.date()
    if said["away"]:
        return _days_from(today, _DAYS_AWAY[said["away"]])
    if said.get("week"):
        # A week begins on Monday here; in English it does not everywhere, so "last Monday" stays as written.
        weeks = {"上上": 2, "上": 1}.get(said["week"], 0)
        day = min(_WEEKDAYS.index(said["weekday"]), len(_WEEKDAYS) - 2)  # 日 and 天 are the same day
        return _days_from(today, day - today.weekday() - len("一二三四五六日") * weeks)
    if said["ago"]:
        days = number(said["ago"])
        return None if days is None or days > _LONG_AGO else _days_from(today, -int(days))
    return _calendar_day(said, today)


def _days_from(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()


def _calendar_day(said: dict[str, str | None], today: date) -> str | None:
    year, day, name = (said.get(key) or said.get(f"{key}2") for key in ("year", "day", "name"))
    month = MONTHS[name[:3]] if name else number(said.get("month") or said.get("month2") or "0")
    which = number(day) if day else None
    if not month or not which:
        return None
    if year:
        return _iso(int(year), int(month), int(which))
    for candidate in (today.year, today.year - 1):
        found = _iso(candidate, int(month), int(which))
        if found and timedelta(0) <= today - date.fromisoformat(found) <= _RECENT:
            return found
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def resolved_time(found: re.Match[str]) -> str | None:
    """The time of day a match of `TIME` means, `18:30`; `None` where it may be morning or evening, or is none."""
    # The groups are numbered by the form they belong to; here only the name without its number counts.
    said = {name.rstrip("2345"): value for name, value in found.groupdict().items() if value}
    rest = said.get("minute", "0")
    hour, minute = number(said["hour"]), _QUARTERS.get(rest) or number(rest.removesuffix("分"))
    if hour is None or minute is None or hour > _DAY or minute >= _HOURLY:
        return None
    which = _of_the_day(int(hour), said.get("part"), said.get("half"))
    return None if which is None else f"{which % _DAY:02}:{int(minute):02}"


def _of_the_day(hour: int, part: str | None, half: str | None) -> int | None:
    if hour > _NOON or hour == 0:
        return hour
    if half:
        return hour % _NOON + (_NOON if half == "p" else 0)
    if part in _AFTERNOON:
        return hour + _NOON if hour < _NOON else None
    if part in _MORNING:
        return hour if hour < _NOON or part == "上午" else None
    if part == "中午":
        return hour if hour >= 11 else hour + _NOON  # eleven is still before noon
    return None
