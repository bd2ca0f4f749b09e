"""The handbook's duties, clocks and records as they happen at a desk, where a story's one moment does not show them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import tomli
from amends.case.values import Case
from amends.config import load_chain
from amends.desk.agreement import accept, decline, offer
from amends.desk.breaches import decide_breach, report_breach
from amends.desk.carrying_out import carry_out
from amends.desk.closing import close
from amends.desk.desk import Desk
from amends.desk.facts import note
from amends.desk.follow_up import follow_up
from amends.desk.guide import guide
from amends.desk.handing_over import hand_over, take_over
from amends.desk.inquiries import inquire, reply
from amends.desk.intake import Intake, take
from amends.desk.proposal import Wanted, approve, menu, propose
from amends.desk.setup import Member, set_up_chain
from amends.desk.words import as_if
from amends.desk.work import Target
from amends.errors import Refused
from amends.ledger.sqlite import SqliteLedger
from amends.pack.values import Pack
from amends.pack.wording import phrases_of
from amends.wording.check import check_wording

SHANGHAI = ZoneInfo("Asia/Shanghai")
FILE = Path(__file__).parent / "stories.toml"
STORIES: list[dict[str, Any]] = tomli.loads(FILE.read_text(encoding="utf-8"))["story"]
STAFF = {
    "desk": "store_staff", "李店长": "store_manager", "分公司老周": "sales_branch", "营销小何": "marketing",
    "生产老秦": "production", "方副总": "deputy_director", "总经理": "general_manager",
}  # fmt: skip
LOOSE = "戒指上的小钻松了，昨天掉了一颗。"


@pytest.fixture
def shop(tmp_path: Path, clock: Any) -> Iterator[Desk]:
    settings = {"name": "金玉满堂", "plugins": ["jewelry"], "database": "amends.db"}
    members = [Member(name, "Z1", role) for name, role in STAFF.items()]
    set_up_chain(tmp_path, settings, {"Z1": {"staff": "desk"}}, members, clock)
    chain = load_chain(tmp_path / "amends.toml")
    ledger = SqliteLedger(chain.database)
    yield Desk(chain, ledger, clock)
    ledger.close()


def on(case: Case) -> Target:
    return Target(case.number, case.branch)


def came(shop: Desk, text: str = LOOSE, **facts: str) -> Case:
    return take(shop, Intake(text, facts=facts), "desk")


def days(desk: Desk, case: Case, clock: str) -> int:
    """How many days from today a clock of the case ends, by the branch's own dates."""
    due = next(each.due for each in case.clocks if each.name == clock)
    return (due.astimezone(SHANGHAI).date() - desk.clock().astimezone(SHANGHAI).date()).days


def declined(shop: Desk, case: Case, *remedies: str) -> Case:
    propose(shop, on(case), "desk", [Wanted(code) for code in remedies])
    offer(shop, on(case), "desk")
    return decline(shop, on(case), "desk", "我想换一枚新的。")


def carried_out(shop: Desk, case: Case) -> Case:
    propose(shop, on(case), "desk", [Wanted("reset_stone"), Wanted("care_for_a_year")])
    offer(shop, on(case), "desk")
    accept(shop, on(case), "desk")
    return carry_out(shop, on(case), "desk")


def done(shop: Desk, case: Case, score: int = 5) -> Case:
    for task in case.open_tasks:
        case = follow_up(shop, on(case), "desk", task=task.code, score=score if task.scored else None)
    return case


# the record ---------------------------------------------------------------------------------------------------


def test_numbers_begin_anew_each_month_and_leave_no_gap(shop: Desk, clock: Any) -> None:  # J6
    clock.now = datetime(2026, 7, 31, 4, tzinfo=UTC)
    first = [came(shop).number, came(shop).number]
    clock.advance(days=1)
    assert [*first, came(shop).number] == ["Z1202607-001", "Z1202607-002", "Z1202608-001"]


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        # J11: the record form; J12, J13: the handling form; J14, J20: the half-yearly review; M4, M5: is it common?
        ("record_form", {"order_number", "item", "quantity", "delivery_date", "price", "defect_quantity", "claim"}),
        ("file_forms", {"cause_found", "liable_party", "treatment"}),
        ("improvement", {"improvement_measure", "improvement_due"}),
        ("service_improvement", {"improvement_measure", "improvement_due"}),
        ("half_year_review", {"liable_party", "improvement_measure", "improvement_result"}),
        ("check_batch", {"common_fault", "pieces_affected"}),
        ("warn_buyers", {"common_fault", "buyers_told"}),
    ],
)
def test_what_the_forms_and_reviews_need_is_recorded(form: str, fields: set[str], pack: Pack) -> None:
    assert fields <= set(pack.follow_ups[form].facts)


