from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BAD = "您自己弄坏的，您别去投诉。"
LAUGHED = """
[pack.supermarket.wording.laughed]
kind = "insult"
patterns = { zh = ["哈哈"], en = ["haha"] }
instead = { zh = "谢谢您", en = "thank you" }
"""


def test_each_phrase_is_named_with_its_reason_and_better_words(amends: Any) -> None:
    shown = amends("wording", "--text", BAD, "--lang", "zh")
    assert shown.code == 1
    lines = shown.out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "第1行：“您自己弄” · 责怪客人或推脱", "第1行：“别去投诉” · 劝阻投诉举报",
    ]  # fmt: skip
    assert sum(line.startswith("  不如说：") for line in lines) == 2


def test_a_program_learns_where_the_words_are(amends: Any, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("\ufeff您好：\r\n您慢慢说。\r\n" + BAD, encoding="utf-8")
    found = json.loads(amends("wording", "--file", str(letter), "--json", "--lang", "en").out)
    assert [(entry["line"], BAD[entry["start"] : entry["end"]]) for entry in found] == [
        (3, "您自己弄"),
        (3, "别去投诉"),
    ]
    assert [(entry["kind"], entry["insist"]) for entry in found] == [("blame", True), ("pressure", False)]
    assert all(entry[key] for entry in found for key in ("phrase", "rule", "label", "why", "instead"))


def test_good_words_pass(amends: Any) -> None:
    assert amends("wording", "--text", "谢谢您告诉我们。", "--lang", "en").out == "nothing to object to\n"
    assert amends("wording", "--text", "谢谢您告诉我们。", "--json").json == []


def test_a_file_that_is_not_there_is_named(amends: Any) -> None:
    assert "no-such.txt" in amends("wording", "--file", "no-such.txt").complaint


def test_without_words_the_flag_is_named(amends: Any) -> None:
    assert "--text" in amends("wording").complaint


def test_the_chain_s_own_words_count(amends: Any, chain_folder: Path) -> None:
    assert amends("wording", "--text", "哈哈").code == 0
    file = chain_folder / "amends.toml"
    file.write_text(file.read_text(encoding="utf-8") + LAUGHED, encoding="utf-8")
    assert amends("wording", "--text", "哈哈").code == 1
    assert amends("wording", "--text", "哈哈", "--industry", "supermarket").code == 1
    assert amends("wording", "--text", "只是跳闸").code == 0
    assert amends("wording", "--text", "只是跳闸", "--industry", "restaurant").code == 1


@pytest.mark.parametrize("arguments", [[], ["--industry", "restaurant"]])
def test_no_chain_and_no_ledger_are_needed(tmp_path: Path, arguments: list[str]) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AMENDS_")}
    done = subprocess.run(
        [sys.executable, "-m", "amends", "wording", "--file", "-", "--json", *arguments],
        cwd=tmp_path, input=BAD.encode(), env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, len(json.loads(done.stdout)), done.stderr) == (1, 2, b"")
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_does_harm_is_held_back_on_one_line(amends: Any, number: str, record: Any) -> None:
    before = record()
    said = amends("answer", number, "--text", BAD, "--because", "经理说的", "--lang", "zh").complaint
    assert "“别去投诉”不能说（劝阻投诉举报）" in said
    assert record() == before
    said = amends("answer", number, "--text", "您自己弄坏的", "--lang", "en").complaint
    assert "whoever insists gives --because" in said
    assert record() == before
    assert amends("answer", number, "--text", "您自己弄坏的", "--because", "照客人的原话确认").code == 0
    answered = amends("show", number, "--json").json["events"][-1]
    assert (answered["because"], answered["body"]["wording"]) == ("照客人的原话确认", ["blame"])


def test_the_words_for_somebody_who_talks_otherwise_are_looked_up(
    amends: Any, chain_folder: Path, number: str, record: Any
) -> None:
    assert (
        "no temperament 'sad'; known: upset, worried"
        in amends("guide", number, "--temperament", "sad", "--lang", "en").complaint
    )
    file = chain_folder / "amends.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"supermarket"', '"restaurant"', 1), encoding="utf-8")
    taken = amends("take", "--text", "菜里有一块碎玻璃，划到嘴了", "--json").json["number"]
    before = record()
    calm, upset = (
        amends("guide", taken, *options, "--json", "--lang", "zh").json["guide"][0]["say"]
        for options in ([], ["--temperament", "upset"])
    )
    assert calm.startswith("您先别吃了，嘴里、喉咙有没有划伤？")
    assert upset.startswith("先看人：嘴里、喉咙疼不疼？")
    assert record() == before
