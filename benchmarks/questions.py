"""What the five questions cost in process, per case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from amends import registry
from amends.case.values import Case, Point
from amends.hookspecs import View
from amends.money import Money
from amends.policy.ask import ask
from amends.policy.classification import combine_findings
from amends.policy.remedies import combine_remedies

from benchmarks.measuring import microseconds

LIMIT_US = 150
_NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TEXTS = {
    "supermarket": "昨天在你们店买的酸奶，回家一看已经过期三天了，孩子喝了一口，你们是怎么管的？我要退货，还要赔偿。",
    "restaurant": "等了快一个小时菜才上来，鱼还是冷的，叫了三次服务员都没人理，结账还多收了一份米饭的钱。",
    "jewelry": "上个月买的钻戒，戴了不到两周镶的碎钻掉了一颗，店里说是我自己碰的，我不接受，要求免费修好。",
    "ecommerce": "收到的衣服颜色跟图片完全不一样，尺码也偏小，申请退货客服一直不回，运费还要我自己出？",
}


def rows() -> Iterator[dict[str, Any]]:
    """All five questions and the combining of their answers, one trade a row."""
    for industry, text in TEXTS.items():
        plugins = registry.load([industry])
        cost = microseconds(_five_questions(plugins, industry, text), times=300)
        yield {"name": f"five questions, {industry}", "ours_us": cost, "limit_us": LIMIT_US}


def _five_questions(plugins: registry.Plugins, industry: str, text: str) -> Any:
    pack = plugins.packs[industry]
    case = Case(
        case_id="1", version=1, number="1", branch="N1", industry=industry, channel="in_person", language="zh",
        received_at=_NOW, taken_by="desk", policy=pack.version, text=text,
    )  # fmt: skip
    view = View(_NOW, pack, "N1", Money(0, pack.industry.currency))
    category = combine_findings(ask(plugins, "classify", case, view), pack).category

    def asked() -> None:
        combine_findings(ask(plugins, "classify", case, view), pack)
        ask(plugins, "route", known, view)
        combine_remedies(ask(plugins, "compensate", known, view))
        ask(plugins, "escalate", known, view)
        ask(plugins, "follow_up", known, view)

    known = _classified(case, category, pack)
    return asked


def _classified(case: Case, category: str | None, pack: Any) -> Case:
    from attrs import evolve

    label = pack.categories[category].label if category else case.label
    return evolve(case, category=category, label=label, points=(Point("p1", category, label),), stage="follow_up")
