"""A small trade that exists only in tests: a florist. It has every table of a pack and answers every hook.

Its own answers say something the core's defaults would not, so that a test sees who answered.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import amends.pack.load
import tomli
from amends.case.answers import ClockTerms, Escalation, Finding, Reason, Remedy, Route, Task
from amends.case.values import Case
from amends.hookspecs import View, hookimpl
from amends.money import Money
from amends.pack.load import build_pack
from amends.pack.values import Pack
from amends.text import Text

NAME = "florist"
VERSION = "0"

PACK = """
[industry]
name = "florist"
version = "7"
label = { zh = "花店", en = "Florist" }
covers = ["G1"]

[unclassified]
clocks = ["answer"]

[numbering]
format = "{branch}{year}{month}{day}-{serial:3}"
period = "day"

[calendar.week]
mon = ["09:00-12:00", "13:00-18:00"]
tue = ["09:00-18:00"]
wed = ["09:00-18:00"]
thu = ["09:00-18:00"]
fri = ["09:00-18:00"]

[role.clerk]
label = { zh = "店员", en = "Clerk" }
superior = "manager"
front_line = true

[role.courier]
label = { zh = "送花员", en = "Courier" }
superior = "manager"

[role.manager]
label = { zh = "店长", en = "Manager" }
superior = "owner"

[role.owner]
label = { zh = "老板", en = "Owner" }
scope = "chain"

[[approval]]
role = "clerk"
up_to = "20.00"

[[approval]]
role = "manager"
up_to = "100.00"

[[approval]]
role = "owner"

[remedy.refund]
label = { zh = "退款", en = "Refund" }
kind = "material"
form = "money"
owed = true
from_fact = "price"
say = { zh = "这束花的钱退给您。", en = "We return what you paid for the flowers." }

[remedy.fresh_bunch]
label = { zh = "换一束新鲜的", en = "A fresh bunch" }
kind = "material"
form = "goods"
from_fact = "price"
percent = 50
ceiling = "60.00"
payer = "supplier"
say = { zh = "马上给您扎一束新的。", en = "We tie you a fresh bunch right now." }

[remedy.voucher]
label = { zh = "代金券", en = "Voucher" }
kind = "material"
form = "voucher"
amount = "15.00"
ceiling = "30.00"
say = { zh = "这张券，下次买花可以用。", en = "Here is a voucher for your next flowers." }

[remedy.apology]
label = { zh = "道歉", en = "Apology" }
kind = "moral"
form = "gesture"
say = { zh = "对不起，是我们没有照看好。", en = "We are sorry; we did not take care." }

[clock.answer]
label = { zh = "给客人答复", en = "Answer the customer" }
hours = 4
until = "offered"

[clock.redelivery]
label = { zh = "重新送到", en = "Deliver again" }
days = 2
counting = "calendar"
start = "accepted"
until = "carried_out"
pausable = false
when = { abroad = false }

[fact.price]
label = { zh = "价钱", en = "Price" }
ask = { zh = "这束花您付了多少？", en = "What did you pay for it?" }
type = "money"

[fact.abroad]
label = { zh = "送到国外", en = "Sent abroad" }
ask = { zh = "是送到国外的吗？", en = "Was it sent abroad?" }
type = "yes_no"

[fact.bought_on]
label = { zh = "哪天买的", en = "Bought on" }
ask = { zh = "大概哪天买的？", en = "About when did you buy it?" }
type = "date"

[[escalation]]
on = "severity"
at_least = "major"
to = ["manager", "owner"]
because = { zh = "重大投诉，店长和老板都要知道。", en = "A major complaint: manager and owner are told." }

[[escalation]]
on = "amount"
at_least = "100.01"
to = ["owner"]
because = { zh = "超过100元，由老板过问。", en = "Over 100: the owner is told." }

[[escalation]]
on = "declined"
at_least = "2"
to = ["manager"]
because = { zh = "客人两次没有同意。", en = "Declined twice." }

[follow_up.call]
label = { zh = "回访", en = "Call back" }
role = "clerk"
after = "carried_out"
days = 1
scored = true
say = { zh = "新的花还好吗？您给我们打几分？", en = "Are the new flowers well? How would you rate us?" }

[follow_up.check_cooler]
label = { zh = "检查冷柜", en = "Check the cooler" }
role = "manager"
after = "received"
minutes = 30
say = { zh = "看看冷柜的温度，记下来。", en = "Read the temperature of the cooler and note it." }
facts = ["bought_on"]

