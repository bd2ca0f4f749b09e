from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from amends.case.offers import ApprovalStep
from amends.errors import PackError
from amends.pack.ladders import numbered
from amends.pack.load import build_pack, load_pack, overlaid
from amends.policy.votes import status
from hypothesis import given
from hypothesis import strategies as st

Tables = dict[str, Any]
MANAGER = {"role": "manager"}
BOTH = {"roles": ["manager", "courier"]}
GRAVE = {"severity": "major", "bands": [{"role": "clerk", "up_to": "10.00"}, MANAGER]}
FILES = {"industry": "florist.toml", "ladder.grave": "who.toml", "approval": "sums.toml", "budget": "sums.toml"}


def with_ladders(trade: ModuleType, **ladders: Any) -> Tables:
    return {**trade.tables(), "ladder": ladders}


def step(**keys: Any) -> Tables:
    """`[ladder.grave]` whose one band has this one step."""
    return {"severity": "major", "bands": [{"steps": [keys]}]}


def test_ladders_and_steps_become_values(trade: ModuleType) -> None:
    steps = [{**BOTH, "need": 50, "asked": ["clerk"]}, {"roles": ["owner"]}, {**BOTH, "need": "any"}]
    band = {"steps": steps, "hours": 3, "counting": "business"}
    pack = build_pack(with_ladders(trade, grave={**GRAVE, "bands": [band]}))
    ladder = pack.ladders["grave"]
    assert (ladder.severity, ladder.order, ladder.bands[0].hours, ladder.bands[0].counting) == (
        "major", 10, 3, "business",
    )  # fmt: skip
    assert ladder.bands[0].approvers == (
        ApprovalStep(("manager", "courier"), 50, ("clerk",)),
        ApprovalStep(("owner",), 100),
        ApprovalStep(("manager", "courier"), 1),
    )
    assert (pack.approvals[0].hours, pack.approvals[0].counting) == (24, "calendar")
    assert pack.budget is None


