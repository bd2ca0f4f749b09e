"""`amends breach`: what went against the rules of the house, and what follows."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed
from amends.cli.verb import show_result, verb


@verb("breach", _("Record what went against the rules, or decide what follows. Nobody is ever fined by it."))
@click.option("--kind", help=_("which breach, as the industry's pack names it"))
@click.option("--role", help=_("the role that is responsible"))
@click.option("--person", metavar=_("NAME"), help=_("the colleague who is responsible, where known"))
@click.option("--text", help=_("what was seen"))
@click.option("--decide", metavar="MEASURE", help=_("what follows: none, talk, training, reminder or personnel"))
@click.option("--breach", help=_("which one, where several wait: breach.1"))
@click.option("--because", help=_("why, with what the person concerned said"))
def command(
    session: Session,
    number: str,
    kind: str | None,
    role: str | None,
    person: str | None,
    text: str | None,
    decide: str | None,
    breach: str | None,
    because: str | None,
) -> None:
    """Record a breach, or decide about one."""
    from amends.desk.breaches import decide_breach, report_breach

    target, actor = session.target(number), session.actor
    if decide is not None:
        why = needed(because, "--because", _("Why"))
        case = decide_breach(session.desk, target, actor, decide, why, breach)
    else:
        which = needed(kind, "--kind", _("Which breach"))
        account = needed(text, "--text", _("What was seen"))
        case = report_breach(session.desk, target, actor, which, account, role=role, person=person)
    show_result(session, case)
