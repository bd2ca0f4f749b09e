"""`amends explain`: why everything about a case was decided as it was."""

from __future__ import annotations

from typing import Any

from amends.cli.language import current
from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import verb


@verb("explain", _("Every decision on a case: which plugin, its version, the rule and the reason."))
def command(session: Session, number: str) -> None:
    """Explain a case."""
    from amends.cli.output import print_json, print_line, print_table
    from amends.desk.deciding_words import deciding_words
    from amends.desk.reading import explain, show

    shown = show(session.desk, session.target(number), session.reader)
    decisions = explain(shown)
    words = deciding_words(shown.case, shown.pack)
    for decision in decisions:
        text = decision.pop("text")
        decision["reason"] = text[current()] if text else decision["because"]
        if decision.get("hook") == "classify" and decision["plugin"] == "defaults":
            decision["words"] = [entry for entry in words if entry["category"] == decision.get("category")]
    if session.json:
        print_json(decisions)
        return
    print_line(_("{number}, decided under {policy}").format(number=shown.case.number, policy=shown.case.policy))
    headings = ("#", _("what"), _("who"), _("plugin"), _("rule"), _("reason"))
    rows = [
        (
            str(decision["event"]),
            _(decision["kind"]),
            decision["actor"],
            f"{decision['plugin']} {decision['version']}".strip(),
            decision["rule"],
            _with_own_words(decision),
        )
        for decision in decisions
    ]
    print_table(headings, rows)
    for entry in words:
        print_line(_("  “{words}” speaks for {category} (weight {weight})").format(**entry))


def _with_own_words(decision: dict[str, Any]) -> str:
    """The rule's reason, and what the person who decided added to it."""
    said = decision["because"]
    return decision["reason"] if said in ("", decision["reason"]) else f"{decision['reason']} · {said}"
