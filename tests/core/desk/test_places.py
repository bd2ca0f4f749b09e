"""Who may act where: a chain of flower shops in two regions, and people whose roles reach differently far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from amends.case.values import Case
from amends.config import Chain, load_chain
from amends.desk import closing, facts, handing_over, reading
from amends.desk.desk import Desk
from amends.desk.intake import Intake, take
from amends.desk.proposal import Wanted, approve, menu, propose
from amends.desk.rights import rights_in, rights_of
from amends.desk.setup import Member, set_up_chain
from amends.desk.staff import add_staff
from amends.desk.work import Target
from amends.errors import Misuse, PackError, Refused
from amends.ledger.sqlite import SqliteLedger

BRANCHES = {
    "HQ": {"kind": "head_office"}, "EAST": {"parent": "HQ"}, "WEST": {"parent": "HQ"},
    "E1": {"parent": "EAST"}, "E2": {"parent": "EAST"}, "W1": {"parent": "WEST"},
}  # fmt: skip
# By name: where they work, and as what.
PEOPLE = {
    "东一店员": ("E1", "clerk"), "东二店员": ("E2", "clerk"), "西店员": ("W1", "clerk"), "送花员": ("E1", "courier"),
    "东一店长": ("E1", "manager"), "东二店长": ("E2", "manager"), "东区经理": ("EAST", "regional"),
    "西区经理": ("WEST", "regional"), "老板娘": ("E2", "owner"),
}  # fmt: skip
ROLES = """
[pack.florist.role.manager]
superior = "regional"
[pack.florist.role.regional]
label = { zh = "区域经理", en = "Regional manager" }
superior = "owner"
scope = "region"
"""
TEXT = "昨天送到的玫瑰全蔫了。"
OpenPlaces = Callable[..., Desk]


@pytest.fixture
def places(tmp_path: Path, clock: Any, trade: ModuleType) -> Iterator[OpenPlaces]:
    """`places()` gives the desk; what is passed is added to its amends.toml, the ledger stays."""
    ledgers: list[SqliteLedger] = []
    file = tmp_path / "amends.toml"
    settings = {"name": "花", "plugins": [trade.NAME], "database": "amends.db"}
    set_up_chain(tmp_path, settings, BRANCHES, [Member("东一店员", "E1")], clock)
    file.write_text(file.read_text(encoding="utf-8") + ROLES, encoding="utf-8")

    def open_it(more: str = "") -> Desk:
        file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
        chain = load_chain(file)
        ledgers.append(SqliteLedger(chain.database))
        return Desk(chain, ledgers[-1], clock)

    desk = open_it()
    for name, (branch, role) in PEOPLE.items():
        if name != "东一店员":
            add_staff(desk, name, role, branch, "东一店员", founding=True)
    yield open_it
    for ledger in ledgers:
        ledger.close()


def on(case: Case) -> Target:
    return Target(case.number, case.branch)


def waiting(desk: Desk, branch: str = "E1", by: str = "东一店员") -> Case:
    """A case at a branch with a proposal that waits for the manager."""
    case = take(desk, Intake(TEXT, branch=branch), by)
    return propose(desk, on(case), by, [Wanted("refund", "80")])


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("东一店员", {"E1"}),
        ("东一店长", {"E1"}),
        ("东区经理", {"EAST", "E1", "E2"}),
        ("西区经理", {"WEST", "W1"}),
        ("老板娘", set(BRANCHES)),
    ],
)
def test_everybody_takes_complaints_where_they_cover_and_nowhere_else(
    places: OpenPlaces, who: str, where: set[str]
) -> None:
    desk = places()
    for branch in where:
        assert take(desk, Intake(TEXT, branch=branch), who).branch == branch
    for branch in set(BRANCHES) - where:
        with pytest.raises(Refused, match=f"{who} works at .* does not cover {branch}; 'take'.*: owner, regional$"):
            take(desk, Intake(TEXT, branch=branch), who)


@pytest.mark.parametrize(
    ("who", "may"),
    [("东一店长", True), ("东二店长", False), ("东区经理", True), ("西区经理", False), ("老板娘", True)],
)
def test_the_manager_of_one_shop_decides_nothing_at_another(places: OpenPlaces, who: str, may: bool) -> None:
    desk = places()
    case = waiting(desk)
    if may:
        assert approve(desk, on(case), who).offer.state == "approved"  # type: ignore[union-attr]
        return
    with pytest.raises(Refused, match="does not cover E1"):
        approve(desk, on(case), who)
    assert reading.show(desk, on(case)).case == case


def test_a_case_goes_only_to_somebody_who_covers_it(places: OpenPlaces) -> None:
    desk = places()
    case = take(desk, Intake(TEXT, branch="E1"), "东一店员")
    with pytest.raises(Refused, match=f"东二店员 works at E2 as clerk and does not cover E1, where {case.number} is"):
        facts.assign(desk, on(case), "老板娘", role=None, owner="东二店员")
    with pytest.raises(Refused, match="does not cover E1"):
        handing_over.hand_over(desk, on(case), "东一店员", "东二店长", "换班。")
    assert facts.assign(desk, on(case), "东区经理", role=None, owner="送花员").owner == "送花员"
    offered = handing_over.hand_over(desk, on(case), "送花员", "东区经理", "客人要见经理。")
    assert offered.hand_over is not None
    assert handing_over.take_over(desk, on(case), "东区经理").owner == "东区经理"


def test_above_somebody_is_only_who_covers_them(places: OpenPlaces) -> None:
    """A manager's role is above a clerk's everywhere; the manager is only where they work."""
    desk = places('\n[pack.florist.role.clerk]\nscope = "chain"\n')
    case = take(desk, Intake(TEXT, branch="E1"), "西店员")
    with pytest.raises(Refused, match="must agree"):
        facts.assign(desk, on(case), "东一店长", role=None, owner="东二店员")
    with pytest.raises(Refused, match="only they, or somebody above them"):
        handing_over.hand_over(desk, on(case), "东一店长", "东一店员", "我来安排。")
    assert handing_over.hand_over(desk, on(case), "老板娘", "东一店员", "我来安排。").hand_over is not None


def test_staff_are_added_and_moved_by_those_who_cover_the_old_branch_and_the_new(places: OpenPlaces) -> None:
    desk = places()
    with pytest.raises(Refused, match="东一店长 works at E1 as manager and does not cover W1"):
        add_staff(desk, "新人", "clerk", "W1", "东一店长")
    with pytest.raises(Refused, match="does not cover E2"):
        add_staff(desk, "东二店员", "clerk", "E1", "东一店长")
    assert add_staff(desk, "东二店员", "courier", "E1", "东区经理").branch == "E1"
    with pytest.raises(Refused, match="does not cover W1"):
        add_staff(desk, "西店员", "clerk", "E1", "东区经理")


def test_a_case_is_read_by_those_who_cover_it(places: OpenPlaces) -> None:
    desk = places()
    case = take(desk, Intake(TEXT, branch="E1"), "东一店员")
    for name in ("东一店员", "送花员", "东区经理", "老板娘"):
        assert reading.show(desk, on(case), name).case == case
    for name in ("东二店员", "西区经理"):
        with pytest.raises(Refused, match="does not cover E1; 'show'"):
            reading.show(desk, on(case), name)
        with pytest.raises(Refused, match="does not cover E1; 'propose'"):
            menu(desk, on(case), name)
    with pytest.raises(Misuse, match="路人"):
        reading.show(desk, on(case), "路人")


CLOSING = '\n[pack.florist.permission.close]\nroles = ["manager"]\n[pack.florist.permission.take]\nroles = ["clerk"]\n'


def test_a_verb_with_a_table_is_for_the_roles_named_and_those_above(places: OpenPlaces) -> None:
    before = places()
    case = take(before, Intake("谢谢，花很漂亮。", branch="E1"), "送花员")
    desk = places(CLOSING)
    with pytest.raises(Refused) as refused:
        closing.close(desk, on(case), "东一店员")
    assert str(refused.value) == "东一店员 is clerk; 'close' is only for manager and the roles above"
    with pytest.raises(Refused, match="'take' is only for clerk"):
        take(desk, Intake(TEXT, branch="E1"), "送花员")
    with pytest.raises(Refused, match="does not cover E1"):
        closing.close(desk, on(case), "东二店长")
    assert facts.note(desk, on(case), "东一店员", text="客人很高兴。").version > case.version
    # Opened before the rule was made, and yet it holds: who may act is today's question.
    assert closing.withdraw(desk, on(case), "东一店员", "不用了。").stage == "closed"
    again = closing.reopen(desk, on(case), "东一店员", "又来电。")
    for point in again.open_points:
        closing.answer(desk, on(case), "东一店员", "好的。", point.id)
    assert closing.close(desk, on(case), "东区经理").stage == "closed"


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ('permission.shout]\nroles = ["clerk"]', r"\[permission.shout\]: no 'shout'; defined: take, note, classify"),
        ('permission.close]\nroles = ["emperor"]', r"\[permission.close\] roles: no 'emperor'; defined: clerk"),
        ("permission.close]\nroles = []", r"\[permission.close\] roles: empty: nobody could do it"),
        ("permission.close]\nwho = []", r"\[permission.close\] who: unknown key"),
        ('role.clerk]\nscope = "galaxy"', r"\[role.clerk\] scope: 'galaxy' is not one of branch, region, chain"),
    ],
)
def test_a_permission_that_makes_no_sense_is_named(places: OpenPlaces, table: str, problem: str) -> None:
    desk = places(f"\n[pack.florist.{table}\n")
    with pytest.raises(PackError, match=problem):
        take(desk, Intake(TEXT, branch="E1"), "东一店员")
    with pytest.raises(PackError, match=problem):
        rights_of(desk.chain)


def test_whoever_is_alone_covers_all_there_is(tmp_path: Path, clock: Any, trade: ModuleType) -> None:
    """In a chain with one branch nobody is asked where they work: it may have had another code yesterday."""
    settings = {"name": "花", "plugins": [trade.NAME], "database": "amends.db"}
    set_up_chain(tmp_path, settings, {"OLD": {}}, [Member("店员", "OLD")], clock)
    chain = Chain(tmp_path / "amends.toml", {"chain": settings, "branch": {"NEW": {}}})
    ledger = SqliteLedger(chain.database)
    case = take(Desk(chain, ledger, clock), Intake(TEXT), "店员")
    ledger.close()
    assert case.branch == "NEW"


@pytest.mark.parametrize("industry", ["supermarket", "jewelry", "restaurant", "ecommerce"])
def test_what_is_read_quickly_of_a_trade_is_what_the_trade_says(industry: str, tmp_path: Path) -> None:
    changes = {
        "role": {"boss": {"label": {"zh": "老板", "en": "Boss"}, "scope": "chain"}},
        "permission": {"search": {"roles": ["boss"]}},
    }
    for overrides in ({}, {industry: changes}):
        tables = {"chain": {"name": "x", "plugins": [industry]}, "pack": overrides}
        desk = Desk(Chain(tmp_path / "amends.toml", tables), SqliteLedger("nowhere"))
        assert rights_of(desk.chain) == {industry: rights_in(desk.pack(industry))}
