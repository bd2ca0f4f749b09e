"""Who may decide a sum: the bands of the pack, per receipt (S8), and the roles above."""

from __future__ import annotations

from attrs import frozen

from amends.case.answers import Reason
from amends.money import Money
from amends.pack.values import Pack
from amends.text import Text


@frozen(eq=False, repr=False)
class Decision:
    """Which role a sum needs, and why."""

    role: str
    because: Reason


def decider(pack: Pack, receipt_total: Money) -> Decision:
    """The role that decides `receipt_total`: the first band that reaches it; the last band has no limit."""
    above = Money(0, receipt_total.currency)
    for index, band in enumerate(pack.approvals):
        if band.up_to is None or receipt_total <= band.up_to:
            return Decision(
                band.role, Reason(f"approval[{index}]", _why(pack, band.role, above, band.up_to, receipt_total))
            )
        above = band.up_to
    raise AssertionError("a checked pack has a last band without limit")


def may_decide(pack: Pack, role: str, receipt_total: Money) -> bool:
    """Whether somebody in `role` may decide the sum: the band's role, or one above it."""
    needed = decider(pack, receipt_total).role
    return role == needed or role in pack.superiors(needed)


def _why(pack: Pack, role: str, above: Money, up_to: Money | None, total: Money) -> Text:
    values = {"total": total, "role": pack.roles[role].label, "above": above, "up_to": up_to}
    if up_to is None and not above:
        return Text("本单合计{total}，任何金额都由{role}决定", "{total} on this receipt; {role} decides any sum").fill(
            values
        )
    if up_to is None:
        return Text(
            "本单合计{total}，超过{above}，由{role}决定", "{total} on this receipt, over {above}: {role} decides"
        ).fill(values)
    if not above:
        return Text(
            "本单合计{total}，不超过{up_to}，{role}可以决定", "{total} on this receipt, up to {up_to}: {role} decides"
        ).fill(values)
    return Text(
        "本单合计{total}，在{above}以上、{up_to}以内，由{role}决定",
        "{total} on this receipt, over {above} up to {up_to}: {role} decides",
    ).fill(values)
