from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from amends.case.events import KINDS, Event, moment
from amends.case.fold import apply, fold
from amends.case.offer_fold import remedy_from_json, remedy_to_json
from amends.case.offers import ApprovalStep, BudgetUse, OfferedRemedy
from amends.case.values import Case
from amends.errors import LedgerError
from amends.moments import stamp
from amends.money import Money
from amends.text import Text
from hypothesis import given
from hypothesis import strategies as st

START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
WORD = {"zh": "字", "en": "word"}
DUE = "2026-03-03T02:00:00Z"
REFUND = OfferedRemedy("refund", Text("退款", "Refund"), "material", "money", Money(5800, "CNY"), "shop")
APOLOGY = OfferedRemedy("apology", Text("道歉", "Apology"), "moral", "gesture", None, "shop")

Step = tuple[str, dict[str, Any], dict[str, Any]]

RECEIVED: Step = (
    "received",
    {
        "number": "N1-202603-0001", "industry": "florist", "channel": "phone", "language": "zh", "receipt": "88",
        "facts": {"price": {"amount": "58.00", "currency": "CNY"}, "abroad": False},
    },
    {"text": "花全蔫了", "party": {"name": "王女士"}, "facts": {"health": "过敏"}},
)  # fmt: skip
CLASSIFIED: Step = (
    "classified",
    {
        "complaint": True, "category": "wilted", "label": WORD, "covers": ["G10"], "severity": "major", "quality": True,
        "incident": False, "temperament": "hurried", "alternatives": [{"category": "late", "weight": 2}],
        "points": [
            {"id": "p1", "category": "wilted", "label": WORD, "covers": ["G10"]},
            {"id": "p2", "category": "late", "label": WORD, "covers": []},
        ],
    },
    {},
)  # fmt: skip
PROPOSED: Step = (
    "proposed",
    {
        "round": 1, "needs_approval": True, "remedies": [remedy_to_json(REFUND), remedy_to_json(APOLOGY)],
        "points": ["p1"], "decider": "manager", "promised": DUE,
        "receipt_total": {"amount": "98.00", "currency": "CNY"},
    },
    {},
)  # fmt: skip
CLOCKS: Step = ("clocks_started", {"clocks": [
    {"name": "answer", "label": WORD, "due": DUE, "until": "offered", "pausable": True},
    {"name": "whole", "label": WORD, "due": "2026-03-09T02:00:00Z", "until": "closed", "pausable": False},
]}, {})  # fmt: skip
# One step of each kind, each sensible at any time after an offer was proposed.
STEPS: dict[str, Step] = {
    step[0]: step
    for step in [
        CLASSIFIED, PROPOSED, CLOCKS,
        ("confirmed", {}, {}),
        ("noted", {"facts": {"bought_on": "2026-03-01"}, "receipt": "99"}, {"party": {"phone": "1391"}}),
        ("routed", {"owner_role": "manager", "co_handlers": ["courier"], "told": ["owner"], "clocks": ["answer"]}, {}),
        ("handed_over", {"to": "李"}, {}),
        ("hand_over_declined", {}, {}),
        ("assigned", {"role": "courier", "owner": "李"}, {}),
        ("warned", {"clock": "answer", "level": 1, "to": ["clerk"]}, {}),
        ("paused", {"reason": "customer"}, {}),
        ("resumed", {"since": "2026-03-02T03:00:00Z", "clocks": []}, {}),
        ("escalated", {"code": "severity.major", "to": ["owner", "manager"]}, {}),
        ("approved", {"role": "manager"}, {}),
        ("refused", {"role": "manager"}, {}),
        ("offered", {}, {}),
        ("accepted", {}, {}),
        ("inquired", {"inquiry": "inquiry.1", "name": "department", "label": WORD, "role": "courier", "fact": "fresh",
                      "clock": {"name": "inquiry.1", "label": WORD, "due": DUE, "until": "inquiry.1",
                                "pausable": False}}, {"question": "几点送的？"}),
        ("replied", {"inquiry": "inquiry.1", "role": "courier", "confirms": True, "late": False,
                     "facts": {"fresh": True}}, {"reply": "两点。"}),
        ("promised", {"promise": "promise.1", "clock": {"name": "promise.1", "label": WORD, "due": DUE,
                                                        "until": "promise.1", "pausable": False}}, {"what": "送花"}),
        ("promise_kept", {"promise": "promise.1"}, {}),
        ("breach_recorded", {"breach": "breach.1", "kind": "late_reply", "label": WORD, "role": "courier",
                             "decider": "manager", "person": None, "cause": None}, {"account": "没答复"}),
        ("liable_named", {"party": "party.1", "kind": "carrier", "name": "物流", "percent": 40}, {}),
        ("recovered", {"party": "party.1", "amount": {"amount": "8.00", "currency": "CNY"}}, {}),
        ("breach_decided", {"breach": "breach.1", "measure": "talk"}, {}),
        ("declined", {}, {"wish": "换一束"}),
        ("carried_out", {"remedies": ["refund"], "key": "k1"}, {}),
        ("answered", {"point": "p2"}, {"answer": "已经道歉"}),
        ("task_given", {"code": "call", "label": WORD, "role": "clerk", "say": WORD, "due": DUE, "scored": True}, {}),
        ("followed_up", {"task": "call", "score": 4}, {"comment": "很好"}),
        ("closed", {"outcome": "settled"}, {}),
        ("reopened", {}, {}),
        ("withdrawn", {}, {}),
    ]
}  # fmt: skip


