"""Cases of every kind a pack knows, made for trying hooks: new and closed, known and unknown, small and grave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from amends.case.offers import Offer, OfferedRemedy
from amends.case.values import Case, Point
from amends.hookspecs import View
from amends.money import Money
from amends.pack.values import OPEN_STAGES, Pack

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
# Who complains in these cases; no reason may name them.
CUSTOMER = {"name": "欧阳小满", "phone": "13900007431"}
_VALUES = {"text": "小满家里", "date": "2026-02-20", "yes_no": True, "number": 3, "money": "128.00"}


class Changed(TypeError):
    """A plugin tried to change what it was given."""


def _refuse(*_given: Any, **_named: Any) -> Any:
    raise Changed("what a hook is given must not be changed")


class Unchanging(dict[str, Any]):
    """A dictionary that cannot be changed."""

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


class Situation(NamedTuple):
    """A case with the world around it; `label` says which it is."""

    label: str
    case: Case
    view: View


def situations(pack: Pack) -> list[Situation]:
    """A few for each category and for none; new values each time, the same for the same pack."""
    made = [each for number, name in enumerate([*pack.categories, None]) for each in _of(number, name, pack)]
    praise = _case(pack, "praise", text="谢谢你们，特别满意。", complaint=False)
    return [*made, Situation("praise", praise, _view(pack)), Situation("no text", _case(pack, "no-text"), _view(pack))]


def _of(number: int, name: str | None, pack: Pack) -> Iterator[Situation]:
    category = pack.categories.get(name or "")
    known: dict[str, Any] = {"category": name}
    if category is not None:
        words = (*category.strong, *category.keywords)
        known |= {
            "label": category.label, "covers": category.covers, "severity": category.severity,
            "incident": category.incident, "quality": category.quality, "owner_role": category.owner,
            "points": (Point("p1", name, category.label, category.covers),),
            "text": "，".join(sample(word) for word in words[:3]) or None,
        }  # fmt: skip
    label = name or "unclassified"
    yield Situation(f"{label}, new", _case(pack, f"{label}-new", **known), _view(pack))
    facts = {fact: _VALUES[rule.type] for fact, rule in pack.facts.items()}
    facts |= {fact: wanted for clock in pack.clocks.values() for fact, wanted in clock.when.items()}
    stage = OPEN_STAGES[number % len(OPEN_STAGES)]
    known |= {"facts": facts, "stage": stage, "offers": (_offer(pack, number),), "severity": "major"}
    yield Situation(f"{label}, {stage}", _case(pack, f"{label}-known", **known), _view(pack, claims=2, earlier=3))
    known |= {"stage": "closed", "outcome": "settled", "reopened": 1, "closed_at": NOW}
    yield Situation(f"{label}, closed", _case(pack, f"{label}-closed", **known), _view(pack))


def sample(pattern: str) -> str:
    """A text in which a pattern is found."""
    gap = " " if pattern.isascii() else ""
    return pattern.replace("…", gap).replace("*", "")


def _case(pack: Pack, identity: str, **known: Any) -> Case:
    facts = Unchanging(known.pop("facts", {}))
    return Case(
        identity, 3, identity, "N1", pack.name, "in_person", "zh", NOW - timedelta(hours=1), "desk", pack.version,
        party=Unchanging(CUSTOMER), facts=facts, **known,
    )  # fmt: skip


def _view(pack: Pack, claims: int = 0, earlier: int = 0) -> View:
    return View(NOW, pack, "N1", Money(5000 * claims, pack.industry.currency), claims, earlier)


def _offer(pack: Pack, number: int) -> Offer:
    currency = pack.industry.currency
    code, item = list(pack.remedies.items())[number % len(pack.remedies)]
    amount = Money(2000, currency) if item.form in ("money", "voucher") else None
    remedy = OfferedRemedy(code, item.label, item.kind, item.form, amount, item.payer)
    state = ("declined", "offered", "waiting")[number % 3]
    return Offer(1, state, (remedy,), ("p1",), "desk", pack.front_line, Money(2000, currency))
