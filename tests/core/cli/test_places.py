"""Reading in a chain with several branches: who sees what, in lists and one by one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TREE = """
[branch.EAST]
[branch.N2]
parent = "EAST"
[branch.N3]
parent = "EAST"
timezone = "Europe/Bucharest"
language = "en"
[branch.S1]
[pack.supermarket.role.store_manager]
scope = "region"
"""
PEOPLE = (
    ("小周", "front_desk", "N2"), ("小吴", "front_desk", "N3"), ("小郑", "front_desk", "S1"),
    ("东区", "store_manager", "EAST"), ("孙副总", "group_vp_operations", "N1"),
)  # fmt: skip


@pytest.fixture
def east(amends: Any, chain_folder: Path) -> dict[str, str]:
    """Four branches, two of them in one region, with a case each: its number by branch."""
    assert amends("staff", "add", "孙副总", "--role", "group_vp_operations").code == 0
    with (chain_folder / "amends.toml").open("a", encoding="utf-8") as file:
        file.write(TREE)
    for name, role, branch in PEOPLE:
        if name != "孙副总":
            assert amends("staff", "add", name, "--role", role, "--branch", branch, "--as", "孙副总").code == 0
    takers = {"N1": "desk", "N2": "小周", "N3": "小吴", "S1": "小郑"}
    return {
        branch: amends("take", "--text", "牛奶过期了。", "--branch", branch, "--as", name, "--json").json["number"]
        for branch, name in takers.items()
    }


def seen(amends: Any, *arguments: str) -> set[str]:
    return {row["branch"] for row in amends(*arguments, "--json").json}


@pytest.mark.parametrize(
    ("who", "branches"),
    [("desk", {"N1"}), ("小周", {"N2"}), ("东区", {"N2", "N3"}), ("孙副总", {"N1", "N2", "N3", "S1"})],
)
def test_everybody_sees_what_they_cover(amends: Any, east: dict[str, str], who: str, branches: set[str]) -> None:
    assert seen(amends, "queue", "--as", who) == branches
    assert seen(amends, "search", "牛奶", "--as", who) == branches
    assert f"{len(branches)}" in amends("queue", "--limit", "1", "--as", who, "--lang", "en").out.splitlines()[-1]
    for branch, number in east.items():
        for command in ("show", "guide", "explain"):
            left = amends(command, number, "--as", who)
            assert left.code == (0 if branch in branches else 1), (command, branch)
            assert branch in branches or f"{who}" in left.complaint


def test_a_region_named_means_all_below_it(amends: Any, east: dict[str, str]) -> None:
    assert seen(amends, "queue", "--branch", "EAST", "--as", "东区") == {"N2", "N3"}
    assert seen(amends, "queue", "--branch", "EAST", "--as", "孙副总") == {"N2", "N3"}
    assert seen(amends, "search", "牛奶", "--branch", "N3", "--as", "东区") == {"N3"}
    for command in (["queue"], ["search", "牛奶"]):
        refused = amends(*command, "--branch", "S1", "--as", "东区", "--lang", "en")
        assert refused.code == 1
        assert "东区 works at EAST as store_manager and does not cover S1" in refused.complaint


def test_what_waits_for_me_waits_where_i_am(amends: Any, east: dict[str, str]) -> None:
    for who, branch in (("小周", "N2"), ("小郑", "S1")):
        number = east[branch]
        assert amends("propose", number, "--remedy", "refund_quality=1500", "--as", who).code == 0
    assert seen(amends, "queue", "--mine", "--as", "东区") == {"N2"}


@pytest.mark.parametrize("command", [["queue"], ["search", "牛奶"], ["show"], ["guide"], ["explain"]], ids=" ".join)
def test_in_a_chain_with_several_branches_whoever_reads_says_who_they_are(
    amends: Any, east: dict[str, str], command: list[str]
) -> None:
    named = [*command, east["N1"]] if len(command) == 1 and command != ["queue"] else command
    left = amends(*named)
    assert left.code == 2
    assert "--as" in left.complaint
    assert amends(*named, "--as", "desk").code == 0
    assert amends(*named, "--branch", "N1").code == 0  # where the file says who sits at the desk
    stranger = amends(*named, "--as", "路人")
    assert (stranger.code, "路人" in stranger.complaint) == (2, True)


def test_in_a_chain_with_one_branch_nobody_needs_to(amends: Any, chain_folder: Path, number: str) -> None:
    file = chain_folder / "amends.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('staff = "desk"', ""), encoding="utf-8")
    for command in (["queue"], ["search", "牛奶"], ["show", number], ["guide", number], ["explain", number]):
        assert amends(*command).code == 0


def test_reading_may_be_for_some_roles_only(amends: Any, chain_folder: Path, number: str) -> None:
    assert amends("staff", "add", "李店长", "--role", "store_manager").code == 0
    file = chain_folder / "amends.toml"
    only = 'roles = ["store_manager"]\n'
    with file.open("a", encoding="utf-8") as out:
        out.write(f"\n[pack.supermarket.permission.search]\n{only}[pack.supermarket.permission.show]\n{only}")
    for command in (["search", "牛奶"], ["show", number], ["guide", number], ["explain", number]):
        assert amends(*command, "--as", "李店长").code == 0
        refused = amends(*command, "--lang", "en")
        assert refused.code == 1
        assert "is only for store_manager and the roles above" in refused.complaint
    # Work goes on, and so does the list of it.
    assert amends("note", number, "--text", "客人在等。").code == 0
    assert seen(amends, "queue") == {"N1"}


def test_times_and_language_are_those_of_the_branch(amends: Any, east: dict[str, str]) -> None:
    case = amends("show", east["N3"], "--as", "小吴", "--json").json
    hour = int(case["due"][11:13])
    shown = amends("show", east["N3"], "--as", "小吴", "--branch", "N3").out
    local = {(hour + ahead) % 24 for ahead in (2, 3)}
    assert any(f"due: {case['due'][:10]} {at:02}:" in shown for at in local) or hour > 20
    listed = amends("queue", "--as", "小吴", "--branch", "N3").out
    assert listed.splitlines()[0].split()[0] == "number"
    assert any(f" {at:02}:{case['due'][14:16]}" in listed for at in local)
    assert "单号" in amends("queue", "--as", "小周", "--branch", "N2").out


def test_a_list_in_a_chain_with_many_branches_loads_no_trade(east: dict[str, str], chain_folder: Path) -> None:
    look = (
        "import contextlib, io, sys\nfrom amends.cli.main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n    main(sys.argv[1:])\n"
        "print(*sorted(sys.modules))"
    )
    for command in (["queue", "--as", "东区"], ["search", "牛奶", "--as", "东区"]):
        done = subprocess.run(
            [sys.executable, "-c", look, *command], cwd=chain_folder, capture_output=True, check=True, text=True
        )
        modules = set(done.stdout.split())
        assert "amends.policy.coverage" in modules
        assert modules.isdisjoint({"amends_supermarket", "pluggy", "amends.pack.load"}), command
