"""`amends branch`: the branches of the chain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from amends.branch_tree import KINDS
from amends.cli.language import gettext as _
from amends.cli.session import Session, pass_session, standard

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@click.group("branch", help=_("The branches of the chain, as a list or a tree."))
def command() -> None:
    """Hold the branch commands."""


@command.command("list", help=_("List the branches, and judge what amends.toml says of each."))
@standard
@pass_session
def listing(session: Session) -> None:
    """List the branches."""
    from amends.cli.output import print_json, print_table
    from amends.desk.branches import branch_list

    found = branch_list(session.chain)
    if session.json:
        print_json(found)
        return
    headings = (_("code"), _("name"), _("kind"), _("belongs to"), _("trade"), _("time zone"))
    keys = ("code", "name", "kind", "parent", "industry", "timezone")
    rows = [{**entry, "kind": _kind(entry["kind"])} for entry in found]
    print_table(headings, [tuple(row[key] or "-" for key in keys) for row in rows])


@command.command("tree", help=_("Show what belongs to what."))
@standard
@pass_session
def tree(session: Session) -> None:
    """Show the tree."""
    from amends.cli.output import print_json, print_line
    from amends.desk.branches import branch_tree

    found = branch_tree(session.chain)
    if session.json:
        print_json(found)
        return
    for line in _lines(found, ""):
        print_line(line)


@command.command("show", help=_("Show one branch: what it is, what it belongs to, when it is open."))
@click.argument("code", metavar=_("CODE"))
@standard
@pass_session
def show(session: Session, code: str) -> None:
    """Show one branch."""
    from amends.cli.output import print_json
    from amends.desk.branches import branch_details

    found = branch_details(session.desk, code)
    if session.json:
        print_json(found)
    else:
        _print(found)


@command.command("add", help=_("Add a branch to amends.toml; everything else in the file stays as it is."))
@click.argument("code", metavar=_("CODE"))
@click.option("--name", help=_("the branch, for people"))
@click.option("--parent", metavar="CODE", help=_("the branch it belongs to"))
@click.option("--kind", type=click.Choice(KINDS), help=_("what it is; left out: a branch until something is below it"))
@click.option("--industry", metavar="NAME", help=_("the trade, where the chain has several"))
@click.option("--staff", metavar="NAME", help=_("who acts there when nobody is named"))
@click.option("--timezone", metavar="ZONE", help=_("its own time zone"))
@click.option("--language", type=click.Choice(["zh", "en"]), help=_("its own language"))
@standard
@pass_session
def add(session: Session, /, code: str, **settings: str | None) -> None:
    """Add a branch."""
    from amends.cli.output import print_json, print_line
    from amends.desk.branches import open_branch

    added = open_branch(session.chain, code, settings)
    if session.json:
        print_json(added)
    else:
        print_line(_("{code} is in amends.toml").format(code=added["code"]))


def _kind(kind: str) -> str:
    return {"branch": _("branch"), "region": _("region"), "head_office": _("head office")}[kind]


def _title(entry: dict[str, Any]) -> str:
    return "  ".join(filter(None, (entry["code"], entry["name"], f"({_kind(entry['kind'])})")))


def _lines(nodes: list[dict[str, Any]], before: str) -> Iterator[str]:
    for node in nodes:
        yield before + _title(node)
        yield from _lines(node["below"], before + "  ")


def _print(found: dict[str, Any]) -> None:
    from amends.cli.output import print_line

    print_line(_title(found))
    for label, value in (
        (_("belongs to: {value}"), " → ".join(found["above"])),
        (_("directly below: {value}"), ", ".join(found["below"])),
        (_("trade: {value}"), found["industry"]),
        (_("time zone: {value}"), found["timezone"]),
        (_("at the desk: {value}"), found["staff"]),
        (_("holidays: {value}"), found["holidays"]),
    ):
        if value:
            print_line(label.format(value=value))
    for day in _DAYS if found["hours"] else ():
        print_line(f"  {day}  {', '.join(found['hours'].get(day, ())) or '-'}")
