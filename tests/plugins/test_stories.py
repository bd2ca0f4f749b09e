"""Stories: what a guest says, and what the desk makes of it. They are data, `stories.toml` beside each trade's tests.

Everything goes through the desk as an operator would go: the complaint is taken, the guide read, remedies proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import tomli
from amends.case.values import Case
from amends.config import load_chain
from amends.desk.desk import Desk
from amends.desk.guide import Step, guide
from amends.desk.intake import Intake, take
from amends.desk.proposal import Wanted, menu, propose
from amends.desk.setup import Member, set_up_chain
from amends.desk.words import as_if
from amends.desk.work import Target
from amends.ledger.sqlite import SqliteLedger

HERE = Path(__file__).parent
SHANGHAI = ZoneInfo("Asia/Shanghai")
# A Monday evening, with every shop open.
NOW = datetime(2026, 3, 2, 11, 30, tzinfo=UTC)
FILES = sorted(HERE.glob("*/stories.toml"))
STORIES: list[dict[str, Any]] = [
    {"trade": file.parent.name, **story}
    for file in FILES
    for story in tomli.loads(file.read_text(encoding="utf-8"))["story"]
]
KEYS = {
    "trade", "title", "covers", "says", "channel", "language", "facts", "category", "severity", "incident", "owner",
    "told", "clocks", "remedies", "offer", "approver", "first", "upset", "does", "keeps", "never", "tasks",
    "temperament",
}  # fmt: skip
pytestmark = pytest.mark.parametrize("story", STORIES, ids=[f"{story['trade']}: {story['title']}" for story in STORIES])


@pytest.fixture(scope="module")
def desk_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Desk]]:
    desks: dict[str, Desk] = {}

    def of(trade: str) -> Desk:
        if trade not in desks:
            folder = tmp_path_factory.mktemp(trade)
            settings = {"name": "连锁", "plugins": [trade], "database": "amends.db"}
            set_up_chain(folder, settings, {"N1": {"staff": "desk"}}, [Member("desk", "N1")], lambda: NOW)
            chain = load_chain(folder / "amends.toml")
            desks[trade] = Desk(chain, SqliteLedger(chain.database), lambda: NOW)
        return desks[trade]

    yield of
    for desk in desks.values():
        desk.ledger.close()


def taken(desk: Desk, story: dict[str, Any]) -> Case:
    intake = Intake(
        text=story["says"], channel=story.get("channel", "in_person"), language=story.get("language", "zh"),
        facts={name: str(value) for name, value in story.get("facts", {}).items()},
    )  # fmt: skip
    return take(desk, intake, "desk")


def steps(desk: Desk, case: Case, temperament: str | None = None) -> list[Step]:
    pack = desk.pack(case.industry)
    return guide(as_if(case, pack, temperament) if temperament else case, pack, SHANGHAI)


def first_sentence(desk: Desk, case: Case, temperament: str | None = None) -> str:
    return next(step.say.say(case.language) for step in steps(desk, case, temperament) if step.say)


def test_a_story_says_only_what_is_known_of_stories(story: dict[str, Any]) -> None:
    assert set(story) <= KEYS
    assert {"title", "covers", "says", "category", "severity", "owner", "clocks", "remedies", "first"} <= set(story)


def test_it_is_understood_and_finds_its_owner(story: dict[str, Any], desk_of: Callable[[str], Desk]) -> None:
    case = taken(desk_of(story["trade"]), story)
    assert (case.category, case.severity, case.incident) == (
        story["category"], story["severity"], story.get("incident", False),
    )  # fmt: skip
    assert set(story["covers"]) <= set(case.covers)
    assert case.owner_role == story["owner"]
    assert set(story.get("told", ())) <= set(case.told)
    assert set(story["clocks"]) <= {clock.name for clock in case.clocks}
    assert set(story.get("tasks", ())) <= {task.code for task in case.tasks}
    if "temperament" in story:
        assert case.temperament == story["temperament"]


def test_the_first_sentence_suits_the_guest(story: dict[str, Any], desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(story["trade"])
    case = taken(desk, story)
    assert first_sentence(desk, case).startswith(story["first"])
    if "upset" in story:
        assert first_sentence(desk, case, "upset").startswith(story["upset"])
        assert story["upset"] != story["first"]


def test_the_guide_says_what_to_do_to_keep_and_what_is_never_done(
    story: dict[str, Any], desk_of: Callable[[str], Desk]
) -> None:
    desk = desk_of(story["trade"])
    case = taken(desk, story)
    lines: dict[str, list[str]] = {topic: [] for topic in ("act", "keep", "refused")}
    for step in steps(desk, case):
        if step.do and step.topic in lines:
            lines[step.topic].append(step.do.say(case.language))
    for key, topic in (("does", "act"), ("keeps", "keep"), ("never", "refused")):
        for words in story.get(key, ()):
            assert any(words in line for line in lines[topic]), (key, words)


def test_what_may_be_offered_and_who_decides(story: dict[str, Any], desk_of: Callable[[str], Desk]) -> None:
    desk = desk_of(story["trade"])
    case = taken(desk, story)
    _, offered = menu(desk, Target(case.number))
    assert set(story["remedies"]) <= set(offered)
    if "offer" in story:
        wanted = [Wanted(code, amount or None) for code, _, amount in (each.partition("=") for each in story["offer"])]
        offer = propose(desk, Target(case.number), "desk", wanted).offer
        assert offer is not None
        assert offer.decider == story["approver"]
