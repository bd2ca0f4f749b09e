"""Whether praise is meant as its opposite: scorn, thanks for a fault, loud praise with the fault right behind it."""

from __future__ import annotations

from collections.abc import Iterable

from amends.keywords.expression import Expression

_NEAR = 40  # characters behind the praise within which the fault belongs to it
# A sign of each must stand in a text before its expression is compiled and searched.
_SIGNS = ("真", "呵呵", "好一个", "谢", "感谢", "算你们", "见识", "佩服")
_SIGNS_IN_ENGLISH = ("thank", " job", " work", " going", "slow clap", "how ", "yeah", "just ", "simply ")
# Only what hardly anybody means well: a trailing "呵呵" is a smile, "你们真厉害" may be praise.
_MOCKERY = Expression(
    "(?:^|[。!?;~\n] ?)呵呵+[,。!~. ]{0,3}(?:真|好一|厉害|可以|不愧|你们|还|这)|^呵呵[。!. ]*$"
    "|(?:^|[,。!?;~ ]|你们|你家|您|你|也|可)真(?:是)?(?:行|够可以|有你们的|能耐|会做生意|有本事)"
    "(?=[啊呀哈了,。!?~;. ]|$)"
    "|真有(?:你|他)们的|好一个(?:服务|态度|老字号|诚信|大店|大品牌)|算你们(?:狠|厉害|牛)|(?:算是|真是|真)(?:长|涨)见识"
    "|佩服佩服|你们可真是?(?:厉害|优秀|牛)"
    "|(?:谢谢|感谢|多谢)(?:你们|您|贵店|贵司)?.{0,6}(?:让|害)我.{0,6}(?:白跑|白等|白花|等了|饿|丢|亏|气|拉肚|跑)"
    "|(?:谢谢|感谢|多谢)(?:你们|您|贵店)?(?:送|给)?的(?:冷|凉|馊|臭|坏|烂|假|过期|发霉|变质)"
)
_BAD = (
    "cold|burnt|stale|raw|rotten|mou?ldy|wrong|broken|dirty|rude|worst|awful|terrible|horrible|fake|dead|empty|headache"
)
_MOCKERY_IN_ENGLISH = Expression(
    r"\b(?:thanks(?: a lot| a bunch| so much)?|thank you(?: so much| very much)?) for "
    rf"(?:(?:the|a|my|our|your|this|that) (?:\w+ )?(?:{_BAD})\b|(?:nothing|(?:ruin|wast|ignor|forgett)ing)\b)"
    r"|\byeah,? right\b|\bslow clap\b"
    r"|\b(?:oh|well),? (?:how|just|simply) (?:great|nice|perfect|wonderful|brilliant|lovely)"
    r"|\bhow (?:nice|kind|lovely|thoughtful|generous) of (?:you|them) to (?:over)?(?:charge|forget|ignore|lose)"
    rf"|\b(?:great|nice|fantastic|brilliant|wonderful|lovely|amazing) (?:job|work|going)[,.!] .{{0,20}}\b(?:{_BAD})\b"
)
# Praise of them that is louder than plain words, at the end of its clause.
_LOUD = Expression(
    "(?:你们|你家|贵|这|服务|效率|态度|速度|质量)[^,。!?;~]{0,8}(?:可真|真是|真够|真)(?:的)?"
    "(?:太|挺|很)?(?:好|棒|快|行|专业|周到|贴心|不错|厉害|准时|可以|新鲜|高|负责|到位|会)(?:啊|呀|哈|呢|的)?[,。!?;~. ]"
)
_WAITED = Expression("等了?[^,。!?]{0,6}(?:小时|钟头|分钟|半天|天|个月)|没(?:有)?人(?:理|管|接)|(?:waited|waiting) ")
_TURNS = ("但", "可是", "不过", "就是", "只是", "可惜", "除了", "美中不足")


def mocks(text: str, faults: Iterable[int]) -> bool:
    """Whether a normalised text mocks; `faults` are the places where something bad is named.

    A sign to a person, not a judgement: it keeps words of praise from being taken at their word, and no more.
    """
    if any(sign in text for sign in _SIGNS) and (_MOCKERY.search(text) or _loud_and_wrong(text, faults)):
        return True
    return any(sign in text for sign in _SIGNS_IN_ENGLISH) and _MOCKERY_IN_ENGLISH.search(text) is not None


def _loud_and_wrong(text: str, faults: Iterable[int]) -> bool:
    """Whether a fault stands right behind loud praise, with no "but" between: who means the praise says "but"."""
    if (praise := _LOUD.search(text)) is None:
        return False
    end = praise.end()
    waited = _WAITED.search(text, end, end + _NEAR)
    places = [place for place in faults if end <= place <= end + _NEAR]
    first = min(places + ([waited.start()] if waited else []), default=None)
    return first is not None and not any(turn in text[end - 1 : first] for turn in _TURNS)
