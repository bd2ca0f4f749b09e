"""`amends propose`: propose remedies as the next round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from amends.cli.language import gettext as _
from amends.cli.language import say
from amends.cli.session import Session, interactive
from amends.cli.sign_in import decided, pin_option
from amends.cli.verb import show_result, verb

if TYPE_CHECKING:
    from amends.desk.proposal import Wanted
    from amends.desk.work import Target


@verb("propose", _("Propose remedies. Beyond your authority the proposal waits for whoever may decide."))
@click.option("--remedy", "remedies", multiple=True, metavar="CODE[=AMOUNT]", help=_("a remedy; repeatable"))
@click.option("--amount", help=_("the amount of the one remedy given; alone: of the first on the menu that is money"))
@click.option(
    "--point", "points", multiple=True, metavar="ID", help=_("the points it answers; all open ones if not given")
)
@click.option("--because", default="", help=_("why"))
@pin_option
def command(
    session: Session, number: str, remedies: tuple[str, ...], amount: str | None, points: tuple[str, ...], because: str
) -> None:
    """Propose on a case."""
    from amends.desk.proposal import propose

    target = session.target(number)
    if not remedies and interactive():
        target, wanted = _ask(session, target, amount)
    elif not remedies and amount is not None:
        wanted = [_first_in_money(session, target, amount)]
    else:
        wanted = _read(remedies, amount)
    desk, actor = session.desk, session.actor
    case = decided(
        session,
        target,
        lambda t, s: propose(desk, t, actor, wanted, points=points, because=because, signed_in=s),
    )
    show_result(session, case)


def _first_in_money(session: Session, target: Target, amount: str) -> Wanted:
    """What an amount alone means: the first thing on the menu of this case that is paid in money."""
    from amends.desk.proposal import Wanted, menu
    from amends.errors import Misuse

    _case, offered = menu(session.desk, target, session.actor)
    code = next((code for code, remedy in offered.items() if remedy.form == "money"), None)
    if code is None:
        raise Misuse("nothing on this menu is paid in money; offered here: {known}", known=", ".join(offered))
    return Wanted(code, amount)


def _read(remedies: tuple[str, ...], amount: str | None) -> list[Wanted]:
    from amends.desk.proposal import Wanted
    from amends.errors import Misuse

    wanted = [
        Wanted(code, given if sign else None) for code, sign, given in (entry.partition("=") for entry in remedies)
    ]
    if amount is None:
        return wanted
    if len(wanted) != 1 or wanted[0].amount is not None:
        raise Misuse("--amount goes with exactly one --remedy; otherwise write --remedy CODE=AMOUNT")
    return [Wanted(wanted[0].code, amount)]


def _ask(session: Session, target: Target, amount: str | None) -> tuple[Target, list[Wanted]]:
    """Show the menu and ask; the version seen goes with the answer, so that nobody's work is overwritten."""
    from amends.cli.output import print_table
    from amends.desk.proposal import Wanted, menu
    from amends.desk.work import Target

    case, remedies = menu(session.desk, target, session.actor)
    rows = [(code, say(item.label), item.kind, str(item.suggested or "")) for code, item in remedies.items()]
    print_table((_("remedy"), _("what it is"), _("kind"), _("suggested")), rows)
    code = click.prompt(_("Which remedy"), type=click.Choice(list(remedies)), show_choices=False, err=True)
    suggested = remedies[code].suggested
    if amount is None and remedies[code].form in ("money", "voucher", "goods"):
        amount = click.prompt(_("Amount"), default=suggested.amount if suggested else None, err=True)
    return Target(target.number, target.branch, case.version), [Wanted(code, amount)]