def history(*steps: Step | str) -> list[Event]:
    """Events one hour apart, the first of them `received`."""
    whole = [RECEIVED, *(STEPS[step] if isinstance(step, str) else step for step in steps)]
    return [
        Event("c", version, kind, START + timedelta(hours=version - 1), "N1", "王", "amends 0", "florist 7 x", "",
              body, personal)
        for version, (kind, body, personal) in enumerate(whole, start=1)
    ]  # fmt: skip


def after(*steps: Step | str) -> Case:
    return fold(history(*steps))


HISTORIES = st.lists(st.sampled_from(sorted(STEPS)), max_size=20).map(lambda kinds: history("proposed", *kinds))


def test_every_kind_of_event_is_understood() -> None:
    assert {"received", *STEPS} == set(KINDS)


@given(HISTORIES, st.data())
def test_the_case_does_not_depend_on_how_events_are_batched(events: list[Event], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(events)))
    case = fold(events[:cut])
    for event in events[cut:]:
        case = apply(case, event)
    assert case == fold(events) == fold(iter(events))


@given(HISTORIES)
def test_every_event_counts_and_none_is_changed_by_folding(events: list[Event]) -> None:
    before = repr([(event.body, event.personal) for event in events])
    case = fold(events)
    assert case.version == len(events)
    assert repr([(event.body, event.personal) for event in events]) == before


@given(HISTORIES)
def test_what_was_closed_stays_closed_until_reopened(events: list[Event]) -> None:
    last = next((event.kind for event in reversed(events) if event.kind in ("closed", "withdrawn", "reopened")), None)
    case = fold(events)
    assert (case.closed_at is not None) is (last in ("closed", "withdrawn"))
    assert case.reopened == sum(event.kind == "reopened" for event in events)
    if events[-1].kind in ("closed", "withdrawn"):
        assert case.due is None
        assert all(clock.met_at for clock in case.clocks)


def test_a_new_case_is_what_was_received() -> None:
    case = after()
    assert (case.number, case.branch, case.industry, case.channel) == ("N1-202603-0001", "N1", "florist", "phone")
    assert (case.text, case.party, case.receipt) == ("花全蔫了", {"name": "王女士"}, "88")
    assert case.facts == {"price": Money(5800, "CNY"), "abroad": False, "health": "过敏"}
    assert (case.stage, case.owner, case.taken_by, case.received_at) == ("intake", "王", "王", START)


def test_what_is_noted_is_added_and_moves_intake_on() -> None:
    case = after("noted")
    assert case.stage == "facts"
    assert case.facts["bought_on"] == "2026-03-01"
    assert case.facts["price"] == Money(5800, "CNY")
    assert case.party == {"name": "王女士", "phone": "1391"}
    assert case.receipt == "99"


def test_a_classification_says_what_it_is_about() -> None:
    case = after("classified")
    assert (case.category, case.severity, case.quality, case.temperament) == ("wilted", "major", True, "hurried")
    assert case.alternatives == (("late", 2),)
    assert [point.id for point in case.open_points] == ["p1", "p2"]


