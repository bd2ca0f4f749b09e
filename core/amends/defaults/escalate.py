"""Who else must know: the pack's escalation rules, and the people a category names."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from amends.case.answers import Escalation, Reason
from amends.case.values import Case
from amends.hookspecs import View
from amends.money import Money
from amends.pack.values import SEVERITIES, EscalationRule


def escalate(case: Case, view: View) -> list[Escalation]:
    """Every rule of the pack whose threshold the case has reached."""
    if not case.complaint:
        return []
    return [_escalation(rule) for rule in view.pack.escalations if _REACHED[rule.on](rule, case, view)]


@lru_cache(maxsize=1024)
def _escalation(rule: EscalationRule) -> Escalation:
    code = f"{rule.on}.{rule.at_least}"
    return Escalation(code, rule.to, Reason(f"escalation.{code}", rule.because))


@lru_cache(maxsize=1024)
def _sum(text: str, currency: str) -> Money:
    return Money.parse(text, currency)


def _severity(rule: EscalationRule, case: Case, view: View) -> bool:  # noqa: ARG001  one shape for all
    return SEVERITIES.index(case.severity) >= SEVERITIES.index(rule.at_least)


def _amount(rule: EscalationRule, case: Case, view: View) -> bool:
    if not case.offers and not view.receipt_total:
        return False
    currency = view.pack.industry.currency
    return _sum(rule.at_least, currency) <= case.exposure(currency) + view.receipt_total


def _counted(count: Callable[[Case, View], int]) -> Callable[[EscalationRule, Case, View], bool]:
    return lambda rule, case, view: count(case, view) >= int(rule.at_least)


_REACHED: dict[str, Callable[[EscalationRule, Case, View], bool]] = {
    "severity": _severity,
    "amount": _amount,
    "incident": _counted(lambda case, view: int(case.incident)),  # noqa: ARG005  one shape for all
    "declined": _counted(lambda case, view: case.declined),  # noqa: ARG005  one shape for all
    "reopened": _counted(lambda case, view: case.reopened),  # noqa: ARG005  one shape for all
    "repeated": _counted(lambda case, view: view.earlier_complaints),  # noqa: ARG005  one shape for all
}
