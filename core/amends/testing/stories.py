"""Stories: what a customer says, and what the desk makes of it. They are data, `stories.toml` beside a plugin's tests.

Everything goes through the desk as an operator would go: the complaint is taken, the guide read, remedies proposed.
A test module runs those beside it with one line: `TestStories = stories(__file__)`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli

from amends.case.values import Case
from amends.testing.counter import Counter

NEEDED = frozenset({"title", "covers", "says", "category", "severity", "owner", "clocks", "remedies", "first"})
KNOWN = NEEDED | {
    "channel", "language", "facts", "incident", "told", "offer", "approver", "upset", "does", "keeps", "never", "tasks",
    "temperament",
}  # fmt: skip
# The topics of the guide that each of these keys looks into.
_TOPICS = {"does": "act", "keeps": "keep", "never": "refused"}
Story = dict[str, Any]


def read_stories(file: Path) -> list[Story]:
    """The stories of `file`. Raises `ValueError` naming the story and the key that is missing or not known."""
    told: list[Story] = tomli.loads(file.read_text(encoding="utf-8")).get("story", [])
    if not told:
        raise ValueError(f"{file}: no [[story]] in it")
    for number, story in enumerate(told, start=1):
        name = story.get("title", number)
        if missing := sorted(NEEDED - set(story)):
            raise ValueError(f"{file}, story {name}: {', '.join(missing)} missing")
        if unknown := sorted(set(story) - KNOWN):
            raise ValueError(f"{file}, story {name}: unknown {', '.join(unknown)}; known: {', '.join(sorted(KNOWN))}")
        if ("offer" in story) != ("approver" in story):
            raise ValueError(f"{file}, story {name}: offer and approver belong together")
    return told


def stories(file: str) -> type[Stories]:
    """The class of tests for the stories in the file, or in `stories.toml` beside the module `file`.

    The plugins are those of the fixture `amends_plugins`.
    """
    path = Path(file) if file.endswith(".toml") else Path(file).with_name("stories.toml")
    told = read_stories(path)
    made = type("TestStories", (Stories,), {})
    return pytest.mark.parametrize("story", told, ids=[story["title"] for story in told])(made)


class Stories:
    """What is looked at of every story; each a test of its own, on a desk that they share."""

    def test_it_is_understood_and_finds_its_owner(self, story: Story, long_counter: Counter) -> None:
        case = _taken(long_counter, story)
        assert (case.category, case.severity, case.incident) == (
            story["category"], story["severity"], story.get("incident", False),
        )  # fmt: skip
        assert set(story["covers"]) <= set(case.covers)
        assert case.owner_role == story["owner"]
        assert set(story.get("told", ())) <= set(case.told)
        assert set(story["clocks"]) <= {clock.name for clock in case.clocks}
        assert set(story.get("tasks", ())) <= {task.code for task in case.tasks}
        assert case.temperament == story.get("temperament", case.temperament)

    def test_the_first_sentence_suits_the_customer(self, story: Story, long_counter: Counter) -> None:
        case = _taken(long_counter, story)
        assert _first_sentence(long_counter, case).startswith(story["first"])
        if "upset" in story:
            assert _first_sentence(long_counter, case, "upset").startswith(story["upset"])
            assert story["upset"] != story["first"]

    def test_the_guide_says_what_to_do_to_keep_and_what_is_never_done(
        self, story: Story, long_counter: Counter
    ) -> None:
        case = _taken(long_counter, story)
        lines = [(step.topic, step.do.say(case.language)) for step in long_counter.guide(case) if step.do]
        for key, topic in _TOPICS.items():
            for words in story.get(key, ()):
                assert any(words in line for of, line in lines if of == topic), (key, words)

    def test_what_may_be_offered_and_who_decides(self, story: Story, long_counter: Counter) -> None:
        case = _taken(long_counter, story)
        assert set(story["remedies"]) <= set(long_counter.menu(case))
        if "offer" in story:
            offer = long_counter.propose(case, *story["offer"]).offer
            assert offer is not None
            assert offer.decider == story["approver"]


def _taken(counter: Counter, story: Story) -> Case:
    facts = {name: str(value) for name, value in story.get("facts", {}).items()}
    known = {key: story[key] for key in ("channel", "language") if key in story}
    return counter.take(story["says"], facts=facts, **known)


def _first_sentence(counter: Counter, case: Case, temperament: str | None = None) -> str:
    return next(step.say.say(case.language) for step in counter.guide(case, temperament) if step.say)
