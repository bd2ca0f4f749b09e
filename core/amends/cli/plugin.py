"""`amends plugin`: which plugins there are."""

from __future__ import annotations

from typing import Any

import click

from amends.cli.language import gettext as _
from amends.cli.plugin_check import check
from amends.cli.plugin_enable import disable, enable
from amends.cli.plugin_new import new
from amends.cli.plugin_show import diff, show
from amends.cli.plugin_teach import teach
from amends.cli.session import Session, pass_session, standard

# What a plugin may count; a word of its own is printed as it is.
_COUNTED = {"categories": _("categories"), "rules": _("rules")}


@click.group("plugin", help=_("Which plugins there are."))
def command() -> None:
    """Hold the plugin commands."""


command.add_command(new)


@command.command("list", help=_("List installed plugins; those not enabled are not imported."))
@click.option("--all", "everything", is_flag=True, help=_("look into those that are not enabled too"))
@standard
@pass_session
def listing(session: Session, everything: bool) -> None:
    """List the plugins."""
    from amends import registry
    from amends.cli.output import print_json, print_table
    from amends.config import find_config

    has_config = find_config(session.given.get("config")) is not None
    enabled = session.chain.plugins if has_config else ()
    installed = registry.installed()
    missing = [name for name in enabled if name not in {listed.name for listed in installed}]
    rows = [
        _described(each.name, each.version, each.distribution, each.name in enabled, look=everything)
        for each in installed
    ]
    rows += [_described(name, "?", "?", True) for name in missing]
    if session.json:
        print_json(rows)
        return
    headings = (_("plugin"), _("version"), _("from"), _("state"), _("hooks"), _("contents"))
    print_table(
        headings,
        [
            (r["name"], r["version"], r["distribution"], r["state"], ", ".join(r["hooks"]), _contents(r["counts"]))
            for r in rows
        ],
    )


def _described(name: str, version: str, distribution: str, enabled: bool, *, look: bool = False) -> dict[str, Any]:
    """One plugin; an enabled one, or one to `look` into, is imported, and named as broken where that fails."""
    from amends import registry
    from amends.cli.language import translate
    from amends.errors import AmendsError

    row: dict[str, Any] = {
        "name": name,
        "version": version,
        "distribution": distribution,
        "hooks": [],
        "categories": None,
        "counts": {},
    }
    if not enabled and not look:
        return {**row, "state": _("not enabled")}
    try:
        plugins = registry.load([name])
    except AmendsError as error:
        return {**row, "state": _("broken: {problem}").format(problem=translate(error))}
    pack = plugins.packs.get(name)
    return {
        **row,
        "version": plugins.versions[name],
        "state": _("enabled") if enabled else _("not enabled"),
        "hooks": plugins.hooks(name),
        "categories": len(pack.categories) if pack else None,
        "counts": {"categories": len(pack.categories)} if pack else plugins.counts(name),
    }


def _contents(counts: dict[str, int]) -> str:
    """`33 categories`, `78 rules`: how much a plugin knows."""
    return ", ".join(
        _("{count} {what}").format(count=count, what=_COUNTED.get(what, what)) for what, count in counts.items()
    )


for each in (show, check, teach, enable, disable, diff):
    command.add_command(each)