[temperament.hurried]
label = { zh = "着急", en = "In a hurry" }
keywords = { zh = ["快点", "赶时间"], en = ["hurry"] }
advice = { zh = "先说什么时候办好。", en = "Say first when it will be done." }

[category.wilted]
label = { zh = "花不新鲜", en = "Wilted flowers" }
severity = "ordinary"
keywords = { zh = ["蔫", "不新鲜"], en = ["wilted"] }
strong = { zh = ["全蔫了"], en = ["all wilted"] }
quality = true
owner = "clerk"
told = ["manager"]
clocks = ["answer"]
facts = ["price", "bought_on"]
evidence = [{ zh = "拍一张照片。", en = "Take a picture." }]
remedies = ["refund", "fresh_bunch", "voucher", "apology"]
follow_ups = ["call", "check_cooler"]
say = { zh = "让您失望了，真对不起。", en = "I am sorry that we let you down." }
say_to.hurried = { zh = "真对不起，耽误您了，我马上给您换。", en = "I am sorry to hold you up; I change them now." }
refused = ["X5"]
do = [{ zh = "看花，拍照。", en = "Look at the flowers and take a picture." }]
covers = ["G10"]

[category.late]
label = { zh = "送晚了", en = "Late delivery" }
severity = "ordinary"
keywords = { zh = ["送晚", "迟到"], en = ["late"] }
owner = "manager"
co_handlers = ["courier"]
clocks = ["answer", "redelivery"]
facts = ["abroad"]
remedies = ["refund", "apology"]
follow_ups = ["call"]
say = { zh = "让您久等了。", en = "I am sorry you had to wait." }
do = [{ zh = "给送花员打电话。", en = "Call the courier." }]
covers = ["P13"]

[category.allergy]
label = { zh = "过敏", en = "Allergy" }
severity = "major"
incident = true
keywords = { zh = ["过敏", "起疹子"], en = ["rash"] }
owner = "manager"
remedies = ["apology"]
say = { zh = "您现在感觉怎么样？", en = "How do you feel now?" }
do = [{ zh = "先照顾人。", en = "Look after the person first." }]
"""


@cache
def _read() -> dict[str, Any]:
    base = Path(amends.pack.load.__file__).with_name("base.toml").read_text(encoding="utf-8")
    return tomli.loads(base) | tomli.loads(PACK)


def tables() -> dict[str, Any]:
    """All tables of the pack, the core's words among them; a copy of their own for everyone who asks."""
    return deepcopy(_read())


@cache
def _pack() -> Pack:
    return build_pack(tables())


@hookimpl
def industry() -> Pack:
    return _pack()


def _because(rule: str) -> Reason:
    return Reason(f"florist.{rule}", Text("花店的规矩", "the florist's own rule"))


@hookimpl
def classify(case: Case) -> list[Finding] | None:
    """Roses are known to wilt: one more reason to think so."""
    if "玫瑰" not in (case.text or ""):
        return None
    return [Finding("wilted", 1, _because("roses"), point=True)]


@hookimpl
def route(case: Case) -> Route | None:
    """What was delivered late is the courier's; everything else is as the pack says."""
    if case.category != "late":
        return None
    clock = ClockTerms("call_courier", Text("联系送花员", "Call the courier"), _because("courier"), minutes=20)
    return Route("courier", _because("courier"), told=("manager",), clocks=(clock,))


@hookimpl
def compensate(view: View) -> list[Remedy]:
    """A card with a handwritten line, and at least five yuan of the price back."""
    five = Money(500, view.pack.industry.currency)
    return [
        Remedy("card", Text("手写卡片", "A handwritten card"), "moral", "gesture", _because("card")),
        Remedy("refund", Text("退款", "Refund"), "material", "money", _because("floor"), owed=five),
    ]


@hookimpl
def escalate(case: Case) -> list[Escalation]:
    """A wedding cannot be repeated: the owner knows at once."""
    if "婚礼" not in (case.text or ""):
        return []
    return [Escalation("florist_wedding", ("owner",), _because("wedding"))]


@hookimpl
def follow_up(case: Case) -> list[Task] | None:
    """Flowers given for a funeral: somebody writes a letter."""
    if "葬礼" not in (case.text or ""):
        return None
    say = Text("写一封信慰问。", "Write a letter of condolence.")
    return [Task("florist_letter", Text("慰问信", "Letter"), "owner", say, _because("funeral"), days=3)]
