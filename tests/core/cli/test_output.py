from __future__ import annotations

import json

import pytest
from amends.cli import output


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("牛奶", 4), ("ＡＢ", 4), ("é", 1), ("e\u0301", 1), ("", 0)])
def test_a_chinese_character_takes_two_columns(text: str, columns: int) -> None:
    assert output.width(text) == columns


def test_columns_line_up_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_table(("号", "what"), [("牛奶", "x"), ("abc", "y\nz")])
    lines = capsys.readouterr().out.splitlines()
    assert [output.width(line[: line.index(end)]) for line, end in zip(lines, ("what", "x", "y z"), strict=True)] == [
        6
    ] * 3


@pytest.mark.parametrize("evil", ["\x1b[31m", "\x07", "\x00", "\r", "\x9b", "\u202e", "\u2028", "\x7f"])
def test_control_characters_never_reach_the_terminal(capsys: pytest.CaptureFixture[str], evil: str) -> None:
    output.print_line(f"前{evil}后")
    output.print_table(("a",), [(f"前{evil}后",)])
    assert evil not in capsys.readouterr().out


@pytest.mark.parametrize("value", ["\ud800", {"a": "牛奶😀\x1b"}, ["\udcff", "\u2028"], None])
def test_json_is_one_line_that_reads_back(capsys: pytest.CaptureFixture[str], value: object) -> None:
    output.print_json(value)
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    assert json.loads(printed) == value


def test_markup_in_a_customers_words_is_drawn_as_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    words = ["[bold red]退钱[/bold red]", "[/]", "[link=http://x]y[/link]", "\\[b]", "[", "😀 :smile:"]
    output._draw(("words",), [[word] for word in words], "[b]title[/b]")
    drawn = capsys.readouterr().out
    for word in words:
        assert word in drawn
