"""Every label map names categories that its pack has, and the measuring adds up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from amends import registry

from benchmarks.agreement import agreement
from benchmarks.classify import main
from benchmarks.label_map import read_map

MAPS = sorted((Path(__file__).parents[2] / "benchmarks" / "labels").glob("*.toml"))


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_categories_exist(path: Path) -> None:
    labels = read_map(path)
    known = registry.load([labels.industry]).packs[labels.industry].categories if labels.industry else {}
    assert labels.labels
    assert {name for names in labels.categories.values() for name in names} <= set(known)


def test_f1_is_that_of_the_textbook() -> None:
    found = agreement([{"a"}, {"a", "b"}, set()], [["a"], ["b"], ["b"]], ["a", "b"])
    assert (found["micro_f1"], found["macro_f1"], found["exact"]) == (0.6667, 0.6667, 0.3333)


def test_a_set_is_measured_by_the_pack_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "set.jsonl"
    rows = [{"text": "菜里吃出一只苍蝇", "labels": ["food_safety"]}, {"text": "很好吃，服务热情", "labels": []}]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (labels,) = [entry for entry in MAPS if entry.stem == "restaurant_foodsafety_zh"]
    assert main([str(path), "--labels", str(labels), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert set(figures) == {"micro_f1", "macro_f1", "per_label", "exact", "us_per_text", "n"}
    assert (figures["micro_f1"], figures["n"]) == (1.0, 2)


def test_a_line_that_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text("[]\n", encoding="utf-8")
    assert main([str(path), "--labels", str(MAPS[0])]) == 2
    assert "line 1" in capsys.readouterr().err
