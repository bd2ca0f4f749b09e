"""`amends ledger`: prove, seal or rebuild the record."""

from __future__ import annotations

import sys

import click

from amends.cli.language import gettext as _
from amends.cli.language import translate
from amends.cli.session import Session, pass_session, standard


@click.group("ledger", help=_("Prove, seal or rebuild the record."))
def command() -> None:
    """Hold the ledger commands."""


@command.command("verify", help=_("Prove that the record is as it was written; else name the first place that is not."))
@click.option(
    "--seal", "seals", multiple=True, metavar="SEAL", help=_("a seal kept outside, from ledger seal; repeatable")
)
@standard
@pass_session
def verify(session: Session, seals: tuple[str, ...]) -> None:
    """Verify the ledger."""
    from amends.cli.output import print_json, print_line
    from amends.ledger.connection import opened
    from amends.ledger.verify import verify as verify_ledger

    path = session.chain.database
    with opened(path) as connection:
        verdict = verify_ledger(connection, path, seals)
    finding = verdict.finding
    if session.json:
        found = {"where": str(finding.where), "what": str(finding.what)} if finding else None
        print_json({"ok": finding is None, "events": verdict.events, "branches": verdict.branches, "finding": found})
    elif finding is None:
        print_line(
            _("{events} events of {branches} branches are as they were written").format(
                events=verdict.events, branches=verdict.branches
            )
        )
    else:
        where, what = translate(finding.where), translate(finding.what)
        print_line(_("NOT as written: {where}: {what}").format(where=where, what=what))
    if finding is not None:
        sys.exit(1)


@command.command("seal", help=_("Print a short seal per branch; keep it outside, in the monthly report."))
@standard
@pass_session
def seal(session: Session) -> None:
    """Seal the ledger."""
    from amends.cli.output import print_json, print_line
    from amends.ledger.connection import opened
    from amends.ledger.verify import seals

    path = session.chain.database
    with opened(path) as connection:
        made = seals(connection, path)
    if session.json:
        print_json(made)
    else:
        print_line("\n".join(made) or _("nothing to seal yet"))


@command.command("rebuild", help=_("Compute lists, tasks and search anew from the events."))
@standard
@pass_session
def rebuild(session: Session) -> None:
    """Rebuild the projections."""
    from amends.cli.output import print_json, print_line
    from amends.ledger.connection import opened
    from amends.ledger.rebuild import rebuild as rebuild_ledger

    path = session.chain.database
    with opened(path) as connection:
        count = rebuild_ledger(connection, path)
    if session.json:
        print_json({"cases": count})
    else:
        print_line(_("{count} cases computed anew from their events").format(count=count))
