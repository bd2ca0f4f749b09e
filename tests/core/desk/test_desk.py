from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from amends.errors import ConfigurationError, Misuse, PackError, PluginError
from amends.hookspecs import hookimpl
from amends.moments import now
from amends.pack.load import build_pack

STRICTER = """
[[pack.florist.approval]]
role = "clerk"
up_to = "5.00"
[[pack.florist.approval]]
role = "owner"
"""


def test_a_case_keeps_the_rules_it_was_opened_under_when_the_chain_changes_them(
    open_desk: Any, counter_on: Any
) -> None:
    before = counter_on(open_desk("florist"))
    old = before.take()
    after = counter_on(open_desk("florist", STRICTER))
    new = after.take()
    assert old.policy != new.policy
    assert after.propose(old, "18").offer.state == "approved"
    assert (after.propose(new, "18").offer.state, after.propose(new, "18").offer.decider) == ("waiting", "owner")
    assert {event.policy for event in after.look(old).events} == {old.policy}


def test_a_case_keeps_its_rules_when_the_plugin_is_upgraded(
    open_desk: Any, counter_on: Any, trade: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = counter_on(open_desk("florist")).take()
    tables = trade.tables()
    tables["industry"]["version"] = "8"
    tables["approval"][0]["up_to"] = "1.00"
    tables["category"]["wilted"]["say"] = {"zh": "新版的话。", "en": "New words."}
    monkeypatch.setattr(trade, "industry", hookimpl(lambda: build_pack(tables)))
    upgraded = counter_on(open_desk("florist"))
    assert upgraded.propose(old, "18").offer.state == "approved"
    assert upgraded.look(old).pack.version == old.policy
    new = upgraded.take()
    assert new.policy.startswith("florist 8 ")
    assert upgraded.propose(new, "18").offer.state == "waiting"


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ("[pack.florist.role.clerk]\nsuperior = 'king'\n", PackError),
        ("[pack.florist.numbering]\nperiod = 'fortnight'\n", PackError),
        ("[pack.florist.weather]\nrain = true\n", PackError),
        ("[pack.bank.role.clerk]\nsuperior = 'king'\n", PluginError),
    ],
)
def test_a_change_that_breaks_the_rules_stops_every_verb(
    open_desk: Any, counter_on: Any, settings: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        counter_on(open_desk("florist", settings)).take()


def test_with_several_branches_one_must_be_named(open_desk: Any, counter_on: Any) -> None:
    counter = counter_on(open_desk("florist", branch=None))
    with pytest.raises(Misuse, match="N1, N2"):
        counter.take()
    with pytest.raises(Misuse, match=r"N9.*N1, N2"):
        counter.take(branch="N9")
    assert counter.take(branch="N2", by="老板娘").branch == "N2"


def test_an_unknown_industry_is_answered_with_those_enabled(florist: Any) -> None:
    with pytest.raises(Misuse, match=r"bank.*florist"):
        florist.take(industry="bank")


def test_a_branch_may_name_its_trade(open_desk: Any) -> None:
    desk = open_desk("florist", '[branch.N3]\nindustry = "bank"\n', branch=None)
    with pytest.raises(Misuse, match="bank"):
        desk.pack(None, "N3")
    assert desk.pack(None, "N2").name == "florist"


def test_a_time_zone_nobody_lives_in_is_named(open_desk: Any) -> None:
    desk = open_desk("florist", branch=None)
    file = Path(desk.chain.file)
    written = file.read_text(encoding="utf-8").replace("[chain]", '[chain]\ntimezone = "Mars/Olympus"')
    file.write_text(written, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="Mars/Olympus"):
        _ = open_desk("florist", branch=None).zone


def test_the_present_is_utc_to_the_second() -> None:
    assert (now().tzinfo, now().microsecond) == (UTC, 0)
