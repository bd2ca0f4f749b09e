"""Who else must know: the pack's escalation rules, and the people a category names."""

from __future__ import annotations

from collections.abc import Callable

from amends.case.answers import Escalation, Reason
from amends.case.values import Case
from amends.hookspecs import View
from amends.money import Money
from amends.pack.values import SEVERITIES, EscalationRule


def escalate(case: Case, view: View) -> list[Escalation]:
    """Every rule of the pack whose threshold the case has reached."""
    return [
        Escalation(_code(rule), rule.to, Reason(f"escalation.{_code(rule)}", rule.because))
        for rule in view.pack.escalations
        if case.complaint and _REACHED[rule.on](rule, case, view)
    ]


def _code(rule: EscalationRule) -> str:
    return f"{rule.on}.{rule.at_least}"


def _severity(rule: EscalationRule, case: Case, view: View) -> bool:  # noqa: ARG001  one shape for all
    return SEVERITIES.index(case.severity) >= SEVERITIES.index(rule.at_least)


def _amount(rule: EscalationRule, case: Case, view: View) -> bool:
    currency = view.pack.industry.currency
    return Money.parse(rule.at_least, currency) <= case.exposure(currency) + view.receipt_total


def _counted(count: Callable[[Case, View], int]) -> Callable[[EscalationRule, Case, View], bool]:
    return lambda rule, case, view: count(case, view) >= int(rule.at_least)


_REACHED: dict[str, Callable[[EscalationRule, Case, View], bool]] = {
    "severity": _severity,
    "amount": _amount,
    "incident": _counted(lambda case, view: int(case.incident)),  # noqa: ARG005  one shape for all
    "declined": _counted(lambda case, view: case.declined),  # noqa: ARG005
    "reopened": _counted(lambda case, view: case.reopened),  # noqa: ARG005
    "repeated": _counted(lambda case, view: view.earlier_complaints),  # noqa: ARG005
}
