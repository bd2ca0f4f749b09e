"""`amends plugin check, show, enable, disable, diff` as people type them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from amends.hookspecs import hookimpl

PLUGIN = """
from amends.case.answers import Escalation
from amends.hookspecs import hookimpl

@hookimpl
def escalate(case):
    return ["somebody"]
"""


@pytest.fixture
def guest(tmp_path: Path) -> Path:
    """The package of a plugin that is not installed and answers nonsense."""
    package = tmp_path / "guest" / "amends_guest"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('__version__ = "1.0"\n', encoding="utf-8")
    (package / "plugin.py").write_text(PLUGIN, encoding="utf-8")
    return package


def test_a_finding_has_its_place_what_is_wrong_and_what_to_do(amends: Any, guest: Path) -> None:
    done = amends("plugin", "check", str(guest), "--lang", "en", "--json")
    assert done.code == 1
    told = json.loads(done.out)
    assert (told["name"], told["version"], told["errors"], told["warnings"]) == ("guest", "1.0", 1, 0)
    (finding,) = told["findings"]
    assert finding["file"] == str(guest / "plugin.py")
    assert PLUGIN.splitlines()[finding["line"] - 1] == "@hookimpl"
    assert "answered escalate with list of str; expected Escalation" in finding["problem"]
    assert "docs/hooks.md" in finding["remedy"]
    shown = amends("plugin", "check", str(guest.parent))
    assert shown.code == 1
    assert f"plugin.py:{finding['line']}" in shown.out
    assert "{" not in shown.out


@pytest.mark.parametrize("name", ["spaceport", "./nowhere", "no where"])
def test_what_is_not_there_is_named(amends: Any, name: str) -> None:
    assert name in amends("plugin", "check", name).complaint


def test_a_folder_of_many_plugins_is_refused_and_they_are_named(amends: Any, tmp_path: Path) -> None:
    for name in ("ash", "elm"):
        (tmp_path / f"amends_{name}").mkdir()
        (tmp_path / f"amends_{name}" / "plugin.py").touch()
    assert "ash, elm" in amends("plugin", "check", str(tmp_path)).complaint


def test_a_plugin_is_shown_with_all_it_says(amends: Any) -> None:
    told = amends("plugin", "show", "supermarket", "--json").json
    assert told["hooks"] == ["industry"]
    assert told["counts"]["categories"] >= 8
    assert "S8" in told["requirements"]
    assert [role["name"] for role in told["roles"] if role["front_line"]] == ["front_desk"]
    assert told["bands"][0]["up_to"]["currency"] == "CNY"
    shown = amends("plugin", "show", "supermarket").out
    assert "front_desk" in shown
    assert "law_cn" in amends("plugin", "show", "law_cn").out


def test_enabling_and_disabling_change_one_list_only(amends: Any, chain_folder: Path) -> None:
    file = chain_folder / "amends.toml"
    before = file.read_text(encoding="utf-8")
    assert amends("plugin", "enable", "law_cn", "--json").json == {"plugins": ["supermarket", "law_cn"]}
    assert file.read_text(encoding="utf-8") == before.replace('["supermarket"]', '["supermarket", "law_cn"]')
    assert "law_cn" in amends("plugin", "enable", "law_cn").complaint
    assert amends("plugin", "enable", "jewelry", "--first").code == 0
    assert amends("plugin", "disable", "law_cn").code == 0
    assert amends("plugin", "disable", "jewelry").code == 0
    assert file.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["enable", "spaceport"], "spaceport"),
        (["disable", "jewelry"], "supermarket"),
        (["disable", "supermarket"], ""),
        (["diff", "supermarket"], "--chain"),
        (["diff", "law_cn", "--chain"], "law_cn"),
        (["show", "spaceport"], "spaceport"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_changes_nothing(amends: Any, chain_folder: Path, arguments: list[str], said: str) -> None:
    before = (chain_folder / "amends.toml").read_bytes()
    assert said in amends("plugin", *arguments).complaint
    assert (chain_folder / "amends.toml").read_bytes() == before
    assert [path.name for path in chain_folder.glob("*.new")] == []


def test_the_chain_s_own_changes_are_shown(amends: Any, chain_folder: Path) -> None:
    assert amends("plugin", "diff", "supermarket", "--chain", "--json").json == []
    with (chain_folder / "amends.toml").open("a", encoding="utf-8") as file:
        file.write('[pack.supermarket.role.front_desk]\nlabel = { zh = "服务台", en = "Counter" }\n')
    (change,) = amends("plugin", "diff", "supermarket", "--chain", "--json").json
    assert (change["kind"], change["place"]) == ("words", "role.front_desk.label")
    assert change["after"]["en"] == "Counter"
    assert "Counter" in amends("plugin", "diff", "supermarket", "--chain", "--lang", "en").out


def test_another_version_is_compared_without_running_its_code(amends: Any, tmp_path: Path) -> None:
    import amends_supermarket

    package = tmp_path / "amends_supermarket"
    (package / "pack").mkdir(parents=True)
    (package / "plugin.py").write_text("raise SystemExit", encoding="utf-8")
    for source in (Path(amends_supermarket.__file__).parent / "pack").glob("*.toml"):
        text = source.read_text(encoding="utf-8")
        if source.name == "industry.toml":
            old = text[text.index("[[approval]]") :]
            limit = old[old.index("up_to") :].splitlines()[0]
            text = text.replace(limit, 'up_to = "1.00"', 1)
        (package / "pack" / source.name).write_text(text, encoding="utf-8")
    (change,) = amends("plugin", "diff", "supermarket", str(package), "--json").json
    assert (change["kind"], change["place"], change["after"]) == ("limits", "approval[0].up_to", "1.00")


def test_what_a_plugin_prints_is_no_part_of_the_answer(
    amends: Any, chain_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module: Any = ModuleType("amends_guest.plugin")
    module.escalate = hookimpl(lambda: print("petals"))  # noqa: T201  what is looked for
    monkeypatch.setitem(sys.modules, "amends_guest", ModuleType("amends_guest"))
    monkeypatch.setitem(sys.modules, "amends_guest.plugin", module)
    file = chain_folder / "amends.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('["supermarket"]', '["supermarket", "guest"]'), encoding="utf-8")
    done = amends("take", "--text", "牛奶过期了。", "--json", "--lang", "en")
    assert json.loads(done.out)["category"] == "spoiled_or_expired"
    assert set(done.err.splitlines()) == {"amends: plugin 'guest' printed in escalate: petals"}
