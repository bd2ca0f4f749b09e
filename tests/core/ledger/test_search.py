from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from amends.config import load_chain
from amends.desk import facts
from amends.desk.desk import Desk
from amends.desk.intake import Intake, take
from amends.desk.work import Target
from amends.ledger.projections import spaced
from amends.ledger.reading import search
from amends.ledger.sqlite import SqliteLedger
from hypothesis import given, settings
from hypothesis import strategies as st

MILK = "N1-202603-0001"
SCALE = "N1-202603-0002"
CARD = "N1-202603-0003"


def fill(desk: Desk) -> None:
    """Three complaints to look for."""
    party = {"name": "欧阳女士", "phone": "138-0013-8000"}
    take(desk, Intake("鲜牛奶过期了三天，孩子喝完拉肚子，必须退款！", party=party), "desk")
    text = "排骨称重 only 420g 而不是 500g,VIP会员价也没给。"
    take(desk, Intake(text, facts={"what_happened": "回家复秤"}), "desk")
    text = 'The card was charged twice: "OR" is printed on the receipt, NEAR the total.'
    take(desk, Intake(text, language="en"), "desk")


@pytest.fixture(scope="module")
def shelves(chain_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with the three; not to be written to."""
    folder = shutil.copytree(chain_template, tmp_path_factory.mktemp("shelves") / "chain")
    chain = load_chain(folder / "amends.toml")
    desk = Desk(chain, SqliteLedger(chain.database), lambda: datetime(2026, 3, 2, 2, 0, tzinfo=UTC))
    fill(desk)
    yield desk
    desk.ledger.close()


def found(desk: Desk, words: str, branch: str | None = None, limit: int = 50) -> list[str]:
    rows = search(desk.ledger.connection, desk.chain.database, words, [branch] if branch else None, limit)  # type: ignore[attr-defined]
    return sorted(row["number"] for row in rows)


FOUND = {
    "one character": ("奶", [MILK]),
    "two characters": ("牛奶", [MILK]),
    "two from the middle of a word": ("奶过", [MILK]),
    "three characters": ("拉肚子", [MILK]),
    "a whole clause": ("鲜牛奶过期了三天", [MILK]),
    "two words, both must be there": ("牛奶 退款", [MILK]),
    "words of two cases": ("牛奶 排骨", []),
    "the characters in another order": ("奶牛", []),
    "a name": ("欧阳", [MILK]),
    "a fact noted at intake": ("复秤", [SCALE]),
    "Chinese beside English": ("会员价", [SCALE]),
    "English inside Chinese": ("vip", [SCALE]),
    "English in capitals": ("ONLY", [SCALE]),
    "the beginning of an English word": ("charg", [CARD]),
    "the middle of an English word": ("harged", []),
    "mixed in one word": ("VIP会员", [SCALE]),
    "a number with its unit": ("420g", [SCALE]),
    "full-width digits": ("４２０ｇ", [SCALE]),
    "full-width letters": ("ＶＩＰ", [SCALE]),
    "an ideographic space between words": ("牛奶\u3000退款", [MILK]),
    "Chinese punctuation inside": ("三天，孩子", [MILK]),
    "Chinese punctuation left out": ("三天孩子", [MILK]),
    "a case number": (SCALE, [SCALE]),
    "the beginning of a case number": ("N1-2026", [MILK, SCALE, CARD]),
    "the word OR": ("milk OR twice", []),
    "the word NEAR with a bracket": ("NEAR(", [CARD]),
    "the word AND": ("twice AND", []),
    "a minus": ("-牛奶", [MILK]),
    "a column filter": ("words:牛奶", []),
    "a caret": ("^鲜牛奶", [MILK]),
    "a bracketed word": ("(排骨)", [SCALE]),
    "quotes": ('"牛奶"', [MILK]),
    "one quote": ('牛奶"', [MILK]),
    "Chinese quotes": ("“排骨”", [SCALE]),
    "a star": ("*", []),
    "a star after a word": ("牛奶*", [MILK]),
    "only punctuation": ('" ( ) : ^ - + {} ,。!', []),
    "an apostrophe": ("'; DROP TABLE cases; --", []),
    "a percent sign": ("%", []),
    "nothing": ("", []),
    "spaces": ("  \u3000 ", []),
    "a null character": ("牛奶\x00退款", []),
    "emoji": ("🥛", []),
    "what is not there": ("西瓜", []),
}  # fmt: skip


@pytest.mark.parametrize(("words", "numbers"), FOUND.values(), ids=FOUND)
def test_search_finds(shelves: Desk, words: str, numbers: list[str]) -> None:
    assert found(shelves, words) == numbers


def test_every_substring_of_a_complaint_up_to_three_characters_finds_it(desk: Desk) -> None:
    text = "店里的空调漏水把我的包弄湿了"
    number = take(desk, Intake(text), "desk").number
    for length in (1, 2, 3):
        for start in range(len(text) - length + 1):
            assert found(desk, text[start : start + length]) == [number]


def test_search_keeps_to_the_branch_and_the_limit(shelves: Desk) -> None:
    assert found(shelves, "N1", branch="N1") == [MILK, SCALE, CARD]
    assert found(shelves, "N1", branch="N2") == []
    assert found(shelves, "N1", limit=2) == [SCALE, CARD]


def test_what_is_learned_later_is_found_too(desk: Desk) -> None:
    fill(desk)
    facts.note(desk, Target(CARD), "desk", facts={"payment_way": "支付宝"}, party={"name": "Sheila Jin"})
    assert found(desk, "支付宝") == [CARD]
    assert found(desk, "sheila") == [CARD]


def test_thousands_of_words_are_no_trouble(shelves: Desk) -> None:
    assert found(shelves, " ".join(["牛奶"] * 3000)) == [MILK]
    assert found(shelves, "牛奶" * 3000) == []


@settings(max_examples=200)
@given(
    words=st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    | st.text('"*()^:+-{}OR NEAR退，。\x00', max_size=12)
)
def test_no_query_is_a_wrong_one(shelves: Desk, words: str) -> None:
    found(shelves, words)


@given(st.text("退款OKok ,。a1Ⅷßﬁ㎏"))
def test_spacing_a_text_twice_changes_no_word(text: str) -> None:
    assert spaced(spaced(text)).split() == spaced(text).split()
