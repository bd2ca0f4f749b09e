"""Cases of kind `compensation`: a purchase, what is claimed of it, and what is credited once it is approved."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from amends.case.purchase import Claim, Credit, Line, credited, credits_for, everything
from amends.money import Money
from amends.testing.case import Case, Mismatch

_CURRENCY = "CNY"  # the cases name none; sums are plain numbers
# Where a claim stands, and where each step takes it from there.
_STEPS = {
    ("draft", "wait"): "waiting",
    ("waiting", "approve"): "done",
    ("waiting", "reject"): "rejected",
    ("waiting", "draft"): "draft",
    ("draft", "cancel"): "cancelled",
    ("waiting", "cancel"): "cancelled",
}
# Whether a claim on it is about one line of a purchase alone.
_ONE_LINE = {"order": False, "order_line": True, "invoice": False, "invoice_line": True}
_IN_MONEY = ("return", "credit")


def run(case: Case) -> None:
    """Raise `Mismatch` unless the steps lead where expected and the credits come to what is expected."""
    lines = [_line(fields, number) for number, fields in enumerate(case.take("purchase_lines"))]
    claims = _claims(case.take_or("claimed_lines", "all"), lines)
    action, origin = case.take("action"), case.take("complaint_origin")
    coupon = case.take_or("coupon", None)
    if _ONE_LINE[origin] and len(claims) != 1:
        raise LookupError(f"{origin}: expected one claimed line, got {len(claims)}")
    if action not in (*_IN_MONEY, "coupon"):
        raise LookupError(f"unknown action: {action}; known: {', '.join(_IN_MONEY)}, coupon")
    states = _states(case.take("steps"))
    if (wanted := case.take_or("states", states)) != states:
        raise Mismatch(wanted, states)
    done = states[-1] == "done"
    got = _given(action, credits_for(lines, claims) if done else [], coupon if done else None)
    expected = case.take("expected")
    if unknown := sorted(set(expected) - set(got)):
        raise LookupError(f"unknown expectation: {', '.join(unknown)}")
    if differing := {name: value for name, value in expected.items() if not _same(value, got[name])}:
        raise Mismatch(differing, {name: str(got[name]) for name in differing})


def _given(action: str, given: list[Credit], coupon: dict[str, Any] | None) -> dict[str, Any]:
    """What the customer gets, in the signs of a credit note: quantities and sums below zero."""
    if action == "coupon":
        if coupon is None:
            return {}
        return {"coupon_number": coupon["number"], "max_uses": coupon["max_uses"], "valid_days": coupon["valid_days"]}
    return {
        "lines": len(given),
        "total_quantity": -sum((credit.quantity for credit in given), Decimal(0)),
        "total_amount": -Decimal(credited(given, _CURRENCY).amount),
    }


def _states(steps: list[str]) -> list[str]:
    states = ["draft"]
    for step in steps:
        if (states[-1], step) not in _STEPS:
            raise LookupError(f"no step {step} from {states[-1]}")
        states.append(_STEPS[states[-1], step])
    return states


def _line(fields: Any, number: int) -> Line:
    line = Case(fields, f"purchase_lines[{number}]")
    found = Line(Decimal(str(line.take("quantity"))), Money.parse(str(line.take("unit_price")), _CURRENCY))
    line.check_all_taken()
    return found


def _claims(claimed: Any, lines: list[Line]) -> list[Claim]:
    if claimed == "all":
        return everything(lines)
    return [_claim(Case(fields, f"claimed_lines[{number}]")) for number, fields in enumerate(claimed)]


def _claim(fields: Case) -> Claim:
    quantity, price = fields.take_or("quantity", None), fields.take_or("unit_price", None)
    claim = Claim(
        fields.take("line"),
        None if quantity is None else Decimal(str(quantity)),
        None if price is None else Money.parse(str(price), _CURRENCY),
    )
    fields.check_all_taken()
    return claim


def _same(expected: Any, got: Any) -> bool:
    return Decimal(str(expected)) == got if isinstance(got, Decimal) else bool(expected == got)
