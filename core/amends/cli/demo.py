"""`amends demo`: see complaints of every trade walk through their whole life."""

from __future__ import annotations

import secrets
import shlex
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amends.cli.language import current, say, translate
from amends.cli.language import gettext as _
from amends.cli.session import Session, pass_session, standard

if TYPE_CHECKING:
    from amends.demo.play import Demo, Line
    from amends.ledger.verify import Verdict

# By kind of line: how far it stands in, and how a terminal shows it. Every kind not named here is a plugin's answer.
_FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "intro": ("", {}),
    "trade": ("\n━━━ ", {"bold": True, "fg": "cyan"}),
    "case": ("\n■ ", {"bold": True}),
    "customer": ("  ", {"fg": "yellow"}),
    "act": ("  ", {}),
    "result": ("  = ", {"bold": True}),
    "operator": ("    ", {"fg": "green"}),
}
# How wide the names of the questions stand, by language.
_LABELS = {"zh": 6, "en": 12}
_ANSWER: tuple[str, dict[str, Any]] = ("      ", {"dim": True})


@click.command("demo", help=_("See real complaints walk through their whole life, with the reason of every decision."))
@click.option("--industry", metavar="NAME", help=_("only this trade"))
@click.option(
    "--keep", type=click.Path(path_type=Path), metavar="DIR", help=_("where to leave it: a new or empty folder")
)
@standard
@pass_session
def command(session: Session, industry: str | None, keep: Path | None) -> None:
    """Run the demo."""
    from amends.demo.play import Demo
    from amends.moments import now

    folder = keep.absolute() if keep else Path(tempfile.gettempdir(), f"amends-demo-{secrets.token_hex(4)}")
    demo = Demo(folder, industry, current(), now())
    for line in demo.lines():
        if not session.json:
            _print(line)
    verdict, seals = demo.proof()
    if session.json:
        _print_json(demo, folder, verdict, seals)
    else:
        _print_summary(demo, folder, verdict, seals)
    if verdict.finding is not None:
        sys.exit(1)


def _print(line: Line) -> None:
    from amends.cli.output import safe, width

    before, style = _FORMS.get(line.kind, _ANSWER)
    label = say(line.label) if line.label else ""
    label += " " * (_LABELS[current()] - width(label)) if label else ""
    words = say(line.text)
    if line.kind == "operator":
        words = _("say: {words}").format(words=words)
    click.secho(before + safe(label + words), **style)


def _print_summary(demo: Demo, folder: Path, verdict: Verdict, seals: list[str]) -> None:
    from amends.cli.output import print_line, print_table
    from amends.demo.outcome import HEADINGS, money_by_payer, money_text, row

    print_line()
    print_table([say(heading) for heading in HEADINGS], [[say(cell) for cell in row(o)] for o in demo.outcomes])
    print_line()
    paid = say(money_text(money_by_payer(demo.outcomes)))
    print_line(_("paid out in {count} cases: {money}").format(count=len(demo.outcomes), money=paid))
    if verdict.finding is None:
        print_line(
            _("the record: {events} events of {branches} branches are as they were written").format(
                events=verdict.events, branches=verdict.branches
            )
        )
    else:
        where, what = translate(verdict.finding.where), translate(verdict.finding.what)
        print_line(_("NOT as written: {where}: {what}").format(where=where, what=what))
    print_line(_("seals, to be kept outside: {seals}").format(seals="  ".join(seals)))
    print_line()
    print_line(_("all of it is kept; look for yourself:"))
    for line in _invitation(demo, folder):
        print_line(f"  {line}")


def _invitation(demo: Demo, folder: Path) -> list[str]:
    """Commands that show what the demo left, on a case that had the most to decide; what is still open comes last."""
    from amends.desk.guide import next_command

    told = max(demo.outcomes, key=lambda outcome: len(outcome.shown.events)).shown.case
    commands = [
        f"cd {shlex.quote(str(folder))}",
        "amends queue",
        f"amends show {told.number}",
        f"amends explain {told.number}",
        "amends ledger verify",
    ]
    for outcome in demo.outcomes:
        case, offer = outcome.shown.case, outcome.shown.case.offer
        verb = next_command(case)
        if verb and offer and offer.state == "waiting":
            commands.append(f"amends {verb} {case.number} --as {outcome.branch.staff[offer.decider]}")
    return commands


def _print_json(demo: Demo, folder: Path, verdict: Verdict, seals: list[str]) -> None:
    from amends.cli.output import print_json
    from amends.cli.whole_case_json import whole_case_json
    from amends.demo.answers import answered

    finding = verdict.finding
    zone = demo.chain.zone()
    cases = [
        {
            "title": say(outcome.story.title),
            "stages": outcome.stages,
            "scores": outcome.scores,
            "answers": answered(outcome.shown),
            **whole_case_json(outcome.shown.case, list(outcome.shown.events), outcome.shown.pack, zone),
        }
        for outcome in demo.outcomes
    ]
    found = {"where": str(finding.where), "what": str(finding.what)} if finding else None
    checked = {"ok": finding is None, "events": verdict.events, "branches": verdict.branches, "finding": found}
    print_json({"folder": str(folder), "cases": cases, "verdict": checked, "seals": seals})
