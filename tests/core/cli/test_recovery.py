"""The list of what others owe us."""

from __future__ import annotations

from typing import Any


def test_the_list_shows_what_is_open_per_party(amends: Any, number: str) -> None:
    for verb, *options in (
        ["propose", "--remedy", "refund_quality=30"], ["offer"], ["accept"], ["carry-out"],
        ["recovery", "name", "--kind", "supplier", "--name", "鲜奶公司", "--because", "留样"],
    ):  # fmt: skip
        place = 1 if verb == "recovery" else 0
        amends(verb, *options[:place], number, *options[place:])
    (row,) = amends("recovery", "list", "--json").json
    assert (row["number"], row["name"], row["open"]["amount"]) == (number, "鲜奶公司", "30.00")
    assert "鲜奶公司" in amends("recovery", "list", "--csv").out
    amends("recovery", "settle", number, "--amount", "30")
    assert amends("recovery", "list", "--json").json == []
    assert len(amends("recovery", "list", "--all", "--json").json) == 1
    assert amends("ledger", "verify").code == 0
