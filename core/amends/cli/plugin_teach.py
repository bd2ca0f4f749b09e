"""`amends plugin teach`: a pack taught by the examples beside it."""

from __future__ import annotations

import os

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, pass_session, standard


@click.command(
    "teach",
    help=_(
        "Teach a trade's pack by the texts in the folder examples beside it, so that it understands others like them. "
        "NAME is an installed plugin, or the folder of one that is not."
    ),
)
@click.argument("name", metavar=_("NAME"), default=os.curdir)
@click.option("--by", "teacher", metavar="NAME", help=_("the plugin that teaches (without it: learned)"))
@standard
@pass_session
def teach(session: Session, name: str, teacher: str | None) -> None:
    """Teach a pack."""
    from amends.cli.output import print_json, print_line
    from amends.review import teaching
    from amends.review.subject import find_subject

    taught = teaching.teach(find_subject(name), teacher or teaching.TEACHER)
    if session.json:
        print_json(taught._asdict())
        return
    print_line(
        _("taught by {examples} examples of {categories} categories: {file}").format(
            examples=taught.examples, categories=taught.categories, file=taught.file
        )
    )
