from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from amends.case.events import moment
from amends.config import load_chain
from amends.desk import pin as pins_as_such
from amends.desk.desk import Desk
from amends.desk.facts import assign
from amends.desk.pins import set_pin
from amends.desk.proposal import approve, refuse
from amends.desk.sign_in import SignedIn, delay, sign_in
from amends.desk.staff import add_staff
from amends.desk.work import Target
from amends.errors import ConfigurationError, Misuse, Refused, SignInNeeded
from amends.ledger.sqlite import SqliteLedger
from hypothesis import given
from hypothesis import strategies as st

OWNER, MANAGER, CLERK = "老板娘", "陈店长", "小林"
PIN = {OWNER: "8305", MANAGER: "4917", CLERK: "6072"}


@pytest.fixture
def with_pins(florist: Any) -> Any:
    """The florist, where owner and manager have chosen their PINs."""
    choose(florist.desk)
    return florist


def choose(desk: Desk) -> None:
    set_pin(desk, OWNER, PIN[OWNER], OWNER)
    set_pin(desk, MANAGER, "1357924", OWNER, sign_in(desk, OWNER, PIN[OWNER]))
    set_pin(desk, MANAGER, PIN[MANAGER], MANAGER, sign_in(desk, MANAGER, "1357924"))


def wrong(desk: Desk, name: str = MANAGER, pin: str = "9999") -> str:
    with pytest.raises(Refused) as caught:
        sign_in(desk, name, pin)
    return str(caught.value)


def events(desk: Desk, name: str) -> list[Any]:
    with desk.ledger.read() as transaction:
        return transaction.events(f"staff/{name}")


def on(case: Any) -> Target:
    return Target(case.number)


def test_without_any_pin_nobody_is_asked_for_one(florist: Any) -> None:
    case = florist.approve(florist.propose(florist.take(), "80"))
    assert florist.offer(case).offer.state == "offered"


def test_a_decision_beyond_the_front_line_needs_the_pin_of_whoever_decides(with_pins: Any) -> None:
    case = with_pins.propose(with_pins.take(), "80")
    for decide in (
        lambda **proof: approve(with_pins.desk, on(case), MANAGER, **proof),
        lambda **proof: refuse(with_pins.desk, on(case), MANAGER, "先看花。", **proof),
    ):
        with pytest.raises(SignInNeeded) as caught:
            decide()
        assert caught.value.data["name"] == MANAGER
    someone_elses = sign_in(with_pins.desk, OWNER, PIN[OWNER])
    with pytest.raises(SignInNeeded):
        approve(with_pins.desk, on(case), MANAGER, signed_in=someone_elses)
    proof = sign_in(with_pins.desk, MANAGER, PIN[MANAGER])
    approved = approve(with_pins.desk, on(case), MANAGER, signed_in=proof)
    assert approved.offer.state == "approved"
    assert with_pins.look(approved).events[-1].body["signed_in"] is True


def test_a_clerk_s_small_offers_never_need_one(with_pins: Any) -> None:
    assert with_pins.agreed("20").offer.state == "accepted"


def test_what_a_manager_decides_alone_needs_one_when_proposed_and_when_offered(with_pins: Any) -> None:
    with pytest.raises(SignInNeeded):
        with_pins.propose(with_pins.take(), "80", by=MANAGER)
    proof = sign_in(with_pins.desk, MANAGER, PIN[MANAGER])
    case = with_pins.propose(with_pins.take(), "80", by=MANAGER, signed_in=proof)
    with pytest.raises(SignInNeeded):
        with_pins.offer(case, MANAGER)
    assert with_pins.offer(case, "desk").offer.state == "offered"


def test_nobody_is_asked_for_a_pin_who_may_not_decide_anyway(with_pins: Any) -> None:
    case = with_pins.propose(with_pins.take(), "80")
    with pytest.raises(Refused, match="needs Manager") as caught:
        with_pins.approve(case, CLERK)
    assert not isinstance(caught.value, SignInNeeded)


def test_whoever_must_sign_in_and_has_no_pin_is_told_who_gives_one(florist: Any) -> None:
    set_pin(florist.desk, OWNER, PIN[OWNER], OWNER)
    case = florist.propose(florist.take(), "80")
    with pytest.raises(Refused, match=f"{MANAGER} has no PIN yet.*{OWNER}.*amends staff pin {MANAGER} --as {OWNER}"):
        florist.approve(case)


