"""What to do now and what to say: the words of the category, the channel and the step, filled for this case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from amends.case.answers import Remedy
from amends.case.values import Case
from amends.pack.values import Pack, Words
from amends.text import Text

if TYPE_CHECKING:
    from amends.case.offers import Offer

_WAITING = Text(
    "这个金额要由{decider}决定，我已经报上去了，{time}前一定给您答复。",
    "{decider} decides on this amount. I have put it to them and you will have an answer by {time}.",
)
_ASKED = Text(
    "我已经请{role}来看，最迟{time}；到时候不管有没有答复，我都给您处理。",
    "I have asked {role} to look at it, by {time} at the latest. Whether they have answered or not, I will then deal "
    "with it.",
)
_PROMISED = Text("已答应客人：{what}（{time}前）", "Promised to the customer: {what} (by {time})")
_WAITING_FOR_SEVERAL = Text(
    "这个金额要{decider}一起来定，我已经报上去了，{time}前一定给您答复。",
    "Several people decide on this amount: {decider}. I have put it to them and you will have an answer by {time}.",
)
_MISSING = Text("等{decider}表态，最晚{time}。", "Waiting for the decision of {decider}, by {time} at the latest.")
_WARNED = Text(
    "本月心意补偿已用到{used}，额度{limit}，快用完了。",
    "Goodwill this month stands at {used} of {limit}: nearly used up.",
)
_BEYOND = Text(
    "本月心意补偿连这一笔{used}，超出额度{limit}，要上级特批。",
    "Goodwill this month comes to {used} with this, beyond the budget of {limit}: it needs approval above the usual.",
)
_BUDGET = {"warned": _WARNED, "beyond": _BEYOND}
_REFUSED = Text(
    "本分的做法：{instead}（不要：{practice}。{why}。）", "The honest way: {instead} (Never: {practice}. {why}.)"
)
_NOBODY = Text("有权决定的人", "the person who may decide")
_SOON = Text("今天", "the end of today")
# By stage, then by the state of the round under way (None: whatever it is): the command that comes next.
_NEXT: dict[str, dict[str | None, str]] = {
    "intake": {None: "note --confirmed"},
    "facts": {None: "propose"},
    "proposal": {None: "propose", "waiting": "approve", "approved": "offer"},
    "agreement": {None: "accept"},
    "carrying_out": {None: "carry-out"},
    "follow_up": {None: "follow-up"},
    "closed": {},
}


_NOT_YET = Text("（金额待查）", "(sum not known yet)")
# What a right rests on, said to the operator.
_STANDING = {
    "due": Text("依法应付：{label} {amount}（{because}）", "owed by law: {label} {amount} ({because})"),
    "if_confirmed": Text(
        "查实后依法应付：{label} {amount}（{because}）", "if confirmed, owed by law: {label} {amount} ({because})"
    ),
    "contested": Text(
        "有争议，由人决定：{label} {amount}（{because}）", "contested, a person decides: {label} {amount} ({because})"
    ),
    "right": Text("客人的权利：{label}（{because}）", "the customer's right: {label} ({because})"),
}  # fmt: skip
_ON_DEMAND = Text(
    "客人提出时依法应付：{label} {amount}（{because}）", "owed by law when asked for: {label} {amount} ({because})"
)


class Step(NamedTuple):
    """One line of guidance: something to `say` to the customer, something to `do`; either may be missing.

    `topic` tells what for: `act` now, `keep` as evidence, `ask` for a fact, a `right` of the customer's, a practice
    that is `refused`, know of the `budget`, or what every case needs at this `stage`.
    """

    do: Text | None = None
    say: Text | None = None
    topic: str = "act"


def guide(case: Case, pack: Pack, zone: ZoneInfo, rights: Sequence[Remedy] = ()) -> list[Step]:
    """The steps for where the case stands, first things first: safety, the category's own words, the usual ones.

    `rights` are what the customer has a right to; until it is carried out they are told what it is.
    """
    steps = [*_category_steps(case, pack), *_offer_steps(case, pack), *_report_steps(case, pack)]
    steps += _arranged_steps(case, pack, zone)
    if case.stage in ("intake", "facts", "proposal", "agreement"):
        steps += [_right_step(right) for right in rights]
    if case.stage in ("intake", "facts"):
        steps += _words(pack.channels.get(case.channel))
        steps += _fact_steps(case, pack)
    if not (case.stage == "proposal" and case.offer and case.offer.state in ("waiting", "approved")):
        # The words of the offer take the place of "I am working out a solution".
        steps += [Step(step.do, step.say, "stage") for step in _words(pack.stages.get(case.stage))]
    temperament = pack.temperaments.get(case.temperament or "")
    if temperament is not None:
        steps.append(Step(do=temperament.advice))
    steps += _refused_steps(case, pack)
    values = _values(case, pack, zone)
    return [Step(step.do and step.do.fill(values), step.say and step.say.fill(values), step.topic) for step in steps]


def next_command(case: Case) -> str | None:
    """The command that moves the case on; `None` when it is closed."""
    if not case.complaint and case.stage != "closed":
        return "close"
    if case.stage == "follow_up" and not case.open_tasks:
        return "answer" if case.open_points else "close"
    commands = _NEXT[case.stage]
    state = case.offer.state if case.offer else None
    return commands.get(state, commands.get(None))


def _category_steps(case: Case, pack: Pack) -> list[Step]:
    if case.stage not in ("intake", "facts"):
        return []
    steps: list[Step] = []
    for point in sorted(case.points, key=lambda point: not _is_incident(pack, point.category)):
        for category in pack.named([point.category]):
            steps += _paired(category.do, category.say_to.get(case.temperament or "", category.say))
            steps += [Step(do=keep, topic="keep") for keep in category.evidence]
    return steps


def _is_incident(pack: Pack, name: str | None) -> bool:
    return any(category.incident for category in pack.named([name]))


def _fact_steps(case: Case, pack: Pack) -> list[Step]:
    """What is still to be established, as requests."""
    categories = pack.named(point.category for point in case.points)
    known = {*case.facts, *(["receipt"] if case.receipt else [])}
    names = dict.fromkeys(name for category in categories for name in category.facts if name not in known)
    return [Step(pack.facts[name].label, pack.facts[name].ask, "ask") for name in names]


def _refused_steps(case: Case, pack: Pack) -> list[Step]:
    """What tempts in such a situation and is not done, with the honest way (X1-X9)."""
    if case.stage in ("follow_up", "closed"):
        return []
    categories = pack.named(point.category for point in case.points)
    names = dict.fromkeys(name for category in categories for name in category.refused)
    return [
        Step(_REFUSED.fill({"practice": entry.practice, "why": entry.why, "instead": entry.instead}), topic="refused")
        for entry in (pack.refusals[name] for name in names)
    ]


def _report_steps(case: Case, pack: Pack) -> list[Step]:
    """What an open task asks to be written down, as in the manager's report (R3)."""
    if case.stage not in ("follow_up", "closed"):
        return []
    # A task given again after a reopening goes by its name and a number.
    codes = dict.fromkeys(name for task in case.open_tasks for name in (task.code, task.code.rpartition("-")[0]))
    rules = [pack.follow_ups[code] for code in codes if code in pack.follow_ups]
    names = dict.fromkeys(name for rule in rules for name in rule.facts if name not in case.facts)
    return [Step(pack.facts[name].label, pack.facts[name].ask, "report") for name in names]


