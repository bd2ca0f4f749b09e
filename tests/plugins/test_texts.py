"""What people write to each trade, against the packs as they are shipped: texts that no pack was taught by.

`unseen.jsonl` was written apart from the packs, by the situations of the requirements (R4.*, K): plain, angry,
rambling, indirect, misspelt, in Traditional characters, in English, as an operator's note; praise and questions too.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from amends import registry
from amends.policy.classification import Classification
from amends.review.teaching import stale
from amends.taught import examples
from amends.testing.own_words import classified

HERE = Path(__file__).parent
INDUSTRIES = sorted(file.parent.name for file in HERE.glob("*/unseen.jsonl"))
# Shares of texts, two hundredths below what was measured; the figures are in docs/benchmarks.md.
CATEGORY, NO_COMPLAINT, COMPLAINT, SEVERITY, INCIDENT = 0.91, 0.88, 0.96, 0.74, 0.93


class Understood(NamedTuple):
    """A text as it was meant and as it was taken."""

    industry: str
    said: dict[str, Any]
    found: Classification

    @property
    def right(self) -> bool:
        categories = registry.load([self.industry]).packs[self.industry].categories
        return self.found.category is not None and self.said["situation"] in categories[self.found.category].covers


@cache
def understood() -> tuple[Understood, ...]:
    return tuple(
        Understood(industry, said, classified(plugins, plugins.packs[industry], said["text"]))
        for industry in INDUSTRIES
        for plugins in [registry.load([industry])]
        for line in (HERE / industry / "unseen.jsonl").read_text(encoding="utf-8").splitlines()
        for said in [json.loads(line)]
    )


def share(found: list[bool]) -> float:
    assert len(found) > 100
    return sum(found) / len(found)


def test_the_right_category_is_found() -> None:
    told = [one for one in understood() if one.said["situation"]]
    assert share([one.right for one in told]) >= CATEGORY


def test_what_complains_of_nothing_is_known_from_what_complains() -> None:
    assert share([not one.found.complaint for one in understood() if one.said["situation"] is None]) >= NO_COMPLAINT
    assert share([one.found.complaint for one in understood() if one.said["situation"]]) >= COMPLAINT


def test_how_grave_it_is_and_whether_people_are_in_danger() -> None:
    told = [one for one in understood() if one.said["situation"]]
    assert share([one.found.severity == one.said["severity"] for one in told]) >= SEVERITY
    assert share([one.found.incident == one.said["incident"] for one in told]) >= INCIDENT


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_every_trade_was_taught_by_its_examples_as_they_are_and_by_none_of_the_unseen(industry: str) -> None:
    pack = registry.load([industry]).packs[industry]
    assert pack.taught is not None
    assert list(stale(industry, pack)) == []
    taught = {example.text for example in examples.read(str(Path(pack.taught).parent), pack.categories)}
    assert taught.isdisjoint(one.said["text"] for one in understood())
