"""What somebody else is quoted as saying: a waiter's "go and sue us" tells neither the customer's temper nor harm."""

from __future__ import annotations

from amends.keywords.expression import Expression

_SIGNS = ("说", "讲", "回", "said", "says", "told", "\u201c", "\u300c", '"')
# Who answers for the shop. What a doctor or an officer said is a finding, and what the customer said is the complaint.
_STAFF = (
    "服务员|店员|员工|营业员|收银员?|经理|店长|主管|老板娘?|客服|前台|保安|导购|柜员|师傅|厨师|骑手|快递员?|商家|卖家|工作人员"
    "|你们(?:的)?人|他们?|她们?|对方|人家|小姐|小伙子?|领班"
)
_QUOTE = '\u201c[^\u201d]{0,200}\u201d?|\u300c[^\u300d]{0,200}\u300d?|"[^"]{0,200}"?'
_OTHERS = Expression(
    rf"(?:{_STAFF})[^,。!?;\n说]{{0,6}}(?:说|讲|回我|回了?句|回答)(?:道|了|是|什么|,|:|一句|我们?){{0,2}}\s?"
    rf"(?P<said>{_QUOTE}|[^,。!?;\n]{{1,60}})"
    r"|\b(?:waiter|waitress|manager|staff|clerk|cashier|server|assistant|he|she|they|guy|lady|driver|seller)"
    rf" (?:just |then |even )?(?:said|says|told (?:me|us)|replied|answered),?:? (?:that )?"
    rf"(?P<told>{_QUOTE}|[^,.!?;\n]{{1,120}})"
)
_OWN = Expression(
    "(?:我|顾客|客人|客户|买家|医生|大夫|医院|警察|民警|诊断)[^,。!?;]{0,6}$"
    r"|\b(?:i|we|doctor|nurse|customer|guest) \w+,?:? $"
)
_QUOTED = Expression(_QUOTE)


def told_by_staff(text: str) -> list[tuple[int, int]]:
    """Spans of a normalised text that report what somebody of the shop said, in quotation marks or up to a mark."""
    if not any(sign in text for sign in _SIGNS):
        return []
    return [found.span("said" if found["said"] else "told") for found in _OTHERS.finditer(text)]


def quoted(text: str) -> list[tuple[int, int]]:
    """Spans in quotation marks that are not the customer's own words, beside those of `told_by_staff`.

    A text that is mostly one quotation is the customer's, written down by somebody else.
    """
    if not any(mark in text for mark in '\u201c\u300c"'):
        return []
    spans = [found.span() for found in _QUOTED.finditer(text)]
    if 2 * sum(end - start for start, end in spans) > len(text):
        return []
    return [span for span in spans if not _OWN.search(text[max(0, span[0] - 16) : span[0]])]
