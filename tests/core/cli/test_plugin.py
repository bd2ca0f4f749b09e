from __future__ import annotations

from pathlib import Path
from typing import Any


def test_plugins_are_listed_with_what_they_answer(amends: Any) -> None:
    rows = {row["name"]: row for row in amends("plugin", "list", "--json").json}
    assert {"supermarket", "jewelry", "restaurant", "ecommerce"} <= set(rows)
    assert rows["supermarket"]["categories"] >= 8
    assert rows["supermarket"]["hooks"] == ["industry"]
    assert rows["jewelry"]["categories"] is None
    assert "supermarket" in amends("plugin", "list").out


def test_a_plugin_that_is_enabled_but_missing_is_listed_as_broken(amends: Any, chain_folder: Path) -> None:
    file = chain_folder / "amends.toml"
    written = file.read_text(encoding="utf-8").replace('["supermarket"]', '["supermarket", "spaceport"]')
    file.write_text(written, encoding="utf-8")
    rows = {row["name"]: row for row in amends("plugin", "list", "--json").json}
    assert "spaceport" in rows["spaceport"]["state"]
    assert amends("take", "--text", "牛奶过期了。").code != 0


def test_without_a_chain_the_installed_ones_are_listed(amends: Any, tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert {row["hooks"] == [] for row in amends("plugin", "list", "--json").json} == {True}


def test_what_is_wrong_with_a_pack_points_to_the_page_that_says_how_it_should_be(
    amends: Any, chain_folder: Path
) -> None:
    file = chain_folder / "amends.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n[pack.supermarket.cure]\nx = 1\n", encoding="utf-8")
    assert amends("take", "--text", "牛奶过期了。", "--lang", "en").complaint.rstrip().endswith("(docs/pack.md)")
    file.write_text("[chain]\nname = 5\n", encoding="utf-8")
    assert amends("queue", "--lang", "en").complaint.rstrip().endswith("(docs/configuration.md)")
