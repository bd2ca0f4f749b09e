from __future__ import annotations

from typing import Any


def test_who_is_added_stands_in_the_list(amends: Any) -> None:
    added = amends("staff", "add", "王副店", "--role", "deputy_store_manager", "--json").json
    assert added == {"name": "王副店", "branch": "N1", "role": "deputy_store_manager"}
    assert added in amends("staff", "list", "--json").json
    assert "王副店" in amends("staff", "list").out


def test_another_role_takes_the_place_of_the_first(amends: Any) -> None:
    for role in ("front_desk", "store_manager"):
        assert amends("staff", "add", "李店长", "--role", role).code == 0
    assert [each["role"] for each in amends("staff", "list", "--json").json if each["name"] == "李店长"] == [
        "store_manager"
    ]
