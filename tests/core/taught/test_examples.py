"""The examples beside a pack: read whole, refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from amends.errors import PackError
from amends.taught.examples import Example, digest, read
from amends.taught.model import NO_COMPLAINT

CATEGORIES = ("cold_food", "slow")


def test_all_files_are_read_and_what_complains_of_nothing_has_no_category(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text('[examples]\nslow = ["等了半天"]\nquestion = ["几点开门"]\n', encoding="utf-8")
    (tmp_path / "a.toml").write_text('[examples]\ncold_food = ["凉了"]\npraise = ["好吃"]\n', encoding="utf-8")
    found = read(str(tmp_path), CATEGORIES)
    assert found == [
        Example("凉了", "cold_food"), Example("好吃", NO_COMPLAINT), Example("等了半天", "slow"),
        Example("几点开门", NO_COMPLAINT),
    ]  # fmt: skip
    assert digest(found) == digest(list(reversed(found))) != digest(found[1:])


@pytest.mark.parametrize(("own", "least", "most"), [(10, 0, 0), (30, 10, 20), (60, 50, 70), (300, 200, 400)])
def test_the_core_adds_what_complains_of_nothing_in_proportion(own: int, least: int, most: int, tmp_path: Path) -> None:
    said = "".join(f'"等了{minutes}分钟", ' for minutes in range(own))
    (tmp_path / "a.toml").write_text(f"[examples]\nslow = [{said}]\n", encoding="utf-8")
    added = read(str(tmp_path), CATEGORIES)[own:]
    assert least <= len(added) <= most
    assert {example.label for example in added} <= {NO_COMPLAINT}


def test_no_folder_holds_no_examples(tmp_path: Path) -> None:
    assert read(str(tmp_path / "examples"), CATEGORIES) == []


@pytest.mark.parametrize(("content", "said"), [
    ("[examples", "a.toml: "),
    ("[texts]\nslow = ['x']", r"expected one table \[examples\]; found: texts"),
    ("[examples]\nfast = ['x']", "no category 'fast'; known: cold_food, slow, praise, question"),
    ("[examples]\nslow = 'x'", "slow: expected a list of texts"),
    ("[examples]\nslow = ['x', ' ']", "slow: expected a list of texts"),
    ("[examples]\nslow = ['x', 'x']", "'x' stands there twice"),
])  # fmt: skip
def test_what_is_wrong_is_named(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(content, encoding="utf-8")
    with pytest.raises(PackError, match=said):
        read(str(tmp_path), CATEGORIES)
