"""The law's answers to the questions of the framework, from what it says of a case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from amends.case.answers import ClockTerms, Escalation, Reason, Remedy, Route, Task
from amends.case.values import Case
from amends.hookspecs import View
from amends.money import Money
from amends.pack.values import ClockRule
from amends.text import Text

from amends_law_cn.assessment import Assessment, Entitlement
from amends_law_cn.matter import concerns, established, if_confirmed
from amends_law_cn.rules import Rule

# What ends a clock that the limit of the law is about: the customer has their answer, or what they asked for.
_ANSWERED = ("offered", "answered", "carried_out", "closed")
_HOURS_A_DAY = 24
# So many business days may lie beyond fifteen calendar days, with weekends and a public holiday.
_SAFE_BUSINESS_SHARE = 2, 3
_TIGHTER = Text(
    "法定期限{days}天以内，本来的{label}更长，按法定期限收紧",
    "the law allows {days} days; {label} was longer and is tightened",
)  # fmt: skip
_REVIEW = Text("法律有争议或没有定出数额，由负责人决定", "the law is contested or gives no figure: a person decides")


class Head(NamedTuple):
    """A head of what is owed: its name in rules, its code as a remedy, whether it is owed only when asked for."""

    name: str
    code: str
    label: Text
    on_demand: bool


_REFUND = Head("refund", "law_refund", Text("退还价款", "the price back"), False)
_LOSS = Head("loss", "law_loss", Text("赔偿实际损失", "the actual loss made good"), False)
_ADDITION = Head("addition", "law_addition", Text("法定加付赔偿", "the statutory addition"), True)


def compensate(case: Case, view: View) -> list[Remedy] | None:
    """What is owed on established facts, what would be were the alleged ones confirmed, and rights beside money."""
    if not _asked(case, view):
        return None
    now, then = established(case, view), if_confirmed(case, view)
    found = list(_sums(now, view, "due"))
    owed = {remedy.code: remedy.owed for remedy in found}
    found += [
        remedy for remedy in _sums(then, view, "if_confirmed") if _more(remedy.owed, owed.get(remedy.code, _NOTHING))
    ]
    found += [_right(rule) for rule in now.rules if rule.kind in ("right", "duty") and rule.label]
    return found


def route(case: Case, view: View) -> Route | None:
    """The clocks of the law; where a clock of the trade runs longer than the law allows, a shorter one of its name."""
    if not _asked(case, view):
        return None
    now = established(case, view)
    clocks = [_clock(rule) for rule in now.rules if rule.clock]
    clocks += [terms for rule in now.rules if rule.tightens for terms in _tightened(rule, case, view)]
    return Route(None, Reason("law_cn", Text("法定期限", "limits set by law")), clocks=tuple(clocks))


def escalate(case: Case, view: View) -> list[Escalation] | None:
    """Whoever decides any sum must know of duties to report, and of what the law leaves to a person."""
    if not _asked(case, view):
        return None
    now = established(case, view)
    top = tuple(role for step in view.pack.approvals[-1].approvers for role in step.roles)
    found = [
        Escalation(f"law.{rule.id}", top, Reason(_name(rule), rule.label or rule.article))
        for rule in now.rules
        if rule.escalate
    ]
    reviews = [rule for rule in now.rules if rule.kind == "review"]
    return [
        *found,
        *(Escalation(f"law.{rule.id}", top, Reason(_name(rule), _joined(_REVIEW, rule))) for rule in reviews),
    ]


def follow_up(case: Case, view: View) -> list[Task] | None:
    """Duties to act, as tasks of whoever owns the case; it cannot be closed before they are done."""
    if not _asked(case, view):
        return None
    role = case.owner_role if case.owner_role in view.pack.roles else view.pack.front_line
    return [
        Task(f"law.{rule.id}", rule.label, role or view.pack.front_line, rule.say or rule.label,
             Reason(_name(rule), rule.article), **rule.task)
        for rule in established(case, view).rules
        if rule.task and rule.label
    ]  # fmt: skip


def _asked(case: Case, view: View) -> bool:
    return case.complaint and case.outcome != "withdrawn" and concerns(view)


def _sums(found: Assessment, view: View, standing: str) -> Iterator[Remedy]:
    claimed = found.facts.get("claims_addition") is True
    for head, entitlements in ((_REFUND, found.refunds), (_LOSS, found.losses), (_ADDITION, found.additions)):
        known = [entry for entry in entitlements if entry.fen != 0]
        if known:
            yield _owed(head, known, view, _standing(head, found, standing), head.on_demand and not claimed)


def _standing(head: Head, found: Assessment, standing: str) -> str:
    """What is beyond doubt stays owed; what the law leaves open waits for a person."""
    contested = any(head.name in rule.contests for rule in found.rules)
    return "contested" if contested and standing == "due" else standing


def _owed(head: Head, entries: list[Entitlement], view: View, standing: str, on_demand: bool) -> Remedy:
    currency = view.pack.industry.currency
    sums = [entry.fen for entry in entries]
    known = Money(sum(fen for fen in sums if fen is not None), currency) if currency == "CNY" else None
    article = _articles([entry.rule for entry in entries])
    return Remedy(
        code=head.code,
        label=head.label,
        kind="material",
        form="money",
        because=Reason(", ".join(_name(entry.rule) for entry in entries), article),
        owed=known or None,
        suggested=known or None,
        # Before it is confirmed nothing is admitted and nothing denied: there is nothing to say about it yet.
        say=next((entry.rule.say for entry in entries if entry.rule.say), None) if standing == "due" else None,
        standing=standing,
        on_demand=on_demand,
        or_in_kind=all(entry.rule.or_in_kind for entry in entries),
    )


_NOTHING = Money(-1, "CNY")


def _more(sum_: Money | None, known: Money | None) -> bool:
    """Whether confirming adds something: a sum above the one owed anyway, or a head of its own."""
    if known is _NOTHING:
        return True
    return sum_ is not None and (known is None or known < sum_)


def _right(rule: Rule) -> Remedy:
    label = rule.label or rule.article
    return Remedy(
        f"law.{rule.id}", label, "moral", "gesture", Reason(_name(rule), rule.article), say=rule.say, standing="right"
    )


def _clock(rule: Rule) -> ClockTerms:
    terms: dict[str, Any] = dict(rule.clock or {})
    label = rule.label or rule.article
    return ClockTerms(label=label, because=Reason(_name(rule), rule.article), pausable=False, **terms)


def _tightened(rule: Rule, case: Case, view: View) -> Iterator[ClockTerms]:
    limit = rule.tightens or 0
    categories = view.pack.named([case.category])
    names = categories[0].clocks if categories else view.pack.unclassified.clocks
    for name in names:
        clock = view.pack.clocks[name]
        if clock.start == "received" and clock.until in _ANSWERED and _applies(clock, case) and _beyond(clock, limit):
            why = _TIGHTER.fill({"days": limit, "label": clock.label})
            yield ClockTerms(
                name, clock.label, Reason(_name(rule), _joined(why, rule)),
                days=limit, counting="calendar", until=clock.until, pausable=False, levels=clock.levels,
            )  # fmt: skip


def _applies(clock: ClockRule, case: Case) -> bool:
    return all(case.facts.get(fact) == wanted for fact, wanted in clock.when.items())


def _beyond(clock: ClockRule, limit: int) -> bool:
    """Whether a clock may run out after `limit` calendar days."""
    if clock.days is None:
        return (clock.hours or 0) > limit * _HOURS_A_DAY
    share, of = _SAFE_BUSINESS_SHARE
    return clock.days > (limit if clock.counting == "calendar" else limit * share // of)


def _name(rule: Rule) -> str:
    return f"law_cn.{rule.id}"


def _articles(rules: list[Rule]) -> Text:
    articles = list(dict.fromkeys(rule.article for rule in rules))
    return Text("；".join(article.zh for article in articles), "; ".join(article.en for article in articles))


def _joined(text: Text, rule: Rule) -> Text:
    return Text(f"{rule.article.zh}：{text.zh}", f"{rule.article.en}: {text.en}")