def test_every_case_is_entered_for_the_half_yearly_review(pack: Pack) -> None:  # J14: all cases
    assert [name for name, entry in pack.categories.items() if "half_year_review" not in entry.follow_ups] == []


def test_what_was_found_is_written_down_with_the_case(shop: Desk) -> None:  # J7, J12, J14, J20
    case = came(shop)
    found = {
        "order_number": "JX-1", "quantity": "1", "defect_quantity": "1", "delivery_date": "2026-01-10",
        "cause_found": "镶口偏浅", "liable_party": "镶嵌二组", "treatment": "免费补镶", "common_fault": "no",
        "improvement_measure": "镶口加深", "improvement_due": "2026-04-01", "improvement_result": "没有再来",
    }  # fmt: skip
    case = note(shop, on(case), "营销小何", facts=found)
    assert set(found) <= set(case.facts)
    assert (case.facts["liable_party"], case.facts["common_fault"]) == ("镶嵌二组", False)


# who does what, until when ------------------------------------------------------------------------------------


def test_production_has_two_days_and_its_finding_counts(shop: Desk, clock: Any) -> None:  # J10, J18
    case = inquire(shop, on(came(shop)), "desk", "quality_check")
    asked = case.inquiries[0]
    assert (asked.role, asked.due - asked.asked_at) == ("production", timedelta(days=2))
    with pytest.raises(Refused, match="has the say on"):
        note(shop, on(case), "desk", facts={"quality_defect": "no"})
    clock.advance(days=1)
    case = reply(shop, on(case), "生产老秦", confirms=True, text="镶口偏浅，是做工。")
    assert (case.facts["quality_defect"], case.breaches) == (True, ())


def test_a_finding_that_comes_too_late_decides_nothing_and_a_manager_decides_what_follows(
    shop: Desk, clock: Any
) -> None:  # J18, X6
    case = inquire(shop, on(came(shop)), "desk", "quality_check")
    clock.advance(days=2, minutes=1)
    case = reply(shop, on(case), "生产老秦", confirms=False, text="看着没问题。")
    assert "quality_defect" not in case.facts
    assert [(each.kind, each.role, each.measure) for each in case.breaches] == [("unanswered", "production", None)]


@pytest.mark.parametrize(
    ("question", "role", "who", "limit"),
    [
        ("branch_opinion", None, "分公司老周", timedelta(hours=24)),  # J11: an opinion in writing, at once
        ("attribution", None, "营销小何", timedelta(days=7)),  # J12, J18
        ("department", "production", "生产老秦", timedelta(hours=24)),  # P13
    ],
)
def test_whoever_is_asked_answers_and_the_case_stays_where_it_is(
    question: str, role: str | None, who: str, limit: timedelta, shop: Desk
) -> None:  # J17
    before = came(shop)
    case = inquire(shop, on(before), "desk", question, role=role, question="请给个书面意见。")
    assert case.inquiries[0].due - case.inquiries[0].asked_at == limit
    case = reply(shop, on(case), who, confirms=None, text="同意补镶，免费。")
    assert (case.owner, case.owner_role, case.inquiries[0].replied_by) == (before.owner, before.owner_role, who)


def test_whoever_was_asked_first_keeps_the_case_until_somebody_accepts_it(shop: Desk) -> None:  # J17, G3
    case = came(shop)
    case = hand_over(shop, on(case), "desk", "李店长", "客人要见店长")
    assert case.owner == "desk"
    assert take_over(shop, on(case), "李店长").owner == "李店长"


