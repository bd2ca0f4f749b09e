"""Plugins broken on purpose: each is named with the file, the line and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli
from amends.review.finding import Finding
from amends.review.process import reviewed
from amends.review.subject import find_subject

BROKEN = tomli.loads((Path(__file__).parent / "broken.toml").read_text(encoding="utf-8"))["plugin"]
PATIENCE = 1.0


def damaged(project: Path, broken: dict[str, Any]) -> None:
    file = project / "amends_florist" / broken["file"]
    text = file.read_text(encoding="utf-8")
    assert broken["from"] in text
    file.write_text(text.replace(broken["from"], broken["to"], 1), encoding="utf-8")


def test_there_are_many_ways_to_break_one() -> None:
    assert len({broken["title"] for broken in BROKEN}) == len(BROKEN) >= 20


def test_a_whole_plugin_is_not_objected_to(florist_plugin: Any) -> None:
    review = reviewed(find_subject(str(florist_plugin())), PATIENCE)
    assert [str(finding.problem) for finding in review.findings] == []
    assert (review.version, review.hooks, review.errors) == ("1.0", ("industry",), 0)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: str(broken["title"]))
def test_what_is_broken_is_named_with_the_place_and_the_remedy(florist_plugin: Any, broken: dict[str, Any]) -> None:
    project = florist_plugin(broken.get("code", ""))
    if "file" in broken:
        damaged(project, broken)
    review = reviewed(find_subject(str(project)), PATIENCE)
    found = [finding for finding in review.findings if broken["problem"] in str(finding.problem)]
    assert len(found) == 1, [(str(finding.problem), finding.file) for finding in review.findings]
    assert broken["remedy"] in str(found[0].remedy)
    check_place(found[0], project, broken)


def check_place(finding: Finding, project: Path, broken: dict[str, Any]) -> None:
    assert finding.file is not None
    file = Path(finding.file)
    assert file.resolve() in {project / "amends_florist" / broken["place"], project / broken["place"]}
    if "at" in broken:
        assert finding.line is not None
        lines = file.read_text(encoding="utf-8").splitlines()
        # A function begins with its decorator.
        assert broken["at"] in lines[finding.line - 1], finding.line
