"""What came of a case, for the table at the end: its stages, rounds, approvals, money by payer, score, deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from attrs import frozen

from amends.case.fold import fold
from amends.case.offers import Approval, Offer
from amends.case.values import Clock
from amends.demo.company import Branch
from amends.demo.story import Story
from amends.desk.reading import Shown
from amends.money import Money, total
from amends.text import Text

_PAYERS = {
    "shop": Text("门店", "shop"),
    "supplier": Text("供应商", "supplier"),
    "carrier": Text("承运方", "carrier"),
    "department": Text("部门", "department"),
    "maker": Text("生产方", "maker"),
    "company": Text("公司", "company"),
}


@frozen(eq=False)
class Outcome:
    """A case at the end of its story."""

    story: Story
    branch: Branch
    shown: Shown

    @property
    def stages(self) -> list[str]:
        """The stages it went through, in order; one that came again is named again."""
        stages = [fold(self.shown.events[:length]).stage for length in range(1, len(self.shown.events) + 1)]
        return [stage for i, stage in enumerate(stages) if i == 0 or stage != stages[i - 1]]

    @property
    def approvals(self) -> list[tuple[Offer, Approval]]:
        """Every decision by somebody beyond the desk."""
        return [(offer, entry) for offer in self.shown.case.offers for entry in offer.approvals]

    @property
    def scores(self) -> list[int]:
        """The customer's scores, in order."""
        return [task.score for task in self.shown.case.tasks if task.score is not None]

    @property
    def paid(self) -> list[tuple[str, Money]]:
        """`(payer, amount)` of everything that was paid out."""
        remedies = [remedy for offer in self.shown.case.offers for remedy in offer.remedies]
        return [(remedy.payer, remedy.amount) for remedy in remedies if remedy.carried_out_at and remedy.amount]

    @property
    def clocks(self) -> list[tuple[Clock, bool]]:
        """Every deadline that ended, and whether it was kept."""
        return [(clock, clock.met_at <= clock.due) for clock in self.shown.case.clocks if clock.met_at is not None]


def money_by_payer(outcomes: Iterable[Outcome]) -> dict[str, Money]:
    """What was paid out in all these cases, by who bears it."""
    paid = [entry for outcome in outcomes for entry in outcome.paid]
    return {payer: total((m for p, m in paid if p == payer), paid[0][1].currency) for payer in dict(paid)}


def money_text(money: dict[str, Money]) -> Text:
    """`money_by_payer` in words."""
    parts = [(_PAYERS[payer], amount) for payer, amount in money.items()]
    return Text("、".join(f"{p.zh} {a}" for p, a in parts), ", ".join(f"{p.en} {a}" for p, a in parts))


def result_text(outcome: Outcome, clock: Callable[[datetime], Text]) -> Text:
    """How a case ended, against its deadlines: the two tightest and the last."""
    entries = sorted(outcome.clocks, key=lambda entry: entry[0].due)
    kept = sum(in_time for _clock, in_time in entries)
    shown = [_against(entry, clock) for entry, _in_time in (*entries[:2], *entries[2:][-1:])]
    values = {"stage": _stage(outcome), "kept": f"{kept}/{len(entries)}", "clocks": _list(shown)}
    return _RESULT.fill(values)


def _against(entry: Clock, clock: Callable[[datetime], Text]) -> Text:
    met, due = clock(entry.met_at or entry.due), clock(entry.due)
    return Text(f"{entry.label.zh} {met.zh}（最晚{due.zh}）", f"{entry.label.en} {met.en} (by {due.en})")


_RESULT = Text("{stage} · 时限守住{kept}：{clocks}", "{stage} · {kept} deadlines kept: {clocks}")
HEADINGS = (
    Text("案号", "case"),
    Text("事情", "what"),
    Text("到哪一步", "stage"),
    Text("轮次", "rounds"),
    Text("谁批的", "who decided"),
    Text("花的钱由谁出", "money, by payer"),
    Text("评分", "score"),
    Text("时限", "deadlines"),
)


def row(outcome: Outcome) -> Sequence[Text]:
    """One row of the table at the end."""
    case, roles = outcome.shown.case, outcome.branch.pack.roles
    decided = [
        Text(f"{roles[entry.role].label.zh} {_SIGNS[entry.decision]}{offer.amount}",
             f"{roles[entry.role].label.en} {_SIGNS[entry.decision]}{offer.amount}")
        for offer, entry in outcome.approvals
    ]  # fmt: skip
    kept = [in_time for _clock, in_time in outcome.clocks]
    return (
        _plain(case.number),
        outcome.story.title,
        _stage(outcome),
        _plain(str(len(case.offers))),
        _list(decided) if decided else _awaited(outcome),
        money_text(money_by_payer([outcome])) if outcome.paid else _plain("-"),
        _plain(" → ".join(map(str, outcome.scores)) or "-"),
        _plain(f"{sum(kept)}/{len(kept)}"),
    )


_SIGNS = {"approved": "✓", "refused": "✗"}


def _stage(outcome: Outcome) -> Text:
    """Where it stands, and how often it had to be opened again."""
    label, again = outcome.shown.pack.stages[outcome.shown.case.stage].label, outcome.shown.case.reopened
    return Text(f"{label.zh}，重开{again}次", f"{label.en}, reopened {again}x") if again else label


def _awaited(outcome: Outcome) -> Text:
    """Who is still to decide; where nobody beyond the desk was needed, the desk."""
    offer = outcome.shown.case.offer
    if offer is None or offer.state != "waiting":
        return Text("前台自己", "the desk itself")
    label = outcome.branch.pack.roles[offer.decider].label
    return Text(f"等{label.zh}", f"waits for: {label.en}")


def _list(texts: Sequence[Text]) -> Text:
    return Text("；".join(t.zh for t in texts), "; ".join(t.en for t in texts))


def _plain(words: str) -> Text:
    return Text(words, words)
