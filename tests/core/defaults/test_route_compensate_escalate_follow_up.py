from __future__ import annotations

from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import pytest
from amends.case.offers import Offer, OfferedRemedy
from amends.case.values import Case, Point
from amends.defaults.compensate import compensate
from amends.defaults.escalate import escalate
from amends.defaults.follow_up import follow_up
from amends.defaults.route import route
from amends.hookspecs import View
from amends.money import Money
from amends.pack.load import build_pack
from amends.pack.values import Pack
from amends.text import Text

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
ZERO = Money(0, "CNY")
WORD = Text("字", "word")


@pytest.fixture
def pack(trade: ModuleType) -> Pack:
    return trade.industry()  # type: ignore[no-any-return]


def case_of(category: str | None = None, **more: Any) -> Case:
    points = more.pop("points", [category])
    return Case(
        "c", 1, "1", "F1", "florist", "in_person", "zh", NOW, "王", "florist 7 x", category=category,
        points=tuple(Point(f"p{i}", name, WORD) for i, name in enumerate(points, start=1)), **more,
    )  # fmt: skip


def view_of(pack: Pack, total: int = 0, earlier: int = 0) -> View:
    return View(NOW, pack, "F1", Money(total, "CNY"), earlier_complaints=earlier)


def offer(fen: int, state: str = "declined") -> Offer:
    remedy = OfferedRemedy("refund", WORD, "material", "money", Money(fen, "CNY"), "shop")
    return Offer(1, state, (remedy,), ("p1",), "王", "clerk", ZERO)


# route


@pytest.mark.parametrize(
    ("category", "owner", "co_handlers", "told", "clocks"),
    [
        ("wilted", "clerk", (), ("manager",), ["answer"]),
        ("late", "manager", ("courier",), (), ["answer"]),
        ("allergy", "manager", (), (), []),
        (None, "clerk", (), (), ["answer"]),
        ("gone", "clerk", (), (), ["answer"]),
    ],
)
def test_the_category_says_who_owns_the_case_and_which_clocks_run(
    category: str | None, owner: str, co_handlers: tuple[str, ...], told: tuple[str, ...], clocks: list[str], pack: Pack
) -> None:
    answer = route(case_of(category), view_of(pack))
    assert (answer.owner_role, answer.co_handlers, answer.told) == (owner, co_handlers, told)
    assert [clock.name for clock in answer.clocks] == clocks


@pytest.mark.parametrize(
    ("facts", "runs"), [({}, False), ({"abroad": True}, False), ({"abroad": False}, True), ({"price": ZERO}, False)]
)
def test_a_clock_with_a_condition_waits_for_the_fact(facts: dict[str, Any], runs: bool, pack: Pack) -> None:
    names = [clock.name for clock in route(case_of("late", facts=facts), view_of(pack)).clocks]
    assert ("redelivery" in names) is runs


def test_a_clock_keeps_all_its_terms(pack: Pack) -> None:
    clock = route(case_of("late", facts={"abroad": False}), view_of(pack)).clocks[1]
    assert (clock.days, clock.hours, clock.minutes) == (2, None, None)
    assert (clock.counting, clock.start, clock.until, clock.pausable) == ("calendar", "accepted", "carried_out", False)
    assert clock.because.rule == "clock.redelivery"


# compensate


def sums(case: Case, pack: Pack) -> dict[str, tuple[int | None, int | None, int | None]]:
    """By code: what is owed, suggested, and the ceiling, in fen."""
    return {
        remedy.code: tuple(money and money.minor for money in (remedy.owed, remedy.suggested, remedy.ceiling))  # type: ignore[misc]
        for remedy in compensate(case, view_of(pack))
    }


def test_what_is_owed_follows_the_facts(pack: Pack) -> None:
    known = sums(case_of("wilted", facts={"price": Money(8800, "CNY")}), pack)
    assert known == {
        "refund": (8800, 8800, None),
        "fresh_bunch": (None, 4400, 6000),
        "voucher": (None, 1500, 3000),
        "apology": (None, None, None),
    }


def test_without_the_fact_no_sum_is_made_up(pack: Pack) -> None:
    assert sums(case_of("wilted"), pack)["refund"] == (None, None, None)
    assert sums(case_of("wilted", facts={"price": "about fifty"}), pack)["refund"] == (None, None, None)


@pytest.mark.parametrize(
    ("points", "codes"),
    [
        (["late"], ["refund", "apology"]),
        (["allergy", "late"], ["apology", "refund"]),
        (["late", "wilted"], ["refund", "apology", "fresh_bunch", "voucher"]),
        ([None], ["refund", "fresh_bunch", "voucher", "apology"]),
        (["gone"], ["refund", "fresh_bunch", "voucher", "apology"]),
    ],
)
def test_the_menu_unites_all_points_each_remedy_once(points: list[str | None], codes: list[str], pack: Pack) -> None:
    case = case_of(points[0], points=points)
    assert [remedy.code for remedy in compensate(case, view_of(pack))] == codes