def test_a_pin_further_down_asks_nothing_of_those_above(florist: Any) -> None:
    set_pin(florist.desk, CLERK, PIN[CLERK], CLERK)
    assert florist.approve(florist.propose(florist.take(), "80")).offer.state == "approved"


def test_staff_are_changed_only_after_sign_in_and_only_downward(with_pins: Any) -> None:
    desk = with_pins.desk
    with pytest.raises(Refused, match="has no PIN yet"):
        add_staff(desk, "假老板", "owner", "N1", "desk")
    with pytest.raises(SignInNeeded):
        add_staff(desk, "小马", "clerk", "N1", MANAGER)
    proof = sign_in(desk, MANAGER, PIN[MANAGER])
    for role in ("owner", "manager"):
        with pytest.raises(Refused, match="only somebody above"):
            add_staff(desk, "假老板", role, "N1", MANAGER, signed_in=proof)
    assert add_staff(desk, "小马", "clerk", "N1", MANAGER, signed_in=proof).role == "clerk"
    owner = sign_in(desk, OWNER, PIN[OWNER])
    assert add_staff(desk, "老板", "owner", "N1", OWNER, signed_in=owner).role == "owner"


def test_a_wrong_pin_is_recorded_though_the_command_fails(with_pins: Any) -> None:
    before = len(events(with_pins.desk, MANAGER))
    assert "wrong PIN; 2 more" in wrong(with_pins.desk)
    recorded = events(with_pins.desk, MANAGER)[before:]
    assert [(event.kind, event.actor, event.body["wrong"]) for event in recorded] == [("pin_wrong", MANAGER, 1)]
    assert "9999" not in str(recorded)


def test_from_the_third_wrong_one_on_the_next_try_waits_twice_as_long_each_time(with_pins: Any, clock: Any) -> None:
    desk, waits = with_pins.desk, []
    wrong(desk)
    wrong(desk)
    for _ in range(10):
        wrong(desk)
        (until,) = {event.body["until"] for event in events(desk, MANAGER)[-1:]}
        waits.append(until)
        clock.now = moment(until)
    begun = [moment(until) for until in waits]
    apart = [int((later - earlier).total_seconds()) for earlier, later in pairwise(begun)]
    assert apart == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_whoever_waits_is_not_answered_and_nothing_is_recorded(with_pins: Any, clock: Any) -> None:
    desk = with_pins.desk
    for _ in range(3):
        wrong(desk)
    before = events(desk, MANAGER)
    for pin in ("9999", PIN[MANAGER]):
        assert "next try is possible after 2026-03-02 10:00:30" in wrong(desk, pin=pin)
    clock.advance(seconds=29)
    assert "next try" in wrong(desk, pin=PIN[MANAGER])
    assert events(desk, MANAGER) == before
    clock.advance(seconds=1)
    assert sign_in(desk, MANAGER, PIN[MANAGER]).name == MANAGER
    assert events(desk, MANAGER)[-1].kind == "signed_in"
    assert "2 more" in wrong(desk)


def test_a_clock_set_back_shortens_no_wait_and_a_broken_second_neither(with_pins: Any, clock: Any) -> None:
    desk = with_pins.desk
    clock.advance(seconds=0.4)
    for _ in range(3):
        wrong(desk)
    end = moment(events(desk, MANAGER)[-1].body["until"])
    assert end - clock.now >= timedelta(seconds=30)
    for back in (timedelta(hours=3), timedelta(days=400), timedelta(seconds=1)):
        clock.now = end - back
        assert "next try" in wrong(desk, pin=PIN[MANAGER])
    clock.now = end
    assert sign_in(desk, MANAGER, PIN[MANAGER])


@given(st.integers(0, 10**9))
def test_the_delay_never_shrinks_and_never_passes_an_hour(count: int) -> None:
    assert delay(count) <= delay(count + 1) <= timedelta(hours=1)
    assert bool(delay(count)) == (count >= 3)


@given(st.integers(3, 200))
def test_the_delay_doubles_until_it_is_an_hour(count: int) -> None:
    assert delay(count + 1) == min(2 * delay(count), timedelta(hours=1))


