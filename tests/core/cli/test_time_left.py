from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from amends.cli.language import use
from amends.cli.time_left import time_left

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "in 1 min"),
        (25 * 60, "in 25 min"),
        (125 * 60, "in 2 h 5 min"),
        (76 * 3600, "in 3 d 4 h"),
        (0, "in 0 min"),
        (-90, "2 min late"),
        (-3 * 3600, "3 h 0 min late"),
    ],
)
def test_the_time_left_is_said_in_words(seconds: int, words: str) -> None:
    use("en")
    assert time_left(NOW + timedelta(seconds=seconds), NOW) == words


def test_it_is_said_in_chinese_too() -> None:
    use("zh")
    assert time_left(NOW + timedelta(minutes=125), NOW) == "还有2小时5分钟"
    assert time_left(NOW - timedelta(minutes=5), NOW) == "已超5分钟"
