from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from amends.config import load_chain
from amends.desk.desk import Desk
from amends.desk.intake import Intake, take
from amends.desk.setup import set_up
from amends.errors import AmendsError, ConfigurationError, Misuse, PluginError
from amends.ledger.sqlite import SqliteLedger


def test_a_new_chain_takes_complaints_at_once(tmp_path: Path, trade: Any) -> None:
    set_up(tmp_path, "florist", "一店", name='"花"\n[evil]', staff="小林")
    chain = load_chain(tmp_path / "amends.toml")
    ledger = SqliteLedger(chain.database)
    case = take(Desk(chain, ledger), Intake("玫瑰全蔫了。"), "小林")
    ledger.close()
    assert chain.name == '"花"\n[evil]'
    assert (case.branch, case.owner, trade.NAME) == ("一店", "小林", "florist")


@pytest.mark.parametrize("there", ["amends.toml", "amends.db"])
def test_what_is_there_is_not_touched(tmp_path: Path, trade: Any, there: str) -> None:
    (tmp_path / there).write_text(trade.NAME)
    with pytest.raises(ConfigurationError, match=there):
        set_up(tmp_path, "florist", "N1", name="花", staff="小林")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(there, trade.NAME)]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"industry": "bank"}, PluginError),
        ({"industry": "bank"}, Misuse),
        ({"staff": ""}, Misuse),
        ({"staff": "a/b"}, Misuse),
        ({"branch": ""}, Misuse),
        ({"branch": "N 1"}, Misuse),
        ({"branch": "N1\x1b[2J"}, Misuse),
        ({"branch": "N" * 21}, Misuse),
        ({"timezone": "Mars/Olympus"}, Misuse),
        ({"language": "fr"}, Misuse),
    ],
)
def test_a_chain_is_made_whole_or_not_at_all(
    tmp_path: Path, trade: Any, given: dict[str, str], error: type[AmendsError]
) -> None:
    usual = {"industry": trade.NAME, "branch": "N1", "name": "花", "staff": "小林"}
    with pytest.raises(error):
        set_up(tmp_path, **{**usual, **given})  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
