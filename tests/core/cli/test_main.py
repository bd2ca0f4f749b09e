from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["take", "--text", ""], ""),
        (["take", "--text", " \t　 "], ""),
        (["take", "--text", "x" * 100_000], "100000"),
        (["take"], "--text"),
        (["take", "--text", "牛奶酸了", "--channel", "fax"], "in_person, phone, letter, chat, email, platform"),
        (["take", "--text", "牛奶酸了", "--branch", "N9"], "N1"),
        (["take", "--text", "牛奶酸了", "--industry", "bank"], "supermarket"),
        (["take", "--text", "牛奶酸了", "--as", "路人"], "desk"),
        (["take", "--text", "牛奶酸了", "--category", "thorns"], "spoiled_or_expired"),
        (["take", "--text", "牛奶酸了", "--fact", "colour=白"], "purchase_date"),
        (["take", "--text", "牛奶酸了", "--fact", "price"], "--fact price"),
        (["take", "--text", "牛奶酸了", "--fact", "=5"], "--fact =5"),
        (["classify", "--text", ""], ""),
        (["classify", "--industry", "bank", "--text", "利息错了"], "bank"),
        (["queue", "--branch", "N9"], "N1"),
        (["queue", "--stage", "limbo"], "carrying_out"),
        (["queue", "--limit", "0"], "--limit"),
        (["search", "--branch", "N9", "牛奶"], "N1"),
        (["search"], "search"),
        (["show"], "show"),
        (["init", "--industry", "supermarket", "--branch", "N1", "--yes"], "amends.toml"),
        (["staff", "add", "小马", "--role", "emperor"], "front_desk"),
        (["staff", "add", "小马"], "--role"),
        (["conjure"], "conjure"),
        (["take", "--colour", "red"], "--colour"),
        (["take", "--lang", "fr"], "fr"),
        (["--config", "nowhere.toml", "queue"], "nowhere.toml"),
        (["ledger", "burn"], "burn"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_two(amends: Any, arguments: list[str], named: str) -> None:
    left = amends(*arguments)
    assert named in left.complaint
    assert left.code == 2


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["propose", "{number}"], "--remedy"),
        (["propose", "{number}", "--remedy", "diamond"], "refund_quality"),
        (["propose", "{number}", "--remedy", "refund_quality=abc"], "abc"),
        (["propose", "{number}", "--remedy", "refund_quality=-1"], "-1"),
        (["propose", "{number}", "--remedy", "refund_quality=1", "--amount", "2"], "--amount"),
        (["propose", "{number}", "--remedy", "refund_quality=1", "--point", "p9"], "p1"),
        (["note", "{number}"], "--text"),
        (["note", "{number}", "--fact", "purchase_date=昨天"], "昨天"),
        (["assign", "{number}"], "--role"),
        (["assign", "{number}", "--to", "路人"], "desk"),
        (["escalate", "{number}", "--to", "emperor", "--because", "急"], "store_manager"),
        (["escalate", "{number}"], "--to"),
        (["answer", "{number}"], "--text"),
        (["answer", "{number}", "--text", "好", "--point", "p9"], "p1"),
        (["withdraw", "{number}"], "--because"),
        (["refuse", "{number}"], "--because"),
        (["follow-up", "{number}", "--task", "dance"], "shelf_check"),
        (["follow-up", "{number}", "--score", "good"], "good"),
        (["classify", "{number}", "--category", "thorns"], "spoiled_or_expired"),
        (["classify", "{number}"], "--category"),
    ],
)
def test_a_wrong_call_on_a_case_changes_nothing(
    amends: Any, record: Any, number: str, arguments: list[str], named: str
) -> None:
    before = record()
    left = amends(*(argument.replace("{number}", number) for argument in arguments))
    assert named in left.complaint
    assert left.code == 2
    assert record() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "N1-000000-0000"], ["explain", "N1-000000-0000"], ["guide", "没有"], ["note", "?", "--text", "好"],
        ["approve", "{number}"], ["offer", "{number}"], ["accept", "{number}"], ["carry-out", "{number}"],
        ["decline", "{number}", "--wish", "退钱"], ["close", "{number}"], ["reopen", "{number}", "--because", "又来了"],
        ["refuse", "{number}", "--because", "太多"], ["propose", "{number}", "--remedy", "goodwill_voucher=99"],
    ],
)  # fmt: skip
def test_what_the_rules_do_not_allow_is_one_line_and_exit_code_one(
    amends: Any, record: Any, number: str, arguments: list[str]
) -> None:
    before = record()
    left = amends(*(argument.replace("{number}", number) for argument in arguments))
    assert left.complaint
    assert left.code == 1
    assert record() == before


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("[chain\nname = 1", "line 1"),
        ("[chain]\nname = '一'\nplugins = []\nplugins = []\n", "line 4"),
        ("[chain]\nname = '一'\nplugins = []\ncolour = 'red'", "colour"),
        ("[chain]\nname = '一'\nplugins = 'supermarket'", "plugins"),
        ("[chain]\nname = '一'\nplugins = [1]", "plugins"),
        ("[chain]\nplugins = []", "name"),
        ("[chain]\nname = '一'\nplugins = []\nlanguage = 'fr'", "language"),
        ("[chain]\nname = '一'\nplugins = []\n[chian]\n", "chian"),
        ("[chain]\nname = '一'\nplugins = []\n[branch.N1]\nstuff = 'x'", "stuff"),
        ("[chain]\nname = '一'\nplugins = []\ndatabase = 'redis://x'", "redis://x"),
        ("chain = 5", "chain"),
        ("", "[chain]"),
    ],
)
def test_a_broken_configuration_names_the_file_and_the_place(
    amends: Any, chain_folder: Path, written: str, named: str
) -> None:
    (chain_folder / "amends.toml").write_text(written, encoding="utf-8")
    left = amends("queue")
    assert "amends.toml" in left.complaint
    assert named in left.complaint
    assert left.code == 2


