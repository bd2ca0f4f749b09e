from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from amends.desk.pin import check_pin, fits, make_verifier
from amends.desk.pins import may_set_pin, set_pin
from amends.desk.sign_in import sign_in
from amends.errors import Misuse, Refused, SignInNeeded
from hypothesis import given, settings
from hypothesis import strategies as st

OWNER, MANAGER, CLERK = "老板娘", "陈店长", "小林"
# What people choose that is no run and no repetition.
COMMON = {"2580", "0852", "147258", "159357", "1122", "1314", "112233", "5201314", "1004", "5683"}
DIGITS = st.text("0123456789", min_size=4, max_size=12)


@pytest.mark.parametrize(
    "pin",
    ["1234", "0000", "4321", "9876543210", "7890", "8901", "111111111111", "1212", "121", "520520", "2580",
     "1314", "", "123", "1" * 13, "12a4", "12 34", "-482", "４９１７", "٤٩١٧", "4917\n", "四九一七"],
)  # fmt: skip
def test_some_pins_nobody_should_have(florist: Any, pin: str) -> None:
    with pytest.raises(Misuse) as caught:
        set_pin(florist.desk, OWNER, pin, OWNER)
    assert not pin or pin not in str(caught.value)


@given(DIGITS)
@settings(max_examples=300)
def test_few_pins_are_refused_and_those_for_a_pattern(pin: str) -> None:
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    run = len(steps) == 1 and steps <= {0, 1, 9}
    repetition = any(pin == (pin[:size] * 12)[: len(pin)] for size in (1, 2, 3) if len(pin) >= 2 * size)
    if run or repetition or pin in COMMON:
        with pytest.raises(Misuse):
            check_pin(pin)
    else:
        check_pin(pin)


@given(DIGITS, DIGITS)
@settings(max_examples=6)
def test_only_the_pin_it_was_made_of_fits(one: str, other: str) -> None:
    verifier = make_verifier(one)
    assert fits(one, verifier)
    assert fits(other, verifier) == (one == other)
    assert one not in verifier.split("$")[4:]


def test_what_is_kept_is_salted_scrypt() -> None:
    one, other = make_verifier("4917"), make_verifier("4917")
    assert one != other
    name, *numbers, salt, digest = one.split("$")
    assert (name, numbers, len(bytes.fromhex(salt)), len(digest)) == ("scrypt", ["16384", "8", "1"], 16, 128)


def test_a_pin_is_given_downward_only(florist: Any) -> None:
    desk = florist.desk
    set_pin(desk, OWNER, "8305", OWNER)
    owner = sign_in(desk, OWNER, "8305")
    set_pin(desk, MANAGER, "550731", OWNER, owner)
    manager = set_pin(desk, MANAGER, "4917", MANAGER, sign_in(desk, MANAGER, "550731"))
    for name in (OWNER, MANAGER):
        with pytest.raises(Refused, match="only somebody above"):
            set_pin(desk, name, "6072", CLERK)
    with pytest.raises(Refused, match="only somebody above"):
        set_pin(desk, OWNER, "6072", MANAGER, manager)
    with pytest.raises(Refused, match="only somebody above"):
        set_pin(desk, CLERK, "6072", "desk")
    set_pin(desk, CLERK, "6072", MANAGER, manager)
    assert sign_in(desk, CLERK, "6072").must_choose


def test_nobody_gives_a_pin_who_has_none_or_is_not_signed_in(florist: Any) -> None:
    with pytest.raises(Refused, match="choose your own first"):
        set_pin(florist.desk, CLERK, "6072", MANAGER)
    set_pin(florist.desk, MANAGER, "4917", MANAGER)
    with pytest.raises(SignInNeeded):
        set_pin(florist.desk, CLERK, "6072", MANAGER)


def test_the_first_pin_of_somebody_below_a_pin_is_given_and_not_taken(florist: Any) -> None:
    set_pin(florist.desk, OWNER, "8305", OWNER)
    for step in (lambda: may_set_pin(florist.desk, MANAGER, MANAGER),
                 lambda: set_pin(florist.desk, MANAGER, "4917", MANAGER)):  # fmt: skip
        with pytest.raises(Refused, match="given by somebody above"):
            step()


def test_a_present_pin_is_changed_only_by_whoever_knows_it(florist: Any) -> None:
    desk = florist.desk
    first = set_pin(desk, OWNER, "8305", OWNER)
    with pytest.raises(SignInNeeded):
        set_pin(desk, OWNER, "4917", OWNER)
    with pytest.raises(Misuse, match="present PIN"):
        set_pin(desk, OWNER, "8305", OWNER, first)
    set_pin(desk, OWNER, "4917", OWNER, first)
    with pytest.raises(Refused, match="wrong PIN"):
        sign_in(desk, OWNER, "8305")


def test_a_pin_from_above_ends_the_wait_of_somebody_who_forgot_theirs(florist: Any) -> None:
    desk = florist.desk
    owner = set_pin(desk, OWNER, "8305", OWNER)
    set_pin(desk, MANAGER, "550731", OWNER, owner)
    for _ in range(3):
        with pytest.raises(Refused):
            sign_in(desk, MANAGER, "9999")
    set_pin(desk, MANAGER, "770412", OWNER, owner)
    assert sign_in(desk, MANAGER, "770412").must_choose


def test_somebody_without_a_pin_or_unknown_cannot_sign_in(florist: Any) -> None:
    with pytest.raises(Refused, match="has no PIN; set one with"):
        sign_in(florist.desk, CLERK, "6072")
    with pytest.raises(Misuse, match="路人"):
        sign_in(florist.desk, "路人", "6072")
