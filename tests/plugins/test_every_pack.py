"""What holds for the pack of every trade that comes with the product, beside the contract in `test_contract.py`."""

from __future__ import annotations

import pytest
from amends import registry
from amends.pack.values import Pack
from amends.testing.industry import spoken

INDUSTRIES = ("ecommerce", "jewelry", "restaurant", "supermarket")


@pytest.fixture(scope="module", params=INDUSTRIES)
def pack(request: pytest.FixtureRequest) -> Pack:
    return registry.load([request.param]).packs[request.param]


def test_there_are_words_for_everything(pack: Pack) -> None:
    assert len(list(spoken(pack.tables))) > 300


def test_every_category_has_what_the_desk_needs_in_both_languages(pack: Pack) -> None:
    for name, category in pack.tables["category"].items():
        for key in ("label", "say"):
            assert all(category[key][language].strip() for language in ("zh", "en")), (name, key)
        assert category["do"], name
        assert category["remedies"], name
        assert all(category["keywords"][language] for language in ("zh", "en")), name


def test_the_refused_practices_are_there_with_their_reasons(pack: Pack) -> None:
    assert {f"X{number}" for number in range(1, 10)} <= set(pack.refusals)
    for name, entry in pack.refusals.items():
        assert entry.covers, name
        assert name in entry.covers or not name.startswith("X"), name
        assert len({entry.practice.zh, entry.why.zh, entry.instead.zh}) == 3, name


def test_there_are_categories_enough_and_each_cites_what_it_answers(pack: Pack) -> None:
    assert len(pack.categories) >= 8
    assert [name for name, category in pack.categories.items() if not category.covers] == []


def test_every_role_is_reached(pack: Pack) -> None:
    bands = [*pack.approvals, *(band for ladder in pack.ladders.values() for band in ladder.bands)]
    reached = {pack.front_line, *(task.role for task in pack.follow_ups.values())}
    reached |= {role for band in bands for step in band.approvers for role in (*step.roles, *step.asked)}
    for category in pack.categories.values():
        reached |= {category.owner, *category.co_handlers, *category.told}
    reached |= {inquiry.role for inquiry in pack.inquiries.values()}
    for rule in pack.escalations:
        reached |= set(rule.to)
    assert set(pack.roles) - reached == set()


@pytest.mark.parametrize("table", ["remedies", "facts", "follow_ups", "clocks"])
def test_nothing_is_defined_that_no_category_uses(table: str, pack: Pack) -> None:
    used = {name for category in pack.categories.values() for name in getattr(category, table)}
    used |= {inquiry.fact for inquiry in pack.inquiries.values() if inquiry.fact}
    used |= {item.from_fact for item in pack.remedies.values()}
    used |= {fact for task in pack.follow_ups.values() for fact in task.facts}
    assert set(getattr(pack, table)) - used == set()


def test_every_category_leads_to_an_apology_and_to_more_than_words(pack: Pack) -> None:
    """G10, P4."""
    kinds = {name: {pack.remedies[code].kind for code in entry.remedies} for name, entry in pack.categories.items()}
    assert [name for name, found in kinds.items() if "moral" not in found] == []


def test_people_in_danger_are_a_major_matter(pack: Pack) -> None:
    incidents = [category for category in pack.categories.values() if category.incident]
    assert incidents
    assert {category.severity for category in incidents} == {"major"}


def test_the_front_line_decides_the_first_band_and_nobody_stands_above_the_last(pack: Pack) -> None:
    assert pack.approvals[0].role == pack.front_line
    assert pack.superiors(pack.approvals[-1].role) == []


def test_a_major_complaint_and_an_incident_are_told_to_somebody(pack: Pack) -> None:
    told = {rule.on: rule.at_least for rule in pack.escalations if rule.on in ("severity", "incident")}
    assert told == {"severity": "major", "incident": "1"}


def test_every_complaint_is_followed_up_and_most_are_asked_for_a_score(pack: Pack) -> None:
    scoring = {name for name, rule in pack.follow_ups.items() if rule.scored}
    unasked = [name for name, category in pack.categories.items() if not scoring & set(category.follow_ups)]
    assert [name for name, category in pack.categories.items() if not category.follow_ups] == []
    # Nobody is asked for a score who was reported to an authority or threatened the staff.
    assert len(unasked) < len(pack.categories) / 5


def test_every_complaint_has_a_deadline_for_its_first_answer_and_for_its_end(pack: Pack) -> None:
    for name, category in pack.categories.items():
        ends = {pack.clocks[clock].until for clock in category.clocks if not pack.clocks[clock].when}
        assert "closed" in ends, name
        assert len(ends) > 1, name
