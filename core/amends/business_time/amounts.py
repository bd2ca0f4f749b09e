"""The amounts of time a caller may ask for, checked."""

from __future__ import annotations

from typing import get_args

from amends.business_time.moments import DAY
from amends.errors import Misuse

_MOST_DAYS = 100 * 366


def read_amount(name: str, amount: float | None, unit: int) -> int:
    """`amount` units as microseconds. Raises `Misuse` naming `name` unless it is a number from 0 to a hundred years."""
    if amount is None:
        raise Misuse("no amount of time given; expected {name} or days", name=name)
    if not 0 <= amount <= _MOST_DAYS * DAY // unit:
        raise Misuse("{name}: {amount} is not an amount of time; expected 0 up to 100 years", name=name, amount=amount)
    return round(amount * unit)


def read_days(days: int) -> int:
    """`days`. Raises `Misuse` unless it is a whole number from 0 to a hundred years."""
    if not 0 <= days <= _MOST_DAYS or days != int(days):
        raise Misuse("days: {amount} is not a number of days; expected 0, 1, 2, … up to 100 years", amount=days)
    return int(days)


def check_option(name: str, value: str, kinds: object) -> None:
    """Raise `Misuse` unless `value` is one of the texts of the `Literal` type `kinds`."""
    if value not in get_args(kinds):
        raise Misuse("{name}: {value!r}; expected {known}", name=name, value=value, known=" or ".join(get_args(kinds)))
