from __future__ import annotations

import sqlite3

import pytest
from amends.desk import agreement, closing, facts, follow_up, proposal, staff
from amends.desk.desk import Desk
from amends.desk.intake import Intake, take
from amends.desk.proposal import Wanted
from amends.desk.work import Target
from amends.ledger import chain
from hypothesis import given
from hypothesis import strategies as st

ROW = ("06b0", 2, "N1", 7, "2026-03-02T02:00:00Z", "noted", "desk", "amends 0.1.0", "supermarket 1 ab", "{}", "", "00")


def test_the_digest_covers_every_column_of_an_event_but_itself(damaged: sqlite3.Connection) -> None:
    columns = [row[1] for row in damaged.execute("PRAGMA table_info(events)")]
    assert columns == [*chain.COLUMNS, "digest"]


def test_a_digest_never_changes_from_release_to_release() -> None:
    assert chain.digest(ROW) == "41f295ab837c7abba5fc89fe4313334d52eda0d1c104ebfd59021f5942142b73"
    assert (
        chain.commitment("5a17", '{"text":"退款"}')
        == "45568d9378b34264f28c1b76a23aa4c3639ac08f318a251d8023af70cf2062ab"
    )


@pytest.mark.parametrize("column", range(len(ROW)), ids=chain.COLUMNS)
@pytest.mark.parametrize("value", ["x", "\x00", "", 2, "2", None, 2.5, b"2", "\udcff"], ids=repr)
def test_any_other_value_in_any_column_gives_another_digest(column: int, value: object) -> None:
    changed = [*ROW]
    changed[column] = value
    assert (chain.digest(changed) == chain.digest(ROW)) is (changed == [*ROW])


@given(st.lists(st.text(), min_size=3, max_size=3), st.lists(st.text(), min_size=3, max_size=3))
def test_characters_cannot_move_from_one_column_to_the_next(one: list[str], other: list[str]) -> None:
    assert (chain.digest(one) == chain.digest(other)) is (one == other)
    assert chain.digest(["a", "b,c"]) != chain.digest(["a,b", "c"])
    assert chain.digest(['a","b', "c"]) != chain.digest(["a", 'b","c'])


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5)))
def test_one_value_has_one_text_whatever_order_it_was_made_in(value: dict[str, object]) -> None:
    assert chain.canonical(value) == chain.canonical(dict(reversed(value.items())))


def test_a_commitment_tells_nothing_without_its_salt() -> None:
    text = '{"text":"我要退款"}'
    assert chain.commitment("00", text) != chain.commitment("01", text)
    assert chain.commitment("00", text) != chain.commitment("00", text.replace("退", "换"))


def test_every_event_is_salted_anew(damaged: sqlite3.Connection) -> None:
    salts = [salt for (salt,) in damaged.execute("SELECT salt FROM personal")]
    assert len(set(salts)) == len(salts)
    assert all(len(bytes.fromhex(salt)) == 16 for salt in salts)


def test_each_branch_has_a_chain_of_its_own(damaged: sqlite3.Connection) -> None:
    for (branch,) in damaged.execute("SELECT branch FROM heads").fetchall():
        rows = damaged.execute(
            "SELECT sequence, previous, digest FROM events WHERE branch = ? ORDER BY rowid", (branch,)
        ).fetchall()
        assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
        assert [row[1] for row in rows] == [chain.GENESIS, *(row[2] for row in rows[:-1])]


def free_text_facts(desk: Desk) -> dict[str, str]:
    """Every fact that people answer in their own words; a receipt's number is none, and claims add up on it."""
    texts = [name for name, rule in desk.pack(None).facts.items() if rule.type == "text" and name != "receipt"]
    return {name: f"某甲乙{name}" for name in texts}


def test_nothing_a_person_said_or_is_called_stands_in_the_chain(desk: Desk) -> None:
    """Each text carries the same mark; the mark must be nowhere in the chained columns."""
    front_line = desk.pack(None)
    staff.add_staff(desk, "李店", front_line.superiors(front_line.front_line)[-1], None, "desk")
    party = {"name": "某甲乙女士", "phone": "13900001111", "address": "某甲乙路9号"}
    case = take(desk, Intake("某甲乙：买的豆腐酸了，要求退款。", party=party, facts=free_text_facts(desk)), "desk")
    target = Target(case.number)
    facts.note(desk, target, "desk", text="某甲乙备注", facts=free_text_facts(desk), party=party)
    code = next(code for code, remedy in proposal.menu(desk, target)[1].items() if remedy.form == "money")
    proposal.propose(desk, target, "desk", [Wanted(code, "3000")], because="某甲乙理由")
    proposal.refuse(desk, target, "李店", "某甲乙不批")
    proposal.propose(desk, target, "desk", [Wanted(code, "5")], because="某甲乙理由")
    agreement.offer(desk, target, "desk")
    agreement.decline(desk, target, "desk", "某甲乙愿望")
    for point in case.points:
        closing.answer(desk, target, "desk", "某甲乙答复", point.id)
    closing.escalate(desk, target, "desk", front_line.front_line, "某甲乙原因")
    for task in case.open_tasks:
        follow_up.follow_up(
            desk, target, "desk", task=task.code, score=1 if task.scored else None, comment="某甲乙评语"
        )
    closing.withdraw(desk, target, "desk", "某甲乙撤回")
    closing.reopen(desk, target, "desk", "某甲乙重开")
    connection = sqlite3.connect(desk.chain.database)
    chained = connection.execute(f"SELECT {', '.join(chain.COLUMNS)} FROM events").fetchall()
    apart = connection.execute("SELECT group_concat(data) FROM personal").fetchone()[0]
    connection.close()
    assert not [row for row in chained for value in row if "某甲乙" in str(value) or "13900001111" in str(value)]
    assert all(
        word in apart
        for word in ("某甲乙路9号", "某甲乙备注", "某甲乙愿望", "某甲乙答复", "某甲乙撤回", "某甲乙重开", "某甲乙不批")
    )
