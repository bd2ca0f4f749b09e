"""The first page and the check that a change must pass agree. Its examples run with those of the other pages."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_readme_names_the_two_commands(command: str) -> None:
    assert command in README


def test_every_make_target_named_on_a_page_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.M))
    pages = (README, *(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")))
    assert {target for page in pages for target in re.findall(r"\bmake ([a-z]+)\b`", page)} <= targets


def test_the_check_of_a_change_ends_with_the_readme_s_test_command() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert [line for line in CI.splitlines() if line.startswith("make ")] == ["make check", "make test"]
