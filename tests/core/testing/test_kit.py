"""The author's kit: it costs nothing unused, and each of its checks finds what it is there for."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from amends import registry
from amends.case.answers import Finding, Reason
from amends.case.values import Case
from amends.hookspecs import hookimpl
from amends.pack.load import build_pack
from amends.testing.industry import TestIndustry as Contract
from amends.testing.own_words import case_of, view_of
from amends.testing.purity import impurities
from amends.testing.stories import read_stories
from amends.text import Text

WHY = Reason("leaky.rule", Text("试试", "a try"))


def test_pytest_reads_the_fixtures_without_importing_the_product() -> None:
    program = (
        "import sys, pytest; before = set(sys.modules); import amends.testing.pytest_plugin; "
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["amends", "amends.testing", "amends.testing.pytest_plugin"]


Damage = Callable[[dict[str, Any]], None]


def _label(tables: dict[str, Any], **words: str) -> None:
    tables["category"]["wilted"]["label"] |= words


DAMAGED: dict[str, tuple[str, Damage]] = {
    "English in Chinese": (
        "test_every_text_is_chinese_in_chinese_and_english_in_english", lambda tables: _label(tables, zh="Wilted")
    ),
    "Chinese in English": (
        "test_every_text_is_chinese_in_chinese_and_english_in_english", lambda tables: _label(tables, en="不新鲜")
    ),
    "half-width comma": (
        "test_chinese_is_written_with_chinese_punctuation", lambda tables: _label(tables, zh="花,不新鲜")
    ),
    "a threat": (
        "test_no_word_of_the_pack_does_harm",
        lambda tables: tables["category"]["late"]["say"].update(zh="公共场所，我们管不了。"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
def test_the_contract_finds_words_that_are_wrong(name: str, trade: ModuleType) -> None:
    check, damage = DAMAGED[name]
    getattr(Contract(), check)(build_pack(trade.tables()))
    tables = trade.tables()
    damage(tables)
    with pytest.raises(AssertionError):
        getattr(Contract(), check)(build_pack(tables))


def test_the_contract_finds_a_category_that_nothing_leads_to(trade: ModuleType) -> None:
    tables = trade.tables()
    # Its only words nearly settle another category.
    tables["category"]["late"]["keywords"]["zh"] = ["全蔫了"]
    pack = build_pack(tables)
    Contract().test_every_category_is_reached_by_its_own_words(build_pack(trade.tables()), ("florist",))
    with pytest.raises(AssertionError, match="late"):
        Contract().test_every_category_is_reached_by_its_own_words(pack, ("florist",))


class Leaky:
    """Plugins that do what no hook may, by what they do."""

    def __init__(self) -> None:
        self.asked = 0

    @hookimpl
    def classify(self, case: Case) -> list[Finding]:
        self.asked += 1
        return [Finding("wilted", self.asked, WHY)]


class Changing:
    @hookimpl
    def classify(self, case: Case) -> None:
        case.facts["price"] = "0"


class Opening:
    @hookimpl
    def classify(self, case: Case) -> None:
        Path(__file__).read_bytes()


class Calling:
    @hookimpl
    def classify(self, case: Case) -> None:
        socket.socket().close()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Leaky, "classify: answered differently to the same question"),
        (Changing, "it changed case.facts; what a hook is given stays as it is"),
        (Opening, f"classify: reached out (open {__file__})"),
        (Calling, "it reached outside (socket.__new__); a hook does no input or output"),
    ],
)
def test_a_hook_that_is_not_pure_is_told_with_what_it_does(kind: type, said: str, trade: ModuleType) -> None:
    plugins = registry.load(["florist"])
    pack = plugins.packs["florist"]
    assert impurities(plugins, case_of(pack, "玫瑰全蔫了", "zh", "wilted"), view_of(pack)) == []
    plugins.manager.register(kind(), name="leaky")
    plugins.versions["leaky"] = "1"
    plugins._order.clear()
    found = impurities(plugins, case_of(pack, "玫瑰全蔫了", "zh", "wilted"), view_of(pack))
    assert [line for line in found if said in line] != []


STORY = """
[[story]]
title = "t"
covers = []
says = "s"
category = "c"
severity = "minor"
owner = "o"
clocks = []
remedies = []
first = "f"
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no \\[\\[story\\]\\] in it"),
        (STORY.replace('first = "f"\n', ""), "story t: first missing"),
        (STORY + "frist = 1\n", "story t: unknown frist; known: approver, "),
        (STORY + "offer = []\n", "story t: offer and approver belong together"),
    ],
)
def test_a_story_that_says_too_little_or_something_else_is_named(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "stories.toml"
    file.write_text(STORY, encoding="utf-8")
    assert len(read_stories(file)) == 1
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_stories(file)
