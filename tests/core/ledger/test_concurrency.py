from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from amends.case.values import Case
from amends.config import load_chain
from amends.desk import agreement, carrying_out, facts, proposal
from amends.desk.desk import Desk
from amends.desk.intake import Intake, take
from amends.desk.proposal import Wanted
from amends.desk.reading import show
from amends.desk.work import Target
from amends.errors import AmendsError, Conflict, Refused
from amends.ledger.sqlite import SqliteLedger
from amends.ledger.verify import verify
from attrs import evolve

Answer = TypeVar("Answer")
Operator = Callable[[], Any]


@contextmanager
def own_desk(folder: Path, clock: Any) -> Iterator[Desk]:
    """A second operator's desk on the same ledger."""
    chain = load_chain(folder / "amends.toml")
    ledger = SqliteLedger(chain.database)
    yield Desk(chain, ledger, clock)
    ledger.close()


def all_at_once(folder: Path, clock: Any, acts: list[Callable[[Desk], Answer]]) -> list[Answer | AmendsError]:
    """What each operator got when all acted at the same moment, each at a desk of their own."""
    start = threading.Barrier(len(acts))

    def act(verb: Callable[[Desk], Answer]) -> Answer | AmendsError:
        with own_desk(folder, clock) as desk:
            desk.plugins  # noqa: B018  loaded before the race begins
            start.wait()
            try:
                return verb(desk)
            except AmendsError as error:
                return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


@pytest.fixture
def accepted(desk: Desk) -> Case:
    """A case whose customer has accepted two remedies."""
    target = Target(take(desk, Intake("电饭煲用了一次就坏，要求退货退款。", receipt="R-7"), "desk").number)
    _, menu = proposal.menu(desk, target)
    codes = [next(code for code, remedy in menu.items() if remedy.form == form) for form in ("money", "gesture")]
    proposal.propose(desk, target, "desk", [Wanted(codes[0], "30"), Wanted(codes[1])])
    agreement.offer(desk, target, "desk")
    return agreement.accept(desk, target, "desk")


def events(desk: Desk, number: str, kind: str) -> int:
    return sum(event.kind == kind for event in show(desk, Target(number)).events)


def as_written(desk: Desk) -> bool:
    ledger = desk.ledger
    assert isinstance(ledger, SqliteLedger)
    return verify(ledger.connection, ledger.path).finding is None


def test_of_two_operators_who_saw_the_same_the_second_is_told_what_the_first_did(
    desk: Desk, chain_folder: Path, clock: Any
) -> None:
    seen = take(desk, Intake("孩子在滑梯上蹭破了手。"), "desk")
    target = Target(seen.number, version=seen.version)
    with own_desk(chain_folder, clock) as other:
        facts.note(other, target, "desk", text="已带去医务室。")
    with pytest.raises(Conflict, match=rf"{seen.number}: desk recorded 'noted' meanwhile \(version \d+, you saw \d+\)"):
        facts.note(desk, target, "desk", text="已带去医院。")
    assert events(desk, seen.number, "noted") == 1


def test_of_many_operators_at_once_exactly_one_comes_first(desk: Desk, chain_folder: Path, clock: Any) -> None:
    seen = take(desk, Intake("蛋糕上的字写错了。"), "desk")
    target = Target(seen.number, version=seen.version)
    got = all_at_once(
        chain_folder,
        clock,
        [lambda at, turn=turn: facts.note(at, target, "desk", text=f"第{turn}位") for turn in range(5)],
    )
    assert sorted(type(answer).__name__ for answer in got) == ["Case", "Conflict", "Conflict", "Conflict", "Conflict"]
    assert events(desk, seen.number, "noted") == 1
    assert as_written(desk)


def test_operators_who_did_not_look_first_both_get_their_say(desk: Desk, chain_folder: Path, clock: Any) -> None:
    seen = take(desk, Intake("蛋糕上的字写错了。"), "desk")
    target = Target(seen.number)
    got = all_at_once(
        chain_folder,
        clock,
        [lambda at, turn=turn: facts.note(at, target, "desk", text=f"第{turn}位") for turn in range(4)],
    )
    assert all(isinstance(answer, Case) for answer in got)
    assert events(desk, seen.number, "noted") == 4
    assert as_written(desk)


def test_an_offer_is_accepted_or_declined_but_never_both(desk: Desk, chain_folder: Path, clock: Any) -> None:
    target = Target(take(desk, Intake("烤箱送来就有凹痕。"), "desk").number)
    code = next(code for code, remedy in proposal.menu(desk, target)[1].items() if remedy.form == "gesture")
    proposal.propose(desk, target, "desk", [Wanted(code)])
    agreement.offer(desk, target, "desk")
    got = all_at_once(
        chain_folder,
        clock,
        [lambda at: agreement.accept(at, target, "desk"), lambda at: agreement.decline(at, target, "desk", "要换新的")],
    )
    assert sorted(isinstance(answer, Refused) for answer in got) == [False, True]
    assert events(desk, target.number, "accepted") + events(desk, target.number, "declined") == 1


