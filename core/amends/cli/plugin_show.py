"""`amends plugin show` and `amends plugin diff`: what a plugin is, and what another version or the chain changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, pass_session, standard

if TYPE_CHECKING:
    from amends.pack.values import Pack
    from amends.review.changes import Change

_KINDS = {
    "categories": _("Categories"), "limits": _("Limits and deadlines"), "words": _("Words"),
    "rest": _("Everything else"),
}  # fmt: skip


@click.command("show", help=_("Show one plugin: version, hooks, what it holds, requirements, roles, who decides what."))
@click.argument("name", metavar=_("NAME"))
@standard
@pass_session
def show(session: Session, name: str) -> None:
    """Show a plugin."""
    from amends.cli.output import print_json
    from amends.review.description import described

    found = described(name)
    if session.json:
        print_json(found)
    else:
        _print(found)


def _print(found: dict[str, Any]) -> None:
    from amends.cli.language import current
    from amends.cli.output import print_line, print_table

    print_line(f"{found['name']} {found['version']}  ({found['distribution'] or '-'})")
    if found["pack"]:
        print_line(_("pack: {value}").format(value=found["pack"]))
    for label, value in (
        (_("hooks: {value}"), ", ".join(found["hooks"])),
        (_("holds: {value}"), ", ".join(f"{count} {what}" for what, count in found["counts"].items())),
        (_("answers: {value}"), ", ".join(found["requirements"])),
    ):
        if value:
            print_line(label.format(value=value))
    if found["roles"]:
        rows = [(role["name"], role["label"][current()], role["superior"] or "-", role["scope"])
                for role in found["roles"]]  # fmt: skip
        print_table((_("role"), _("name"), _("above it"), _("covers")), rows)
    if found["bands"]:
        bands = [(band["table"], _sum(band["up_to"]), ", ".join(band["roles"]), str(band["hours"]))
                 for band in found["bands"]]  # fmt: skip
        print_table((_("table"), _("up to"), _("who decides"), _("hours")), bands)


def _sum(up_to: dict[str, str] | None) -> str:
    return f"{up_to['amount']} {up_to['currency']}" if up_to else _("any sum")


@click.command(
    "diff", help=_("What another version of a plugin, or with --chain your amends.toml, changes in its pack.")
)
@click.argument("name", metavar=_("NAME"))
@click.argument("other", metavar=_("[FOLDER]"), required=False)
@click.option("--chain", "own", is_flag=True, help=_("compare with what amends.toml changes"))
@standard
@pass_session
def diff(session: Session, name: str, other: str | None, own: bool) -> None:
    """Show what changes."""
    from amends.cli.output import print_json, print_line
    from amends.errors import Misuse
    from amends.review.changes import changes

    if own == (other is not None):
        raise Misuse("name a folder with another version of '{name}', or --chain; one of the two", name=name)
    found = changes(_pack(name).tables, _tables(session, name, other))
    if session.json:
        print_json([change._asdict() for change in found])
        return
    for line in _lines(found):
        print_line(line)


def _pack(name: str, overrides: dict[str, Any] | None = None) -> Pack:
    from amends import registry
    from amends.errors import Misuse

    packs = registry.load([name], {name: overrides} if overrides else None).packs
    if name not in packs:
        raise Misuse("plugin '{name}' has no pack: there are no tables to compare", name=name)
    return packs[name]


def _tables(session: Session, name: str, other: str | None) -> dict[str, Any]:
    """The tables to compare with: of the chain, or of the pack in a folder, of which no code is run."""
    from amends.errors import Misuse
    from amends.pack.load import load_pack
    from amends.review.subject import find_subject

    if other is None:
        return _pack(name, session.chain.overrides.get(name)).tables
    pack = find_subject(other).pack
    if pack is None:
        raise Misuse("no pack in {folder}; expected files like industry.toml, categories.toml", folder=other)
    return load_pack(pack).tables


def _lines(found: list[Change]) -> list[str]:
    if not found:
        return [_("no difference")]
    lines: list[str] = []
    for kind, title in _KINDS.items():
        of_kind = [change for change in found if change.kind == kind]
        if of_kind:
            lines += [title, *(f"  {_line(change)}" for change in of_kind)]
    return lines


def _line(change: Change) -> str:
    if change.before is None:
        return f"+ {change.place}: {_value(change.after)}"
    if change.after is None:
        return f"- {change.place}: {_value(change.before)}"
    return f"~ {change.place}: {_value(change.before)} → {_value(change.after)}"


def _value(value: Any) -> str:
    """A value in one line; a text in the language now spoken, a whole table by its label."""
    from amends.cli.language import current

    if isinstance(value, dict) and isinstance(value.get("label"), dict):
        value = value["label"]
    if isinstance(value, dict) and current() in value:
        value = value[current()]
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
