"""Who else bears what a case cost: liable parties, what each owes us, what they have paid (S9, G14).

The customer never waits for any of it, and nobody who works here is ever a liable party (X6).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from amends.money import Money, total

if TYPE_CHECKING:
    from amends.case.values import Case

# Who can bear a cost besides the shop itself.
LIABLE = ("supplier", "carrier", "department", "maker", "company")


@frozen(repr=False)
class LiableParty:
    """Somebody named as liable, of a `kind` in `LIABLE`.

    They bear `percent` of every cost, or, where it is `None`, of what falls to their kind.
    """

    id: str
    kind: str
    name: str
    percent: int | None = None


@frozen(repr=False)
class Recovered:
    """A sum that a liable party paid or was settled with: `party` is its id, or its kind where nobody was named."""

    party: str
    amount: Money
    at: datetime


class Claim(NamedTuple):
    """What one liable party owes on a case, and what of it is settled; `party` and `name` as in `LiableParty`."""

    party: str
    kind: str
    name: str | None
    owed: Money
    settled: Money

    @property
    def open(self) -> Money:
        """What is still to be recovered."""
        return self.owed - self.settled


def claims(case: Case, currency: str) -> list[Claim]:
    """What is to be recovered from whom, for what was carried out so far; parties that owe nothing are left out.

    Parties with a percentage bear that share of every cost. What is left of a cost falls to the remedy's payer: to the
    parties named of that kind in equal parts, or to the kind where nobody is named yet; the shop bears its own.
    """
    owed: dict[str, int] = {}
    for offer in case.offers:
        for remedy in offer.remedies:
            if remedy.carried_out_at is not None and remedy.amount is not None:
                for party, minor in _borne(case.liable, remedy.payer, remedy.amount.minor):
                    owed[party] = owed.get(party, 0) + minor
    named = {party.id: party for party in case.liable}
    found = [(party, Money(minor, currency)) for party, minor in owed.items() if minor or _settled(case, party)]
    return [
        Claim(
            party,
            named[party].kind if party in named else party,
            named[party].name if party in named else None,
            sum_owed,
            total(_settled(case, party), currency),
        )
        for party, sum_owed in found
    ]


def _borne(liable: Iterable[LiableParty], payer: str, minor: int) -> list[tuple[str, int]]:
    """How one cost falls on the parties; whole minor units, and never more than it."""
    shares = [(party.id, minor * party.percent // 100) for party in liable if party.percent is not None]
    left = minor - sum(part for _party, part in shares)
    if payer not in LIABLE:
        return shares
    of_kind = [party.id for party in liable if party.kind == payer and party.percent is None] or [payer]
    each, over = divmod(left, len(of_kind))
    return [*shares, *((party, each + (1 if place < over else 0)) for place, party in enumerate(of_kind))]


def _settled(case: Case, party: str) -> list[Money]:
    return [entry.amount for entry in case.recovered if entry.party == party]
