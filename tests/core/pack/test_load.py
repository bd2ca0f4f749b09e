from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from amends.errors import PackError
from amends.money import Money
from amends.pack.load import build_pack, digest, load_pack, overlaid
from amends.pack.values import CHANNELS, STAGES
from hypothesis import given
from hypothesis import strategies as st


def written(folder: Path, **files: str) -> str:
    """A folder `trade/pack` with these files, as a plugin has one."""
    pack = folder / "trade" / "pack"
    pack.mkdir(parents=True)
    for name, content in files.items():
        (pack / f"{name}.toml").write_text(content, encoding="utf-8")
    return str(pack)


def test_every_table_becomes_a_value(trade: ModuleType, tmp_path: Path) -> None:
    pack = load_pack(written(tmp_path, industry=trade.PACK))
    assert (pack.name, pack.front_line) == ("florist", "clerk")
    assert pack.industry.label.zh == "花店"
    assert [(band.role, band.up_to) for band in pack.approvals] == [
        ("clerk", Money(2000, "CNY")),
        ("manager", Money(10000, "CNY")),
        ("owner", None),
    ]
    assert pack.calendar.week["mon"] == [["09:00", "12:00"], ["13:00", "18:00"]]
    assert pack.clocks["redelivery"].when == {"abroad": False}
    assert pack.categories["wilted"].keywords == ("蔫", "不新鲜", "wilted")
    assert pack.superiors("clerk") == ["manager", "owner"]
    assert pack.superiors("owner") == []


def test_tables_may_lie_in_any_file(trade: ModuleType, tmp_path: Path) -> None:
    head, mark, tail = trade.PACK.partition("[category.wilted]")
    split = load_pack(written(tmp_path / "split", aaa=mark + tail, zzz=head))
    whole = load_pack(written(tmp_path / "whole", industry=trade.PACK))
    assert split.digest == whole.digest
    assert split.tables == whole.tables


def test_the_cores_words_stand_under_every_pack(trade: ModuleType) -> None:
    pack = trade.industry()
    assert set(pack.stages) == set(STAGES)
    assert set(pack.channels) == set(CHANNELS)


def test_a_pack_may_say_a_step_in_its_own_way(trade: ModuleType, tmp_path: Path) -> None:
    own = '[stage.closed]\nlabel = { zh = "谢谢", en = "Thanks" }\ndo = []\n'
    pack = load_pack(written(tmp_path, industry=trade.PACK, words=own))
    assert pack.stages["closed"].label.zh == "谢谢"
    assert pack.stages["intake"].label.zh == "登记"


def test_the_version_names_industry_version_and_content(trade: ModuleType) -> None:
    name, version, fingerprint = trade.industry().version.split()
    assert (name, version) == ("florist", "7")
    assert trade.industry().digest.startswith(fingerprint)


def test_a_pack_can_be_rebuilt_from_its_stored_tables(trade: ModuleType) -> None:
    pack = trade.industry()
    assert build_pack(pack.tables).digest == pack.digest == digest(pack.tables)


