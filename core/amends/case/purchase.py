"""What was bought, what of it is claimed, and what a claim gives back: lines, quantities, sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from amends.errors import Misuse, Refused
from amends.money import Money, total


class Line(NamedTuple):
    """One line of a receipt or order: how much of something, and the price of one."""

    quantity: Decimal
    unit_price: Money


class Claim(NamedTuple):
    """What the customer claims of line `line`, counted from 0; `None` for all of its quantity, or at its own price."""

    line: int
    quantity: Decimal | None = None
    unit_price: Money | None = None


class Credit(NamedTuple):
    """What goes back on one line: the quantity and the sum, both above zero."""

    line: int
    quantity: Decimal
    amount: Money


def everything(lines: Sequence[Line]) -> list[Claim]:
    """The claim of a whole purchase."""
    return [Claim(number) for number in range(len(lines))]


def credits_for(lines: Sequence[Line], claims: Iterable[Claim]) -> list[Credit]:
    """What `claims` give back of a purchase, one credit per claim, in their order.

    Raises `Misuse` for a line that does not exist or a quantity that is not above zero, `Refused` where more is claimed
    of a line than was bought, all claims on it together, or at a higher price than was paid.
    """
    left = [line.quantity for line in lines]
    given: list[Credit] = []
    for claim in claims:
        if not 0 <= claim.line < len(lines):
            raise Misuse("no line {line} in this purchase; it has {count}", line=claim.line + 1, count=len(lines))
        line = lines[claim.line]
        quantity = left[claim.line] if claim.quantity is None else claim.quantity
        price = line.unit_price if claim.unit_price is None else claim.unit_price
        _check(claim.line + 1, quantity, left[claim.line], price, line.unit_price)
        left[claim.line] -= quantity
        given.append(Credit(claim.line, quantity, _times(quantity, price)))
    return given


def credited(given: Iterable[Credit], currency: str) -> Money:
    """What the credits `given` come to."""
    return total((credit.amount for credit in given), currency)


def _check(number: int, quantity: Decimal, left: Decimal, price: Money, paid: Money) -> None:
    if quantity <= 0 and left > 0:
        raise Misuse("line {line}: {quantity} is not above zero", line=number, quantity=quantity)
    if quantity > left or left <= 0:
        raise Refused(
            "line {line}: {quantity} is claimed, {left} is left of it", line=number, quantity=quantity, left=left
        )
    if paid < price:
        raise Refused("line {line}: {price} is claimed for one, {paid} was paid", line=number, price=price, paid=paid)


def _times(quantity: Decimal, price: Money) -> Money:
    """A sum in whole minor units; a part of one goes to the customer."""
    return Money(int((quantity * price.minor).to_integral_value(ROUND_CEILING)), price.currency)
