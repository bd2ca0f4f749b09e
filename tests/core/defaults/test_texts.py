"""The project's own complaint texts, against the packs as they are shipped."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli
from amends.case.values import Case
from amends.defaults.classify import classify
from amends.hookspecs import View
from amends.money import Money
from amends.pack.load import load_pack
from amends.pack.values import SEVERITIES, Pack

TEXTS: list[dict[str, Any]] = tomli.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))["text"]
PLUGINS = Path(__file__).parents[3] / "plugins"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@cache
def load(industry: str) -> Pack:
    return load_pack(str(PLUGINS / industry / f"amends_{industry}" / "pack"))


@pytest.mark.parametrize("said", TEXTS, ids=lambda said: f"{said['industry']}: {said['text'][:12]}")
def test_what_people_wrote_is_understood(said: dict[str, Any]) -> None:
    pack = load(said["industry"])
    case = Case("c", 1, "1", "B", pack.name, "in_person", "zh", NOW, "desk", pack.version, text=said["text"])
    findings = classify(case, View(NOW, pack, "B", Money(0, pack.industry.currency)))
    points = [finding for finding in findings if finding.point]
    if not said.get("complaint", True):
        assert [finding.category for finding in findings[:1]] == [None]
        return
    assert points
    assert points[0].category in said["categories"]
    if "severity" in said:
        assert max((str(finding.severity) for finding in points), key=SEVERITIES.index) in said["severity"]
    if said.get("incident", False) != "any":
        assert any(finding.incident for finding in points) is said.get("incident", False)