def _offer_steps(case: Case, pack: Pack) -> list[Step]:
    offer = case.offer
    if offer is None or case.stage not in ("proposal", "agreement"):
        return []
    if offer.state == "waiting":
        several = len(offer.missing) > 1
        return [Step(_MISSING, _WAITING_FOR_SEVERAL if several else _WAITING), *_budget_steps(offer)]
    if offer.state not in ("approved", "offered"):
        return []
    known = {remedy.code: pack.remedies[remedy.code] for remedy in offer.remedies if remedy.code in pack.remedies}
    steps = [
        Step(
            do=remedy.label,
            say=known[remedy.code].say.fill(_Partial(amount=remedy.amount or "", remedy=remedy.label)),
        )
        for remedy in offer.remedies
        if remedy.code in known
    ]
    return steps + (_budget_steps(offer) if offer.state == "approved" else [])


def _budget_steps(offer: Offer) -> list[Step]:
    """What the operator should know of the branch's budget for goodwill."""
    if offer.budget is None or offer.budget.state not in _BUDGET:
        return []
    return [Step(_BUDGET[offer.budget.state].fill(offer.budget._asdict()), topic="budget")]


def _arranged_steps(case: Case, pack: Pack, zone: ZoneInfo) -> list[Step]:
    """What somebody else was asked, and what the customer was promised."""
    asked = [
        Step(say=_ASKED.fill({"role": pack.role_label(inquiry.role), "time": _clock_text(inquiry.due, zone)}))
        for inquiry in case.inquiries
        if inquiry.replied_at is None and case.stage != "closed"
    ]
    promised = [
        Step(do=_PROMISED.fill({"what": promise.what or "-", "time": _clock_text(promise.due, zone)}))
        for promise in case.open_promises
    ]
    return [*asked, *promised]


def _right_step(right: Remedy) -> Step:
    """What is owed by right as a line: what it rests on, how much, and the words for the customer."""
    words = _ON_DEMAND if right.standing == "due" and right.on_demand else _STANDING[right.standing]
    amount = right.owed or _NOT_YET
    values = {"label": right.label, "amount": amount, "because": right.because.text}
    say = right.say.fill(_Partial(amount=amount, remedy=right.label)) if right.say else None
    return Step(words.fill(values), say, "right")


def _paired(do: tuple[Text, ...], say: Text | None) -> list[Step]:
    """The sentence goes with the first thing to do; the rest of what to do follows."""
    if not do:
        return [Step(say=say)] if say else []
    return [Step(do[0], say), *(Step(entry) for entry in do[1:])]


def _words(words: Words | None) -> list[Step]:
    return _paired(words.do, words.say) if words else []


def _values(case: Case, pack: Pack, zone: ZoneInfo) -> dict[str, object]:
    offer = case.offer
    promised = offer.promised if offer and offer.promised and offer.state == "waiting" else case.due
    decider = _deciders(offer, pack) if offer else _NOBODY
    return _Partial(
        name=case.party.get("name", ""),
        number=case.number,
        time=_clock_text(promised, zone) if promised else _SOON,
        decider=decider,
        amount=offer.amount if offer else "",
        remedy="",
        reason="",
        operator=case.taken_by,
        shop=case.branch,
    )


def _deciders(offer: Offer, pack: Pack) -> Text:
    """Whose decision is waited for, or was."""
    labels = [pack.role_label(role) for role in offer.missing or (offer.decider,)]
    return Text("和".join(label.zh for label in labels), " and ".join(label.en for label in labels))


def _clock_text(moment: datetime, zone: ZoneInfo) -> Text:
    local = moment.astimezone(zone)
    clock = f"{local:%H:%M}"
    return Text(f"{local.month}月{local.day}日{clock}", f"{clock} on {local.day} {_MONTHS[local.month - 1]}")


class _Partial(dict[str, object]):
    """Values for placeholders; one that is not given stays as it is, to be filled later."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
