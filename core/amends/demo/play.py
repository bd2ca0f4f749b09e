"""Going through the stories: found the chain, take every complaint, do every step, tell it, prove the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from attrs import frozen

from amends.demo.answers import HOOKS, answer_lines, answered, silence
from amends.demo.company import Branch, branches_for, found
from amends.demo.outcome import Outcome, result_text
from amends.demo.script import Scripted, read_script, scripts
from amends.demo.story import Step
from amends.demo.telling import Teller
from amends.demo.verbs import VERBS, Scene
from amends.desk.desk import Desk
from amends.desk.intake import Intake, take
from amends.desk.reading import Shown, show
from amends.desk.work import Target
from amends.errors import AmendsError, ConfigurationError, PluginError
from amends.ledger.connection import connect
from amends.ledger.sqlite import SqliteLedger
from amends.ledger.verify import Verdict, seals, verify
from amends.registry import load
from amends.text import Text

# How long a step takes that says nothing else.
_MOMENT = timedelta(minutes=2)
_INTRODUCTION = Text(
    "{count}件投诉，从登记走到结案，每一步都真的记进了台账。“←”后面是理由，再后面是哪个插件、哪个版本、哪条规则。",
    "{count} complaints from intake on, every step really recorded. "
    "After the arrow: the reason, then the plugin, its version and the rule.",
)
_CHANNELS = {
    "in_person": Text("当面", "in person"),
    "phone": Text("电话", "by telephone"),
    "letter": Text("来信", "by letter"),
    "chat": Text("在线客服", "in the chat"),
    "email": Text("邮件", "by e-mail"),
    "platform": Text("平台工单", "on the platform"),
}


@frozen(eq=False)
class Line:
    """One line to show. `kind` is intro, trade, case, customer, operator, act, result, or a hook with its `label`."""

    kind: str
    text: Text
    label: Text | None = None


class Demo:
    """One run in `folder`, which must be new or empty: `lines()` plays it, `outcomes` and `proof()` tell the rest.

    The stories end shortly before `until`: whoever goes on by hand afterwards acts later than everybody in them.
    """

    def __init__(self, folder: Path, industry: str | None, language: str, until: datetime) -> None:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ConfigurationError("{folder} is not an empty folder; nothing was changed", folder=folder)
        files = scripts(industry)
        packs = load(files).packs
        for name in files:
            if name not in packs:
                raise PluginError("plugin '{name}' brings a demo but is no trade", name=name)
        self._scripts = {name: read_script(file, packs[name]) for name, file in files.items()}
        self._branches = branches_for(packs)
        self._until = until
        self._now = until - max(map(_span, self._scripts.values())) - timedelta(hours=1)
        folder.mkdir(parents=True, exist_ok=True)
        self.chain = found(folder, self._branches, language, lambda: self._now)
        self.outcomes: list[Outcome] = []

    def lines(self) -> Iterator[Line]:
        """Play every story; what happens is told as it happens."""
        desk = Desk(self.chain, SqliteLedger(self.chain.database), lambda: self._now)
        yield Line("intro", _INTRODUCTION.fill({"count": sum(map(len, self._scripts.values()))}))
        try:
            for industry, stories in self._scripts.items():
                branch = self._branches[industry]
                self._now = self._until - _span(stories)
                yield Line("trade", _headline(branch))
                for scripted in stories:
                    yield from self._story(desk, branch, scripted)
        finally:
            desk.ledger.close()

    def proof(self) -> tuple[Verdict, list[str]]:
        """The check of the whole ledger, and a seal per branch."""
        path = self.chain.database
        connection = connect(path)
        try:
            return verify(connection, path), seals(connection, path)
        finally:
            connection.close()

    def _story(self, desk: Desk, branch: Branch, scripted: Scripted) -> Iterator[Line]:
        self._now = _next_day(self._now, scripted.story.at, desk)
        teller, story = Teller(branch, desk.zone), scripted.story
        case = _taken(desk, branch, scripted)
        target = Target(case.number, case.branch)
        shown = show(desk, target)
        yield Line("case", _case_line(scripted, shown, teller))
        yield Line("customer", Text(f"“{story.text}”", f"“{story.text}”"))
        yield from _told(shown, 0, teller, "take")
        for number, step in enumerate(scripted.steps, start=1):
            self._now += _passing(step)
            seen = shown.case.version
            scene = Scene(desk, shown.case, branch.staff, branch.pack.front_line)
            _act(scene, step, scripted, number)
            shown = show(desk, target)
            yield from _told(shown, seen, teller, step.do)
        self.outcomes.append(Outcome(story, branch, shown))
        yield from _ending(self.outcomes[-1], teller)


def _taken(desk: Desk, branch: Branch, scripted: Scripted) -> Target:
    story = scripted.story
    intake = Intake(
        text=story.text, channel=story.channel, branch=branch.code, language=story.language, facts=story.facts,
        party={"name": story.name, "phone": story.phone}, receipt=story.receipt,
    )  # fmt: skip
    try:
        case = take(desk, intake, branch.desk_name)
    except AmendsError as error:
        raise scripted.place.error("{problem}", problem=error) from None
    return Target(case.number, case.branch)


def _act(scene: Scene, step: Step, scripted: Scripted, number: int) -> None:
    try:
        VERBS[step.do].act(scene, step, scene.actor(step))
    except AmendsError as error:
        raise scripted.place.error("step {number}, {do}: {problem}", number=number, do=step.do, problem=error) from None


def _told(shown: Shown, after: int, teller: Teller, do: str) -> Iterator[Line]:
    """What happened after version `after`: what people did, what the plugins answered, what the customer was told."""
    for event in shown.events[after:]:
        if event.kind == "followed_up" and event.body.get("score") is not None:
            yield Line("operator", teller.asked(shown.case, event.body["task"]))
    yield from (Line("act", text) for text in teller.acts(shown, after))
    at = shown.events[-1].at
    answers = answer_lines(shown, after, lambda moment: teller.clock(moment, at))
    yield from (Line(hook, text, HOOKS[hook]) for hook, text in answers)
    yield from (Line("operator", text) for text in teller.spoken(do, shown.case))


def _ending(outcome: Outcome, teller: Teller) -> Iterator[Line]:
    heard = {decision["hook"] for decision in answered(outcome.shown)}
    yield from (Line(hook, text, HOOKS[hook]) for hook, text in silence(heard))
    start = outcome.shown.case.received_at
    yield Line("result", result_text(outcome, lambda moment: teller.clock(moment, start)))


def _headline(branch: Branch) -> Text:
    label = branch.pack.industry.label
    return Text(f"{label.zh} · {branch.code}", f"{label.en} · {branch.code}")


def _case_line(scripted: Scripted, shown: Shown, teller: Teller) -> Text:
    case, title = shown.case, scripted.story.title
    at, channel = teller.clock(case.received_at), _CHANNELS[case.channel]
    name = f" · {case.party['name']}" if case.party.get("name") else ""
    return Text(
        f"{title.zh} · {case.number} · {at.zh} · {channel.zh}{name}",
        f"{title.en} · {case.number} · {at.en} · {channel.en}{name}",
    )


def _passing(step: Step) -> timedelta:
    return timedelta(days=step.days, hours=step.hours, minutes=step.minutes) or _MOMENT


def _span(stories: list[Scripted]) -> timedelta:
    """How long before the end the stories of a branch must begin: each takes up to two days more than its steps."""
    return sum(
        (timedelta(days=2) + sum(map(_passing, entry.steps), timedelta()) for entry in stories), timedelta(days=1)
    )


def _next_day(moment: datetime, at: time, desk: Desk) -> datetime:
    """The day after `moment`, at that time of day where the branches are."""
    day = moment.astimezone(desk.zone).date() + timedelta(days=1)
    return datetime.combine(day, at, desk.zone).astimezone(UTC)
