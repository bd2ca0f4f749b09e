"""Whether words are meant: a "not" before them, a quotation and reported speech say that they are not ours."""

from __future__ import annotations

from amends.keywords.expression import Expression

_QUOTED = 200  # characters on either side within which a quotation begins and ends
_BESIDE = 20  # characters beside a quotation in which it is said whose words they are
_REACH = 60  # characters before a hit that are looked at; no spoken clause is longer
_MARK = Expression(r"[,。!?;\n、]|\.(?!\d)")
# What ends a clause without a mark: from here on somebody says something else.
_TURN = Expression(r"但是?|可是|不过|然而|其实|却|\b(?:but|however|yet|although|though|because|so)\b")
# Words with a "not" in them that deny nothing.
_INNOCENT = Expression(
    r"不好意思|对不起|不如|不然|不但|不仅|不光|不只|不止|要不(?!要)|不管|不论|不妨|不得不|不由|差不多|特别|别的|别人|别家|区别|级别|分别|个别|未来|没关系|没事"
    r"|不客气|怪不得|恨不得|说不定|何不|不少|不久|不小心|不就|岂不|难道不|不满意?|不舒服|不适|没想到"
    r"|([\u4e00-\u9fff])不\1以?|有没有"
    r"|\bnot only\b|\bno matter\b|\bno doubt\b|\bno problem\b|\bwhy not\b|\bno,"
)
# "您没看" says what the customer did not do; "您不用" frees them of it.
_CHINESE_NOT = Expression(
    r"您(?:也|都|完全|就|并|根本|大可)?(?:不用|不必|不需要|无需|无须|没有义务|不会被)"
    r"|(?<!您)(?<!您也)(?<!您又)(?<!您都)(?<!您当时)(?:不|没|别|勿|无|未|非|杜绝|避免|禁止|严禁|拒绝|反对|以免|免得)"
)
_ENGLISH_NOT = Expression(
    r"\byou (?:do not|don't|need not|needn't|will not|won't|are not|aren't) (?:have|need|be|required|obliged|asked)\b"
    r"|(?<!\byou )(?<!\byou do)(?<!\byou did)(?<!\byou are)(?<!\byou were)(?<!\byou have)(?<!\byou had)(?<!\byou ca)"
    r"(?<!\byou could)(?<!\byou do )(?<!\byou did )(?<!\byou are )(?<!\byou were )(?<!\byou have )(?<!\byou can)"
    r"(?:\b(?:not|never|no|nor|nobody|nothing|without|neither|cannot|refuse|avoid|stop|instead of|rather than)\b"
    r"|n't\b)"
)
# Somebody else said it: the customer, a colleague; never ourselves. What follows "就是" is our own judgement of it.
_SAYING = (
    "说(?!这|的就|的都|的这|话)|讲(?!这|的就|话)|写(?!的就|的这)|提到|提出|反映|来信|留言|告诉|骂|叫您|称|指责|觉得|认为"
    "|感觉|以为|怀疑|听到|遇到|问"
)
_CUSTOMER = Expression(rf"(?:您|客人|顾客|客户)[^我]{{0,8}}?(?:{_SAYING})(?!.*(?:就是|这是|那是|明明|分明))")
_COLLEAGUE = Expression(
    rf"(?:同事|员工|服务员|店员|营业员|导购|客服|骑手|师傅|保安|经理|领班|收银员|他|她|有人|对方|厨师)[^我]{{0,8}}?(?:{_SAYING})|被(?!您)"
)
_ENGLISH_REPORT = Expression(
    r"\b(?:you|he|she|they|customers?|guests?|colleagues?|waiter|waitress|server|staff|clerk|cashier|driver|courier"
    r"|someone|somebody|manager|employee)\b(?: (?!i\b|we\b)[a-z']+){0,4}? (?:said|say|says|saying|told|tells|tell"
    r"|wrote|write|writes|mention\w*|report\w*|described?|felt|feel|feels|called|calls|claimed|heard|hear|complain\w*|accused|accuse|suggested"
    r"|implied|demand\w*|asked)\b"
)
_QUOTES = {"“": "”", "「": "」", "『": "』", '"': '"', "‘": "’", "《": "》"}
_SPEAKING = Expression(
    r"说|讲|问|提到|写|称|骂|喊|反映|留言|评价|原话|一类|之类|字眼|这样的话|这句话|这种话|听到"
    r"|\b(?:said|say|says|saying|told|wrote|write|words|phrase|like|called|heard|comment\w*|remark\w*|review|quote\w*)\b"
)
_OWN = Expression(
    r"我(?:们)?(?:再|就|明确|只|要)*(?:跟|对|和|向|给)?您?(?:再|就|明确)?(?:说|讲)"
    r"|\b(?:i|we)(?:'ll|'d)? ?\w* (?:say|tell|told|said)\b"
)
_SUPPOSED = Expression(
    r"如果|要是|万一|是否|希望|但愿|看看|查查|有没有|\b(?:if|whether|hope\w*|check\w*|make sure|in case|see that)\b"
)
# "帮您找厂家": here 您 is helped, not told to.
_HELPED = frozenset("帮替陪给为")


