"""Combining remedies: united by code, the highest floor wins, the lowest ceiling holds above it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from amends.case.answers import OFFERABLE, Answered, Remedy
from amends.case.offers import OfferedRemedy
from amends.errors import Misuse, Refused
from amends.money import Money

# Forms whose worth counts toward the sum on the receipt; gestures and refusals have none.
_NEEDS_AMOUNT = ("money", "voucher", "goods")
_MAY_HAVE_AMOUNT = (*_NEEDS_AMOUNT, "service")


def combine_remedies(answers: Sequence[Answered]) -> dict[str, Remedy]:
    """The menu for a case, by code, in the order plugins named them; what is only to be told is not on it."""
    menu: dict[str, Remedy] = {}
    for answered in answers:
        remedy: Remedy = answered.value
        if remedy.standing not in OFFERABLE:
            continue
        known = menu.get(remedy.code)
        menu[remedy.code] = remedy if known is None else _united(known, remedy)
    return {code: _within_limits(remedy) for code, remedy in menu.items()}


def choose(menu: dict[str, Remedy], code: str, amount: Money | None) -> OfferedRemedy:
    """One remedy of the menu with its sum; where none is given, what was suggested.

    Raises `Misuse` for an unknown code or a missing sum, `Refused` above the remedy's ceiling or below what is owed.
    """
    remedy = menu.get(code)
    if remedy is None:
        raise Misuse("no remedy '{code}' for this case; offered here: {known}", code=code, known=", ".join(menu))
    worth = amount if amount is not None else remedy.suggested
    if remedy.form not in _MAY_HAVE_AMOUNT:
        if amount is not None:
            raise Misuse("'{code}' has no price; leave the amount out", code=code)
        worth = None
    elif remedy.form in _NEEDS_AMOUNT and not worth:
        raise Misuse("'{code}' needs an amount above zero: --remedy {code}=AMOUNT", code=code)
    if worth is not None and remedy.ceiling is not None and remedy.ceiling < worth:
        raise Refused(
            "'{code}' goes to {ceiling} at most; {amount} was asked", code=code, ceiling=remedy.ceiling, amount=worth
        )
    if worth is not None and remedy.owed is not None and worth < remedy.owed:
        raise Refused(
            "'{code}' is owed: {owed} at least ({because}); {amount} was asked",
            code=code, owed=remedy.owed, because=remedy.because.text, amount=worth,
        )  # fmt: skip
    return OfferedRemedy(code, remedy.label, remedy.kind, remedy.form, worth, remedy.payer, remedy.owed)


def _within_limits(remedy: Remedy) -> Remedy:
    """With a ceiling that never cuts what is owed, and a suggestion that never exceeds the ceiling."""
    ceiling = remedy.ceiling
    if ceiling is None:
        return remedy
    if remedy.owed is not None and ceiling < remedy.owed:
        ceiling = remedy.owed
    over = remedy.suggested is not None and ceiling < remedy.suggested
    if ceiling is remedy.ceiling and not over:
        return remedy
    return evolve(remedy, ceiling=ceiling, suggested=ceiling if over else remedy.suggested)


def _united(one: Remedy, other: Remedy) -> Remedy:
    floors = [remedy.owed for remedy in (one, other) if remedy.owed is not None]
    ceilings = [remedy.ceiling for remedy in (one, other) if remedy.ceiling is not None]
    sums = [remedy.suggested for remedy in (one, other) if remedy.suggested is not None]
    return evolve(
        one,
        owed=max(floors, key=_minor, default=None),
        ceiling=min(ceilings, key=_minor, default=None),
        suggested=max([*sums[:1], *floors], key=_minor, default=None),
    )


def _minor(money: Money) -> int:
    return money.minor
