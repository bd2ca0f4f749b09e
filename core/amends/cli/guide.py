"""`amends guide`: what to do now and what to say."""

from __future__ import annotations

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import verb


@verb("guide", _("What to do now and what to say, for where the case stands."))
def command(session: Session, number: str) -> None:
    """Show the guide of a case."""
    from amends.desk.reading import show

    shown = show(session.desk, session.target(number), session.reader)
    zone = session.desk.zone_of(shown.case.branch)
    if session.json:
        from amends.cli.case_json import case_json
        from amends.cli.output import print_json
        from amends.desk.guide import next_command

        whole = case_json(shown.case, [], shown.pack, zone, shown.rights)
        print_json(
            {
                "number": whole["number"],
                "stage": whole["stage"],
                "guide": whole["guide"],
                "next": next_command(shown.case),
            }
        )
        return
    from amends.cli.case_text import print_guide, print_next

    print_guide(shown.case, shown.pack, zone, shown.rights)
    print_next(shown.case)