def taken_back(text: str, start: int, end: int, kind: str, pattern: str) -> bool:
    """Whether the words at `start` up to `end` of the normalised `text` are denied, quoted or reported, or asked about.

    `kind` and `pattern` are theirs: what is only supposed ("let us see whether…") is not certain, and a "not" may stand
    in a pattern's gap.
    """
    if _twofold(text, start) or (text[start] == "您" and text[start - 1 : start] in _HELPED and start > 0):
        return True
    before = _clause(text, start)
    if kind == "false_certainty" and _SUPPOSED.search(before):
        return True
    return _denied(before) or _denied(_gap(text, start, end, pattern)) or _reported(before) or _quoted(text, start, end)


def _twofold(text: str, start: int) -> bool:
    """Whether it is the second half of "要不要", "是不是": a question that leaves both open."""
    return text[start] == "不" and start > 0 and text[start - 1] == text[start + 1 : start + 2]


def _clause(text: str, start: int) -> str:
    """What stands before `start` in the same clause, from the last turn ("but") on."""
    before = text[max(0, start - _REACH) : start]
    begin = max((mark.end() for mark in _MARK.finditer(before)), default=0)
    turn = max((turn.end() for turn in _TURN.finditer(before)), default=0)
    return before[max(begin, turn) :]


def _gap(text: str, start: int, end: int, pattern: str) -> str:
    """What fills the gap of a pattern that has one."""
    first, _, last = pattern.partition("…")
    return text[start + len(first) : text.rfind(last.rpartition("…")[2].rstrip("*"), start, end)] if last else ""


def _denied(before: str) -> bool:
    plain = _INNOCENT.sub("", before)
    pattern = _ENGLISH_NOT if plain.isascii() else _CHINESE_NOT
    return pattern.search(plain) is not None


def _reported(before: str) -> bool:
    if before.isascii():
        return _ENGLISH_REPORT.search(before) is not None
    return _CUSTOMER.search(before) is not None or _COLLEAGUE.search(before) is not None


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether it stands within quotation marks and beside them is a word of saying, not of our own saying."""
    low, high = max(0, start - _QUOTED, text.rfind("\n", 0, start)), end + _QUOTED
    for opening, closing in _QUOTES.items():
        begin, finish = text.rfind(opening, low, start), text.find(closing, end, high)
        if begin < 0 or finish < 0 or closing in text[begin + 1 : start]:
            continue
        if opening == closing and text.count(opening, low, start) % 2 == 0:
            continue
        ahead = text[max(0, begin - _BESIDE) : begin]
        if not _OWN.search(ahead) and (
            _SPEAKING.search(ahead) or _SPEAKING.search(text[finish + 1 : finish + _BESIDE])
        ):
            return True
    return False
