"""What people write to each trade, against the packs as they are shipped."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli
from amends import registry
from amends.case.values import Case
from amends.hookspecs import View
from amends.money import Money
from amends.policy.ask import ask
from amends.policy.classification import Classification, combine_findings

HERE = Path(__file__).parent
NONE = "no_complaint"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _said() -> list[tuple[str, str, str]]:
    """Trade, situation and text of everything written."""
    return [
        (file.parent.name, situation, text)
        for file in sorted(HERE.glob("*/texts.toml"))
        for situation, table in tomli.loads(file.read_text(encoding="utf-8")).items()
        for text in table["texts"]
    ]


@cache
def plugins(industry: str) -> registry.Plugins:
    return registry.load([industry])


def classified(industry: str, text: str) -> Classification:
    pack = plugins(industry).packs[industry]
    case = Case("c", 1, "1", "B", pack.name, "in_person", "zh", NOW, "desk", pack.version, text=text)
    view = View(NOW, pack, "B", Money(0, pack.industry.currency))
    return combine_findings(ask(plugins(industry), "classify", case, view), pack)


@pytest.mark.parametrize(("industry", "situation", "text"), _said(), ids=lambda said: str(said)[:16])
def test_what_people_write_is_understood(industry: str, situation: str, text: str) -> None:
    found = classified(industry, text)
    if situation == NONE:
        assert not found.complaint, found.category
        return
    categories: Any = plugins(industry).packs[industry].categories
    covered = categories[found.category].covers if found.category else ()
    assert situation in covered, (found.category, found.alternatives)
    dangerous = [entry.incident for entry in categories.values() if situation in entry.covers]
    assert found.incident in (any(dangerous), all(dangerous))