def test_of_many_guesses_made_at_once_only_three_are_answered(with_pins: Any, clock: Any) -> None:
    path = with_pins.desk.chain.file
    guesses, together = [*(f"{number:04}" for number in range(9990, 9999)), PIN[MANAGER]], threading.Barrier(10)

    def guess(pin: str) -> str:
        chain = load_chain(path)
        ledger = SqliteLedger(chain.database)
        desk = Desk(chain, ledger, clock)
        try:
            together.wait()
            sign_in(desk, MANAGER, pin)
        except Refused as refused:
            return "waits" if "in a row" in str(refused) else "wrong"
        finally:
            ledger.close()
        return "right"

    with ThreadPoolExecutor(len(guesses)) as pool:
        answers = list(pool.map(guess, guesses))
    assert answers.count("wrong") <= 3 + 2 * answers.count("right")
    assert answers.count("waits") + answers.count("wrong") + answers.count("right") == len(guesses)


NO_PIN = {
    "nothing": "", "a space": " ", "full width": "４９１７", "Arabic": "٤٩١٧", "a space behind": "4917 ",
    "a zero byte": "4917\x00", "long": "4917" + "0" * 1_000_000, "no digits": "x" * 5_000_000, "words": "四九一七",
    "half a character": "\ud800",
}  # fmt: skip


@pytest.mark.parametrize("typed", NO_PIN.values(), ids=NO_PIN)
def test_whatever_is_typed_that_is_not_the_pin_is_simply_wrong(with_pins: Any, typed: str) -> None:
    assert "wrong PIN" in wrong(with_pins.desk, pin=typed)
    assert events(with_pins.desk, MANAGER)[-1].kind == "pin_wrong"


def test_every_try_costs_one_digest_whatever_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    verifier, made = pins_as_such.make_verifier("4917"), []
    digest = pins_as_such._digest
    monkeypatch.setattr(pins_as_such, "_digest", lambda pin, *rest: made.append(len(pin)) or digest(pin, *rest))
    tries = ["4917", "4918", "", "x" * 10**6, "４９１７"]
    assert [pins_as_such.fits(pin, verifier) for pin in tries] == [True, False, False, False, False]
    assert len(made) == len(tries)
    assert max(made) <= pins_as_such.LONGEST


def test_proof_is_of_one_pin_and_worth_nothing_after_the_next(with_pins: Any) -> None:
    desk = with_pins.desk
    proof = sign_in(desk, MANAGER, PIN[MANAGER])
    set_pin(desk, MANAGER, "550731", OWNER, sign_in(desk, OWNER, PIN[OWNER]))
    case = with_pins.propose(with_pins.take(), "80")
    with pytest.raises(SignInNeeded, match="changed just now"):
        approve(desk, on(case), MANAGER, signed_in=proof)
    with pytest.raises(SignInNeeded):
        approve(desk, on(case), MANAGER, signed_in=SignedIn(MANAGER, "scrypt$16384$8$1$00$00"))


def test_a_given_pin_decides_nothing_until_the_person_has_chosen_their_own(with_pins: Any) -> None:
    desk = with_pins.desk
    set_pin(desk, MANAGER, "550731", OWNER, sign_in(desk, OWNER, PIN[OWNER]))
    proof = sign_in(desk, MANAGER, "550731")
    assert proof.must_choose
    case = with_pins.propose(with_pins.take(), "80")
    with pytest.raises(Refused, match=f"given to you by {OWNER}"):
        approve(desk, on(case), MANAGER, signed_in=proof)
    with pytest.raises(Misuse, match="present PIN"):
        set_pin(desk, MANAGER, "550731", MANAGER, proof)
    chosen = set_pin(desk, MANAGER, PIN[MANAGER], MANAGER, proof)
    assert approve(desk, on(case), MANAGER, signed_in=chosen).offer.state == "approved"


def test_an_erased_pin_opens_nothing(with_pins: Any) -> None:
    with with_pins.desk.ledger.write() as transaction:
        transaction.connection.execute("DELETE FROM personal WHERE case_id = ?", (f"staff/{MANAGER}",))
    assert "was erased" in wrong(with_pins.desk, pin=PIN[MANAGER])
    case = with_pins.propose(with_pins.take(), "80")
    with pytest.raises(SignInNeeded):
        with_pins.approve(case)


