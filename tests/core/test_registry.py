from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from amends import registry
from amends.errors import PackError, PluginError
from amends.hookspecs import hookimpl

INDUSTRIES = ["ecommerce", "jewelry", "restaurant", "supermarket"]
INSTALLED = sorted([*INDUSTRIES, "learned"])
MARKED = "from amends.hookspecs import hookimpl\n"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path for plugins that are forgotten after the test."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


def put(shelf: Path, name: str, code: str) -> None:
    package = shelf / f"amends_{name}"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "plugin.py").write_text(code, encoding="utf-8")


def silent(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin that answers `escalate` with nothing, in memory only."""
    module: Any = ModuleType(f"amends_{name}.plugin")
    module.escalate = hookimpl(lambda: None)
    package: Any = ModuleType(f"amends_{name}")
    package.__version__ = f"1.{name}"
    monkeypatch.setitem(sys.modules, package.__name__, package)
    monkeypatch.setitem(sys.modules, module.__name__, module)


def alone(*arguments: str, path: Path | None = None) -> str:
    """What a fresh interpreter prints that runs `arguments`."""
    environment = {**os.environ, "PYTHONPATH": str(path or "")}
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, env=environment, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_listing_imports_no_plugin() -> None:
    code = (
        "import sys; from amends import registry\n"
        "print(*[listed.name for listed in registry.installed()])\n"
        "print(*[name for name in sys.modules if name.startswith('amends_')])"
    )
    names, imported = alone("-c", code).split("\n")[:2]
    assert names.split() == INSTALLED
    assert imported == ""


def test_the_list_says_where_a_plugin_comes_from() -> None:
    listed = {entry.name: entry for entry in registry.installed()}
    assert listed["supermarket"].module == "amends_supermarket.plugin"
    assert listed["supermarket"].distribution == "amends"
    assert registry.DEFAULTS not in listed


@pytest.mark.parametrize("order", [("ash", "elm", "fir"), ("fir", "elm", "ash"), ("elm", "ash", "fir"), ()])
def test_the_order_of_the_chain_decides_who_is_asked_first(
    order: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in order:
        silent(name, monkeypatch)
    asked = registry.load(order).answering("escalate")
    assert [plugin for plugin, _, _ in asked] == [*order, registry.DEFAULTS]


def test_only_enabled_plugins_are_loaded(trade: ModuleType) -> None:
    plugins = registry.load([trade.NAME])
    assert set(plugins.versions) == {trade.NAME, registry.DEFAULTS}
    assert list(plugins.packs) == [trade.NAME]


def test_a_plugin_tells_its_hooks_and_version(trade: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    silent("ash", monkeypatch)
    plugins = registry.load([trade.NAME, "ash"])
    assert plugins.hooks(trade.NAME) == ["classify", "compensate", "escalate", "follow_up", "industry", "route"]
    assert plugins.hooks("ash") == ["escalate"]
    assert plugins.versions["ash"] == "1.ash"


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("import no_such_module", "No module named 'no_such_module'"),
        ("from amends.money import Purse", "cannot import name 'Purse'"),
        ("def industry(:", "invalid syntax"),
        ("1 / 0", "division by zero"),
        (MARKED + "@hookimpl\ndef apologise(case): ...", "apologise"),
        (MARKED + "@hookimpl\ndef classify(case, weather): ...", "weather"),
        (MARKED + "@hookimpl\ndef industry(case): ...", "case"),
        (MARKED + "@hookimpl\ndef industry(): return 'wood'", "industry() gave str, not a Pack"),
        (MARKED + "@hookimpl\ndef industry(): return {}['wood']", "KeyError('wood')"),
    ],
)
def test_a_broken_plugin_is_named_in_one_line(shelf: Path, code: str, problem: str) -> None:
    put(shelf, "worm", code)
    with pytest.raises(PluginError, match="plugin 'worm'") as caught:
        registry.load(["worm"])
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_pack_that_does_not_hold_together_is_named(trade: ModuleType, shelf: Path) -> None:
    put(
        shelf, "worm",
        MARKED + "from pathlib import Path\nfrom amends.pack.load import load_pack\n"
        "@hookimpl\ndef industry(): return load_pack(str(Path(__file__).parent))",
    )  # fmt: skip
    damaged = trade.PACK.replace('superior = "manager"', 'superior = "nobody"', 1)
    (shelf / "amends_worm" / "industry.toml").write_text(damaged, encoding="utf-8")
    with pytest.raises(PackError, match=r"industry\.toml, \[role\.clerk\] superior: no 'nobody'"):
        registry.load(["worm"])


def test_a_pack_must_bear_the_name_of_its_plugin(trade: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "amends_worm", sys.modules["amends_florist"])
    monkeypatch.setitem(sys.modules, "amends_worm.plugin", trade)
    with pytest.raises(PluginError, match="plugin 'worm': its pack is named 'florist'"):
        registry.load(["worm"])


@pytest.mark.parametrize("name", ["nowhere", "", "no where", "../up", "a.b", "市场"])
def test_an_unknown_plugin_is_named_and_the_installed_listed(name: str) -> None:
    with pytest.raises(PluginError) as caught:
        registry.load([name])
    assert str(caught.value) == f"no plugin named '{name}'; installed: {', '.join(INSTALLED)}"


@pytest.mark.parametrize("names", [("ash", "ash"), ("defaults",)])
def test_a_plugin_named_twice_is_refused(names: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    silent("ash", monkeypatch)
    with pytest.raises(PluginError, match="is named twice"):
        registry.load(names)


def test_changes_of_a_chain_are_laid_over_the_pack(trade: ModuleType) -> None:
    changes = {"role": {"clerk": {"label": {"zh": "导购", "en": "Assistant"}}}}
    pack = registry.load([trade.NAME], {trade.NAME: changes}).packs[trade.NAME]
    assert pack.roles["clerk"].label.zh == "导购"
    assert pack.roles["clerk"].superior == "manager"
    assert pack.digest != trade.industry().digest


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"category": {"wilted": {"owner": "nobody"}}}, r"amends\.toml, \[category\.wilted\] owner: no 'nobody'"),
        ({"category": "x"}, r"amends\.toml, \[category\]: is not a table"),
        ({"stage": {"closed": "x"}}, r"\[stage\.closed\]: 'x' is not a table"),
        ({"approval": "x"}, r"\[approval\]: expected a list"),
        ({"price": {}}, r"\[price\]: unknown table"),
    ],
)
def test_a_wrong_change_is_named_as_the_chains_own(trade: ModuleType, changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(PackError, match=problem):
        registry.load([trade.NAME], {trade.NAME: changes})


def test_a_change_to_a_pack_that_is_not_enabled_is_refused(trade: ModuleType) -> None:
    with pytest.raises(PluginError, match=r"\[pack\.bank\] changes a pack that is not enabled; enabled: florist"):
        registry.load([trade.NAME], {"bank": {}})


def distribution(folder: Path, name: str, entry: str) -> None:
    information = folder / f"{name}-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (information / "entry_points.txt").write_text(f"[amends]\n{entry}\n", encoding="utf-8")


LOAD_GREENGROCER = """
from amends import registry
from amends.errors import PluginError
try:
    print(registry.load(["greengrocer"]).hooks("greengrocer"))
except PluginError as error:
    print(error)
"""


def test_a_plugin_may_live_anywhere_its_entry_point_says(tmp_path: Path) -> None:
    (tmp_path / "market_stall.py").write_text(MARKED + "@hookimpl\ndef escalate(): ...", encoding="utf-8")
    distribution(tmp_path, "stall_one", "greengrocer = market_stall")
    assert alone("-c", LOAD_GREENGROCER, path=tmp_path).strip() == "['escalate']"


def test_two_distributions_with_one_name_are_refused_and_both_named(tmp_path: Path) -> None:
    distribution(tmp_path, "stall_one", "greengrocer = market_stall")
    distribution(tmp_path, "stall_two", "greengrocer = other_stall")
    said = alone("-c", LOAD_GREENGROCER, path=tmp_path).strip()
    assert said == "two plugins are named 'greengrocer': from stall_one and stall_two; remove one"


def test_an_entry_point_to_nothing_is_named(tmp_path: Path) -> None:
    distribution(tmp_path, "stall_one", "greengrocer = gone_stall")
    said = alone("-c", LOAD_GREENGROCER, path=tmp_path).strip()
    assert said.startswith("plugin 'greengrocer' cannot be loaded: ")
    assert "gone_stall" in said
