from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def empty(amends: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "新店"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert amends("queue").code == 2
    return folder


@pytest.mark.parametrize("industry", ["supermarket", "jewelry", "restaurant", "ecommerce"])
def test_every_trade_takes_complaints_right_after(amends: Any, empty: Path, industry: str) -> None:
    made = amends("init", "--industry", industry, "--branch", "N1", "--yes", "--json").json
    assert (made["branch"], made["staff"]) == ("N1", "desk")
    assert sorted(path.name for path in empty.iterdir()) == ["amends.db", "amends.toml"]
    case = amends("take", "--text", "我很不满意。", "--json").json
    assert (case["industry"], case["branch"], case["owner"]) == (industry, "N1", "desk")


def test_what_was_given_is_written_down(amends: Any, empty: Path) -> None:
    options = ["--name", "晨光超市", "--staff", "小周", "--timezone", "Asia/Urumqi", "--lang", "zh"]
    assert amends("init", "--industry", "supermarket", "--branch", "一店", "--yes", *options).code == 0
    written = (empty / "amends.toml").read_text(encoding="utf-8")
    for words in ("晨光超市", "小周", "Asia/Urumqi", "一店", '"zh"'):
        assert words in written


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--branch", "N1", "--yes"], "--industry"),
        (["--industry", "supermarket", "--yes"], "--branch"),
        (["--industry", "bank", "--branch", "N1", "--yes"], "supermarket"),
        (["--industry", "supermarket", "--branch", "N 1", "--yes"], "N 1"),
        (["--industry", "supermarket", "--branch", "N1", "--yes", "--timezone", "Mars/Olympus"], "Mars/Olympus"),
        (["--industry", "supermarket", "--branch", "N1", "--yes", "--staff", "a/b"], "a/b"),
    ],
)
def test_a_wrong_call_makes_nothing(amends: Any, empty: Path, arguments: list[str], named: str) -> None:
    left = amends("init", *arguments)
    assert named in left.complaint
    assert left.code == 2
    assert list(empty.iterdir()) == []
