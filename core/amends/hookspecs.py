"""The plugin interface: one introduction and five questions, in the order they are asked.

A hook gets frozen values and answers with frozen values. It does no input or output, reads no clock and gives the same
answer to the same question: that is what makes replays, tests and audits possible. `None` means "not mine".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import pluggy
from attrs import frozen

if TYPE_CHECKING:
    from amends.case.answers import Escalation, Finding, Remedy, Route, Task
    from amends.case.values import Case
    from amends.money import Money
    from amends.pack.values import Pack

PROJECT = "amends"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@frozen(eq=False, repr=False, slots=False)
class View:
    """The world at one moment, as far as an answer may depend on it.

    `now` is UTC. `receipt_total` is what all other cases on the same receipt cost or may cost; `receipt_claims` how
    many there are; `earlier_complaints` counts this customer's other cases. `region` is where the branch lies, as the
    chain wrote it (an ISO 3166-2 code such as `CN-ZJ`); empty where it did not.
    """

    now: datetime
    pack: Pack
    branch: str
    receipt_total: Money
    receipt_claims: int = 0
    earlier_complaints: int = 0
    region: str = ""


@hookspec
def industry() -> Pack | None:
    """The pack of an industry plugin; `None` (or no such hook) for a plugin that is no industry."""


@hookspec
def classify(case: Case, view: View) -> Sequence[Finding] | None:
    """What is complained about? Asked at intake, and for texts that are not stored.

    Every plugin's findings are ranked together by weight; the heaviest names the category, findings marked as
    points become the points of the case, the rest are alternatives. The highest severity and any incident win.
    """


@hookspec
def route(case: Case, view: View) -> Route | None:
    """Who owns it, who works on it, who is told, which clocks run?

    The first plugin in the chain's order that names an owner decides about owner, co-handlers, forms and the trade's
    clocks. A plugin that is no trade names no owner (`owner_role=None`): those it tells and its clocks come on top. Of
    clocks with one name that start together the earliest due runs, with the reason of whoever asked for it.
    """


@hookspec
def compensate(case: Case, view: View) -> Sequence[Remedy] | None:
    """What may be offered?

    Remedies are united by code; where two plugins know one, what is owed is the highest floor and the ceiling the
    lowest. What is `due` by right adds up to a floor under the whole offer: a proposal that comes to less in money is
    refused; vouchers and gestures count nothing toward it. What would be due `if_confirmed`, and a `right` without a
    price, are shown to the operator and are not on the menu.
    """


@hookspec
def escalate(case: Case, view: View) -> Sequence[Escalation] | None:
    """Who else must know, because of amount, severity, refusal or repetition?

    Asked after every event that could matter; an escalation whose code the case already has is not repeated.
    """


@hookspec
def follow_up(case: Case, view: View) -> Sequence[Task] | None:
    """What is to be done later, by whom, and what is to be asked or said?

    Asked after every event that could matter; a task whose code the case already has is not repeated.
    """
