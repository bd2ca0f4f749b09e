from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any


def test_an_untouched_record_is_proved_and_sealed(amends: Any, number: str) -> None:
    verdict = amends("ledger", "verify", "--json").json
    assert (verdict["ok"], verdict["finding"], verdict["branches"]) == (True, None, 1)
    (seal,) = amends("ledger", "seal").out.split()
    assert amends("note", number, "--text", "客人又来电。").code == 0
    assert amends("ledger", "verify", "--seal", seal).code == 0
    wrong = amends("ledger", "verify", "--seal", seal[:-1] + ("0" if seal[-1] != "0" else "1"))
    assert wrong.code == 1
    assert amends("ledger", "verify", "--seal", "nonsense").complaint


def test_one_changed_byte_is_named_and_told_by_the_exit_code(amends: Any, number: str, chain_folder: Path) -> None:
    connection = sqlite3.connect(chain_folder / "amends.db")
    with connection:
        connection.execute("UPDATE events SET actor = 'desl' WHERE rowid = 3")
    connection.close()
    told = amends("ledger", "verify")
    assert told.code == 1
    assert "3" in told.out
    assert amends("ledger", "verify", "--json").out.startswith('{"ok": false')
    assert amends("show", number).code == 0


def test_lists_are_computed_anew_from_the_events(amends: Any, number: str, chain_folder: Path) -> None:
    connection = sqlite3.connect(chain_folder / "amends.db")
    with connection:
        connection.execute("UPDATE cases SET stage = 'closed'")
    connection.close()
    assert amends("queue", "--json").json == []
    assert amends("ledger", "verify").code == 1
    assert amends("ledger", "rebuild", "--json").json == {"cases": 1}
    assert [row["number"] for row in amends("queue", "--json").json] == [number]
    assert amends("ledger", "verify").code == 0
