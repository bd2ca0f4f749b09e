import marshal
import re

import pytest
from amends.errors import Misuse
from amends.keywords.index import Hit, Index
from hypothesis import given
from hypothesis import strategies as st

OWNER = ("strong", "any")


def spans(pattern: str, text: str) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in Index([(OWNER, pattern, 2)]).search(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("过期", "牛奶过期了", [(2, 4)]),
        ("贵", "贵,真贵", [(0, 1), (3, 4)]),
        ("过期", "牛奶", []),
        ("上菜…慢", "上菜实在是太慢", [(0, 7)]),
        ("上菜…慢", "上菜慢", [(0, 3)]),
        ("上菜…慢", "上菜一二三四五六七八慢", [(0, 11)]),
        ("上菜…慢", "上菜一二三四五六七八九慢", []),
        ("上菜…慢", "上菜了。慢", []),
        ("退…不…给", "退货说不行不给", [(0, 7)]),
        ("单…钱", "单子的钱", [(0, 4)]),
        ("cold", "it was cold.", [(7, 11)]),
        ("cold", "scolded, colder", []),
        ("cold*", "colder", [(0, 6)]),
        ("irritat* my skin", "it irritated my skin", [(3, 20)]),
        ("irritat* my skin", "it irritated all my skin", []),
        ("took … weeks", "took two long weeks", [(0, 19)]),
        ("Cold soup", "a cold soup", [(2, 11)]),
        ("cold soups", "cold soup", []),
        ("waiter…rude", "the waiter was very very rude", [(4, 29)]),
        ("waiter…rude", "the waiter was one two three four rude", []),
        ("waiter…rude", "the waiter. rude", []),
        ("refus*…refund", "they refused a refund", [(5, 21)]),
        ("won't", "he won't go", [(3, 8)]),
        ("12315", "打12315投诉", [(1, 6)]),
        ("12315", "1123151", []),
        ("vip卡", "我的vip卡", [(2, 6)]),
        ("app打不开", "你们app打不开", [(2, 8)]),
        ("ＶＩＰ", "vip", [(0, 3)]),
    ],
)
def test_patterns_are_found_where_they_stand(pattern: str, text: str, found: list[tuple[int, int]]) -> None:
    assert spans(pattern, text) == found


def test_hits_carry_owner_weight_and_overlap() -> None:
    index = Index([(("a", "x"), "过期", 2), (("b", "y"), "过期食品", 4), (("c", "z"), "食品", 1)])
    assert index.search("过期食品") == [
        Hit(("b", "y"), "过期食品", 4, 0, 4), Hit(("a", "x"), "过期", 2, 0, 2), Hit(("c", "z"), "食品", 1, 2, 4),
    ]  # fmt: skip


def test_tables_make_the_same_index_again() -> None:
    patterns = ["贵", "过期", "不新鲜", "吃了…拉肚子", "rude", "disappoint*"]
    index = Index((OWNER, pattern, 1) for pattern in patterns)
    again = Index.from_tables(marshal.loads(marshal.dumps(index.tables)))
    text = "贵,过期,不新鲜,吃了就拉肚子. rude, disappointing"
    assert again.search(text) == index.search(text)
    assert len(again.search(text)) == len(patterns)


def test_a_pattern_repeated_without_end_is_reported_often_enough() -> None:
    assert 1 < len(spans("过期", "过期" * 10_000)) < 1_000


@pytest.mark.parametrize("pattern", ["", " ", "*", "…", "a…", "…a", "a*", "一…二…三…四…五"])
def test_patterns_that_could_not_be_found_are_refused(pattern: str) -> None:
    with pytest.raises(Misuse, match=re.escape(repr(pattern))):
        Index([(OWNER, pattern, 2)])


@given(st.lists(st.text("ab坏了 …", min_size=1, max_size=5), max_size=8), st.text("ab坏了 .", max_size=40))
def test_the_index_finds_what_a_plain_search_finds(patterns: list[str], text: str) -> None:
    sound = [
        pattern for pattern in patterns if all(part.strip() for part in pattern.split("…")) and pattern.count("…") < 4
    ]
    found = {(hit.pattern, hit.start) for hit in Index((OWNER, pattern, 1) for pattern in sound).search(text)}
    assert found == {(pattern, at) for pattern in sound for at in range(len(text)) if stands(pattern, text, at)}


def stands(pattern: str, text: str, at: int) -> bool:
    """The same meaning, said without an index: does the pattern stand at `at`, ending anywhere?"""
    parts = [part.strip() for part in pattern.split("…")]
    return any(near(text, at, end, parts) for end in range(at, len(text) + 1))


def edge(part: str) -> str:
    left = r"(?<![ab])" if part[0] in "ab" else ""
    right = r"(?![ab])" if part[-1] in "ab" else ""
    return left + re.escape(part) + right


def near(text: str, at: int, end: int, parts: list[str]) -> bool:
    """Whether the pieces stand from `at` to exactly `end`, each gap short enough."""
    match = re.compile(edge(parts[0])).match(text, at)
    if match is None or match.end() > end:
        return False
    if len(parts) == 1:
        return match.end() == end
    words = parts[0][0] in "ab" and parts[1][0] in "ab"
    for begin in range(match.end(), end + 1):
        gap = text[match.end() : begin]
        short = len(gap.split()) <= 4 and len(gap) <= 48 if words else len(gap) <= 8
        if short and "." not in gap and near(text, begin, end, parts[1:]):
            return True
    return False


@pytest.mark.parametrize("piece", ["退", "退不", "waiter ", "a", "no ", "退…不", "\U0001f600"])
def test_hostile_text_is_searched_to_its_end_with_few_hits(piece: str) -> None:
    patterns = ["退", "退…不…退…不", "waiter…rude", "waiter…waiter…waiter…x", "no…way", "退不退不退不"]
    index = Index((OWNER, pattern, 1) for pattern in patterns)
    # In quadratic time nobody would see the end of this.
    assert len(index.search(piece * (300_000 // len(piece)))) <= 50 * len(patterns)
