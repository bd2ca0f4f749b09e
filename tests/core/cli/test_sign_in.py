from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

TOP, DEPUTY = "孙副总", "王副店"


@pytest.fixture
def pins() -> Iterator[Callable[..., str]]:
    """`pins("8305", "4917")` gives the number of a file descriptor from which these lines can be read."""
    opened: list[int] = []

    def pipe(*lines: str) -> str:
        reading, writing = os.pipe()
        os.write(writing, "".join(f"{line}\n" for line in lines).encode())
        os.close(writing)
        opened.append(reading)
        return str(reading)

    yield pipe
    for descriptor in opened:
        os.close(descriptor)


@pytest.fixture
def secured(amends: Any, number: str, pins: Any) -> str:
    """A case whose proposal waits for the deputy store manager, who has a PIN, as the top has."""
    for name, role in ((DEPUTY, "deputy_store_manager"), (TOP, "group_vp_operations")):
        assert amends("staff", "add", name, "--role", role).code == 0
    assert amends("staff", "pin", "--as", TOP, "--pin-fd", pins("830541")).code == 0
    assert amends("staff", "pin", DEPUTY, "--as", TOP, "--pin-fd", pins("830541", "550731")).code == 0
    assert amends("staff", "pin", "--as", DEPUTY, "--pin-fd", pins("550731", "4917")).code == 0
    assert amends("propose", number, "--remedy", "refund_quality=100").code == 0
    return number


def test_a_program_gives_the_pin_by_a_file_descriptor(amends: Any, secured: str, pins: Any) -> None:
    case = amends("approve", secured, "--as", DEPUTY, "--pin-fd", pins("4917"), "--json").json
    assert case["number"] == secured
    assert amends("show", secured, "--json").json["offers"][0]["state"] == "approved"


def test_without_a_terminal_one_line_names_the_flag(amends: Any, secured: str) -> None:
    refused = amends("approve", secured, "--as", DEPUTY, "--lang", "en")
    assert (refused.code, "--pin-fd" in refused.complaint, DEPUTY in refused.complaint) == (2, True, True)
    assert "--pin-fd" in amends("refuse", secured, "--because", "不。", "--as", DEPUTY, "--lang", "zh").complaint


def test_a_wrong_pin_is_recorded_and_never_printed(amends: Any, secured: str, pins: Any, record: Any) -> None:
    before = len(record())
    refused = amends("approve", secured, "--as", DEPUTY, "--pin-fd", pins("9753"), "--lang", "en")
    assert refused.code == 1
    assert "9753" not in refused.complaint
    assert [row[5] for row in record()[before:]] == ["pin_wrong"]
    assert amends("ledger", "verify").code == 0


def test_too_many_wrong_ones_have_to_wait(amends: Any, secured: str, pins: Any) -> None:
    for _ in range(3):
        last = amends("approve", secured, "--as", DEPUTY, "--pin-fd", pins("9753"), "--lang", "en")
    assert "next try is possible after" in last.complaint
    right = amends("approve", secured, "--as", DEPUTY, "--pin-fd", pins("4917"), "--lang", "en")
    assert "next try is possible after" in right.complaint


def test_a_small_offer_asks_for_nothing_while_pins_exist(amends: Any, secured: str) -> None:
    assert amends("propose", secured, "--remedy", "refund_quality=30").code == 0
    assert amends("offer", secured).code == 0


@pytest.mark.parametrize("descriptor", ["97", "-1", "two"])
def test_a_descriptor_that_is_none_is_a_wrong_call(amends: Any, secured: str, descriptor: str) -> None:
    wrong = amends("approve", secured, "--as", DEPUTY, "--pin-fd", descriptor, "--lang", "en")
    assert wrong.code == 2
    assert "--pin-fd" in wrong.complaint


def test_a_descriptor_with_nothing_in_it_is_a_wrong_call(amends: Any, secured: str, pins: Any, record: Any) -> None:
    before = record()
    wrong = amends("approve", secured, "--as", DEPUTY, "--pin-fd", pins(), "--lang", "en")
    assert (wrong.code, "no PIN" in wrong.complaint) == (2, True)
    assert record() == before


def test_an_empty_line_is_a_wrong_pin(amends: Any, secured: str, pins: Any) -> None:
    assert "wrong PIN" in amends("approve", secured, "--as", DEPUTY, "--pin-fd", pins(""), "--lang", "en").complaint


def test_whoever_was_given_a_pin_chooses_their_own_on_the_way(amends: Any, secured: str, pins: Any) -> None:
    assert amends("staff", "pin", DEPUTY, "--as", TOP, "--pin-fd", pins("830541", "770412")).code == 0
    only_theirs = amends("approve", secured, "--as", DEPUTY, "--pin-fd", pins("770412"), "--lang", "en")
    assert (only_theirs.code, "no PIN" in only_theirs.complaint) == (2, True)
    assert amends("approve", secured, "--as", DEPUTY, "--pin-fd", pins("770412", "620358")).code == 0
    assert amends("propose", secured, "--remedy", "refund_quality=110").code == 0
    assert amends("approve", secured, "--as", DEPUTY, "--pin-fd", pins("620358")).code == 0


def test_staff_change_after_the_pin(amends: Any, secured: str, pins: Any) -> None:
    assert "--pin-fd" in amends("staff", "add", "小马", "--role", "front_desk", "--as", DEPUTY).complaint
    added = amends("staff", "add", "小马", "--role", "front_desk", "--as", DEPUTY, "--pin-fd", pins("4917"), "--json")
    assert added.json == {"name": "小马", "branch": "N1", "role": "front_desk"}


def test_at_a_terminal_the_pin_is_asked_for_and_not_shown(terminal: Any, secured: str, amends: Any) -> None:
    session = terminal("approve", secured, "--as", DEPUTY, "--lang", "en")
    session.read_until(f"PIN of {DEPUTY}")
    session.type("4917\n")
    assert session.leave() == 0
    assert "4917" not in session.seen
    assert amends("show", secured, "--json").json["offers"][0]["state"] == "approved"


def test_a_new_pin_is_typed_twice(terminal: Any, secured: str, amends: Any, pins: Any) -> None:
    session = terminal("staff", "pin", "--as", DEPUTY, "--lang", "en")
    session.read_until(f"PIN of {DEPUTY}")
    session.type("4917\n")
    session.read_until("New PIN")
    session.type("620358\n")
    session.read_until("again")
    session.type("620358\n")
    assert session.leave() == 0
    assert "620358" not in session.seen
    assert amends("approve", secured, "--as", DEPUTY, "--pin-fd", pins("620358")).code == 0


def test_what_changed_while_the_pin_was_typed_is_not_approved(terminal: Any, secured: str, amends: Any) -> None:
    session = terminal("approve", secured, "--as", DEPUTY, "--lang", "en")
    session.read_until(f"PIN of {DEPUTY}")
    # The prompt holds no lock: somebody else works on meanwhile.
    assert amends("propose", secured, "--remedy", "refund_quality=180").code == 0
    session.type("4917\n")
    assert session.leave() == 1
    assert "meanwhile" in session.seen
    assert amends("show", secured, "--json").json["offers"][-1]["state"] == "waiting"


def test_whoever_stops_at_the_pin_has_decided_nothing(terminal: Any, secured: str, record: Any) -> None:
    before = record()
    session = terminal("approve", secured, "--as", DEPUTY, "--lang", "en")
    session.read_until(f"PIN of {DEPUTY}")
    assert session.leave("\x03") == 1
    assert "Traceback" not in session.seen
    assert record() == before
