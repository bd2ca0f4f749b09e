"""`amends queue`: what is open, most urgent first."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, pass_session, standard


@click.command("queue", help=_("What is open: incidents first, then the nearest deadline."))
@click.option("--mine", is_flag=True, help=_("only what waits for you or for somebody in your role"))
@click.option("--overdue", is_flag=True, help=_("only what is past its deadline"))
@click.option("--role", help=_("only cases this role owns"))
@click.option("--stage", help=_("only cases at this stage"))
@click.option("--category", help=_("only this category"))
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help=_("how many to list"))
@click.option("--all", "everything", is_flag=True, help=_("list all of them"))
@click.option("--csv", is_flag=True, help=_("print CSV, for spreadsheets"))
@standard
@pass_session
def command(
    session: Session,
    mine: bool,
    overdue: bool,
    role: str | None,
    stage: str | None,
    category: str | None,
    limit: int,
    everything: bool,
    csv: bool,
) -> None:
    """List open cases."""
    from amends.cli.case_list import print_cases
    from amends.cli.reading_list import branches_for
    from amends.ledger.connection import opened
    from amends.ledger.reading import known_names, open_count, queue
    from amends.moments import now, stamp

    path = session.chain.database
    if stage is not None:
        _check_stage(stage)
    person, moment = session.actor if mine else None, stamp(now())
    with opened(path) as connection:
        if person is not None:
            _check_known(person, known_names(connection, path))
        branches = branches_for(session, connection)
        filters = {"owner_role": role, "stage": stage, "category": category}
        cases = queue(
            connection,
            path,
            branches,
            None if everything else limit,
            person=person,
            at=moment,
            overdue_at=moment if overdue else None,
            **filters,
        )
        count = open_count(connection, path, branches)
    print_cases(cases, session, csv=csv, title=_("open cases"))
    narrowed = mine or overdue or any(filters.values())
    if not session.json and not csv and len(cases) < count and not narrowed:
        click.echo(
            _("{shown} of {count} open cases; the rest: amends queue --all").format(shown=len(cases), count=count)
        )


def _check_known(name: str, names: list[str]) -> None:
    """Somebody nobody knows has nothing waiting, and would read that all is done."""
    from amends.errors import Misuse

    if name not in names:
        raise Misuse("no staff member '{name}'; known: {known}", name=name, known=", ".join(names))


def _check_stage(stage: str) -> None:
    from amends.errors import Misuse
    from amends.pack.values import STAGES

    if stage not in STAGES:
        raise Misuse("no stage '{stage}'; known: {known}", stage=stage, known=", ".join(STAGES))
