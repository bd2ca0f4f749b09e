from __future__ import annotations

from typing import Any


def test_who_is_added_stands_in_the_list(amends: Any) -> None:
    added = amends("staff", "add", "王副店", "--role", "deputy_store_manager", "--json").json
    assert added == {"name": "王副店", "branch": "N1", "role": "deputy_store_manager"}
    (listed,) = (each for each in amends("staff", "list", "--json").json if each["name"] == "王副店")
    assert {name: listed[name] for name in added} == added
    assert "王副店" in amends("staff", "list").out


def test_another_role_takes_the_place_of_the_first_when_somebody_above_gives_it(amends: Any) -> None:
    for name, role in (("李店长", "deputy_store_manager"), ("总部", "group_vp_operations")):
        assert amends("staff", "add", name, "--role", role).code == 0
    refused = amends("staff", "add", "李店长", "--role", "store_manager")
    assert (refused.code, "李店长" in refused.err) == (1, True)
    assert amends("staff", "add", "李店长", "--role", "store_manager", "--as", "总部").code == 0
    roles = {each["name"]: each["role"] for each in amends("staff", "list", "--json").json}
    assert roles["李店长"] == "store_manager"


def test_nobody_promotes_themselves(amends: Any) -> None:
    refused = amends("staff", "add", "desk", "--role", "store_manager")
    assert (refused.code, "desk" in refused.err) == (1, True)
