"""`amends search`: find cases by any words."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, pass_session, standard


@click.command("search", help=_("Find cases whose text, number, name, telephone or facts hold all the words."))
@click.argument("words", nargs=-1, required=True, metavar=_("WORDS"))
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help=_("how many to list"))
@click.option("--csv", is_flag=True, help=_("print CSV, for spreadsheets"))
@standard
@pass_session
def command(session: Session, words: tuple[str, ...], limit: int, csv: bool) -> None:
    """Search."""
    from amends.cli.case_list import print_cases
    from amends.cli.reading_list import branches_for
    from amends.ledger.connection import opened
    from amends.ledger.reading import search

    path = session.chain.database
    with opened(path) as connection:
        branches = branches_for(session, connection, "search")
        cases = search(connection, path, " ".join(words), branches, limit)
    print_cases(cases, session, csv=csv, title=_("found"))
