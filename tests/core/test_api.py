"""The plugin API: which range fits which version, who is refused, and that no public signature changes unsaid."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from amends import API_VERSION, registry
from amends.api import check_api, deprecated, warn_deprecated
from amends.errors import PluginError
from amends.pack.load import build_pack
from amends.testing.public_names import changelog_entry, signatures
from hypothesis import given
from hypothesis import strategies as st

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
NUMBERS = st.tuples(st.integers(0, 30), st.integers(0, 30))


def test_no_public_signature_changes_without_a_line_in_the_changelog() -> None:
    assert changelog_entry() in CHANGELOG.read_text(encoding="utf-8"), (
        f"the public signatures are others now (see docs/api.md): raise API_VERSION and add to CHANGELOG.md a line "
        f"that says what changed and holds {changelog_entry()}"
    )


def test_every_public_name_is_there_and_none_shows_where_in_memory_it_lies() -> None:
    lines = [line for of in signatures().values() for line in of]
    assert "classify(case: Case, view: View) -> Sequence[Finding] | None" in lines
    assert "clock -> Clock, pytest.fixture" in lines
    assert [line for line in lines if "0x" in line] == []


@pytest.mark.parametrize(
    "wanted", [">=1.0,<2", "==1", "==1.0", ">=0.9", "!=1.1", "<=1.0", " >= 1.0 , < 1.1 ", "<1.0.1"]
)
def test_a_range_that_holds_is_accepted(wanted: str) -> None:
    check_api("florist", wanted, "1.0")


@pytest.mark.parametrize("wanted", [">=1.1", "<1", "==2", "!=1.0", ">1.0", ">=1.0,<1.0", "<=0.9.9"])
def test_a_range_that_does_not_hold_is_refused_with_both(wanted: str) -> None:
    with pytest.raises(PluginError) as refused:
        check_api("florist", wanted, "1.0")
    assert str(refused.value) == f"plugin 'florist' needs the plugin API {wanted}; this is 1.0"


@pytest.mark.parametrize("wanted", ["", "1.0", ">=", ">=1.x", "~=1.0", ">=1.0,", ">=1.0 <2", 1.0, (">=1",), ">=①"])
def test_what_is_no_range_is_refused(wanted: object) -> None:
    with pytest.raises(PluginError, match="is no range of API versions; expected one like '>=1.0,<2'"):
        check_api("florist", wanted)


@given(NUMBERS, NUMBERS)
def test_numbers_are_compared_as_numbers(wanted: tuple[int, int], given: tuple[int, int]) -> None:
    asked, version = (".".join(map(str, pair)) for pair in (wanted, given))
    if given >= wanted:
        check_api("florist", f">={asked}", version)
    else:
        with pytest.raises(PluginError):
            check_api("florist", f">={asked}", version)


def test_a_plugin_s_line_is_looked_at_before_its_hooks_are_asked(
    trade: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = ModuleType("amends_florist.plugin")
    newer.requires_amends_api = ">=2.0"  # type: ignore[attr-defined]  # a module as its author writes it
    newer.industry = pytest.fail  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "amends_florist.plugin", newer)
    with pytest.raises(PluginError, match=f"'florist' needs the plugin API >=2.0; this is {API_VERSION}"):
        registry.load(["florist"])


@pytest.mark.parametrize(("wanted", "fits"), [(">=1.0,<2", True), ("<1", False)])
def test_a_pack_may_say_it_too(wanted: str, fits: bool, trade: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = trade.tables()
    tables["industry"]["api"] = wanted
    monkeypatch.setattr(trade, "_pack", lambda: build_pack(tables))
    if fits:
        assert registry.load(["florist"]).packs["florist"].industry.api == wanted
    else:
        with pytest.raises(PluginError, match="needs the plugin API <1"):
            registry.load(["florist"])


def test_what_goes_out_of_use_works_and_names_its_replacement() -> None:
    @deprecated("amends.text.Text", since="1.1")
    def words(zh: str) -> str:
        """Old words."""
        return zh

    with pytest.warns(
        DeprecationWarning, match="words is deprecated since the plugin API 1.1; use amends.text.Text"
    ) as told:
        assert words("好") == "好"
    assert told[0].filename == __file__
    assert words.__doc__ == "Old words."
    with pytest.warns(DeprecationWarning, match="the key x is deprecated") as told:
        warn_deprecated("the key x", "y", "1.2", stacklevel=1)
    assert told[0].filename == __file__
