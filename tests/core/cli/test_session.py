from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from amends.desk.setup import set_up


@pytest.mark.usefixtures("managers")
@pytest.mark.parametrize("place", ["before", "after"])
def test_standard_options_stand_before_or_after_the_command(amends: Any, place: str) -> None:
    standard = ["--as", "王副店", "--branch", "N1", "--config", "amends.toml", "--lang", "en", "--json"]
    command = ["take", "--text", "牛奶过期了。"]
    case = amends(*(standard + command if place == "before" else command + standard)).json
    assert (case["owner"], case["branch"]) == ("王副店", "N1")


@pytest.mark.usefixtures("managers")
def test_the_option_nearest_to_the_command_wins(amends: Any) -> None:
    case = amends("--as", "路人", "--lang", "en", "take", "--text", "牛奶过期了。", "--as", "王副店", "--json").json
    assert case["owner"] == "王副店"


@pytest.mark.usefixtures("managers")
def test_who_acts_is_told_by_the_option_the_environment_or_the_desk(
    amends: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def owner(*arguments: str) -> str:
        return str(amends("take", "--text", "牛奶过期了。", "--json", *arguments).json["owner"])

    assert owner() == "desk"
    monkeypatch.setenv("AMENDS_STAFF", "王副店")
    assert owner() == "王副店"
    assert owner("--as", "孙副总") == "孙副总"


@pytest.mark.usefixtures("managers")
def test_the_branch_is_told_by_the_option_or_the_environment(
    amends: Any, chain_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (chain_folder / "amends.toml").open("a", encoding="utf-8") as file:
        file.write('\n[branch.N2]\nstaff = "孙副总"\n')
    take = ["take", "--text", "牛奶过期了。", "--json"]
    assert amends(*take).code == 2
    monkeypatch.setenv("AMENDS_BRANCH", "N2")
    assert amends(*take).json["branch"] == "N2"
    assert amends(*take, "--branch", "N1").json["branch"] == "N1"
    assert [row["branch"] for row in amends("queue", "--json").json] == ["N2"]
    assert {row["branch"] for row in amends("search", "牛奶", "--branch", "N1", "--json").json} == {"N1"}


def test_without_a_usual_clerk_the_operator_must_say_who_they_are(amends: Any, chain_folder: Path) -> None:
    with (chain_folder / "amends.toml").open("a", encoding="utf-8") as file:
        file.write("\n[branch.N2]\n")
    left = amends("take", "--text", "牛奶过期了。", "--branch", "N2")
    assert left.code == 2
    assert "--as" in left.complaint


def test_the_configuration_is_told_by_the_option_or_the_environment(
    amends: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    set_up(other, "jewelry", "J1", name="金店", staff="desk")
    file = str(other / "amends.toml")
    take = ["take", "--text", "戒指上的钻石掉了。", "--json"]
    assert amends(*take).json["branch"] == "N1"
    assert amends(*take, "--config", file).json["branch"] == "J1"
    monkeypatch.setenv("AMENDS_CONFIG", file)
    assert amends(*take).json["industry"] == "jewelry"


def test_nothing_is_left_open_after_a_command(amends: Any, number: str, chain_folder: Path) -> None:
    assert amends("note", number, "--text", "客人又来电。").code == 0
    assert amends("close", number).code == 1
    assert sorted(path.name for path in chain_folder.iterdir()) == ["amends.db", "amends.toml"]
