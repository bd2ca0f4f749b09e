"""`amends guide`: what to do now and what to say."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import verb


@verb("guide", _("What to do now and what to say, for where the case stands."))
@click.option(
    "--temperament", metavar="NAME", help=_("the words for a customer who talks like that; nothing is recorded")
)
def command(session: Session, number: str, temperament: str | None) -> None:
    """Show the guide of a case."""
    from amends.desk.guide import guide, next_command
    from amends.desk.reading import show
    from amends.desk.words import as_if, sound

    shown = show(session.desk, session.target(number), session.reader)
    zone = session.desk.zone_of(shown.case.branch)
    case = as_if(shown.case, shown.pack, temperament) if temperament else shown.case
    steps = sound(guide(case, shown.pack, zone, shown.rights), shown.pack)
    if session.json:
        from amends.cli.case_json import steps_json
        from amends.cli.output import print_json

        print_json({"number": case.number, "stage": case.stage, "guide": steps_json(steps), "next": next_command(case)})
        return
    from amends.cli.case_text import print_next, print_steps

    print_steps(steps, case)
    print_next(case)
