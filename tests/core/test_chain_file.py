"""Adding a branch to `amends.toml`: at the end, judged first, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from amends.chain_file import add_branch
from amends.config import FILE_NAME, load_chain
from amends.errors import ConfigurationError

OURS = '# our chain\n[chain]\nname = "晨光"   # the name\nplugins = ["supermarket"]\n\n[branch.N1]\nstaff = "desk"'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / FILE_NAME
    path.write_text(OURS, encoding="utf-8")
    return path


def test_everything_else_in_the_file_stays_as_it_is(file: Path) -> None:
    chain = add_branch(file, "N2", {"name": '河街"店', "parent": "N1"})
    text = file.read_text(encoding="utf-8")
    assert text.startswith(OURS)
    assert chain.branches == load_chain(file).branches
    assert chain.branches["N2"] == {"name": '河街"店', "parent": "N1"}
    add_branch(file, "N3", {})
    assert list(load_chain(file).branches) == ["N1", "N2", "N3"]
    assert [path.name for path in file.parent.iterdir()] == [FILE_NAME]


def test_the_file_keeps_its_line_ends_its_mark_and_its_rights(file: Path) -> None:
    old = b"\xef\xbb\xbf" + OURS.replace("\n", "\r\n").encode()
    file.write_bytes(old)
    file.chmod(0o640)
    add_branch(file, "N2", {"name": "河街"})
    new = file.read_bytes()
    assert new.startswith(old)
    assert new.count(b"\n") == new.count(b"\r\n")
    assert file.stat().st_mode & 0o777 == 0o640
    assert "N2" in load_chain(file).branches


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere.toml"
    os.symlink(file, link)
    add_branch(link, "N2", {})
    assert link.is_symlink()
    assert "N2" in load_chain(file).branches


@pytest.mark.parametrize(
    ("code", "settings", "problem"),
    [
        ("N1", {}, "[branch.N1] exists; nothing was changed"),
        ("N2", {"parent": "WEST"}, "no branch 'WEST'"),
        ("N2", {"parent": "N2"}, "ring"),
        ("N 2", {}, "a code has 1 to 20 characters"),
        ("N2", {"colour": "red"}, "colour: unknown"),
    ],
)
def test_what_does_not_fit_changes_nothing(file: Path, code: str, settings: dict[str, str], problem: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        add_branch(file, code, settings)
    assert problem in str(caught.value)
    assert file.read_text(encoding="utf-8") == OURS
    assert [path.name for path in file.parent.iterdir()] == [FILE_NAME]


def test_two_who_change_it_at_once_lose_nothing(file: Path) -> None:
    other = Path(f"{os.path.realpath(file)}.new")
    other.write_text("somebody else is at it", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="another command is changing"):
        add_branch(file, "N2", {})
    assert (file.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")) == (OURS, "somebody else is at it")


def test_a_file_that_cannot_take_a_table_is_left_alone(file: Path) -> None:
    text = 'branch = { N1 = {} }\n[chain]\nname = "x"\nplugins = []\n'
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=FILE_NAME):
        add_branch(file, "N2", {})
    assert file.read_text(encoding="utf-8") == text
