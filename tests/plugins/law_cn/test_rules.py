"""The rules as data: complete, understood, and in force on their days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from amends import registry
from amends_law_cn import facts, rules
from amends_law_cn.assessment import Assessment
from amends_law_cn.facts import Facts
from amends_law_cn.formulas import FORMULAS
from amends_law_cn.rules import FACT_KINDS, KINDS, Rule, load_facts, load_rules

RULES = load_rules()
# What `Facts` counts out of others.
COUNTED = re.findall(r'yield "(\w+)"', Path(facts.__file__).read_text(encoding="utf-8"))


def asked(rule: Rule) -> Iterator[str]:
    for condition in (*rule.when, *rule.unless):
        yield from condition


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_is_whole(rule: Rule) -> None:
    assert rule.article.zh
    assert rule.article.en
    assert rule.kind in KINDS
    assert (rule.amount is None) == (rule.kind not in ("refund", "loss", "addition"))
    assert {rule.amount, *rule.sums.values()} - {None} <= set(FORMULAS)
    assert {span["after"] for span in rule.dates.values()} <= {n for n, kind in load_facts().items() if kind == "date"}
    assert bool(rule.sets) == (rule.kind == "presumption")
    assert rule.label or not (rule.clock or rule.task or rule.escalate or rule.kind == "right")


def test_no_rule_asks_for_what_nobody_can_know() -> None:
    counted = {*COUNTED} | {f"{name}_known" for name in ("found", "received", "accepted", "ended", "knew")}
    presumed = {name for rule in RULES for name in rule.sets}
    known = {*load_facts(), *counted, *presumed}
    assert {name for rule in RULES for name in asked(rule)} - known == set()


def test_packs_speak_of_facts_the_law_knows_in_its_own_kind_of_value() -> None:
    kinds = {
        "money": {"money"},
        "number": {"number"},
        "date": {"date"},
        "yes_no": {"alleged", "asked"},
        "text": {"text"},
    }
    for trade in ("ecommerce", "jewelry", "restaurant", "supermarket"):
        pack = registry.load([trade]).packs[trade]
        meanings = {name: fact.meaning for name, fact in pack.facts.items() if fact.meaning}
        assert meanings
        assert set(meanings.values()) <= set(load_facts()), trade
        for name, fact in pack.facts.items():
            kind = load_facts().get(fact.meaning or name)
            assert kind is None or kind in kinds[fact.type], (trade, name)


def test_every_fact_has_a_kind_and_words() -> None:
    assert set(load_facts().values()) == set(FACT_KINDS)
    assert all(label.zh and label.en for label in rules.fact_labels().values())


def test_a_rule_is_law_from_its_first_day_until_its_last(say: Callable[..., Assessment]) -> None:
    for day, expected in ((date(2015, 9, 30), 0), (date(2015, 10, 1), 1000_00)):
        assert say(price=58, food_unsafe=True, made_by_us=True, day=day).addition == expected
    ended = rules._rule("X", {"kind": "note", "article": {"zh": "甲", "en": "A"}, "when": [{}], "until": "2020-01-01"})
    assert ended.in_force_on(date(2019, 12, 31))
    assert not ended.in_force_on(date(2020, 1, 1))


def test_how_a_matter_is_handled_follows_the_day_it_is_handled(say: Callable[..., Assessment]) -> None:
    old = say(price=58, demand_on="2026-07-06", day=date(2014, 1, 1), today=date(2026, 7, 6))
    assert old.outcomes()["penal_after"] == date(2026, 7, 21)


@pytest.mark.parametrize(("table", "words"), [({"kind": "wish"}, "kind 'wish'"), ({"kind": "note", "wen": 1}, "'wen'")])
def test_a_rule_that_cannot_be_is_named(table: dict[str, Any], words: str) -> None:
    with pytest.raises(Exception, match=f"rule 'X': .*{words}"):
        rules._rule("X", table)


def test_what_is_presumed_never_overrules_what_was_established(say: Callable[..., Assessment]) -> None:
    assert say(price=58, food_unsafe=True).addition == 1000_00
    assert say(price=58, food_unsafe=True, made_by_us=False).addition == 0
    assert say(price=58, food_unsafe=True, trade="supermarket").addition == 0
    assert say(price=6800, tested_permille=985, marked="足金", trade="jewelry").addition == 20400_00
    assert say(price=6800, tested_permille=985, marked="足金", fraud=False, trade="jewelry").addition == 0


def test_alleged_facts_are_no_facts() -> None:
    assert Facts({"food_unsafe": "alleged"}).learn({"food_unsafe": True})
    assert not Facts({"food_unsafe": False}).learn({"food_unsafe": True})
