from __future__ import annotations

import pytest
from amends.pack.values import Pack
from amends.pack.wording import phrases_of
from amends.wording.check import check_wording

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


@pytest.mark.parametrize("name", NUMBERED)
def test_each_of_the_handbook_s_situations_is_complete(name: str, pack: Pack) -> None:
    category = pack.categories[name]
    assert 2 <= len(category.do) <= 5
    assert category.facts
    assert category.evidence
    assert category.remedies[-1] == "refuse_with_reasons" or name in ("official_inspection", "harassment_of_staff")
    assert "manager_report" in category.follow_ups


def test_every_guest_is_spoken_to_calm_or_angry(pack: Pack) -> None:
    for name, category in pack.categories.items():
        for language in ("zh", "en"):
            calm, angry = category.say.say(language), category.say_to["upset"].say(language)
            assert calm != angry, name
            # Sayable aloud, in one or two breaths.
            assert len(angry) <= {"zh": 80, "en": 260}[language], name


# Where the handbook itself advises it: X1 in R4.1, X2 in R4.2, and so on.
TEMPTATIONS = {
    "poor_service": "X1", "clothes_soiled": "X2", "tableware_broken": "X3", "vomiting": "X3", "foreign_matter": "X4",
    "liquor_doubted": "X5", "pressed_to_drink": "X6", "power_cut": "X8", "vehicle_damaged": "X8", "too_dear": "X9",
    "illness_after_meal": "X4", "tableware_taken": "X1",
}  # fmt: skip


@pytest.mark.parametrize(("name", "practice"), TEMPTATIONS.items())
def test_where_a_practice_tempts_it_is_refused(name: str, practice: str, pack: Pack) -> None:
    assert practice in pack.categories[name].refused


@pytest.mark.parametrize(
    "words",
    [
        "只是跳闸，一两分钟就来电。", "停车场是公众地方，我们管不了。", "我刚尝过，没问题。", "您吃这个药就好了。",
        "It is only a trip switch.", "The car park is public.", "I just tasted it, it is fine.",
    ],
)  # fmt: skip
def test_what_the_handbook_would_say_is_not_said(words: str, pack: Pack) -> None:
    assert check_wording(words, phrases_of(pack))


def test_the_manager_s_report_asks_for_all_that_the_handbook_asks_for(pack: Pack) -> None:
    assert {"meal_time", "table", "cause", "handling", "result", "reflection", "countermeasure"} == set(
        pack.follow_ups["manager_report"].facts
    )


@pytest.mark.parametrize("name", ENDANGERING)
def test_what_endangers_people_is_an_incident_that_somebody_is_told_of(name: str, pack: Pack) -> None:
    for category in pack.categories.values():
        if name in category.covers:
            assert (category.incident, category.severity) == (True, "major")
            assert category.told or any(rule.on == "incident" for rule in pack.escalations)


def test_the_first_answer_comes_fast_and_the_facts_are_asked_first(pack: Pack) -> None:
    """R1, R2: act fast, know the facts and whose cause it is, listen before anything is proposed."""
    assert (pack.clocks["first_answer"].minutes, pack.clocks["first_answer"].until) == (10, "offered")
    assert [name for name, category in pack.categories.items() if not category.facts] == []


def test_the_manager_s_report_asks_for_everything_the_handbook_wants(pack: Pack) -> None:
    """R3, P8: time, place, what was wrong, causes, handling, result, reflection and countermeasure."""
    report = pack.follow_ups["manager_report"]
    assert {"meal_time", "table", "cause", "handling", "result", "reflection", "countermeasure"} <= set(report.facts)
    assert pack.follow_ups["manager_report"].role in pack.superiors(pack.front_line)


def test_no_charge_is_slipped_onto_a_bill(pack: Pack) -> None:
    """X3: where something was broken or soiled, the guide says what is never done, and the honest way."""
    for name in ("tableware_broken", "vomiting"):
        assert "X3" in pack.categories[name].refused, name
    assert "X3" in pack.refusals["X3"].covers
    assert pack.refusals["X3"].instead.zh
