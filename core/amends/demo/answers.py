"""What the plugins answered, one line per question: the outcome, the reason, who said so, by which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from amends.case.values import Case
from amends.desk.reading import Shown, explain
from amends.text import Text

# The five questions in their order, then who may decide; how people call them.
HOOKS = {
    "classify": Text("分类", "classify"),
    "route": Text("派单", "route"),
    "compensate": Text("补偿", "compensate"),
    "escalate": Text("升级", "escalate"),
    "follow_up": Text("后续", "follow_up"),
    "authority": Text("权限", "authority"),
}
QUESTIONS = tuple(HOOKS)[:5]
_SEVERITY = {"minor": Text("轻微", "minor"), "ordinary": Text("一般", "ordinary"), "major": Text("重大", "MAJOR")}
_LINE = Text("{what} ← {why}{plugin} · {rule}{more}", "{what} ← {why}{plugin} · {rule}{more}")
_WHY = Text("{why} · ", "{why} · ")
_MORE = Text("（另有{count}条）", " (and {count} more)")
_SILENT = Text("没有：没有一条规则达到门槛", "nothing: no rule reached its threshold")
_NOTHING = Text("", "")
Clock = Callable[[datetime], Text]


def answer_lines(shown: Shown, after: int, clock: Clock) -> Iterator[tuple[str, Text]]:
    """`(hook, line)` for what was answered after version `after`; one line per hook and kind of outcome."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for decision in answered(shown, after):
        groups.setdefault((decision["hook"], _field(decision)), []).append(decision)
    for (hook, field), decisions in groups.items():
        yield hook, _line(decisions, _OUTCOMES[field](decisions, shown, clock))


def silence(hooks: Iterable[str]) -> Iterator[tuple[str, Text]]:
    """A line for each of the five questions that got no answer in a whole case."""
    heard = set(hooks)
    return ((hook, _SILENT) for hook in QUESTIONS if hook not in heard)


def answered(shown: Shown, after: int = 0) -> list[dict[str, Any]]:
    """The recorded answers to hooks, in order; a classification with what it came to first.

    Who may decide is told when it is proposed; the approval itself only repeats it.
    """
    found = [
        decision
        for decision in explain(shown)
        if decision["event"] > after and "hook" in decision and decision["kind"] not in ("approved", "refused")
    ]
    return sorted(
        found, key=lambda decision: (decision["event"], decision.get("category") not in (None, shown.case.category))
    )


def joined(texts: Sequence[Text]) -> Text:
    """Several texts as one enumeration, each once."""
    return Text("、".join(dict.fromkeys(t.zh for t in texts)), ", ".join(dict.fromkeys(t.en for t in texts)))


def remedies_text(case: Case) -> Text:
    """The remedies of the round under way, with their sums."""
    remedies = case.offer.remedies if case.offer else ()
    return joined([_priced(remedy.label, remedy.amount) for remedy in remedies])


def _line(decisions: list[dict[str, Any]], what: Text) -> Text:
    first = decisions[0]
    why, said = Text(**first["text"]), (what.zh, what.en)
    rules = len({decision["rule"] for decision in decisions})
    values = {
        "what": what,
        "why": _NOTHING if why.zh in said[0] else _WHY.fill({"why": why}),
        "plugin": f"{first['plugin']} {first['version']}".strip(),
        "rule": first["rule"],
        "more": _MORE.fill({"count": rules - 1}) if rules > 1 else _NOTHING,
    }
    return _LINE.fill(values)


def _field(decision: dict[str, Any]) -> str:
    return next((name for name in _OUTCOMES if name in decision), "")


def _priced(label: Text, amount: object) -> Text:
    return Text(f"{label.zh} {amount}", f"{label.en} {amount}") if amount else label


def _category(_decisions: list[dict[str, Any]], shown: Shown, _clock: Clock) -> Text:
    severity, points = _SEVERITY[shown.case.severity], joined([point.label for point in shown.case.points])
    label = points if points.zh else shown.case.label
    return Text(f"{label.zh} · {severity.zh}", f"{label.en} · {severity.en}")


def _roles(name: str) -> Callable[[list[dict[str, Any]], Shown, Clock], Text]:
    def text(decisions: list[dict[str, Any]], shown: Shown, _clock: Clock) -> Text:
        named = [decision[name] for decision in decisions]
        codes = [code for entry in named for code in ([entry] if isinstance(entry, str) else entry)]
        return joined([shown.pack.roles[code].label for code in codes if code in shown.pack.roles])

    return text


def _clocks(decisions: list[dict[str, Any]], shown: Shown, clock: Clock) -> Text:
    started = {decision["clock"] for decision in decisions}
    entries = sorted((entry for entry in shown.case.clocks if entry.name in started), key=lambda entry: entry.due)
    shortest, longest = entries[:2], entries[2:][-1:]
    due = [(entry.label, clock(entry.due)) for entry in (*shortest, *longest)]
    return joined([Text(f"{label.zh} {by.zh}前", f"{label.en} by {by.en}") for label, by in due])


def _remedies(_decisions: list[dict[str, Any]], shown: Shown, _clock: Clock) -> Text:
    return remedies_text(shown.case)


def _tasks(decisions: list[dict[str, Any]], shown: Shown, clock: Clock) -> Text:
    given = {decision["task"] for decision in decisions}
    due = [(task.label, clock(task.due)) for task in shown.case.tasks if task.code in given]
    return joined([Text(f"{label.zh}（{by.zh}前）", f"{label.en} (by {by.en})") for label, by in due])


def _unnamed(decisions: list[dict[str, Any]], _shown: Shown, _clock: Clock) -> Text:
    return Text(**decisions[0]["text"])


# The field of an answer that tells its outcome, and how it is said.
_OUTCOMES: dict[str, Callable[[list[dict[str, Any]], Shown, Clock], Text]] = {
    "category": _category,
    "owner_role": _roles("owner_role"),
    "clock": _clocks,
    "remedy": _remedies,
    "to": _roles("to"),
    "task": _tasks,
    "decider": _roles("decider"),
    "": _unnamed,
}
