"""The law of mainland China as a plugin: no trade, so no `industry`; its answers come beside those of any trade."""

from __future__ import annotations

from amends.hookspecs import hookimpl

from amends_law_cn import answers

compensate = hookimpl(answers.compensate)
escalate = hookimpl(answers.escalate)
follow_up = hookimpl(answers.follow_up)
route = hookimpl(answers.route)


def counts() -> dict[str, int]:
    """What `amends plugin list` counts."""
    from amends_law_cn.rules import load_rules

    return {"rules": len(load_rules())}
