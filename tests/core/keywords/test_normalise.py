import pytest
from amends.keywords.normalise import normalise
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ＡＢＣ，牛奶！", "abc,牛奶!"),
        ("Cold SOUP", "cold soup"),
        ("問(wèn)題(tí)", "问题"),
        ("問（wèn）題", "问题"),
        ("裏面有蟲，髒", "里面有虫,脏"),
        ("乾坤著名", "乾坤著名"),
        ("太贵(3.5元)", "太贵(3.5元)"),
        ("soooo baaad!!!!", "so bad!"),
        ("10000元", "10000元"),
        ("it’s  cold\u200b", "it's cold"),
        ("第一\n第二", "第一\n第二"),
        ("a\x00b\ud800c", "abc"),
        ("", ""),
    ],
)
def test_equal_meanings_get_one_spelling(written: str, meant: str) -> None:
    assert normalise(written) == meant


@given(st.text(st.characters(codec=None)))  # lone surrogates included
def test_anything_can_be_normalised(text: str) -> None:
    normalise(text).encode("utf-8")


@pytest.mark.parametrize("piece", ["\u0301\u0323", "(a", "问(a", "a", "\ufdfa", " ", "!", "\ud800", "\u202e", "…"])
def test_a_megabyte_is_normalised_to_its_end(piece: str) -> None:
    # In quadratic time this would take hours.
    assert len(normalise(piece * (1_000_000 // len(piece)))) <= 20_000_000
