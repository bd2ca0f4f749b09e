"""`amends learn`: learn from what the desk found complaints to be about; report where the first guess was corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, pass_session, standard

if TYPE_CHECKING:
    from amends.case.events import Event
    from amends.learning import Lessons
    from amends.pack.values import Pack


@click.command("learn", help=_("Learn from confirmed cases, so that the next texts are understood better."))
@click.option("--industry", metavar="NAME", help=_("the trade whose cases to learn from"))
@click.option(
    "--file",
    "source",
    metavar="F.jsonl",
    help=_("learn from JSON lines with text and categories instead of the ledger"),
)
@click.option("--report", is_flag=True, help=_("only show where the first guess was corrected; nothing is learned"))
@standard
@pass_session
def command(session: Session, industry: str | None, source: str | None, report: bool) -> None:
    """Learn, or report."""
    from amends.desk import learning

    pack = session.desk.pack(industry, session.known_branch)
    if report:
        _report(session, pack)
        return
    lessons = learning.lessons_in(source, pack) if source else learning.lessons_of(_cases(session, pack), pack)
    _print(session, learning.learn(session.desk, pack, lessons))


def _cases(session: Session, pack: Pack) -> list[list[Event]]:
    from amends.desk.learning import confirmed_cases
    from amends.ledger.connection import opened
    from amends.ledger.reading import case_ids

    path = session.chain.database
    with opened(path) as connection:
        ids = case_ids(connection, path, pack.name, session.known_branch)
    return list(confirmed_cases(session.desk, ids))


def _report(session: Session, pack: Pack) -> None:
    from amends.cli.output import print_json, print_line, print_table
    from amends.desk.learning import confusions

    found = confusions(_cases(session, pack))
    if session.json:
        print_json([{**row._asdict(), "numbers": list(row.numbers)} for row in found])
        return
    total = sum(row.cases for row in found)
    right = sum(row.cases for row in found if row.guessed == row.confirmed)
    print_line(_("{right} of {total} confirmed cases were understood at first").format(right=right, total=total))
    wrong = [row for row in found if row.guessed != row.confirmed]
    if wrong:
        headings = (_("first guess"), _("confirmed"), _("cases"), _("among them"))
        print_table(headings, [_row(row) for row in wrong])


def _row(row: Any) -> tuple[str, ...]:
    return row.guessed or "-", row.confirmed or "-", str(row.cases), ", ".join(row.numbers)


def _print(session: Session, outcome: Lessons) -> None:
    from amends.cli.output import print_json, print_line

    if session.json:
        print_json(outcome._asdict())
        return
    print_line(
        _("{lessons} confirmed cases; measured on {held_out} that were not learned from:").format(
            lessons=outcome.lessons, held_out=outcome.held_out
        )
    )
    before = "-" if outcome.quality_before is None else f"{outcome.quality_before:.1%}"
    print_line(_("  the pack alone {without}, the model in use {before}, the new one {quality}").format(
        without=f"{outcome.quality_without:.1%}", before=before, quality=f"{outcome.quality:.1%}"
    ))  # fmt: skip
    if outcome.kept:
        print_line(
            _("The new model is in use: {file} ({digest})").format(file=outcome.file, digest=outcome.digest[:12])
        )
    else:
        print_line(_("The new model is no better; nothing was changed."))