def test_a_remedy_says_who_pays_and_what_to_say(pack: Pack) -> None:
    bunch = compensate(case_of("wilted"), view_of(pack))[1]
    assert (bunch.payer, bunch.kind, bunch.form) == ("supplier", "material", "goods")
    assert bunch.say is not None
    assert bunch.say.zh == "马上给您扎一束新的。"


# escalate


@pytest.mark.parametrize(
    ("case", "total", "codes"),
    [
        (case_of("late"), 0, []),
        (case_of("allergy", severity="major"), 0, ["severity.major"]),
        (case_of("allergy", severity="major", complaint=False), 0, []),
        (case_of("late"), 10000, []),
        (case_of("late"), 10001, ["amount.100.01"]),
        (case_of("late", offers=(offer(6000, "waiting"),)), 4001, ["amount.100.01"]),
        (case_of("late", offers=(offer(6000, "refused"),)), 4001, []),
        (case_of("late", offers=(offer(9999), )), 9999, []),
        (case_of("late", offers=(offer(5),)), 0, []),
        (case_of("late", offers=(offer(5), offer(5))), 0, ["declined.2"]),
        (case_of("late", offers=(offer(5), offer(5), offer(5))), 0, ["declined.2"]),
    ],
)  # fmt: skip
def test_each_threshold_reached_tells_the_roles_named(case: Case, total: int, codes: list[str], pack: Pack) -> None:
    assert [escalation.code for escalation in escalate(case, view_of(pack, total))] == codes


@pytest.mark.parametrize(
    ("on", "at_least", "case", "earlier", "reached"),
    [
        ("incident", "1", case_of("late", incident=True), 0, True),
        ("incident", "1", case_of("late"), 0, False),
        ("reopened", "2", case_of("late", reopened=1), 0, False),
        ("reopened", "2", case_of("late", reopened=2), 0, True),
        ("repeated", "3", case_of("late"), 2, False),
        ("repeated", "3", case_of("late"), 3, True),
        ("severity", "minor", case_of("late", severity="minor"), 0, True),
        ("severity", "ordinary", case_of("late", severity="minor"), 0, False),
        ("severity", "ordinary", case_of("late", severity="major"), 0, True),
    ],
)
def test_every_kind_of_threshold_is_looked_at(
    on: str, at_least: str, case: Case, earlier: int, reached: bool, trade: ModuleType
) -> None:
    rule = {"on": on, "at_least": at_least, "to": ["owner"], "because": {"zh": "规矩", "en": "a rule"}}
    pack = build_pack(trade.tables() | {"escalation": [rule]})
    found = escalate(case, view_of(pack, earlier=earlier))
    assert [(escalation.to, escalation.because.text.zh) for escalation in found] == [(("owner",), "规矩")] * reached


# follow up


@pytest.mark.parametrize(
    ("stage", "codes"),
    [
        ("intake", ["check_cooler"]),
        ("proposal", ["check_cooler"]),
        ("carrying_out", ["check_cooler"]),
        ("follow_up", ["call", "check_cooler"]),
    ],
)
def test_a_task_arises_once_its_event_has_come(stage: str, codes: list[str], pack: Pack) -> None:
    assert [task.code for task in follow_up(case_of("wilted", stage=stage), view_of(pack))] == codes


@pytest.mark.parametrize(
    "case",
    [
        case_of(None, stage="follow_up"),
        case_of("gone", stage="follow_up"),
        case_of("wilted", stage="follow_up", complaint=False),
        case_of("wilted", stage="closed", outcome="withdrawn"),
    ],
)
def test_there_is_nothing_to_do_where_nothing_is_complained_about(case: Case, pack: Pack) -> None:
    assert follow_up(case, view_of(pack)) == []


def test_after_a_reopening_the_tasks_of_the_new_round_are_given_anew(pack: Pack) -> None:
    again = case_of("wilted", stage="follow_up", reopened=1)
    assert [task.code for task in follow_up(again, view_of(pack))] == ["call-2", "check_cooler"]


def test_a_task_says_who_when_and_what_to_say(pack: Pack) -> None:
    call = follow_up(case_of("late", stage="follow_up"), view_of(pack))[0]
    assert (call.role, call.days, call.scored) == ("clerk", 1, True)
    assert call.say.zh == "新的花还好吗？您给我们打几分？"
    assert call.because.rule == "follow_up.call"


@pytest.mark.parametrize("hook", [route, compensate, escalate, follow_up])
def test_the_same_question_gets_the_same_answer(hook: Any, pack: Pack) -> None:
    case = case_of("late", stage="follow_up", severity="major", facts={"abroad": False})

    def told(answer: Any) -> Any:
        return [told(part) for part in answer] if isinstance(answer, list) else answer.because.to_json()

    assert told(hook(case, view_of(pack))) == told(hook(case, view_of(pack)))
