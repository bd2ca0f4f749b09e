"""Cases on a desk, by the shortest way to the step a test is about; everything goes as an operator would go."""

from __future__ import annotations

from typing import Any

from amends.case.values import Case
from amends.desk import agreement, carrying_out, closing, facts, follow_up, proposal, reading
from amends.desk.desk import Desk
from amends.desk.guide import Step, guide
from amends.desk.intake import Intake, take
from amends.desk.words import as_if
from amends.desk.work import Target
from amends.pack.values import Pack
from amends.testing.chains import BRANCH, OPERATOR

DONE = {"zh": "已经为您办好了。", "en": "This has been done for you."}


class Counter:
    """A desk with `desk` behind it, in a chain as `amends.testing.chains` makes it.

    Every method does one step and gives the case as it then is; what the desk refuses is raised as it is.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def take(self, text: str, *, by: str = OPERATOR, branch: str = BRANCH, **known: Any) -> Case:
        """A new case from the customer's words; `known` is what `Intake` takes beside them: `channel`, `facts`."""
        return take(self.desk, Intake(text=text, branch=branch, **known), by)

    def menu(self, case: Case) -> list[str]:
        """The codes of what may be offered now, best first."""
        return list(proposal.menu(self.desk, on(case))[1])

    def propose(self, case: Case, *remedies: str, by: str = OPERATOR, **more: Any) -> Case:
        """Propose remedies as they are typed: `CODE`, or `CODE=AMOUNT`."""
        pairs = (remedy.partition("=") for remedy in remedies)
        wanted = [proposal.Wanted(code, amount or None) for code, _, amount in pairs]
        return proposal.propose(self.desk, on(case), by, wanted, **more)

    def approve(self, case: Case, by: str | None = None) -> Case:
        """Approve what waits: by everyone whose agreement is missing, one after the other, or only `by`."""
        if by is not None:
            return proposal.approve(self.desk, on(case), by)
        while case.offer is not None and case.offer.state == "waiting":
            case = proposal.approve(self.desk, on(case), case.offer.missing[0])
        return case

    def refuse(self, case: Case, because: str = "另想一个办法。", by: str | None = None) -> Case:
        """Refuse what waits: whoever is asked first, or `by`."""
        asked = case.offer.missing[0] if case.offer is not None and case.offer.missing else OPERATOR
        return proposal.refuse(self.desk, on(case), by or asked, because)

    def offer(self, case: Case, by: str = OPERATOR, say: str = "") -> Case:
        return agreement.offer(self.desk, on(case), by, say)

    def accept(self, case: Case, by: str = OPERATOR) -> Case:
        return agreement.accept(self.desk, on(case), by)

    def decline(self, case: Case, wish: str = "我想全额退款。", by: str = OPERATOR) -> Case:
        return agreement.decline(self.desk, on(case), by, wish)

    def carry_out(self, case: Case, *remedies: str, by: str = OPERATOR, key: str | None = None) -> Case:
        return carrying_out.carry_out(self.desk, on(case), by, remedies, key=key)

    def answer(self, case: Case, text: str = "", by: str = OPERATOR) -> Case:
        """Answer every point that has no answer yet."""
        for point in case.open_points:
            case = closing.answer(self.desk, on(case), by, text or DONE[case.language], point.id)
        return case

    def do_tasks(self, case: Case, score: int = 5, by: str = OPERATOR) -> Case:
        """Do every task that is open now; where one asks for a score, the customer gives `score`."""
        for task in case.open_tasks:
            given = score if task.scored else None
            case = follow_up.follow_up(self.desk, on(case), by, task=task.code, score=given)
        return case

    def note(self, case: Case, by: str = OPERATOR, **given: Any) -> Case:
        """Note `text`, `facts`, `party` or `receipt`."""
        return facts.note(self.desk, on(case), by, **given)

    def close(self, case: Case, by: str = OPERATOR) -> Case:
        return closing.close(self.desk, on(case), by)

    def agreed(self, text: str, *remedies: str, **known: Any) -> Case:
        """A new case whose offer of `remedies` was decided, made, and accepted."""
        case = self.approve(self.propose(self.take(text, **known), *remedies))
        return self.accept(self.offer(case))

    def settled(self, text: str, *remedies: str, **known: Any) -> Case:
        """A new case that lived its whole life, and is closed."""
        case = self.carry_out(self.agreed(text, *remedies, **known))
        return self.close(self.answer(self.do_tasks(case)))

    def show(self, case: Case) -> reading.Shown:
        """The case with all its events."""
        return reading.show(self.desk, on(case))

    def guide(self, case: Case, temperament: str | None = None) -> list[Step]:
        """What the desk reads: what to do and what to say, to a customer of that temperament where one is named."""
        pack: Pack = self.desk.pack(case.industry)
        seen = as_if(case, pack, temperament) if temperament else case
        return guide(seen, pack, self.desk.zone_of(case.branch))


def on(case: Case) -> Target:
    """Which case a verb is about: this one."""
    return Target(case.number, case.branch)