def test_who_is_not_content_goes_to_marketing_and_has_an_answer_within_seven_days(shop: Desk) -> None:  # J11, J12
    case = declined(shop, came(shop), "reset_stone")
    assert "marketing" in case.told
    assert days(shop, case, "marketing_answer") == 7
    assert case.offers[0].wish == "我想换一枚新的。"


def test_who_declines_twice_hears_from_the_deputy_director(shop: Desk) -> None:  # J8
    case = declined(shop, came(shop), "reset_stone")
    assert "deputy_director" not in case.told
    assert "deputy_director" in declined(shop, case, "care_for_a_year").told


def test_nothing_is_offered_that_has_not_been_approved(shop: Desk) -> None:  # J15
    case = came(shop, price="1680.00")
    propose(shop, on(case), "desk", [Wanted("refund")])
    with pytest.raises(Refused):
        offer(shop, on(case), "desk")
    case = approve(shop, on(case), "分公司老周", "同意退")
    assert offer(shop, on(case), "desk").stage == "agreement"


def test_a_serious_one_is_signed_by_the_deputy_director_and_then_the_general_manager(shop: Desk) -> None:  # J12, J21
    case = came(shop, "我送修的项链被你们弄丢了！", loss="9000.00")
    propose(shop, on(case), "desk", [Wanted("loss_compensation")])
    case = approve(shop, on(case), "方副总", "查不到，同意赔")
    assert case.offer is not None
    assert (case.offer.state, case.offer.decider) == ("waiting", "general_manager")
    case = approve(shop, on(case), "总经理", "同意")
    assert case.offer is not None
    assert case.offer.state == "approved"


# afterwards ---------------------------------------------------------------------------------------------------


def test_a_customer_who_is_not_satisfied_brings_the_store_manager_back(shop: Desk) -> None:  # J19
    case = carried_out(shop, came(shop))
    case = follow_up(shop, on(case), "李店长", task="call_back", score=1, comment="又松了。")
    assert case.stage not in ("follow_up", "closed")
    assert {"store_manager", "sales_branch"} <= set(case.told)


def test_a_complaint_left_alone_is_recorded_and_a_manager_decides_without_a_fine(shop: Desk) -> None:  # J19, J21, X6
    case = came(shop, "上次投诉没人管，这都第三次来了。")
    case = report_breach(shop, on(case), "分公司老周", "complaint_neglected", "留言簿上那条没有登记。", person="李店长")
    with pytest.raises(Refused):
        decide_breach(shop, on(case), "李店长", "none", "是我疏忽了")
    case = decide_breach(shop, on(case), "分公司老周", "talk", "店长说那天交接漏了，已经补登")
    assert (case.breaches[0].measure, case.breaches[0].decided_by) == ("talk", "分公司老周")


def test_forms_are_filed_before_closing_and_the_review_follows_it(shop: Desk) -> None:  # J13, J14, G12
    case = carried_out(shop, came(shop))
    assert "file_forms" in {task.code for task in case.open_tasks}
    with pytest.raises(Refused):
        close(shop, on(case), "desk")
    done(shop, case)
    case = close(shop, on(case), "desk")
    assert {"half_year_review", "improvement", "wear_check"} <= {task.code for task in case.open_tasks}


# words --------------------------------------------------------------------------------------------------------


def test_how_somebody_talks_changes_words_and_never_the_money(shop: Desk, pack: Pack) -> None:  # J2
    for temperament in pack.temperaments:
        case = came(shop, price="3680.00")
        told = as_if(case, pack, temperament)
        assert pack.temperaments[temperament].advice in [step.do for step in guide(told, pack, SHANGHAI)]
        assert (told.offers, told.clocks, told.owner_role) == (case.offers, case.clocks, case.owner_role)
    calm, upset = came(shop, LOOSE, price="3680.00"), came(shop, "气死我了，" + LOOSE, price="3680.00")
    assert (calm.temperament, upset.temperament) == (None, "upset")
    sums = [
        {code: (item.owed, item.suggested, item.ceiling) for code, item in menu(shop, on(case))[1].items()}
        for case in (calm, upset)
    ]
    assert sums[0] == sums[1]


