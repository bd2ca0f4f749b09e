"""Everything the program says is there in Chinese, and the help is laid out for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from amends.cli.commands import COMMANDS
from amends.cli.help_text import wrapped
from amends.cli.output import width

ROOT = Path(__file__).parents[2]
# Words that mean the same in both languages: what is typed as it stands, and names.
TYPED = re.compile(
    r"--?[\w-]+|\[[\w|.]+\]|amends(?:\.toml)?|AMENDS_\w+|JSON|CSV|ledger seal|in_person|phone|letter|chat|email"
    r"|PIN|platform|minor|ordinary|major|text|id|lang|channel|facts|jsonl|init|demo|x>=1|Asia/Shanghai|desk"
)


def amends(*arguments: str, language: str = "zh") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AMENDS_")}
    return subprocess.run(
        [sys.executable, "-m", "amends", "--lang", language, *arguments],
        capture_output=True, encoding="utf-8", env={**environment, "PYTHONIOENCODING": "utf-8"}, check=False,
    )  # fmt: skip


def test_every_message_has_its_translation_and_the_compiled_catalogue_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "catalogue.py", "--check"], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments", [["--help"], *([name, "--help"] for name in ("take", "classify", "init", "propose"))]
)
def test_help_in_chinese_has_no_english_left(arguments: list[str]) -> None:
    done = amends(*arguments)
    said = done.stdout
    for name in COMMANDS:
        said = said.replace(f" {name} ", " ")
    assert done.returncode == 0
    assert re.findall("[A-Za-z]{2,}", TYPED.sub("", said)) == []


def test_the_columns_of_chinese_help_line_up() -> None:
    lines = [line for line in amends("take", "--help").stdout.splitlines() if line.startswith("  -")]
    starts = {width(re.match(r"  \S.*?(?:  +|$)", line)[0]) for line in lines}  # type: ignore[index]
    assert len(starts) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["take", "--colour", "red"], "没有选项"),
        (["queue", "--limit", "many"], "--limit"),
        (["show"], "单号"),
        (["dance"], "没有命令"),
        (["classify", "--industry", "zoo", "--text", "太咸"], "没有名为“zoo”的插件"),
    ],
)
def test_a_wrong_call_is_explained_in_chinese_on_one_line(arguments: list[str], said: str) -> None:
    done = amends(*arguments)
    assert done.returncode != 0
    assert done.stderr.startswith("amends: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert re.search("[一-鿿]", done.stderr)


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("客人的原话", 6, ["客人的", "原话"]),
        ("客人的话，原话", 8, ["客人的", "话，原话"]),
        ("two words", 5, ["two", "words"]),
        ("immeasurable", 4, ["immeasurable"]),
        ("", 10, []),
    ],
)
def test_help_is_broken_between_words_and_never_before_a_comma(text: str, columns: int, lines: list[str]) -> None:
    assert list(wrapped(text, columns)) == lines
