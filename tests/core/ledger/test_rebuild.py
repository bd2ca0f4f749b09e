from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from amends.cli.main import main
from amends.config import load_chain
from amends.desk import agreement, carrying_out, classifying, facts, follow_up, proposal
from amends.desk import closing as ending
from amends.desk.desk import Desk
from amends.desk.intake import Intake, take
from amends.desk.proposal import Wanted
from amends.desk.staff import add_staff
from amends.desk.work import Target
from amends.errors import AmendsError, LedgerError
from amends.ledger.projections import PROJECTIONS
from amends.ledger.rebuild import rebuild
from amends.ledger.sqlite import SqliteLedger
from amends.ledger.verify import verify
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Copy = Callable[[], sqlite3.Connection]
Act = Callable[[Desk, st.DataObject], object]


def projected(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all projections, and the words each case is found by."""
    held = {
        table: sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall(), key=repr)
        for table, columns in PROJECTIONS.items()
    }
    words = "SELECT case_id, words FROM cases LEFT JOIN search ON search.rowid = cases.row ORDER BY case_id"
    return {**held, "search": connection.execute(words).fetchall()}


@contextmanager
def desk_in_a_fresh_folder(template: Path) -> Iterator[Desk]:
    moment = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)

    def clock() -> datetime:
        nonlocal moment
        moment += timedelta(hours=5)
        return moment

    with tempfile.TemporaryDirectory() as folder:
        chain = load_chain(shutil.copytree(template, Path(folder) / "chain") / "amends.toml")
        desk = Desk(chain, SqliteLedger(chain.database), clock)
        # Whether it survives a power cut is not the question here.
        desk.ledger.connection.execute("PRAGMA synchronous = OFF")
        yield desk
        desk.ledger.close()


TEXTS = [
    "",
    "称重少了半斤，退钱！",
    "牛奶过期两天了，孩子喝了肚子疼。",
    "店员骂人。再不处理我打12315。",
    "We waited for an hour.",
]
# The first case and the desk come up most, so that histories get somewhere.
NUMBERS = st.sampled_from([f"N1-202603-000{serial}" for serial in (1, 1, 1, 2, 3)])
PEOPLE = st.sampled_from(["desk", "desk", "desk", "李店", "李店", "路人"])
WORDS = st.sampled_from(["", "可以", "不行，再多赔一点"])
AMOUNTS = st.sampled_from([None, "5", "180", "3000"])


def take_one(desk: Desk, data: st.DataObject) -> object:
    intake = Intake(
        data.draw(st.sampled_from(TEXTS)),
        receipt=data.draw(st.sampled_from([None, "R-1"])),
        key=data.draw(st.sampled_from([None, "a", "b"])),
        party=data.draw(st.sampled_from([{}, {"name": "陈先生", "phone": "13700007777"}])),
        facts=data.draw(st.sampled_from([{}, {"wait_minutes": "30"}, {"charged_price": "12.5", "symptoms": "恶心"}])),
        confirmed=data.draw(st.booleans()),
    )
    return take(desk, intake, "desk")


def propose_one(desk: Desk, data: st.DataObject) -> object:
    target = Target(data.draw(NUMBERS))
    code = data.draw(st.sampled_from(sorted(proposal.menu(desk, target)[1])))
    return proposal.propose(desk, target, data.draw(PEOPLE), [Wanted(code, data.draw(AMOUNTS))])


def settle(desk: Desk, data: st.DataObject) -> object:
    """The usual way of a proposal to the end, stopped by whatever refuses first."""
    propose_one(desk, data)
    target = Target(data.draw(NUMBERS))
    agreement.offer(desk, target, "desk")
    agreement.accept(desk, target, "desk")
    return carrying_out.carry_out(desk, target, "desk", key=data.draw(st.sampled_from([None, "pay"])))


def on_a_case(
    verb: Callable[..., object], *further: st.SearchStrategy[object], **named: st.SearchStrategy[object]
) -> Act:
    def act(desk: Desk, data: st.DataObject) -> object:
        target, actor = Target(data.draw(NUMBERS)), data.draw(PEOPLE)
        settings = {name: data.draw(choice) for name, choice in named.items()}
        return verb(desk, target, actor, *map(data.draw, further), **settings)

    return act


ACTS: tuple[Act, ...] = (
    take_one,
    take_one,
    propose_one,
    settle,
    settle,
    on_a_case(proposal.approve),
    on_a_case(proposal.refuse, WORDS),
    on_a_case(agreement.offer),
    on_a_case(agreement.accept),
    on_a_case(agreement.decline, WORDS),
    on_a_case(carrying_out.carry_out, key=st.sampled_from([None, "a", "c"])),
    on_a_case(follow_up.follow_up, score=st.sampled_from([None, 1, 5]), comment=WORDS),
    on_a_case(facts.note, text=WORDS, receipt=st.sampled_from([None, "R-1"]), confirmed=st.booleans()),
    on_a_case(facts.assign, role=st.sampled_from([None, "store_manager"]), owner=st.sampled_from([None, "李店"])),
    on_a_case(classifying.reclassify, st.sampled_from(["short_weight", "nothing"])),
    on_a_case(ending.answer, WORDS),
    on_a_case(ending.escalate, st.sampled_from(["store_manager", "nobody"]), WORDS),
    on_a_case(ending.close),
    on_a_case(ending.withdraw, WORDS),
    on_a_case(ending.reopen, WORDS),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), acts=st.lists(st.sampled_from(ACTS), min_size=12, max_size=25))
def test_any_history_rebuilds_to_the_rows_that_were_written(
    chain_template: Path, data: st.DataObject, acts: list[Act]
) -> None:
    with desk_in_a_fresh_folder(chain_template) as desk:
        pack = desk.pack(None)
        add_staff(desk, "李店", pack.superiors(pack.front_line)[-1], None, "desk")
        take(desk, Intake(TEXTS[1], receipt="R-1"), "desk")
        for act in acts:
            with suppress(AmendsError):
                act(desk, data)
        connection, path = desk.ledger.connection, desk.chain.database
        written = projected(connection)
        assert verify(connection, path).finding is None
        assert rebuild(connection, path) == len(written["cases"])
        assert projected(connection) == written
        assert verify(connection, path).finding is None


@pytest.mark.parametrize("table", [*PROJECTIONS, "search"])
def test_a_projection_that_was_lost_comes_back(damaged: sqlite3.Connection, table: str) -> None:
    written = projected(damaged)
    damaged.execute(f"DELETE FROM {table}")
    assert verify(damaged, "").finding is not None
    rebuild(damaged, "")
    assert projected(damaged) == written
    assert verify(damaged, "").finding is None


def test_a_search_index_that_was_dropped_comes_back(damaged: sqlite3.Connection) -> None:
    written = projected(damaged)
    damaged.execute("DROP TABLE search")
    rebuild(damaged, "")
    assert projected(damaged) == written


def test_an_event_that_cannot_be_read_is_named_and_nothing_is_thrown_away(damaged: sqlite3.Connection) -> None:
    (case_id,) = damaged.execute("SELECT case_id FROM events WHERE kind = 'closed'").fetchone()
    damaged.execute("UPDATE events SET body = '{' WHERE kind = 'closed'")
    before = projected(damaged)
    with pytest.raises(LedgerError, match=case_id):
        rebuild(damaged, "")
    assert projected(damaged) == before


def test_work_goes_on_after_a_rebuild(desk: Desk) -> None:
    first = take(desk, Intake("苹果有虫，要求退货。", key="k"), "desk")
    rebuild(desk.ledger.connection, desk.chain.database)
    second = take(desk, Intake("会员价没有给我。"), "desk")
    assert [first.number[-4:], second.number[-4:]] == ["0001", "0002"]
    assert take(desk, Intake("苹果有虫，要求退货。", key="k"), "desk").case_id == first.case_id


def test_the_command_counts_the_cases(
    chain_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(chain_folder)
    for arguments in (["take", "--text", "鱼不新鲜。"], ["ledger", "rebuild", "--json"]):
        with pytest.raises(SystemExit) as leaving:
            main(arguments)
        assert leaving.value.code == 0
    assert capsys.readouterr().out.endswith('{"cases": 1}\n')


def test_a_reader_keeps_the_view_it_began_with(desk: Desk) -> None:
    take(desk, Intake("酸奶胀包了。"), "desk")
    with closing(sqlite3.connect(desk.chain.database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        before = projected(reader)
        rebuild(desk.ledger.connection, desk.chain.database)
        take(desk, Intake("面包发霉了。"), "desk")
        assert projected(reader) == before
