import pytest
from amends.keywords.negation import begins_negated, negated


@pytest.mark.parametrize(
    ("text", "pattern", "taken_back"),
    [
        ("没有发霉", "发霉", True),
        ("没有什么异味", "异味", True),
        ("并未过期", "过期", True),
        ("不是很贵", "贵", True),
        ("不会太咸", "咸", True),
        ("没发现有头发", "头发", True),
        ("特别热心", "热心", False),
        ("不是特别热心", "热心", True),
        ("是不是过期了", "过期", False),
        ("不过发霉了", "发霉", False),
        ("怕发霉", "发霉", True),
        ("没想到过期了", "过期", False),
        ("不但发霉", "发霉", False),
        ("有没有过期", "过期", False),
        ("说没有,发霉了", "发霉", False),
        ("没几天坏了", "坏了", False),
        ("没有人管", "没有人管", False),
        ("发霉", "发霉", False),
        ("这不是虚假宣传吗", "虚假宣传", False),
        ("这不是虚假宣传么?", "虚假宣传", False),
        ("这不是虚假宣传", "虚假宣传", True),
        ("不是虚假宣传,你们懂吗", "虚假宣传", True),
        ("难道没有发霉", "发霉", False),
        ("难道不该退吗", "退", False),
        ("isn't this a scam?", "scam", False),
        ("wasn't it rude", "rude", False),
        ("it isn't a scam", "scam", True),
        ("it was not cold", "cold", True),
        ("it wasn't very cold", "cold", True),
        ("never had a bad meal", "bad", True),
        ("no bad smell", "bad smell", True),
        ("not only rude", "rude", False),
        ("i did not stay, rude", "rude", False),
        ("no idea but rude", "rude", False),
        ("never again", "never again", False),
    ],
)
def test_a_not_shortly_before_takes_it_back(text: str, pattern: str, taken_back: bool) -> None:
    start = text.rindex(pattern)
    assert negated(text, start, start + len(pattern), pattern) is taken_back


@pytest.mark.parametrize(
    ("text", "pattern", "taken_back"),
    [
        ("吃完没有拉肚子", "吃完…拉肚子", True),
        ("吃完就拉肚子", "吃完…拉肚子", False),
        ("退款一直没到", "退款…没到", False),
        ("the service was not slow", "service … slow", True),
        ("the service was slow", "service … slow", False),
    ],
)
def test_a_not_within_a_gap_takes_it_back(text: str, pattern: str, taken_back: bool) -> None:
    assert negated(text, text.index(pattern[0]), len(text), pattern) is taken_back


def test_a_pattern_may_itself_be_a_negation() -> None:
    assert begins_negated("不退货")
    assert begins_negated("doesn't work")
    assert not begins_negated("退货")
