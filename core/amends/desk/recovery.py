"""Getting back what others have to bear: liable parties named on a case, their sums settled (S9, G14)."""

from __future__ import annotations

from amends.case.recovery import LIABLE, Claim, claims
from amends.case.values import Case
from amends.desk.desk import Desk
from amends.desk.work import Target, Work, repeated, request_digest, work_on
from amends.errors import Misuse, Phrase, Refused
from amends.money import Money


def name_liable(
    desk: Desk, target: Target, actor: str, kind: str, name: str, because: str, percent: int | None = None
) -> Case:
    """Name somebody as liable, with what shows it; `percent` where they bear that share of every cost of the case.

    Raises `Misuse` for an unknown kind or a share that makes more than the whole, `Refused` for somebody who works
    here: staff are never charged (X6).
    """
    with work_on(desk, target, actor, "recovery") as work:
        if kind not in LIABLE:
            raise Misuse("no liable party '{kind}'; known: {known}", kind=kind, known=", ".join(LIABLE))
        called = _name(name)
        if work.transaction.staff(called) is not None:
            raise Refused("{name} works here: staff are never charged; record a breach instead", name=called)
        if not because.strip():
            raise Misuse("why? give --because, with what shows it")
        _check_share(work, percent)
        party = f"party.{len(work.case.liable) + 1}"
        body = {"party": party, "kind": kind, "name": called, "percent": percent}
        work.record("liable_named", body, because=because)
        return work.finish()


def settle(
    desk: Desk, target: Target, actor: str, amount: str, *, party: str | None = None, note: str = "",
    key: str | None = None,
) -> Case:  # fmt: skip
    """Record what a liable party paid, or was settled with otherwise; never more than is open.

    `party` may be left out where one owes; `key` makes sure that a payment sent twice counts once.
    """
    with work_on(desk, target, actor, "recovery") as work:
        request = request_digest("settle", work.case.case_id, party, amount)
        if repeated(work.transaction, work.case.branch, key, request) is not None:
            return work.case
        claim = _claim(work, party)
        paid = Money.parse(amount, work.pack.industry.currency)
        if not paid or claim.open < paid:
            raise Refused(
                "{number}: {party} owes {open} of {owed}; {paid} cannot be settled",
                number=work.case.number, party=claim.name or claim.party, open=claim.open, owed=claim.owed, paid=paid,
            )  # fmt: skip
        body = {"party": claim.party, "amount": paid.to_json(), **({"key": key, "request": request} if key else {})}
        work.record("recovered", body, because=note)
        return work.finish()


def _name(given: str) -> str:
    name = given.strip()
    if not name or len(name) > 120 or not name.isprintable():
        raise Misuse("'{name}' cannot be a name; expected up to 120 characters without line breaks", name=given[:80])
    return name


def _check_share(work: Work, percent: int | None) -> None:
    if percent is None:
        return
    taken = sum(party.percent or 0 for party in work.case.liable)
    if not 1 <= percent <= 100 - taken:
        raise Misuse(
            "{percent} percent cannot be borne; expected 1 to {left}, as {taken} percent are named already",
            percent=percent, left=100 - taken, taken=taken,
        )  # fmt: skip


def _claim(work: Work, party: str | None) -> Claim:
    """The claim meant: the party's, or the only one open."""
    found = claims(work.case, work.pack.industry.currency)
    known = ", ".join(claim.party for claim in found) or Phrase("none")
    if party is not None:
        named = [claim for claim in found if claim.party == party]
        if not named:
            raise Misuse("'{party}' owes nothing on {number}; owing: {known}",
                         party=party, number=work.case.number, known=known)  # fmt: skip
        return named[0]
    still = [claim for claim in found if claim.open]
    if not still:
        raise Refused("{number}: nobody owes anything for it", number=work.case.number)
    if len(still) > 1:
        raise Misuse("whose? give --party; owing: {known}", known=known)
    return still[0]