@pytest.mark.parametrize(
    ("ladder", "place", "problem"),
    [
        ({**GRAVE, "bands": []}, "[ladder.grave] bands", "nobody could decide about money"),
        ({**GRAVE, "bands": {"role": "owner"}}, "[ladder.grave] bands", "expected a list: write [[ladder"),
        ({**GRAVE, "bands": [{"boss": "owner"}]}, "[ladder.grave.bands[0]] boss", "unknown key; known: role, up_to"),
        ({**GRAVE, "bands": [{**MANAGER, "up_to": "5"}]}, "[ladder.grave.bands[0]] up_to", "the last band must have"),
        ({**GRAVE, "bands": [MANAGER, MANAGER]}, "[ladder.grave.bands[0]] up_to", "only the last band may have no"),
        (
            {**GRAVE, "bands": [{**MANAGER, "up_to": "5"}, {**MANAGER, "up_to": "5.00"}, MANAGER]},
            "[ladder.grave.bands[1]] up_to", "¥5.00 overlaps the band before it (¥5.00)",
        ),
        ({**GRAVE, "bands": [{**MANAGER, "up_to": "5"}, {"role": "clerk"}]}, "[ladder.grave.bands[1]] role", "below"),
        (
            {**GRAVE, "bands": [{**MANAGER, "up_to": "5"}, {"steps": [{"roles": ["clerk", "owner"], "need": "any"}]}]},
            "[ladder.grave.bands[1]] steps", "'clerk' is below 'manager', who decides smaller sums",
        ),
        ({**GRAVE, "bands": [{"hours": 3}]}, "[ladder.grave.bands[0]] role", "expected exactly one of role and steps"),
        ({**GRAVE, "bands": [{**MANAGER, "steps": [BOTH]}]}, "[ladder.grave.bands[0]] role", "exactly one of role and"),
        ({**GRAVE, "bands": [{"role": "king"}]}, "[ladder.grave.bands[0]] role", "no 'king'; defined: clerk, courier"),
        (step(roles=["manager", "king"]), "[ladder.grave.bands[0]] steps[0].roles", "no 'king'; defined: clerk"),
        (step(**BOTH, asked=["king"]), "[ladder.grave.bands[0]] steps[0].asked", "no 'king'; defined: clerk"),
        (step(roles=["owner", "owner"]), "[ladder.grave.bands[0]] steps[0]", "'owner' twice in one step"),
        (step(roles=["owner"], asked=["owner"]), "[ladder.grave.bands[0]] steps[0]", "'owner' twice in one step"),
        (step(roles=[]), "[ladder.grave.bands[0]] steps[0].roles", "nobody would decide"),
        (step(**BOTH, need=0), "[ladder.grave.bands[0]] steps[0].need", "0 is not all, any or a percentage from 1"),
        (step(**BOTH, need=101), "[ladder.grave.bands[0]] steps[0].need", "101 is not all, any or a percentage"),
        (step(**BOTH, need="most"), "[ladder.grave.bands[0]] steps[0].need", "'most' is not all, any or"),
        (step(**BOTH, need=True), "[ladder.grave.bands[0]] steps[0].need", "True is not all, any or"),
        (step(**BOTH, when="now"), "[ladder.grave.bands[0]] steps[0]", "is not a table of roles, need, asked"),
        ({"severity": "major", "bands": [{"steps": []}]}, "[ladder.grave.bands[0]] steps", "is not a list like"),
        ({"bands": [MANAGER]}, "[ladder.grave]", "no condition; expected at least one of categories, severity"),
        ({**GRAVE, "severity": "huge"}, "[ladder.grave] severity", "'huge' is not one of minor, ordinary, major"),
        ({**GRAVE, "categories": ["thorns"]}, "[ladder.grave] categories", "no 'thorns'; defined: wilted, late"),
        ({**GRAVE, "remedies": ["gold"]}, "[ladder.grave] remedies", "no 'gold'; defined: refund"),
        ({**GRAVE, "remedies": ["refund"], "kind": "moral"}, "[ladder.grave] kind", "none of its remedies is moral"),
        ({**GRAVE, "order": 0}, "[ladder.grave] order", "0 is not above zero"),
    ],
)  # fmt: skip
def test_a_ladder_that_does_not_hold_together_is_named_with_file_table_and_key(
    ladder: Any, place: str, problem: str, trade: ModuleType
) -> None:
    with pytest.raises(PackError) as caught:
        build_pack(with_ladders(trade, grave=ladder), FILES)
    assert str(caught.value).startswith(f"pack florist, who.toml, {place}: ")
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("budget", "place", "problem"),
    [
        ({}, "[budget] amount", "is missing"),
        ({"amount": "much"}, "[budget] amount", "is not an amount in CNY"),
        ({"amount": "10", "warn_at": 101}, "[budget] warn_at", "101 is not a percentage from 1 to 100"),
        ({"amount": "10", "beyond": "king"}, "[budget] beyond", "no 'king'; defined: clerk"),
    ],
)
def test_a_budget_is_judged_too(budget: Any, place: str, problem: str, trade: ModuleType) -> None:
    with pytest.raises(PackError) as caught:
        build_pack({**trade.tables(), "budget": budget}, FILES)
    assert str(caught.value).startswith(f"pack florist, sums.toml, {place}: ")
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("earlier", "later", "shadowed"),
    [
        ({"severity": "ordinary"}, {"severity": "major"}, True),
        ({"severity": "major"}, {"severity": "ordinary"}, False),
        ({"severity": "ordinary"}, {"severity": "ordinary", "kind": "moral"}, True),
        ({"severity": "ordinary", "kind": "moral"}, {"severity": "ordinary"}, False),
        ({"kind": "moral"}, {"remedies": ["apology"]}, True),
        ({"kind": "moral"}, {"remedies": ["apology", "refund"]}, False),
        ({"categories": ["late", "wilted"]}, {"categories": ["late"], "severity": "major"}, True),
        ({"categories": ["late"]}, {"categories": ["late", "wilted"]}, False),
        ({"categories": ["late"]}, {"kind": "moral"}, False),
        ({"remedies": ["refund"]}, {"remedies": ["refund"], "kind": "material"}, True),
    ],
)
def test_a_ladder_behind_one_as_wide_could_never_apply(
    earlier: Tables, later: Tables, shadowed: bool, trade: ModuleType
) -> None:
    tables = with_ladders(trade, first={**earlier, "bands": [MANAGER]}, second={**later, "bands": [MANAGER]})
    if not shadowed:
        assert list(build_pack(tables).ladders) == ["first", "second"]
        return
    with pytest.raises(PackError, match=r"\[ladder\.second\]: could never apply: \[ladder\.first\] comes first"):
        build_pack(tables)