def test_answers_survive_another_classification_and_not_a_reopening() -> None:
    assert [point.answer for point in after("classified", "answered", "classified").points] == [None, "已经道歉"]
    assert [point.answer for point in after("classified", "answered", "closed", "reopened").points] == [None, None]


@pytest.mark.parametrize(
    ("steps", "state", "stage"),
    [
        ([], "waiting", "proposal"),
        (["approved"], "approved", "proposal"),
        (["refused"], "refused", "proposal"),
        (["approved", "offered"], "offered", "agreement"),
        (["approved", "offered", "accepted"], "accepted", "carrying_out"),
        (["approved", "offered", "declined"], "declined", "proposal"),
    ],
)
def test_an_offer_goes_from_step_to_step(steps: list[str], state: str, stage: str) -> None:
    case = after("classified", "proposed", *steps)
    assert case.offer is not None
    assert (case.offer.state, case.stage) == (state, stage)


@pytest.mark.parametrize(
    ("before", "kept"),
    [([], "replaced"), (["approved"], "replaced"), (["refused"], "replaced"), (["offered", "declined"], "declined")],
)
def test_a_new_round_replaces_what_was_not_yet_offered(before: list[str], kept: str) -> None:
    case = after("proposed", *before, "proposed")
    assert [offer.state for offer in case.offers] == [kept, "waiting"]


def test_only_live_offers_cost_something() -> None:
    assert after("proposed").exposure("CNY") == Money(5800, "CNY")
    assert after("proposed", "refused").exposure("CNY") == Money(0, "CNY")
    assert after("proposed", "offered", "declined", "proposed").exposure("CNY") == Money(5800, "CNY")


def test_a_decline_keeps_the_wish_and_an_approval_its_author() -> None:
    offer = after("proposed", "approved", "offered", "declined").offer
    assert offer is not None
    assert (offer.wish, offer.approvals[0].by, offer.approvals[0].role) == ("换一束", "王", "manager")


SEVERAL: Step = (
    "proposed",
    {
        **PROPOSED[1], "steps": [{"roles": ["manager", "courier"], "need": 100, "asked": ["clerk"]}],
        "missing": ["manager", "courier"], "goodwill": {"amount": "8.00", "currency": "CNY"}, "month": "2026-02",
        "budget": {"month": "2026-02", "limit": {"amount": "9.00", "currency": "CNY"},
                   "used": {"amount": "8.00", "currency": "CNY"}, "state": "warned"},
        "clock": {"name": "decision", "label": WORD, "due": DUE, "until": "decided", "pausable": False},
    },
    {},
)  # fmt: skip
VOTE: Step = (
    "approved",
    {"role": "courier", "state": "waiting", "missing": ["manager"], "steps": SEVERAL[1]["steps"]},
    {},
)
UNTIL_APPROVED: Step = ("clocks_started", {"clocks": [
    {"name": "answer", "label": WORD, "due": DUE, "until": "approved", "pausable": True},
]}, {})  # fmt: skip


def test_a_proposal_from_before_there_were_several_names_the_one_who_decides() -> None:
    offer = after("proposed").offer
    assert offer is not None
    assert (offer.steps, offer.missing, offer.budget) == ((ApprovalStep(("manager",)),), ("manager",), None)
    # Goodwill was not written down then: it is what the remedies give beyond what is owed, in the month of the event.
    assert (offer.goodwill, offer.month) == (Money(5800, "CNY"), "2026-03")
    done = after("proposed", "approved").offer
    assert done is not None
    assert (done.state, done.missing) == ("approved", ())


def test_a_vote_that_others_must_join_leaves_the_offer_and_its_clocks_waiting() -> None:
    case = after(SEVERAL, UNTIL_APPROVED, VOTE)
    assert case.offer is not None
    assert (case.offer.state, case.offer.missing, case.offer.decider) == ("waiting", ("manager",), "manager")
    assert [(clock.name, clock.met_at) for clock in case.clocks] == [("decision", None), ("answer", None)]
    assert "clerk" in case.told
    settled = after(SEVERAL, UNTIL_APPROVED, VOTE, ("approved", {"role": "manager", "state": "accepted"}, {}))
    assert settled.offer is not None
    assert (settled.offer.state, [entry.role for entry in settled.offer.approvals]) == (
        "approved", ["courier", "manager"],
    )  # fmt: skip
    assert all(clock.met_at for clock in settled.clocks)


