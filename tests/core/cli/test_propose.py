from __future__ import annotations

from typing import Any


def test_an_amount_alone_means_the_first_thing_on_the_menu_that_is_money(amends: Any) -> None:
    number = amends("take", "--text", "昨天买的牛奶过期了", "--json").json["number"]
    assert amends("propose", number, "--amount", "38").code == 0
    (offer,) = amends("show", number, "--json").json["offers"]
    assert [(each["form"], each["amount"]["amount"]) for each in offer["remedies"]] == [("money", "38.00")]