def test_the_pin_is_not_in_the_chained_bytes_nor_in_any_list(with_pins: Any) -> None:
    connection = with_pins.desk.ledger.connection
    verifier = events(with_pins.desk, OWNER)[-1].personal["verifier"]
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    holding = [
        table for table in tables if any(verifier in str(row) for row in connection.execute(f"SELECT * FROM {table}"))
    ]
    assert holding == ["personal"]


@pytest.fixture
def with_rule(clock: Any) -> Iterator[Callable[[str, str], Desk]]:
    """`with_rule(file, "off")` gives the desk of a chain whose `amends.toml` says so about sign-in."""
    ledgers: list[SqliteLedger] = []

    def opened(file: str, rule: str) -> Desk:
        settings = Path(file)
        settings.write_text(
            settings.read_text(encoding="utf-8").replace("[chain]", f'[chain]\nsign_in = "{rule}"', 1), encoding="utf-8"
        )
        chain = load_chain(file)
        ledgers.append(SqliteLedger(chain.database))
        return Desk(chain, ledgers[-1], clock)

    yield opened
    for ledger in ledgers:
        ledger.close()


@pytest.fixture
def strict(open_desk: Any, with_rule: Any) -> Desk:
    """The florist where sign-in is required from the beginning."""
    desk: Desk = with_rule(open_desk("florist").chain.file, "required")
    return desk


def test_required_from_the_beginning_the_first_pin_is_the_top_s(strict: Desk, counter_on: Any) -> None:
    florist = counter_on(strict)
    case = florist.propose(florist.take(branch="N1"), "80")
    with pytest.raises(Refused, match=f"{MANAGER} has no PIN yet.*from the top.*Owner"):
        florist.approve(case)
    with pytest.raises(Refused, match="from the top"):
        set_pin(strict, MANAGER, PIN[MANAGER], MANAGER)
    with pytest.raises(Refused, match="no PIN"):
        set_pin(strict, MANAGER, PIN[MANAGER], OWNER)
    choose(strict)
    proof = sign_in(strict, MANAGER, PIN[MANAGER])
    assert approve(strict, on(case), MANAGER, signed_in=proof).offer.state == "approved"


def test_required_from_the_beginning_nobody_is_added_unproved(strict: Desk) -> None:
    with pytest.raises(Refused, match="no PIN"):
        add_staff(strict, "假店长", "manager", "N1", "desk")
    with pytest.raises(Refused, match="no PIN"):
        add_staff(strict, "另一个老板", "owner", "N1", "desk")


def test_switched_off_nobody_is_asked_so_that_a_forgotten_pin_can_be_replaced(with_pins: Any, with_rule: Any) -> None:
    desk = with_rule(with_pins.desk.chain.file, "off")
    assert set_pin(desk, OWNER, "770412", OWNER)
    assert sign_in(with_pins.desk, OWNER, "770412")


def test_sign_in_has_two_words_and_no_third(florist: Any, with_rule: Any) -> None:
    with pytest.raises(ConfigurationError, match="sign_in: expected required, off"):
        with_rule(florist.desk.chain.file, "sometimes")


def test_whoever_is_assigned_a_case_needs_no_pin(with_pins: Any) -> None:
    case = with_pins.take()
    assert assign(with_pins.desk, on(case), MANAGER, role=None, owner=CLERK).owner == CLERK


def test_required_from_the_beginning_somebody_has_to_be_the_first_of_the_top(desk: Desk, with_rule: Any) -> None:
    strict = with_rule(desk.chain.file, "required")
    with pytest.raises(Refused, match="no PIN"):
        add_staff(strict, "李店长", "store_manager", "N1", "desk")
    assert add_staff(strict, "孙副总", "group_vp_operations", "N1", "desk").role == "group_vp_operations"
    with pytest.raises(Refused, match="no PIN"):
        add_staff(strict, "假副总", "group_vp_operations", "N1", "desk")
    proof = set_pin(strict, "孙副总", "830541", "孙副总")
    assert add_staff(strict, "李店长", "store_manager", "N1", "孙副总", signed_in=proof).role == "store_manager"
