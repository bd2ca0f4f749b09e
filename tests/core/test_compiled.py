"""What is kept compiled: beside its source, or in the user's cache folder; never believed when it does not fit."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from amends.compiled import keep, kept


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "caches"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.setenv("LOCALAPPDATA", str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    return folder


def test_it_lies_beside_its_source(pack: Path, caches: Path) -> None:
    keep(str(pack), "tables", 1, {"a": [1, "二"]})
    assert kept(str(pack), "tables", 1) == {"a": [1, "二"]}
    assert [entry.name for entry in pack.iterdir()] == ["__pycache__"]
    assert not caches.exists()


@pytest.mark.parametrize("reason", ["no bytecode", "not writable"])
def test_where_it_may_not_lie_there_it_lies_in_the_user_s_cache(
    reason: str, pack: Path, caches: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if reason == "no bytecode":
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    else:
        (pack / "__pycache__").write_text("a file, so that no folder can be made")
    keep(str(pack), "tables", 1, [1])
    assert kept(str(pack), "tables", 1) == [1]
    assert list(pack.glob("__pycache__/*")) == []
    assert any(caches.rglob("tables.*"))


def test_where_nothing_can_be_written_nothing_is_lost(pack: Path, caches: Path) -> None:
    (pack / "__pycache__").write_text("")
    caches.write_text("")
    keep(str(pack), "tables", 1, [1])
    assert kept(str(pack), "tables", 1) is None


def test_what_does_not_fit_is_not_used(pack: Path, caches: Path) -> None:
    keep(str(pack), "tables", 1, [1])
    assert kept(str(pack), "tables", 2) is None
    (file,) = (pack / "__pycache__").iterdir()
    for content in (b"", b"x" * 100, file.read_bytes()[:-1]):
        file.write_bytes(content)
        assert kept(str(pack), "tables", 1) is None
