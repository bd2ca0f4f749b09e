"""`amends branch`: what belongs to what, and adding one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

OWN = ("--timezone", "Asia/Urumqi", "--language", "en")


@pytest.fixture
def tree(amends: Any) -> Any:
    """A head office, a region, and two branches of which one was there before."""
    for code, *options in (
        ("HQ", "--kind", "head_office", "--name", "集团"),
        ("EAST", "--parent", "HQ", "--kind", "region"),
        ("N2", "--parent", "EAST", "--name", "河街店", "--staff", "孙丽", *OWN),
    ):
        assert amends("branch", "add", code, *options).code == 0
    return amends


def test_a_tree_grows_branch_by_branch(tree: Any) -> None:
    listed = {entry["code"]: entry for entry in tree("branch", "list", "--json").json}
    assert list(listed) == ["N1", "HQ", "EAST", "N2"]
    assert listed["N2"] == {
        "code": "N2", "name": "河街店", "kind": "branch", "parent": "EAST", "industry": "supermarket",
        "timezone": "Asia/Urumqi", "language": "en", "staff": "孙丽",
    }  # fmt: skip
    assert tree("branch", "tree", "--json").json == [
        {"code": "N1", "name": None, "kind": "branch", "below": []},
        {
            "code": "HQ", "name": "集团", "kind": "head_office",
            "below": [
                {
                    "code": "EAST", "name": None, "kind": "region",
                    "below": [{"code": "N2", "name": "河街店", "kind": "branch", "below": []}],
                }
            ],
        },
    ]  # fmt: skip


def test_people_see_the_tree_and_one_branch_of_it(tree: Any) -> None:
    lines = tree("branch", "tree", "--lang", "en").out.splitlines()
    assert lines == ["N1  (branch)", "HQ  集团  (head office)", "  EAST  (region)", "    N2  河街店  (branch)"]
    shown = tree("branch", "show", "N2", "--lang", "en").out
    for words in ("belongs to: EAST → HQ", "time zone: Asia/Urumqi", "at the desk: 孙丽", "mon  0"):
        assert words in shown
    assert [line.split()[0] for line in tree("branch", "list").out.splitlines()[1:] if line.strip("- ")] == [
        "N1", "HQ", "EAST", "N2",
    ]  # fmt: skip


def test_a_branch_s_own_hours_are_shown_and_judged(tree: Any, chain_folder: Path) -> None:
    file = chain_folder / "amends.toml"
    with file.open("a", encoding="utf-8") as out:
        out.write('[branch.N2.hours]\nmon = ["09:00-12:00"]\n')
    details = tree("branch", "show", "N2", "--json").json
    assert (details["hours"], details["above"], details["below"]) == ({"mon": ["09:00-12:00"]}, ["EAST", "HQ"], [])
    assert tree("branch", "show", "EAST", "--json").json["below"] == ["N2"]
    file.write_text(file.read_text(encoding="utf-8").replace("09:00-12:00", "19:00-12:00"), encoding="utf-8")
    for command in (["branch", "list"], ["branch", "tree"], ["branch", "show", "N1"], ["branch", "add", "N9"]):
        left = tree(*command)
        assert left.code == 2
        assert "[branch.N2] hours" in left.complaint
    # Whoever works elsewhere works on.
    assert tree("take", "--text", "牛奶过期了。", "--branch", "N1").code == 0


@pytest.mark.parametrize(
    "options",
    [["N1"], ["N3", "--parent", "WEST"], ["N3", "--timezone", "Mars/Olympus"], ["N3", "--industry", "bank"], ["N 3"]],
    ids=" ".join,
)
def test_what_does_not_fit_is_refused_and_the_file_stays(amends: Any, chain_folder: Path, options: list[str]) -> None:
    before = (chain_folder / "amends.toml").read_bytes()
    left = amends("branch", "add", *options)
    assert left.code == 2
    assert left.complaint
    assert (chain_folder / "amends.toml").read_bytes() == before
    assert sorted(path.name for path in chain_folder.iterdir()) == ["amends.db", "amends.toml"]


def test_an_unknown_branch_is_answered_with_those_there_are(amends: Any) -> None:
    left = amends("branch", "show", "N9")
    assert (left.code, "N1" in left.complaint) == (2, True)
