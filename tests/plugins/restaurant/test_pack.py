from __future__ import annotations

import pytest
from amends.pack.values import Pack

# The situations of the handbook in its own order: R4.1, R4.2 …
NUMBERED = (
    "poor_service", "clothes_soiled", "dish_returned_or_wrong", "foreign_matter", "fight", "belongings_stolen",
    "illness_after_meal", "left_behind", "medicine_request", "guest_injured", "cannot_pay", "harassment_of_staff",
    "pets", "pressed_to_drink", "tableware_broken", "vomiting", "tableware_taken", "overcharged", "liquor_doubted",
    "power_cut", "fire", "vehicle_damaged", "official_inspection",
)  # fmt: skip
SITUATIONS = (
    "long_wait", "premises_hygiene", "too_dear", "portion_small", "reservation", "takeaway_delivery",
    "noise_or_environment", "sold_out",
)  # fmt: skip
ENDANGERING = ("fight", "fire", "guest_injured", "illness_after_meal", "harassment_of_staff")
DEMANDS = ("R1", "R2", "R3")


def test_the_handbook_knows_twenty_three_situations() -> None:
    assert len(NUMBERED) == 23


@pytest.mark.parametrize("name", [*SITUATIONS, *DEMANDS])
def test_what_the_trade_must_know_is_answered(name: str, cited: frozenset[str]) -> None:
    assert name in cited


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_situation_is_a_category_of_its_own_or_part_of_one(name: str, pack: Pack) -> None:
    assert [category for category in pack.categories.values() if name in category.covers]


@pytest.mark.parametrize(("number", "name"), [(f"R4.{n}", name) for n, name in enumerate(NUMBERED, start=1)])
def test_every_numbered_situation_has_its_own_category(number: str, name: str, pack: Pack) -> None:
    assert [category for category in pack.categories.values() if {number, name} <= set(category.covers)]


@pytest.mark.parametrize("name", ENDANGERING)
def test_what_endangers_people_is_an_incident_that_somebody_is_told_of(name: str, pack: Pack) -> None:
    for category in pack.categories.values():
        if name in category.covers:
            assert (category.incident, category.severity) == (True, "major")
            assert category.told or any(rule.on == "incident" for rule in pack.escalations)
