"""Who may decide a sum: the ladder of the pack that applies, per receipt (G4, S8), and the roles above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from attrs import frozen

from amends.case.answers import Reason
from amends.case.offers import ApprovalStep
from amends.money import Money
from amends.pack.menu import Band
from amends.pack.values import Pack
from amends.policy.authority_words import why
from amends.policy.standing import standing

APPROVAL = "approval"


class Proposed(Protocol):
    """What a ladder asks of a remedy: its code and its kind."""

    @property
    def code(self) -> str: ...
    @property
    def kind(self) -> str: ...


@frozen(eq=False, repr=False)
class Decision:
    """Whose agreement a sum needs: `steps` one after the other; `reasons` tell which ladders ask for it.

    `spans` tell how long deciding may take: hours, and whether in `business` or `calendar` time; the longest counts.
    """

    steps: tuple[ApprovalStep, ...]
    reasons: tuple[Reason, ...]
    spans: tuple[tuple[int, str], ...]

    @property
    def role(self) -> str:
        """The role that has the last word."""
        return self.steps[-1].roles[0]

    @property
    def because(self) -> Reason:
        """The first of the reasons; there is one where one ladder decides."""
        return self.reasons[0]


def ladder(
    pack: Pack, categories: Iterable[str | None], severity: str, remedies: Iterable[Proposed]
) -> dict[str, Sequence[Band]]:
    """The ladders that decide about `remedies` on a case with matters in `categories`: bands by name, in order.

    For every matter and every remedy it is the first ladder in order whose conditions hold, else `[[approval]]`. Where
    that makes several, all of them are asked about the whole sum on the receipt (`together`), not each about a part of
    it: however a proposal is put together, no less is needed than the strictest ladder would need alone.
    """
    if not pack.ladders:
        return {APPROVAL: pack.approvals}
    ordered = sorted(pack.ladders.items(), key=lambda entry: entry[1].order)
    proposed = list(remedies)
    named = {
        next((name for name, rule in ordered if rule.holds(category, severity, remedy.code, remedy.kind)), None)
        for category in list(categories) or [None]
        for remedy in proposed
    }
    found: dict[str, Sequence[Band]] = {f"ladder.{name}.bands": rule.bands for name, rule in ordered if name in named}
    return {**found, APPROVAL: pack.approvals} if None in named or not found else found


def decision(pack: Pack, name: str, bands: Sequence[Band], receipt_total: Money) -> Decision:
    """What the ladder of that name needs for `receipt_total`: the first band that reaches it; the last has no limit."""
    above = Money(0, receipt_total.currency)
    for index, band in enumerate(bands):
        if band.up_to is None or receipt_total <= band.up_to:
            reason = Reason(f"{name}[{index}]", why(pack, name, band, above, receipt_total))
            return Decision(band.approvers, (reason,), ((band.hours, band.counting),))
        above = band.up_to
    raise AssertionError("a checked pack has a last band without limit")


def together(pack: Pack, decisions: Sequence[Decision]) -> Decision:
    """One decision that satisfies every one of `decisions`: the steps of all, one after the other.

    A single role falls away where another decision has a step that only this role or those above it can settle (the
    highest counts); of steps that several decisions share one is enough.
    """
    kept: list[Decision] = []
    for each in decisions:
        if not any(_covers(pack, other, each) for other in kept):
            kept = [other for other in kept if not _covers(pack, each, other)] + [each]
    steps: list[ApprovalStep] = []
    for each in kept:
        shared = Counter(steps)
        for step in each.steps:
            shared[step] -= 1
            if shared[step] < 0:
                steps.append(step)
    return Decision(
        tuple(steps),
        tuple(reason for each in kept for reason in each.reasons),
        tuple(dict.fromkeys(span for each in kept for span in each.spans)),
    )


def decide(pack: Pack, ladders: Mapping[str, Sequence[Band]], receipt_total: Money) -> Decision:
    """What all `ladders` together need for `receipt_total`."""
    return together(pack, [decision(pack, name, bands, receipt_total) for name, bands in ladders.items()])


def alone(pack: Pack, role: str, needed: Decision) -> bool:
    """Whether somebody in `role` may settle it by themselves.

    A band's own role or one above it; where there are steps, a role whose single vote settles all of them, or one
    above every role asked.
    """
    return standing(pack, needed.steps, [(role, "accepted")]).status == "accepted"


def decider(pack: Pack, receipt_total: Money) -> Decision:
    """What `[[approval]]` needs for `receipt_total`."""
    return decision(pack, APPROVAL, pack.approvals, receipt_total)


def may_decide(pack: Pack, role: str, receipt_total: Money) -> bool:
    """Whether somebody in `role` may settle the sum by themselves under `[[approval]]`."""
    return alone(pack, role, decider(pack, receipt_total))


def _covers(pack: Pack, one: Decision, other: Decision) -> bool:
    """Whether whatever settles `one` settles `other`, a single role, as well."""
    if len(other.steps) != 1 or len(other.steps[0].roles) != 1 or other.steps[0].asked:
        return False
    (role,) = other.steps[0].roles
    enough = {role, *pack.superiors(role)}
    return any(enough.issuperset(step.roles) for step in one.steps)
