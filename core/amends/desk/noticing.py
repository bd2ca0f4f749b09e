"""What a complaint's text names, with the facts that it may be: shown to the operator, never noted by itself."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from amends.case.values import Case
from amends.keywords.particulars import Particular, particulars
from amends.money import Money
from amends.pack.values import Pack

# The facts, by the name a pack gives them, that a number with a word of its own can only be.
_NAMED = {"table": "table", "order": "order_number", "receipt": "receipt"}
_TYPED = ("money", "date")  # kinds of particulars that are also types of facts
_MOST = 3  # options for one particular; among more nobody chooses well


class Noticed(NamedTuple):
    """A particular and the options of `amends note` that would note it (`--fact table=5`), the likeliest first."""

    particular: Particular
    options: tuple[str, ...]


def noticed(case: Case, pack: Pack, now: datetime) -> list[Noticed]:
    """What the text of `case` names, in its order; `now` in the branch's own time. `[]` where the text was erased.

    A fact is an option if the case's categories ask for it and it is not known yet. What has no certain value, or is
    in another currency, has no options.
    """
    wanted = [name for name in _wanted(case, pack) if name not in case.facts]
    found = particulars(case.text or "", now, pack.industry.currency)
    return [Noticed(one, tuple(_options(one, wanted, case, pack))[:_MOST]) for one in found]


def _wanted(case: Case, pack: Pack) -> list[str]:
    categories = [found for point in case.points if (found := pack.categories.get(point.category or ""))]
    return list(dict.fromkeys(name for category in categories for name in category.facts if name in pack.facts))


def _options(one: Particular, wanted: list[str], case: Case, pack: Pack) -> Iterator[str]:
    value = one.value
    if value is None or (isinstance(value, Money) and value.currency != pack.industry.currency):
        return
    if one.kind == "receipt" and case.receipt is None:
        yield f"--receipt {shlex.quote(str(value))}"
    written = value.amount if isinstance(value, Money) else value
    for name in wanted if one.kind in _TYPED else [_NAMED.get(one.kind, "")]:
        rule = pack.facts.get(name)
        if rule is None or name in case.facts or name == "receipt":
            continue
        if one.kind not in _TYPED or rule.type == one.kind:
            yield f"--fact {shlex.quote(f'{name}={written}')}"
