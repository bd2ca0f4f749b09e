from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from amends.desk.absence import away, back
from amends.desk.pins import set_pin
from amends.errors import Misuse, Refused, SignInNeeded
from amends.moments import stamp

OWNER, MANAGER, CLERK = "老板娘", "陈店长", "小林"
TODAY, LATER = date(2026, 3, 2), date(2026, 3, 10)


def away_until(desk: Any, name: str, at: Any) -> str | None:
    with desk.ledger.read() as transaction:
        found: str | None = transaction.away_until(name, stamp(at))
        return found


def test_somebody_is_away_from_the_first_day_to_the_end_of_the_last(florist: Any, clock: Any) -> None:
    away(florist.desk, CLERK, TODAY, TODAY, CLERK)
    assert away_until(florist.desk, CLERK, clock.now) == "2026-03-02T16:00:00Z"
    clock.advance(hours=14)
    assert away_until(florist.desk, CLERK, clock.now) is None


def test_absences_may_overlap_and_the_longer_counts(florist: Any, clock: Any) -> None:
    for first, last in ((TODAY, LATER), (TODAY, TODAY), (TODAY, LATER)):
        away(florist.desk, CLERK, first, last, CLERK)
    assert away_until(florist.desk, CLERK, clock.now) == "2026-03-10T16:00:00Z"


def test_who_is_back_is_here_from_now_on_and_not_before(florist: Any, clock: Any) -> None:
    away(florist.desk, CLERK, TODAY, TODAY, CLERK)
    away(florist.desk, CLERK, LATER, LATER, CLERK)
    back(florist.desk, CLERK, MANAGER)
    assert away_until(florist.desk, CLERK, clock.now) is None
    clock.advance(seconds=-1)
    assert away_until(florist.desk, CLERK, clock.now) == "2026-03-02T02:00:00Z"
    clock.advance(days=8)
    assert away_until(florist.desk, CLERK, clock.now) is None
    with pytest.raises(Misuse, match="is not away"):
        back(florist.desk, CLERK, CLERK)


def test_others_are_recorded_away_from_above_and_after_sign_in(florist: Any) -> None:
    desk = florist.desk
    for by in ("desk", "阿送"):
        with pytest.raises(Refused, match="only they, or somebody above"):
            away(desk, CLERK, TODAY, TODAY, by)
    proof = set_pin(desk, MANAGER, "4917", MANAGER)
    away(desk, CLERK, TODAY, TODAY, CLERK)
    for act in (lambda: away(desk, CLERK, TODAY, TODAY, MANAGER), lambda: back(desk, CLERK, MANAGER)):
        with pytest.raises(SignInNeeded):
            act()
    back(desk, CLERK, MANAGER, proof)
