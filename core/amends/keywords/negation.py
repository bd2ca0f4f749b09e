"""Whether a "not" shortly before a phrase takes it back, or a "fear that" leaves it open."""

from __future__ import annotations

import re

_REACH = 12  # characters before a Chinese hit that are looked at
# These end like a negation and are none.
_INNOCENT = (
    *("要不", "岂不", "差不", "动不", "说不", "了不", "好不", "有没有", "是不是", "会不会", "能不能"),
    *("可不可", "好不好", "要不要", "想不到", "没想到", "不但", "不仅", "不光", "不只", "不止"),
)  # fmt: skip
_CHINESE = (
    "没",
    "没有",
    "不",
    "不是",
    "不会",
    "不算",
    "不用",
    "不要",
    "未",
    "并非",
    "毫无",
    "别",
    "怕",
    "担心",
    "以免",
    "免得",
    "避免",
)
# What may stand between a Chinese negation and what it denies; nothing else may.
_FILLERS = (
    *("什么", "任何", "发现", "出现", "感觉", "觉得", "发生", "遇到", "特别", "那么", "这么", "怎么", "丝毫"),
    *("一点", "想象中", "再", "很", "太", "是", "有", "被", "的", "会", "到", "见", "说", "要", "算", " "),
)  # fmt: skip
_MOST_FILLERS = 3
# Up to three English words may stand between; a mark or one of the words named here ends the reach of a negation.
_ENGLISH = re.compile(
    r"(?:\b(?:not|no|never|without|hardly|cannot|nor|afraid|worried)|n't)"
    r"(?: (?!(?:but|only|and|because|wonder|doubt|so|when|until)\b)[a-z'-]+){0,3} $"
)
_ENGLISH_REACH = 40
_BEGINS = (*_CHINESE, "无", "not ", "no ", "never ", "without ", "cannot ")


def begins_negated(pattern: str) -> bool:
    """Whether the pattern itself is a negation ("没有人管", "never again"): a "not" before it changes nothing."""
    return pattern.startswith(_BEGINS) or "n't" in pattern


def negated(text: str, start: int, pattern: str) -> bool:
    """Whether the hit of `pattern` at `start` of the normalised `text` is taken back by what stands before it."""
    if not start or begins_negated(pattern):
        return False
    if pattern[0] < "\u2e80":
        return text[start - 1] == " " and _ENGLISH.search(text[max(0, start - _ENGLISH_REACH) : start]) is not None
    before = text[max(0, start - _REACH) : start]
    for _ in range(_MOST_FILLERS + 1):
        if before.endswith(_CHINESE):
            return not before.endswith(_INNOCENT)
        if not before.endswith(_FILLERS):
            return False
        before = before.removesuffix(next(filler for filler in _FILLERS if before.endswith(filler)))
    return False
