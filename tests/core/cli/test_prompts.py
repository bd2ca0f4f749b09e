"""At a real terminal: what flags did not give is asked for; whoever stops half-way has changed nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

INTERRUPT, END = "\x03", "\x04"


def test_taking_a_complaint_asks_for_what_is_missing(terminal: Any, amends: Any) -> None:
    session = terminal("take", "--lang", "en")
    session.read_until("What happened")
    session.type("昨天买的牛奶过期了！\n")
    session.read_until("Name")
    session.type("周女士\n")
    session.read_until("Telephone")
    session.type("\n")
    session.read_until("Receipt")
    session.type("0078\n")
    assert session.leave() == 0
    (row,) = amends("queue", "--json").json
    case = amends("show", row["number"], "--json").json
    assert row["number"] in session.seen
    assert (case["text"], case["receipt"]) == ("昨天买的牛奶过期了！", "0078")
    assert case["parties"] == [{"role": "customer", "name": "周女士"}]


@pytest.mark.parametrize("key", [INTERRUPT, END], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize("question", ["What happened", "Telephone"])
def test_whoever_stops_in_a_prompt_has_changed_nothing(terminal: Any, amends: Any, key: str, question: str) -> None:
    session = terminal("take", "--lang", "en")
    session.read_until("What happened")
    if question != "What happened":
        session.type("牛奶过期了。\n")
        session.read_until("Name")
        session.type("周女士\n")
        session.read_until(question)
    assert session.leave(key) == 1
    assert "Traceback" not in session.seen
    assert "amends: " in session.seen
    assert amends("queue", "--json").json == []


def test_setting_up_asks_for_the_trade_and_the_branch(terminal: Any, tmp_path: Path) -> None:
    folder = tmp_path / "新店"
    folder.mkdir()
    session = terminal("init", "--lang", "en", folder=folder)
    session.read_until("supermarket")
    session.type("jewelry\n")
    session.read_until("N1")
    session.type("\n")
    session.read_until("chain's name")
    session.type("金店\n")
    assert session.leave() == 0
    written = (folder / "amends.toml").read_text(encoding="utf-8")
    assert '["jewelry"]' in written
    assert "金店" in written


def test_stopping_while_setting_up_leaves_the_folder_empty(terminal: Any, tmp_path: Path) -> None:
    folder = tmp_path / "新店"
    folder.mkdir()
    session = terminal("init", "--lang", "en", folder=folder)
    session.read_until("supermarket")
    session.type("jewelry\n")
    session.read_until("N1")
    assert session.leave(INTERRUPT) == 1
    assert list(folder.iterdir()) == []


def test_proposing_shows_the_menu_and_refuses_what_is_not_on_it(terminal: Any, amends: Any, number: str) -> None:
    session = terminal("propose", number, "--lang", "en")
    session.read_until("refund_quality")
    session.read_until("Which remedy")
    session.type("diamond\n")
    session.read_until("diamond")
    session.type("refund_quality\n")
    session.read_until("Amount")
    session.type("38\n")
    assert session.leave() == 0
    (offer,) = amends("show", number, "--json").json["offers"]
    assert (offer["state"], offer["amount"]["amount"]) == ("approved", "38.00")


def test_what_somebody_else_did_meanwhile_is_not_overwritten(terminal: Any, amends: Any, number: str) -> None:
    session = terminal("propose", number, "--lang", "en")
    session.read_until("Which remedy")
    assert amends("note", number, "--text", "客人改主意了。").code == 0
    session.type("refund_quality\n")
    session.read_until("Amount")
    session.type("38\n")
    assert session.leave() == 1
    assert amends("show", number, "--json").json["offers"] == []


def test_a_table_on_a_terminal_shows_the_customers_words_as_they_are(terminal: Any, amends: Any) -> None:
    number = amends("take", "--text", "牛奶[red]坏\x1b[2J了[/red]", "--json").json["number"]
    assert amends("note", number, "--text", "好").code == 0
    session = terminal("show", number, "--lang", "en")
    assert session.leave() == 0
    assert "牛奶[red]坏 [2J了[/red]" in session.seen
    assert "noted" in session.seen
