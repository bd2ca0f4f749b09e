"""Every word of a pack is judged when the pack is read, and every word a chain changes."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import amends_restaurant.plugin
import pytest
from amends import registry
from amends.errors import PackError
from amends.pack.load import build_pack, check_words, load_pack

PACK = Path(amends_restaurant.plugin.__file__).with_name("pack")
BAD = {"zh": "您自己弄坏的。", "en": "That is your own fault."}
LAUGHED = {
    "kind": "insult",
    "patterns": {"zh": ["哈哈"], "en": ["haha"]},
    "instead": {"zh": "谢谢您", "en": "thank you"},
}


@pytest.mark.parametrize(
    ("changes", "place", "phrase"),
    [
        ({"category": {"fight": {"say": BAD}}}, "[category.fight] say.zh", "您自己弄"),
        ({"category": {"fight": {"say": {"en": BAD["en"]}}}}, "[category.fight] say.en", "your own fault"),
        ({"category": {"fight": {"say_to": {"upset": BAD}}}}, "[category.fight] say_to.upset.zh", "您自己弄"),
        ({"category": {"fight": {"do": [BAD]}}}, "[category.fight] do[0].zh", "您自己弄"),
        ({"category": {"fight": {"evidence": [BAD]}}}, "[category.fight] evidence[0].zh", "您自己弄"),
        ({"remedy": {"voucher": {"say": BAD}}}, "[remedy.voucher] say.zh", "您自己弄"),
        ({"fact": {"bill": {"ask": {"zh": "您怎么证明？", "en": "Well?"}}}}, "[fact.bill] ask.zh", "您怎么证明"),
        ({"stage": {"intake": {"say": BAD}}}, "[stage.intake] say.zh", "您自己弄"),
        ({"follow_up": {"call_back": {"say": BAD}}}, "[follow_up.call_back] say.zh", "您自己弄"),
        ({"temperament": {"upset": {"advice": BAD}}}, "[temperament.upset] advice.zh", "您自己弄"),
        ({"refused": {"X4": {"instead": BAD}}}, "[refused.X4] instead.zh", "您自己弄"),
        ({"wording": {"laughed": LAUGHED}, "role": {"security": {"label": {"zh": "哈哈", "en": "Guard"}}}},
         "[role.security] label.zh", "哈哈"),
    ],
)  # fmt: skip
def test_a_chain_s_words_that_do_harm_are_refused_with_their_place_and_better_ones(
    changes: dict[str, Any], place: str, phrase: str
) -> None:
    with pytest.raises(PackError) as caught:
        registry.load(["restaurant"], {"restaurant": changes})
    told = str(caught.value)
    assert told.startswith(f'pack restaurant, amends.toml, {place}: "{phrase}" (')
    assert "; rather: " in told


def test_a_chain_s_kind_words_are_taken() -> None:
    words = {"zh": "真对不起，我陪您。", "en": "I am so sorry; I will stay with you."}
    pack = registry.load(["restaurant"], {"restaurant": {"category": {"fight": {"say": words}}}}).packs["restaurant"]
    assert pack.categories["fight"].say.to_json() == words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(PACK, tmp_path / "pack", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "pack"


def test_a_pack_s_own_files_are_judged_when_they_are_read(folder: Path) -> None:
    file = folder / "remedies.toml"
    text = file.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("say = "))
    file.write_text(text.replace(line, 'say = { zh = "爱吃不吃。", en = "Here you are." }', 1), encoding="utf-8")
    for _ in range(2):  # what was refused is not kept compiled either
        with pytest.raises(PackError, match=r'remedies\.toml, \[remedy\.remake_dish\] say\.zh: "爱吃不吃"'):
            load_pack(str(folder))


def test_a_phrase_of_one_s_own_that_could_never_be_found_is_named(folder: Path) -> None:
    broken = '[wording.broken]\nkind = "insult"\npatterns = { zh = ["…"], en = [] }\n'
    file = folder / "practices.toml"
    file.write_text(
        file.read_text(encoding="utf-8") + broken + 'instead = { zh = "好", en = "well" }\n', encoding="utf-8"
    )
    with pytest.raises(PackError, match=r"practices\.toml, \[wording\]: pattern '…' has an empty piece"):
        load_pack(str(folder))


def test_rules_of_long_ago_are_not_judged_anew(trade: ModuleType) -> None:
    tables = trade.tables()
    tables["category"]["late"]["say"] = BAD
    pack = build_pack(tables)  # as the ledger gives them back
    with pytest.raises(PackError, match=r"\[category\.late\] say\.zh"):
        check_words(tables, pack)


def test_a_refused_practice_names_what_is_not_said_without_tripping_over_it(trade: ModuleType) -> None:
    tables = trade.tables()
    tables["refused"]["X2"]["practice"] = {"zh": "说要扣我工资", "en": "Saying that it comes out of my pay"}
    check_words(tables, build_pack(tables))