def test_a_complaint_sent_many_times_at_once_is_one_case(desk: Desk, chain_folder: Path, clock: Any) -> None:
    intake = Intake("网上下单少送了一箱水。", key="app-42", party={"phone": "13500005555"})
    got = all_at_once(chain_folder, clock, [lambda at: take(at, intake, "desk")] * 5)
    assert {answer.case_id for answer in got if isinstance(answer, Case)} == {take(desk, intake, "desk").case_id}
    assert all(isinstance(answer, Case) for answer in got)
    with desk.ledger.read() as transaction:
        assert transaction.find("N1-202603-0002", None) == []
    assert as_written(desk)


OTHER_CONTENT = {
    "text": "网上下单少送了两箱水。",
    "channel": "phone",
    "receipt": "R-2",
    "party": {"phone": "13500005556"},
    "facts": {"wait_minutes": "5"},
    "language": "en",
    "category": "short_weight",
    "confirmed": True,
}


@pytest.mark.parametrize("part", OTHER_CONTENT)
def test_the_same_key_with_other_content_is_refused(desk: Desk, part: str) -> None:
    intake = Intake("网上下单少送了一箱水。", key="app-42", party={"phone": "13500005555"})
    first = take(desk, intake, "desk")
    assert take(desk, intake, "desk").case_id == first.case_id
    with pytest.raises(Refused, match="key 'app-42' was used before for something else; nothing was done"):
        take(desk, evolve(intake, **{part: OTHER_CONTENT[part]}), "desk")
    with desk.ledger.read() as transaction:
        assert transaction.find("N1-202603-0002", None) == []


def test_a_pay_out_sent_many_times_at_once_happens_once(
    desk: Desk, accepted: Case, chain_folder: Path, clock: Any
) -> None:
    target = Target(accepted.number)
    got = all_at_once(chain_folder, clock, [lambda at: carrying_out.carry_out(at, target, "desk", key="pay-42")] * 5)
    assert all(isinstance(answer, Case) and answer.stage == "follow_up" for answer in got)
    assert events(desk, accepted.number, "carried_out") == 1
    assert as_written(desk)


def test_without_a_key_the_second_pay_out_is_refused(
    desk: Desk, accepted: Case, chain_folder: Path, clock: Any
) -> None:
    target = Target(accepted.number)
    got = all_at_once(chain_folder, clock, [lambda at: carrying_out.carry_out(at, target, "desk")] * 4)
    assert sorted(type(answer).__name__ for answer in got) == ["Case", "Refused", "Refused", "Refused"]
    assert events(desk, accepted.number, "carried_out") == 1


def test_the_key_of_one_pay_out_does_not_pay_another(desk: Desk, accepted: Case) -> None:
    assert accepted.offer is not None
    target = Target(accepted.number)
    first, second = (remedy.code for remedy in accepted.offer.remedies)
    carrying_out.carry_out(desk, target, "desk", [first], key="pay-1")
    assert carrying_out.carry_out(desk, target, "desk", [first], key="pay-1").stage == "carrying_out"
    with pytest.raises(Refused, match="key 'pay-1' was used before for something else"):
        carrying_out.carry_out(desk, target, "desk", [second], key="pay-1")
    with pytest.raises(Refused, match="key 'pay-1' was used before for something else"):
        take(desk, Intake("电饭煲用了一次就坏。", key="pay-1"), "desk")
    assert events(desk, accepted.number, "carried_out") == 1


def test_claims_on_one_receipt_cannot_slip_past_the_limit_together(desk: Desk, chain_folder: Path, clock: Any) -> None:
    """Each sum alone is the desk's own to decide; together they are not, whoever comes first."""
    texts = ["豆浆酸了，要退款。", "油条是凉的，要退款。"]
    numbers = [take(desk, Intake(text, receipt="R-88"), "desk").number for text in texts]
    code = next(code for code, remedy in proposal.menu(desk, Target(numbers[0]))[1].items() if remedy.form == "money")
    got = all_at_once(
        chain_folder,
        clock,
        [
            lambda at, number=number: proposal.propose(at, Target(number), "desk", [Wanted(code, "40")])
            for number in numbers
        ],
    )
    offers = [answer.offer for answer in got if isinstance(answer, Case)]
    assert sorted(offer.state for offer in offers if offer) == ["approved", "waiting"]
