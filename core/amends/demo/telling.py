"""What people did and said, in words: from the events just recorded, and from the guide before the operator."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from attrs import frozen

from amends.case.events import Event
from amends.case.values import Case
from amends.demo.answers import joined, remedies_text
from amends.demo.company import Branch
from amends.desk.guide import guide
from amends.desk.reading import Shown
from amends.text import Text

# By kind of event, and where it matters by its sort: what somebody did. Events that only keep answers are not here.
_ACTS = {
    "confirmed": Text("念给客人听，客人确认没有记错", "reads it back, and the customer confirms it"),
    "noted": Text("记录：{text}{facts}", "notes: {text}{facts}"),
    "assigned": Text("把案子交给{role}", "hands the case to the {role}"),
    "proposed": Text("提出第{round}轮方案{because}", "proposes round {round}{because}"),
    "approved": Text("批准{amount}{because}", "approves {amount}{because}"),
    "refused": Text("没有批准{amount}{because}", "does not approve {amount}{because}"),
    "offered": Text("把方案说给客人听", "puts it to the customer"),
    "accepted": Text("记下客人同意{because}", "records the customer's yes{because}"),
    "declined": Text("记下客人不同意，想要的是：“{wish}”", 'records the customer\'s no, and the wish: "{wish}"'),
    "carried_out": Text("办好了：{remedies}", "has done: {remedies}"),
    "answered": Text("答复：“{answer}”", 'answers: "{answer}"'),
    "escalated.person": Text("请{role}过问{because}", "brings in the {role}{because}"),
    "followed_up.scored": Text("回访，客人打{score}分：“{comment}”", 'calls back; {score} points of 5: "{comment}"'),
    "followed_up.done": Text("完成：{tasks}", "has done: {tasks}"),
    "closed": Text("结案{because}", "closes the case{because}"),
    "reopened.customer": Text("客人又来，重新打开{because}", "opens it again, as the customer came back{because}"),
    "reopened.low_score": Text("分数低，案子自动重新打开", "the score is low: the case is open again by itself"),
    "withdrawn": Text("记下客人撤回{because}", "records that the customer withdrew it{because}"),
}  # fmt: skip
_BY_SOMEBODY = Text("{at} {name}（{role}）{what}", "{at} {name} ({role}) {what}")
_BY_ITSELF = Text("{at} {what}", "{at} {what}")
_BECAUSE = Text("（{why}）", " ({why})")
_NOTHING = Text("", "")


@frozen(eq=False)
class Teller:
    """Puts into words what happens at one branch."""

    branch: Branch
    zone: ZoneInfo

    def clock(self, moment: datetime, beside: datetime | None = None) -> Text:
        """A moment in the branch's own time; without the day where it is that of `beside`."""
        local = moment.astimezone(self.zone)
        if beside is not None and local.date() == beside.astimezone(self.zone).date():
            return Text(f"{local:%H:%M}", f"{local:%H:%M}")
        return Text(f"{local.month}月{local.day}日{local:%H:%M}", f"{local:%d %b %H:%M}")

    def acts(self, shown: Shown, after: int) -> Iterator[Text]:
        """What people did in the events after version `after`; tasks that one person did in one line."""
        events = [event for event in shown.events if event.version > after and _sort(event) in _ACTS]
        for (sort, _actor), group in groupby(events, lambda event: (_sort(event), event.actor)):
            yield from self._group(sort, list(group), shown)

    def spoken(self, do: str, case: Case) -> Iterator[Text]:
        """What the guide has the operator say at this moment, where it is one that matters."""
        count = _SPOKEN.get(do, _silent)(case)
        steps = guide(case, self.branch.pack, self.zone) if count else []
        yield from [step.say for step in steps if step.say][:count]

    def asked(self, case: Case, task: str) -> Text:
        """The words of a call-back."""
        return next(entry.say for entry in case.tasks if entry.code == task)

    def _group(self, sort: str, events: Sequence[Event], shown: Shown) -> Iterator[Text]:
        if sort == "followed_up.done":
            labels = {task.code: task.label for task in shown.case.tasks}
            tasks = joined([labels[event.body["task"]] for event in events])
            yield self._said(events[0], _ACTS[sort].fill({"tasks": tasks}), shown)
            return
        for event in events:
            yield self._said(event, _ACTS[sort].fill(self._values(event, shown)), shown)

    def _said(self, event: Event, what: Text, shown: Shown) -> Text:
        at = self.clock(event.at, shown.events[event.version - 2].at)
        role = self.branch.role_of(event.actor)
        label = self.branch.pack.roles[role].label if role else _NOTHING
        who = {"at": at, "name": event.actor, "role": label, "what": what}
        return (_BY_ITSELF if _sort(event) == "reopened.low_score" else _BY_SOMEBODY).fill(who)

    def _values(self, event: Event, shown: Shown) -> dict[str, Any]:
        body, personal, roles = event.body, event.personal, self.branch.pack.roles
        role = str(body.get("role") or next(iter(body.get("to", ())), ""))
        return {
            "text": personal.get("text", ""),
            "facts": self._facts(body.get("facts", {}) | personal.get("facts", {})),
            "role": roles[role].label if role in roles else _NOTHING,
            "round": body.get("round", ""),
            "remedies": remedies_text(shown.case),
            "amount": shown.case.offer.amount if shown.case.offer else "",
            "because": _BECAUSE.fill({"why": event.because}) if event.because else _NOTHING,
            "wish": personal.get("wish", ""),
            "answer": personal.get("answer", ""),
            "score": body.get("score", ""),
            "comment": personal.get("comment", ""),
        }

    def _facts(self, facts: dict[str, Any]) -> Text:
        if not facts:
            return _NOTHING
        labels = [(self.branch.pack.facts[name].label, _fact(value)) for name, value in facts.items()]
        found = joined([Text(f"{label.zh} {value.zh}", f"{label.en} {value.en}") for label, value in labels])
        return _BECAUSE.fill({"why": found})


def _sort(event: Event) -> str:
    """The kind of an event, and its sort where one kind has several."""
    sorts: dict[str, Callable[[], str]] = {
        "followed_up": lambda: "scored" if event.body.get("score") is not None else "done",
        "reopened": lambda: str(event.body["reason"]),
        "escalated": lambda: "plugin" if event.body.get("answers") else "person",
    }
    return f"{event.kind}.{sorts[event.kind]()}" if event.kind in sorts else event.kind


def _fact(value: Any) -> Text:
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    words = value["amount"] if isinstance(value, dict) else str(value)
    return Text(words, words)


def _silent(_case: Case) -> int:
    return 0


# At which steps the operator's words are worth hearing, and how many sentences of the guide.
_SPOKEN: dict[str, Callable[[Case], int]] = {
    "take": lambda case: 1,  # noqa: ARG005  one shape for all
    "propose": lambda case: int(bool(case.offer and case.offer.state == "waiting")),
    "offer": lambda case: len(case.offer.remedies) + 1 if case.offer else 0,
}