def test_a_refusal_that_others_may_overrule_is_none_yet() -> None:
    refusal: Step = ("refused", {**VOTE[1]}, {})
    case = after(SEVERAL, refusal)
    assert case.offer is not None
    assert (case.offer.state, case.offer.approvals[0].decision) == ("waiting", "refused")


def test_goodwill_and_budget_are_kept_as_they_were_when_it_was_proposed() -> None:
    offer = after(SEVERAL).offer
    assert offer is not None
    assert (offer.goodwill, offer.month) == (Money(800, "CNY"), "2026-02")
    assert offer.budget == BudgetUse("2026-02", Money(900, "CNY"), Money(800, "CNY"), "warned")


def test_carrying_out_is_complete_with_the_last_remedy() -> None:
    begun = ["classified", "proposed", "approved", "offered", "accepted", "carried_out"]
    half = after(*begun)
    assert half.offer is not None
    assert (half.stage, half.offer.state) == ("carrying_out", "accepted")
    assert [remedy.key for remedy in half.offer.remedies] == ["k1", None]
    done = after(*begun, ("carried_out", {"remedies": ["apology"]}, {}))
    assert done.offer is not None
    assert (done.stage, done.offer.state) == ("follow_up", "carried_out")
    assert [point.answer for point in done.points] == ["退款; 道歉", None]


def test_a_clock_is_met_by_its_event_and_by_the_end_of_the_case() -> None:
    assert after("clocks_started").due == moment(DUE)
    offered = after("proposed", "clocks_started", "offered")
    assert offered.due == moment("2026-03-09T02:00:00Z")
    assert [clock.met_at is None for clock in offered.clocks] == [False, True]
    assert after("clocks_started", "withdrawn").due is None


def test_another_owner_keeps_only_the_clocks_that_are_still_his() -> None:
    assert [clock.name for clock in after("clocks_started", "routed").clocks] == ["answer"]


def test_nobody_is_told_twice() -> None:
    case = after("routed", "escalated", "escalated")
    assert case.told == ("owner", "manager")


def test_a_task_is_open_until_somebody_did_it() -> None:
    assert [task.code for task in after("task_given").open_tasks] == ["call"]
    done = after("task_given", "followed_up")
    assert done.open_tasks == ()
    assert (done.tasks[0].score, done.tasks[0].comment, done.tasks[0].done_by) == (4, "很好", "王")


def test_a_withdrawn_case_is_closed_and_says_so() -> None:
    case = after("withdrawn")
    assert (case.stage, case.outcome) == ("closed", "withdrawn")


@pytest.mark.parametrize(
    ("events", "problem"),
    [
        ([], "no events"),
        (history("confirmed")[1:], "case c: the first event is confirmed, not received"),
        (history("confirmed", "noted")[::2], "case N1-202603-0001: event 3 follows event 1"),
        (history("confirmed")[:1] * 2, "case N1-202603-0001: event 1 follows event 1"),
        (history(("forgotten", {}, {})), "case N1-202603-0001: unknown kind of event 'forgotten'"),
    ],
)
def test_events_that_make_no_case_are_refused(events: list[Event], problem: str) -> None:
    with pytest.raises(LedgerError) as caught:
        fold(events)
    assert str(caught.value) == problem


@pytest.mark.parametrize("remedy", [REFUND, APOLOGY])
def test_a_remedy_is_read_back_as_written(remedy: OfferedRemedy) -> None:
    assert remedy_from_json(remedy_to_json(remedy)) == remedy


@given(st.datetimes(datetime(1970, 1, 1), datetime(9998, 12, 31)))  # noqa: DTZ001  a zone is given below
def test_a_moment_is_read_back_to_the_second(naive: datetime) -> None:
    at = naive.replace(tzinfo=UTC, microsecond=0)
    assert moment(stamp(at)) == at


@pytest.mark.parametrize("text", ["", "2026-03-02", "2026-03-02T02:00:00", "2026-13-02T02:00:00Z", "gestern"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(LedgerError, match="is not a moment like"):
        moment(text)