@pytest.mark.parametrize(
    ("was", "becomes", "place", "problem"),
    [
        ('version = "7"', "version = 7", "[industry] version", "7 is not a string"),
        ('version = "7"', 'version = " "', "[industry] version", "is empty; expected a word"),
        ('version = "7"', "", "[industry] version", "is missing"),
        ('version = "7"', 'version = "7"\ncolour = "red"', "[industry] colour", "unknown key; known: name, version"),
        ('zh = "花店", en', "en", "[industry] label", "languages given: en; expected zh and en"),
        ('zh = "花店"', 'zh = ""', "[industry] label.zh", "is empty; expected a word"),
        ('zh = "花店"', 'zh = "花店", fr = "x"', "[industry] label", "expected zh and en"),
        ('period = "day"', 'period = "week"', "[numbering] period", "'week' is not one of day, month, year, never"),
        ("front_line = true", 'front_line = "yes"', "[role.clerk] front_line", "'yes' is not true or false"),
        ('up_to = "20.00"', "up_to = 20", "[approval[0]] up_to", "20 is not a string"),
        ('up_to = "20.00"', 'up_to = "many"', "[approval[0]] up_to", "'many' is not an amount in CNY"),
        ("percent = 50", "percent = 0", "[remedy.fresh_bunch] percent", "0 is not above zero"),
        ("percent = 50", "percent = true", "[remedy.fresh_bunch] percent", "True is not a whole number"),
        ("hours = 4", "hours = 1.5", "[clock.answer] hours", "1.5 is not a whole number"),
        ('when = { abroad = false }', "when = { abroad = 3 }", "[clock.redelivery] when", "abroad = 3: expected a str"),
        ('mon = ["09:00-12:00"', 'moon = ["09:00-12:00"', "[calendar] week", "moon is not a weekday with intervals"),
        ('mon = ["09:00-12:00"', 'mon = ["9 to 12"', "[calendar] week", "mon is not a weekday with intervals"),
        ('mon = ["09:00-12:00"', 'mon = ["25:00-26:00"', "[calendar] week", "mon is not a weekday with intervals"),
        ('kind = "moral"', 'kind = "warm"', "[remedy.apology] kind", "'warm' is not one of material, moral"),
        ('to = ["manager"]', 'to = "manager"', "[escalation[2]] to", "'manager' is not a list"),
        ('zh = ["蔫"', 'zh = [5, "蔫"', "[category.wilted] keywords.zh", "5 is not a string"),
        ('[remedy.apology]', '[cure.apology]', "[cure]", "unknown table; known: approval, breach, budget"),
    ],
)  # fmt: skip
def test_what_is_malformed_is_named_with_file_table_and_key(
    was: str, becomes: str, place: str, problem: str, trade: ModuleType, tmp_path: Path
) -> None:
    assert was in trade.PACK
    folder = written(tmp_path, industry=trade.PACK.replace(was, becomes, 1))
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    assert str(caught.value).startswith(f"pack florist, industry.toml, {place}: ")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("[industry", "pack trade, industry.toml: "),
        ("[industry]", "pack ?, industry.toml, [industry] name: is missing"),
        ("[numbering]", "pack ?, industry.toml, [industry] name: is missing"),
        ('role = "x"', "pack trade, industry.toml, [role]: is not a table of named entries"),
        ("", "[industry] name: is missing"),
    ],
)
def test_a_file_that_is_no_pack_is_named(content: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        load_pack(written(tmp_path, industry=content))
    assert problem in str(caught.value)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (Path(folder) / "industry.toml").write_bytes("label = '花店'".encode("gb18030"))
    with pytest.raises(PackError, match=r"pack trade, industry\.toml: .*codec can't decode"):
        load_pack(folder)


@pytest.mark.parametrize("table", ["[industry]\n", "[role.clerk]\n", "[category.wilted]\n"])
def test_a_table_in_two_files_is_refused_and_both_named(table: str, trade: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        load_pack(written(tmp_path, industry=trade.PACK, more=table))
    assert str(caught.value) == f"pack trade, more.toml, {table.strip()}: also in industry.toml"


@pytest.mark.parametrize("made", [False, True])
def test_a_folder_without_a_pack_is_named(made: bool, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    if made:
        folder.mkdir()
    with pytest.raises(PackError, match=r"no pack in .*empty; expected files like industry\.toml"):
        load_pack(str(folder))


def test_a_changed_file_is_read_anew(trade: ModuleType, tmp_path: Path) -> None:
    folder = written(tmp_path, industry=trade.PACK)
    first = load_pack(folder)
    assert load_pack(folder).digest == first.digest
    (Path(folder) / "industry.toml").write_text(trade.PACK.replace('"7"', '"seven"'), encoding="utf-8")
    assert load_pack(folder).industry.version == "seven"
    (Path(folder) / "more.toml").write_text('[role.x]\nlabel = { zh = "某", en = "x" }', encoding="utf-8")
    assert "x" in load_pack(folder).roles


def test_a_damaged_file_is_refused_though_it_was_good_before(trade: ModuleType, tmp_path: Path) -> None:
    folder = written(tmp_path, industry=trade.PACK)
    load_pack(folder)
    (Path(folder) / "industry.toml").write_text(trade.PACK + "\n[cure]", encoding="utf-8")
    with pytest.raises(PackError, match=r"\[cure\]: unknown table"):
        load_pack(folder)


LEAVES: st.SearchStrategy[Any] = st.none() | st.integers() | st.text(max_size=3) | st.lists(st.integers(), max_size=2)
TABLES = st.recursive(LEAVES, lambda inner: st.dictionaries(st.sampled_from("abcd"), inner, max_size=3), max_leaves=8)


@given(TABLES, TABLES)
def test_laying_changes_over_tables_twice_is_laying_them_once(under: Any, over: Any) -> None:
    once = overlaid(under, over)
    assert overlaid(once, over) == once


@given(st.dictionaries(st.sampled_from("abcd"), TABLES, max_size=4))
def test_no_changes_change_nothing(under: dict[str, Any]) -> None:
    assert overlaid(under, {}) == under


def test_a_table_is_joined_and_everything_else_replaced() -> None:
    under = {"role": {"a": {"x": 1, "y": 2}}, "approval": [1, 2]}
    over = {"role": {"a": {"y": 3}, "b": {"x": 4}}, "approval": [5]}
    assert overlaid(under, over) == {"role": {"a": {"x": 1, "y": 3}, "b": {"x": 4}}, "approval": [5]}