def test_every_category_has_words_for_somebody_upset(pack: Pack) -> None:
    for name, entry in pack.categories.items():
        assert entry.say_to["upset"].zh != entry.say.zh, name
        assert entry.say_to["upset"].en != entry.say.en, name


@pytest.mark.parametrize(
    "words",
    [
        "戴久了都这样。", "您出汗太多了，银子当然黑。", "有证书就是真的。", "测金笔测过，没问题。",
        "金银首饰离柜概不负责。", "玉碎挡灾，碎了是好事。", "Your skin is too acidic for silver.",
        "It has a certificate so it is genuine.", "There are no claims once worn.", "It broke to protect you.",
    ],
)  # fmt: skip
def test_what_counters_say_and_should_not_is_not_said(words: str, pack: Pack) -> None:
    assert check_wording(words, phrases_of(pack))
    assert not check_wording("您愿意的话，我们一起封好送检，费用我们先付。", phrases_of(pack))


TEMPTATIONS = {
    "purity_doubted": "X5", "treated_or_fake_stone": "X7", "allergy": "X4", "swapped_in_custody": "X4",
    "scratched_in_service": "X2", "lost_in_custody": "X8", "staff_attitude": "X1", "complaint_neglected": "X6",
    "excessive_demand": "X9", "price_or_fee_dispute": "X3", "stone_loose_or_lost": "blamed_on_wear",
    "breakage_or_deformation": "worn_so_refused", "order_late": "deposit_held", "delivery_problem": "passed_along",
    "order_wrong": "all_our_fault",
}  # fmt: skip


@pytest.mark.parametrize(("name", "practice"), TEMPTATIONS.items())
def test_where_a_practice_tempts_it_is_refused(name: str, practice: str, pack: Pack) -> None:
    assert practice in pack.categories[name].refused


def test_every_practice_of_this_trade_tempts_somewhere(pack: Pack) -> None:
    assert {name for name in pack.refusals if not name.startswith("X")} <= {
        name for entry in pack.categories.values() for name in entry.refused
    }


# what is given ------------------------------------------------------------------------------------------------

GOODWILL = {"goodwill_voucher", "care_for_a_year", "small_gift"}


def test_every_category_offers_what_helps_a_word_and_a_little_more(pack: Pack) -> None:  # G10
    for name, entry in pack.categories.items():
        assert {pack.remedies[code].kind for code in entry.remedies} == {"material", "moral"}, name
        assert GOODWILL & set(entry.remedies), name
    assert not any(pack.remedies[code].owed for code in GOODWILL)


@pytest.mark.parametrize(
    "name",
    ["stone_loose_or_lost", "plating_or_colour", "breakage_or_deformation", "purity_doubted", "certificate_mismatch",
     "treated_or_fake_stone", "stone_flaw_or_grade", "allergy"],
)  # fmt: skip
def test_where_a_fault_may_be_common_the_batch_is_looked_at_and_buyers_are_told(name: str, pack: Pack) -> None:
    entry = pack.categories[name]
    assert {"check_batch", "warn_buyers"} <= set(entry.follow_ups)
    assert {"M4", "M5"} <= set(entry.covers)
    assert (pack.follow_ups["warn_buyers"].after, "M5" in pack.follow_ups["warn_buyers"].covers) == ("received", True)


# the stories --------------------------------------------------------------------------------------------------


def test_there_is_a_story_of_every_category(pack: Pack) -> None:
    assert set(pack.categories) - {story["category"] for story in STORIES} == set()


def test_what_the_trade_must_know_is_shown_by_a_story(pack: Pack) -> None:
    shown = {name for story in STORIES for name in story["covers"]}
    cited = {name for entry in pack.categories.values() for name in entry.covers}
    assert cited - shown == set()
    # J6 is the numbering's: shown above.
    assert {f"J{number}" for number in (1, 2, 5, *range(7, 22))} <= shown


@pytest.mark.parametrize(
    "role", ["store_staff", "store_manager", "sales_branch", "marketing", "deputy_director", "general_manager"]
)
def test_every_band_of_approval_has_a_story(role: str) -> None:  # J15
    assert role in {story["approver"] for story in STORIES}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_there_are_stories_in_both_languages(language: str) -> None:
    assert sum(story.get("language", "zh") == language for story in STORIES) >= 4
