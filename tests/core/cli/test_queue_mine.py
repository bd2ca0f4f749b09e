"""`amends queue --mine`: what waits for me, by name or by role."""

from __future__ import annotations

from typing import Any

import pytest


def numbers(amends: Any, *options: str) -> list[str]:
    return [row["number"] for row in amends("queue", "--json", *options).json]


@pytest.mark.usefixtures("managers")
def test_a_decision_waits_for_the_role_that_has_to_make_it(amends: Any, number: str) -> None:
    assert numbers(amends, "--mine") == [number]
    assert numbers(amends, "--mine", "--as", "孙副总") == []
    assert amends("propose", number, "--remedy", "refund_quality=180").code == 0
    assert numbers(amends, "--mine", "--as", "王副店") == [number]
    assert amends("approve", number, "--as", "王副店").code == 0
    assert numbers(amends, "--mine", "--as", "王副店") == []


@pytest.mark.usefixtures("managers")
def test_a_hand_over_waits_for_the_one_who_is_asked(amends: Any, number: str) -> None:
    assert amends("hand-over", number, "--to", "孙副总", "--because", "客人要见您。").code == 0
    assert numbers(amends, "--mine", "--as", "孙副总") == [number]
    shown = amends("show", number, "--lang", "en").out
    assert "handed over to 孙副总, who has not accepted yet" in shown
    assert amends("hand-over", number, "--accept", "--as", "孙副总", "--json").json["owner"] == "孙副总"


def test_one_answer_at_a_time(amends: Any, number: str) -> None:
    refused = amends("hand-over", number, "--accept", "--decline")
    assert (refused.code, "--accept" in refused.complaint) == (2, True)


def test_only_what_is_late_is_listed_as_overdue(amends: Any, number: str) -> None:
    assert numbers(amends, "--overdue") == []
    assert numbers(amends) == [number]


def test_nobody_is_told_that_nothing_waits_for_a_stranger(amends: Any, number: str) -> None:
    refused = amends("queue", "--mine", "--as", "谁")
    assert refused.code == 2
    assert "谁" in refused.complaint
