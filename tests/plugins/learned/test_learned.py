"""A chain's own cases teach: measured on texts kept back, kept only if better, silent where an incident is named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from amends import registry
from amends.case.answers import Finding
from amends.case.values import Case
from amends.errors import Misuse, PluginError, Refused
from amends.hookspecs import View
from amends.learning import Lesson
from amends.money import Money
from amends.pack.values import Pack
from amends_learned.file import path_of, read
from amends_learned.lessons import held_out
from amends_learned.plugin import Learned, configured
from amends_learned.training import train

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
# What this shop's customers call things; no pack knows it.
SAYINGS = {
    "checkout_queue": ("摇摇机又排到门口", "蓝通道只开一条"),
    "membership_or_voucher": ("小红豆没有到账", "小红豆被清零"),
    "delivery_problem": ("骑手把筐放错楼", "骑手把筐放在雨里"),
}
WHEN = ("今天早上", "昨晚", "周末", "上周三", "刚才", "节前", "下班时候", "中午")
WHO = ("我妈", "我", "邻居", "我爱人", "同事", "孩子他爸")


def lessons() -> Iterator[Lesson]:
    for category, sayings in SAYINGS.items():
        for saying in sayings:
            for when in WHEN:
                yield from (Lesson(f"{when}{who}来,{saying}。", (category,)) for who in WHO)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return registry.load(["supermarket"]).packs["supermarket"]


@pytest.fixture(scope="module")
def taught(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Learned:
    plugin = configured(str(tmp_path_factory.mktemp("chain")))
    assert plugin.learn(list(lessons()), pack).kept
    return plugin


def classify(plugin: Learned, pack: Pack, text: str) -> list[Finding]:
    case = Case("c", 1, "1", "B", pack.name, "in_person", "zh", NOW, "desk", pack.version, text=text)
    return plugin.classify(case, View(NOW, pack, "B", Money(0, "CNY")))


@pytest.mark.parametrize(("category", "text"), [
    ("checkout_queue", "前天我爸来，蓝通道只开一条!"),
    ("membership_or_voucher", "店长您好，我小红豆没有到账"),
    ("delivery_problem", "骑手把筐放错楼了吧"),
])  # fmt: skip
def test_what_was_taught_is_known_and_explained(category: str, text: str, taught: Learned, pack: Pack) -> None:
    first = classify(taught, pack, text)[0]
    assert first.category == category
    assert first.because.rule.startswith("learned.")
    assert "权重" in first.because.text.zh


def test_it_is_silent_about_what_it_was_never_taught(taught: Learned, pack: Pack) -> None:
    assert classify(taught, pack, "qwertz") == []
    assert classify(taught, pack, "") == []


def test_it_is_silent_where_the_rules_see_an_incident(taught: Learned, pack: Pack) -> None:
    assert classify(taught, pack, "蓝通道只开一条，有人摔倒骨折了，流了很多血") == []


def test_nothing_learned_nothing_said(pack: Pack, tmp_path: Path) -> None:
    assert classify(configured(""), pack, "蓝通道只开一条") == []
    assert classify(configured(str(tmp_path)), pack, "蓝通道只开一条") == []


def test_a_model_no_better_than_the_one_in_use_is_not_kept(pack: Pack, tmp_path: Path) -> None:
    plugin = configured(str(tmp_path))
    first = plugin.learn(list(lessons()), pack)
    content = Path(first.file).read_bytes()
    again = plugin.learn(list(lessons()), pack)
    assert (again.kept, again.quality_before) == (False, first.quality)
    assert Path(first.file).read_bytes() == content


def test_a_model_taught_wrongly_is_not_kept(pack: Pack, tmp_path: Path) -> None:
    known = [Lesson(f"{when}{who}买的牛奶过期变质了", ("spoiled_or_expired",)) for when in WHEN for who in WHO]
    wrong = [entry if held_out(entry.text) else entry._replace(categories=("out_of_stock",)) for entry in known]
    other = [Lesson(f"{when}{who}买的东西缺斤少两", ("short_weight",)) for when in WHEN for who in WHO]
    outcome = configured(str(tmp_path)).learn([*wrong, *other], pack)
    assert not outcome.kept
    assert outcome.quality < outcome.quality_without
    assert not Path(outcome.file).exists()


def test_the_same_lessons_make_the_same_model(pack: Pack) -> None:
    given = [(lesson.text, lesson.categories) for lesson in lessons()]
    one, two = (train(given, sorted(SAYINGS), pack) for _ in range(2))
    assert one == two


def test_texts_kept_back_stay_kept_back() -> None:
    shares = [held_out(lesson.text) for lesson in lessons()]
    assert 0.1 < sum(shares) / len(shares) < 0.3
    assert held_out("蓝通道，只开一条") == held_out("蓝通道,只开一条")


def test_too_few_cases_are_refused(pack: Pack, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="expected 60"):
        configured(str(tmp_path)).learn(list(lessons())[:20], pack)


def test_a_model_that_was_altered_is_not_used(pack: Pack, tmp_path: Path) -> None:
    plugin = configured(str(tmp_path))
    path = Path(plugin.learn(list(lessons()), pack).file)
    assert path == Path(path_of(str(tmp_path), "supermarket"))
    held = json.loads(path.read_text(encoding="utf-8"))
    held["model"]["texts"]["bias"][0] += 1
    path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(PluginError, match="altered"):
        read(str(path))
    path.write_text("[", encoding="utf-8")
    with pytest.raises(PluginError, match="learn again"):
        classify(configured(str(tmp_path)), pack, "蓝通道")


@pytest.mark.parametrize(
    "text", ["", " ", "\ud800", "\u202e\x00\x07", "。" * 5000, "太" * 100_000, "a " * 50_000, "(" * 9000]
)
def test_no_text_is_too_strange(text: str, taught: Learned, pack: Pack) -> None:
    classify(taught, pack, text)


def test_what_it_needs_to_learn_is_named(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "amends_learned.training", None)
    with pytest.raises(Misuse, match=r"amends\[learned\]"):
        configured(str(tmp_path)).learn(list(lessons()), pack)
