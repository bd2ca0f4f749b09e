"""What every store keeps to, written against `amends.ledger.protocol.Ledger` alone.

A new store is one line in `STORES`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from amends.case.events import Event
from amends.case.fold import fold
from amends.case.values import Case
from amends.errors import AmendsError, Conflict
from amends.ledger.connection import create
from amends.ledger.protocol import Claim, KeyUse, Ledger, StaffMember, Transaction
from amends.ledger.sqlite import SqliteLedger
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Open = Callable[[], Ledger]

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LABEL = {"zh": "其他", "en": "Other"}
OFFER = {
    "round": 1, "needs_approval": False, "points": [], "decider": "clerk", "promised": None,
    "receipt_total": {"amount": "0.00", "currency": "CNY"},
    "remedies": [
        {"code": "refund", "label": LABEL, "kind": "material", "form": "money", "payer": "shop", "owed": None,
         "amount": {"amount": "58.50", "currency": "CNY"}},
    ],
}  # fmt: skip


def in_a_file(folder: Path) -> Open:
    path = str(folder / "amends.db")
    create(path)
    return lambda: SqliteLedger(path)


STORES: dict[str, Callable[[Path], Open]] = {"sqlite": in_a_file}


@pytest.fixture(params=STORES)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """A function that opens the same, at first empty, store again and again; all are closed at the end."""
    again, ledgers = STORES[request.param](tmp_path), list[Ledger]()

    def open_one() -> Ledger:
        ledgers.append(again())
        return ledgers[-1]

    yield open_one
    for ledger in ledgers:
        ledger.close()


@pytest.fixture
def ledger(opened: Open) -> Ledger:
    return opened()


def received(case_id: str = "c1", number: str = "N1-0001", branch: str = "N1", **more: Any) -> Event:
    """The first event of a case; `more` are entries of its body or of its personal data."""
    personal = {name: more.pop(name) for name in ("text", "party") if name in more}
    body = {
        "number": number, "serial": int(number[-4:]), "series": "s", "period": "202603", "industry": "florist",
        "channel": "phone", "language": "zh", "facts": {}, "receipt": None, **more,
    }  # fmt: skip
    return Event(case_id, 1, "received", AT, branch, "desk", "amends 1", "florist 7 ab", "", body, personal)


def next_event(event: Event, kind: str = "noted", **body: Any) -> Event:
    """One more event of the same case."""
    return evolve(event, version=event.version + 1, kind=kind, body={"facts": {}, **body}, personal={})


def offered(first: Event) -> list[Event]:
    return [first, next_event(first, "proposed", **OFFER)]


def record(ledger: Ledger, *events: Event) -> Case:
    """Write the events of one case in one transaction, and the rows computed from it."""
    with ledger.write() as transaction:
        for event in events:
            transaction.append(event)
        case = fold(transaction.events(events[0].case_id))
        transaction.project(case)
    return case


def test_what_was_written_is_read_back_whole_and_in_order(ledger: Ledger, opened: Open) -> None:
    first = received(text="花枯了，要退钱。", party={"name": "周女士"})
    second = evolve(next_event(first, receipt="R-1"), because="她来电", at=AT + timedelta(days=1))
    record(ledger, first, second)
    for reader in (ledger, opened()):
        with reader.read() as transaction:
            assert transaction.events("c1") == [first, second]
            assert transaction.events("c2") == []


STORABLE = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(STORABLE, min_size=5, max_size=5),
    body=st.dictionaries(
        STORABLE, st.none() | st.booleans() | STORABLE | st.lists(STORABLE | st.integers(), max_size=2)
    ),
)
def test_any_text_survives(ledger: Ledger, texts: list[str], body: dict[str, Any]) -> None:
    actor, plugin, policy, because, word = texts
    body.pop("key", None)
    with ledger.write() as transaction:
        version = len(transaction.events("c1")) + 1
        event = Event("c1", version, "noted", AT, "N1", actor, plugin, policy, because, body, {"text": word})
        transaction.append(event)
        assert transaction.events("c1")[-1] == event


def test_a_version_that_is_taken_is_a_conflict_and_what_was_there_stays(ledger: Ledger) -> None:
    first = received(text="花枯了。")
    record(ledger, first)
    with pytest.raises(Conflict), ledger.write() as transaction:
        transaction.append(evolve(first, actor="别人", personal={"text": "另一段话"}, because="抢先"))
    with ledger.read() as transaction:
        assert transaction.events("c1") == [first]


def break_half_way(ledger: Ledger, error: BaseException) -> None:
    with ledger.write() as transaction:
        transaction.append(next_event(received(), key="k", request="r"))
        transaction.append(
            Event("staff/阿林", 1, "staff_added", AT, "N1", "阿林", body={"name": "阿林", "role": "clerk"})
        )
        transaction.next_serial("N1", "s", "202603")
        transaction.store_policy("ab", "florist 7 ab", {})
        raise error


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, Conflict])
def test_an_error_undoes_all_of_a_transaction(ledger: Ledger, error: type[BaseException]) -> None:
    record(ledger, received())
    with pytest.raises(error):
        break_half_way(ledger, error("half way"))
    with ledger.write() as transaction:
        assert [event.version for event in transaction.events("c1")] == [1]
        assert transaction.key_use("N1", "k") is None
        assert transaction.staff("阿林") is None
        assert transaction.policy("ab") is None
        assert transaction.next_serial("N1", "s", "202603") == 1


def test_the_store_works_on_after_an_error(ledger: Ledger) -> None:
    with suppress(ZeroDivisionError), ledger.write():
        raise ZeroDivisionError
    with suppress(ZeroDivisionError), ledger.read():
        raise ZeroDivisionError
    assert record(ledger, received()).number == "N1-0001"


WRITES: dict[str, Callable[[Transaction], object]] = {
    "append": lambda transaction: transaction.append(received("c2", "N1-0002")),
    "project": lambda transaction: transaction.project(evolve(fold(transaction.events("c1")), stage="closed")),
    "next_serial": lambda transaction: transaction.next_serial("N1", "s", "202603"),
    "store_policy": lambda transaction: transaction.store_policy("ab", "florist 7 ab", {}),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_writing_while_reading_is_an_error(ledger: Ledger, write: Callable[[Transaction], object]) -> None:
    record(ledger, received())
    with pytest.raises(AmendsError), ledger.read() as transaction:
        write(transaction)
    with ledger.write() as transaction:
        assert transaction.find("N1-0002", None) == []
        assert transaction.policy("ab") is None
        assert transaction.next_serial("N1", "s", "202603") == 1


def test_a_reader_sees_one_moment_while_others_write(ledger: Ledger, opened: Open) -> None:
    record(ledger, received())
    with opened().read() as transaction:
        assert len(transaction.events("c1")) == 1
        record(ledger, next_event(received()))
        assert len(transaction.events("c1")) == 1
    with opened().read() as transaction:
        assert len(transaction.events("c1")) == 2


def test_nobody_sees_what_is_not_finished(ledger: Ledger, opened: Open) -> None:
    with ledger.write() as writing:
        writing.append(received())
        with opened().read() as reading:
            assert reading.events("c1") == []


def test_a_closed_ledger_opens_again_when_used(ledger: Ledger) -> None:
    record(ledger, received())
    ledger.close()
    ledger.close()
    with ledger.read() as transaction:
        assert len(transaction.events("c1")) == 1


def test_cases_are_found_by_number_in_one_branch_or_in_all(ledger: Ledger) -> None:
    record(ledger, received("c1", "A-0001", "N1"))
    record(ledger, received("c2", "A-0001", "城南"))
    with ledger.read() as transaction:
        assert transaction.find("A-0001", "城南") == ["c2"]
        assert sorted(transaction.find("A-0001", None)) == ["c1", "c2"]
        assert transaction.find("A-0001", "N9") == transaction.find("a-0001", None) == []


def test_claims_add_up_on_a_receipt_of_one_branch_without_the_case_itself(ledger: Ledger) -> None:
    record(ledger, *offered(received("c1", "N1-0001", receipt="R-1")))
    record(ledger, *offered(received("c2", "N1-0002", receipt="R-1")))
    record(ledger, *offered(received("c3", "N2-0001", "N2", receipt="R-1")))
    record(ledger, received("c4", "N1-0003", receipt="R-1"))
    with ledger.read() as transaction:
        assert transaction.claim("N1", "R-1", "c1") == Claim(2, 5850)
        assert transaction.claim("N1", "R-1", "nobody") == Claim(3, 11700)
        assert transaction.claim("N2", "R-1", "c3") == Claim(0, 0)


def test_a_claim_follows_the_case(ledger: Ledger) -> None:
    first, proposed = offered(received(receipt="R-1"))
    record(ledger, first, proposed)
    record(ledger, next_event(proposed, "offered", round=1))
    record(ledger, evolve(next_event(proposed, "declined", round=1), version=4))
    with ledger.read() as transaction:
        assert transaction.claim("N1", "R-1", "other") == Claim(1, 0)


def test_earlier_complaints_are_counted_in_all_branches_by_the_digits_of_a_telephone(ledger: Ledger) -> None:
    for index, phone in enumerate(["138 0013 8000", "138-0013-8000", "13800138001", "", "８００"], start=1):
        record(ledger, received(f"c{index}", f"N{index}-0001", f"N{index}", party={"phone": phone}))
    with ledger.read() as transaction:
        assert transaction.earlier_complaints("13800138000", "c1") == 1
        assert transaction.earlier_complaints("13800138000", "c9") == 2
        assert transaction.earlier_complaints("800", "c9") == 0


def test_a_client_key_is_remembered_with_its_request_per_branch(ledger: Ledger) -> None:
    record(ledger, received(key="收银台-7", request="abc"))
    record(ledger, next_event(received(), key="pay", request="def"))
    with ledger.read() as transaction:
        assert transaction.key_use("N1", "收银台-7") == KeyUse("abc", "c1", 1)
        assert transaction.key_use("N1", "pay") == KeyUse("def", "c1", 2)
        assert transaction.key_use("N2", "pay") is None


def test_a_client_key_is_never_taken_twice(ledger: Ledger) -> None:
    record(ledger, received(key="k", request="abc"))
    with pytest.raises(AmendsError):
        record(ledger, received("c2", "N1-0002", key="k", request="abc"))
    with ledger.read() as transaction:
        assert transaction.events("c2") == []


def test_staff_are_who_the_last_event_says(ledger: Ledger) -> None:
    hired = Event("staff/阿林", 1, "staff_added", AT, "N1", "阿林", body={"name": "阿林", "role": "clerk"})
    with ledger.write() as transaction:
        assert transaction.staff_names() == []
        transaction.append(hired)
        transaction.append(evolve(hired, version=2, branch="N2", body={"name": "阿林", "role": "manager"}))
        transaction.append(evolve(hired, case_id="staff/Bo", body={"name": "Bo", "role": "clerk"}))
    with ledger.read() as transaction:
        assert transaction.staff("阿林") == StaffMember("阿林", "N2", "manager")
        assert transaction.staff("bo") is None
        assert transaction.staff_names() == ["Bo", "阿林"]


def test_a_policy_is_kept_once_and_found_by_the_beginning_of_its_digest(ledger: Ledger) -> None:
    tables = {"industry": {"name": "florist", "label": {"zh": "花店", "en": "Florist"}}, "approval": [{"up_to": "50"}]}
    with ledger.write() as transaction:
        transaction.store_policy("3f9a77", "florist 7 3f9a", tables)
        transaction.store_policy("3f9a77", "florist 7 3f9a", tables)
        transaction.store_policy("4bbb00", "florist 8 4bbb", {})
    with ledger.read() as transaction:
        assert transaction.policy("3f9a") == transaction.policy("3f9a77") == tables
        assert transaction.policy("4bbb") == {}
        assert transaction.has_policy("3f9a77")
        assert not transaction.has_policy("5ccc00")
        assert transaction.policy("3f9b") is transaction.policy("3f9a770") is None


def test_serials_run_on_per_branch_series_and_period(ledger: Ledger) -> None:
    counters = [("N1", "s", "202603"), ("N1", "s", "202604"), ("N1", "t", "202603"), ("N2", "s", "202603")]
    for expected in (1, 2, 3):
        with ledger.write() as transaction:
            assert [transaction.next_serial(*counter) for counter in counters] == [expected] * 4


def test_writers_wait_for_each_other_and_every_serial_is_given_once(opened: Open) -> None:
    start = threading.Barrier(4)

    def take_ten(ledger: Ledger) -> list[int]:
        start.wait()
        serials = []
        for turn in range(10):
            with suppress(ZeroDivisionError), ledger.write() as transaction:
                serials.append(transaction.next_serial("N1", "s", "202603"))
                if turn % 3 == 2:
                    serials.pop()
                    raise ZeroDivisionError
        ledger.close()
        return serials

    with ThreadPoolExecutor(4) as pool:
        given_out = [serial for serials in pool.map(lambda _: take_ten(opened()), range(4)) for serial in serials]
    assert sorted(given_out) == list(range(1, 29))