def test_the_order_as_written_is_kept_when_a_stored_policy_sorts_its_keys(trade: ModuleType) -> None:
    tables = with_ladders(trade, zebra=GRAVE, apple={"kind": "moral", "bands": [MANAGER]})
    pack = build_pack(tables)
    stored = json.loads(json.dumps(pack.tables, sort_keys=True))
    assert list(stored["ladder"]) == ["apple", "zebra"]
    again = build_pack(stored)
    assert again.digest == pack.digest
    assert {name: ladder.order for name, ladder in again.ladders.items()} == {"zebra": 10, "apple": 20}


def test_the_order_is_that_of_the_files(trade: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "trade" / "pack"
    folder.mkdir(parents=True)
    (folder / "industry.toml").write_text(trade.PACK, encoding="utf-8")
    for file, name, kind in (("x", "b", "moral"), ("y", "a", "material")):
        text = f'[ladder.{name}]\nkind = "{kind}"\n[[ladder.{name}.bands]]\nrole = "owner"\n'
        (folder / f"{file}.toml").write_text(text, encoding="utf-8")
    for _ in ("read", "compiled"):
        assert {name: entry.order for name, entry in load_pack(str(folder)).ladders.items()} == {"b": 10, "a": 20}


def test_a_chain_may_put_a_ladder_before_those_of_the_trade(trade: ModuleType) -> None:
    shipped = build_pack(with_ladders(trade, grave=GRAVE)).tables
    moral = {"kind": "moral", "bands": [MANAGER]}
    last = build_pack(overlaid(shipped, {"ladder": {"words": moral}}))
    first = build_pack(overlaid(shipped, {"ladder": {"words": {**moral, "order": 5}}}))
    assert (last.ladders["words"].order, first.ladders["words"].order) == (20, 5)
    with pytest.raises(PackError, match=r"\[ladder\.words\] order: the same as that of \[ladder\.grave\]"):
        build_pack(overlaid(shipped, {"ladder": {"words": {**moral, "order": 10}}}))


@given(st.lists(st.one_of(st.none(), st.integers(1, 60)), max_size=6))
def test_numbering_again_changes_nothing_and_what_is_not_numbered_comes_after_what_stands_before_it(
    given_orders: list[int | None],
) -> None:
    ladders = {f"l{n}": {} if order is None else {"order": order} for n, order in enumerate(given_orders)}
    once = numbered({"ladder": ladders})
    assert numbered(once) == once
    orders = [ladder["order"] for ladder in once["ladder"].values()]
    for index, order in enumerate(given_orders):
        assert orders[index] == order if order is not None else orders[index] > max(orders[:index], default=0)


@given(st.integers(1, 8), st.integers(1, 100))
def test_the_votes_a_step_needs_are_those_that_the_count_of_votes_asks_for(count: int, need: int) -> None:
    step = ApprovalStep(tuple(f"r{n}" for n in range(count)), need)
    enough = [n for n in range(count + 1) if status(need, ["accepted"] * n + ["refused"] * (count - n)) == "accepted"]
    assert step.votes_needed == min(enough)
