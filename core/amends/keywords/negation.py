"""Whether a "not" shortly before a phrase takes it back, or a "fear that" leaves it open.

A question that is asked back ("isn't this …?") takes nothing back: it is a statement.
"""

from __future__ import annotations

from functools import lru_cache

from amends.keywords.expression import Expression

_REACH = 12  # characters before a Chinese hit that are looked at
_NEGATION = "没有|没|不是|不会|不算|不用|不要|不|未|并非|毫无|别|怕|担心|以免|免得|避免"
_SIGNS = frozenset("没不未非无别怕心免")  # each negation has one of them
_ENDINGS = frozenset("没有不是会算用要未非无别怕心免得么何现觉生到毫点中再很太被的见说 ")  # of negations and fillers
# These end like a negation and are none.
_INNOCENT = Expression(
    "(?:特别|区别|个别|级别|分别|要不|岂不|差不|动不|说不|了不|好不|有没|有没有|是不|是不是|会不|会不会|能不|能不能|可不"
    "|可不可|要不要|想不|没想|不但|不仅|不光|不只|不止|哪怕|恐怕|可怕)$"
)
# What may stand between a Chinese negation and what it denies; nothing else may.
_FILLER = (
    "什么|任何|发现|出现|感觉|觉得|发生|遇到|特别|那么|这么|怎么|丝毫|一点|想象中"
    "|再|很|太|是|有|被|的|会|到|见|说|要|算| "
)  # fmt: skip
_CHINESE = Expression(rf"({_NEGATION})(?:{_FILLER}){{0,3}}$")
# Up to three English words may stand between; a mark or one of the words named here ends the reach of a negation.
_ENGLISH = Expression(
    r"(?:\b(?:not|no|never|without|hardly|cannot|nor|afraid|worried|used to|use to)|n't)"
    r"(?: (?!(?:but|only|and|because|wonder|doubt|so|when|until)\b)[a-z'-]+){0,3} $"
)
_ENGLISH_REACH = 40
# "这不是虚假宣传吗", "难道不该退吗", "isn't this a scam": who asks so says that it is.
_ASKED = Expression("[^,。!?;\\n]{0,16}(?:吗|么)(?:[,。!?;~ ]|$)")
_INVERTED = Expression(r"n't (?:this|that|it|you|he|she|they|there|we|i|these|those)\b")
_RHETORICAL = Expression("难道[^,。!?;\\n]{0,10}$")
_BEGINNINGS = (*_NEGATION.split("|"), "无", "not ", "no ", "never ", "without ", "cannot ")


def begins_negated(pattern: str) -> bool:
    """Whether the pattern itself is a negation ("没有人管", "never again"): a "not" before it changes nothing."""
    return pattern.startswith(_BEGINNINGS) or "n't" in pattern


def negated(text: str, start: int, end: int, pattern: str) -> bool:
    """Whether the hit of `pattern` in the normalised `text` is taken back, before it or within its last gap."""
    if start and _denied(text, start, pattern) and not begins_negated(pattern):
        return True
    if "…" not in pattern:
        return False
    last = _last(pattern)
    at = text.rfind(last, start, end)
    return at > start and _denied(text, at, last) and not begins_negated(last)


@lru_cache(maxsize=4096)
def _last(pattern: str) -> str:
    return pattern.rpartition("…")[2].strip(" *")


def _denied(text: str, start: int, phrase: str) -> bool:
    if phrase[0] < "\u2e80":
        before = text[max(0, start - _ENGLISH_REACH) : start]
        found = _ENGLISH.search(before) if text[start - 1] == " " else None
        return found is not None and not _INVERTED.match(before, found.start())
    if text[start - 1] not in _ENDINGS or _SIGNS.isdisjoint(text[max(0, start - _REACH) : start]):
        return False
    negation = _CHINESE.search(text, max(0, start - _REACH), start)
    if negation is None or _INNOCENT.search(text, max(0, start - _REACH), negation.end(1)):
        return False
    return not _asked_back(text, start, negation[1])


def _asked_back(text: str, start: int, negation: str) -> bool:
    """Whether the negation before `start` belongs to a question that expects a yes."""
    if negation == "不是" and _ASKED.match(text, start):
        return True
    return "难道" in text and _RHETORICAL.search(text, max(0, start - 2 * _REACH), start) is not None
