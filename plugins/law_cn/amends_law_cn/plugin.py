"""The law of mainland China as a plugin: no trade, so no `industry`; its answers come beside those of any trade."""

from __future__ import annotations

from amends.hookspecs import hookimpl

from amends_law_cn.answers import compensate as _compensate
from amends_law_cn.answers import escalate as _escalate
from amends_law_cn.answers import follow_up as _follow_up
from amends_law_cn.answers import route as _route

compensate = hookimpl(_compensate)
escalate = hookimpl(_escalate)
follow_up = hookimpl(_follow_up)
route = hookimpl(_route)


def counts() -> dict[str, int]:
    """What `amends plugin list` counts."""
    from amends_law_cn.rules import load_rules

    return {"rules": len(load_rules())}
