"""`amends plugin enable` and `amends plugin disable`: which plugins the chain uses, in `amends.toml`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, pass_session, standard
from amends.config import Chain


@click.command("enable", help=_("Use a plugin, after those in use; everything else in amends.toml stays as it is."))
@click.argument("name", metavar=_("NAME"))
@click.option("--first", is_flag=True, help=_("give it the first say instead of the last"))
@standard
@pass_session
def enable(session: Session, name: str, first: bool) -> None:
    """Enable a plugin."""
    from amends.chain_file import name_plugins
    from amends.errors import Misuse

    def added(names: tuple[str, ...]) -> tuple[str, ...]:
        if name in names:
            raise Misuse("plugin '{name}' is enabled already; nothing was changed", name=name)
        return (name, *names) if first else (*names, name)

    _say(session, name_plugins(session.chain.file, added, _check))


@click.command("disable", help=_("Stop using a plugin; everything else in amends.toml stays as it is."))
@click.argument("name", metavar=_("NAME"))
@standard
@pass_session
def disable(session: Session, name: str) -> None:
    """Disable a plugin."""
    from amends.chain_file import name_plugins
    from amends.errors import Misuse, Phrase

    def removed(names: tuple[str, ...]) -> tuple[str, ...]:
        if name not in names:
            enabled = ", ".join(names) or Phrase("none")
            raise Misuse("plugin '{name}' is not enabled; enabled: {enabled}", name=name, enabled=enabled)
        return tuple(other for other in names if other != name)

    _say(session, name_plugins(session.chain.file, removed, _still_served))


def _check(chain: Chain) -> None:
    """The chain as it will be, loaded as every command loads it: what fails here would fail at the desk."""
    import os

    from amends import registry

    registry.load(chain.plugins, chain.overrides, os.path.dirname(os.path.abspath(chain.file)))


def _still_served(chain: Chain) -> None:
    """As `_check`; and no branch, and not the chain as a whole, loses its trade."""
    from amends import registry
    from amends.errors import Misuse

    for code, settings in chain.branches.items():
        industry = settings.get("industry")
        if industry is not None and industry not in chain.plugins:
            raise Misuse("[branch.{code}] is a {industry}; nothing was changed", code=code, industry=industry)
    _check(chain)
    if not registry.load(chain.plugins, chain.overrides).packs:
        raise Misuse("no trade would be left; nothing was changed")


def _say(session: Session, chain: Chain) -> None:
    from amends.cli.output import print_json, print_line

    if session.json:
        print_json({"plugins": list(chain.plugins)})
    else:
        print_line(_("in use, first say first: {names}").format(names=", ".join(chain.plugins)))
