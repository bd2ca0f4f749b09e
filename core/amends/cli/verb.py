"""The shape of every command that acts on one case: call the desk, show the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, pass_session, standard

if TYPE_CHECKING:
    from amends.case.values import Case


def verb(name: str, help: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command `amends NAME NUMBER …` whose function gets the session and the number."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        numbered = click.argument("number", metavar=_("NUMBER"))(pass_session(function))
        return click.command(name, help=help)(standard(numbered))

    return decorate


def show_result(session: Session, case: Case, more: Mapping[str, Any] | None = None, lines: Sequence[str] = ()) -> None:
    """The case after the verb, as JSON with the fields `more`, or as text with `lines` before the next command."""
    from amends.desk.reading import show
    from amends.desk.work import Target

    shown = show(session.desk, Target(case.number, case.branch))
    zone = session.desk.zone_of(case.branch)
    if session.json:
        from amends.cli.case_json import case_json
        from amends.cli.output import print_json

        result = case_json(shown.case, list(shown.events), shown.pack, zone, shown.rights)
        print_json({**result, **(more or {})})
    else:
        from amends.cli.case_text import print_case

        print_case(shown.case, shown.pack, zone, shown.rights, lines)


def pairs(values: tuple[str, ...], flag: str) -> dict[str, str]:
    """`NAME=VALUE` options as a dictionary; a usage error names the flag where the `=` is missing."""
    from amends.errors import Misuse

    found: dict[str, str] = {}
    for value in values:
        name, sign, given = value.partition("=")
        if not sign or not name.strip():
            raise Misuse("{flag} {value}: expected NAME=VALUE", flag=flag, value=value)
        found[name.strip()] = given
    return found