def test_a_configuration_that_is_no_text_is_named(amends: Any, chain_folder: Path) -> None:
    (chain_folder / "amends.toml").write_bytes(b"[chain]\nname = '\xff'")
    assert "amends.toml" in amends("queue").complaint


def test_a_mark_that_an_editor_put_in_front_of_the_file_does_no_harm(amends: Any, chain_folder: Path) -> None:
    file = chain_folder / "amends.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert amends("queue").code == 0


def test_an_unknown_plugin_is_answered_with_those_installed(amends: Any, chain_folder: Path) -> None:
    file = chain_folder / "amends.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("supermarket", "spaceport"), encoding="utf-8")
    left = amends("take", "--text", "牛奶酸了")
    assert "spaceport" in left.complaint
    assert "jewelry" in left.complaint


def test_where_there_is_no_chain_the_way_to_make_one_is_told(amends: Any, tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    for command in (["queue"], ["take", "--text", "牛奶酸了"], ["ledger", "verify"]):
        left = amends(*command)
        assert "amends init" in left.complaint
        assert left.code == 2


def test_a_chain_is_found_from_a_folder_below_it(amends: Any, chain_folder: Path, monkeypatch: Any) -> None:
    (chain_folder / "前台" / "桌面").mkdir(parents=True)
    monkeypatch.chdir(chain_folder / "前台" / "桌面")
    assert amends("queue").code == 0


@pytest.mark.parametrize(
    "command", [["queue"], ["take", "--text", "牛奶酸了"], ["search", "牛奶"], ["ledger", "verify"]]
)
@pytest.mark.parametrize("damage", ["missing", "no ledger", "newer", "empty"])
def test_a_ledger_that_cannot_be_used_is_left_as_it_is(
    amends: Any, chain_folder: Path, command: list[str], damage: str
) -> None:
    database = chain_folder / "amends.db"
    if damage == "newer":
        connection = sqlite3.connect(database)
        connection.execute("PRAGMA user_version = 999")
        connection.close()
    else:
        database.unlink()
        if damage != "missing":
            database.write_bytes(b"not a ledger at all, " * 99 if damage == "no ledger" else b"")
    before = database.read_bytes() if database.exists() else None
    left = amends(*command)
    assert "amends.db" in left.complaint
    assert left.code == 1
    assert (database.read_bytes() if database.exists() else None) == before


def test_what_a_program_typed_wrongly_does_not_steer_the_terminal(amends: Any) -> None:
    left = amends("show", "\x1b]0;evil\x07\x1b[2J\nN1")
    assert "\x1b" not in left.complaint


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["search", "\udcff\udcfe"], 0),
        (["show", "\udcff"], 1),
        (["take", "--text", "ok", "--as", "\ud800"], 2),
        (["take", "--text", "\udcff酸了", "--key", "\udcff"], 0),
        (["staff", "add", "\udcff", "--role", "nobody"], 2),
        (["queue", "--config", "\udcff"], 2),
    ],
)
def test_bytes_that_are_no_text_do_no_harm(amends: Any, arguments: list[str], code: int) -> None:
    """Python hands over such bytes as halves of characters."""
    assert amends(*arguments).code == code


def test_names_from_the_environment_that_are_no_text_do_no_harm(amends: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("AMENDS_STAFF", "\udcff")
    assert "desk" in amends("take", "--text", "牛奶酸了").complaint
    monkeypatch.setenv("AMENDS_BRANCH", "\udcff")
    assert "N1" in amends("queue").complaint


@pytest.mark.parametrize("arguments", [["queue", "--csv"], ["show", "{number}"], ["--help"]])
def test_a_reader_who_leaves_is_not_shouted_after(chain_folder: Path, number: str, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "amends", *(argument.replace("{number}", number) for argument in arguments)]
    writer = subprocess.Popen(command, cwd=chain_folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.close()
    complaint = writer.stderr.read()
    writer.stderr.close()
    writer.wait()
    assert complaint == b""


def test_a_full_disk_under_the_output_is_one_line(chain_folder: Path, number: str) -> None:
    with Path("/dev/full").open("w") as out:
        done = subprocess.run(
            [sys.executable, "-m", "amends", "show", number],
            cwd=chain_folder,
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"amends: ")
    assert done.stderr.count(b"\n") == 1


def test_a_folder_that_was_taken_away_is_one_line(chain_folder: Path) -> None:
    gone = chain_folder / "gone"
    gone.mkdir()
    code = "import os; from amends.cli.main import main; os.rmdir(os.getcwd()); main(['queue'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=gone, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("amends: ")


def test_a_process_and_python_m_speak_alike(process: Any) -> None:
    taken = process("take", "--text", "-", "--json", stdin="牛奶\xa0过期了，很生气。".encode())
    assert taken.json["category"] == "spoiled_or_expired"
    assert process("take", "--text", "-", "--json", stdin=b"\xff\xfe bad bytes").code == 0
    assert process("take").complaint.count("--text") == 1
