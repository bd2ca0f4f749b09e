"""What every command shares: who acts, where, in which language, in which form the answer goes out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from amends.characters import mended
from amends.cli.language import gettext as _
from amends.config import Chain, find_config, load_chain
from amends.errors import ConfigurationError, Misuse

if TYPE_CHECKING:
    from amends.desk.desk import Desk
    from amends.desk.work import Target


class Session:
    """The options that stand before or after any command, and what follows from them."""

    def __init__(self) -> None:
        self.given: dict[str, Any] = {}
        self._chain: Chain | None = None
        self._desk: Desk | None = None

    @property
    def json(self) -> bool:
        """Whether the answer goes to a program."""
        return bool(self.given.get("json"))

    @property
    def branch(self) -> str | None:
        """The branch named, if any."""
        return self.given.get("branch") or mended(os.environ.get("AMENDS_BRANCH", "")) or None

    @property
    def known_branch(self) -> str | None:
        """The branch named, if any, which must be one of the chain: a list of an unknown one would just be empty."""
        if self.branch is not None and self.branch not in self.chain.branches:
            known = ", ".join(self.chain.branches)
            raise Misuse("no branch '{code}'; known: {known}", code=self.branch, known=known)
        return self.branch

    @property
    def chain(self) -> Chain:
        """The chain's settings. Raises `ConfigurationError` where there are none here."""
        if self._chain is None:
            file = find_config(self.given.get("config"))
            if file is None:
                raise ConfigurationError(
                    "no amends.toml in {folder} or above it; make one with: amends init", folder=os.getcwd()
                )
            self._chain = load_chain(file)
        return self._chain

    @chain.setter
    def chain(self, chain: Chain) -> None:
        self._chain = chain

    @property
    def actor(self) -> str:
        """Who acts: `--as`, `AMENDS_STAFF`, else whoever amends.toml says sits at this branch's desk."""
        named = self._named_actor
        if named is None:
            raise Misuse("who are you? name yourself with --as or AMENDS_STAFF")
        return named

    @property
    def reader(self) -> str | None:
        """Who reads: as `actor`. In a chain with one branch nobody needs to say it; there all is theirs to read."""
        return self.actor if len(self.chain.branches) > 1 else self._named_actor

    @property
    def _named_actor(self) -> str | None:
        named = self.given.get("actor") or mended(os.environ.get("AMENDS_STAFF", ""))
        if named:
            return str(named)
        code = self.known_branch or self.chain.usual_branch
        return self.chain.branches.get(code or "", {}).get("staff") or None

    @property
    def desk(self) -> Desk:
        """The desk of the chain, made when first asked for."""
        if self._desk is None:
            from amends.desk.desk import Desk
            from amends.ledger.sqlite import SqliteLedger

            ledger = SqliteLedger(self.chain.database)
            click.get_current_context().call_on_close(ledger.close)
            self._desk = desk = Desk(self.chain, ledger)
            click.get_current_context().call_on_close(lambda: _tell_overheard(desk))
        return self._desk

    def target(self, number: str, version: int | None = None) -> Target:
        """The case a command is about."""
        from amends.desk.work import Target

        return Target(number, self.branch, version)


def _tell_overheard(desk: Desk) -> None:
    """Say on standard error which plugin printed what: it is no part of the answer, and nobody else would know."""
    for plugin, hook, words in desk.overheard:
        line = _("plugin '{plugin}' printed in {hook}: {words}").format(plugin=plugin, hook=hook, words=words)
        click.echo("amends: " + "".join(char if char.isprintable() else "?" for char in line), err=True)


def stored(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """A callback that keeps an option's value in the session's `given`."""

    def callback(ctx: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value is not None and value is not False and value != "":
            ctx.ensure_object(Session).given[name] = value

    return callback


def standard(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that all have."""
    for decorate in reversed(_OPTIONS):
        command = decorate(command)
    return command


def _option(*names: str, store: str, **settings: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(*names, f"_{store}", expose_value=False, callback=stored(store), **settings)


_OPTIONS = (
    _option("--as", store="actor", metavar="NAME", help=_("who you are (or AMENDS_STAFF)")),
    _option("--branch", store="branch", metavar="CODE", help=_("your branch (or AMENDS_BRANCH)")),
    _option("--config", store="config", metavar="FILE", help=_("the configuration file (or AMENDS_CONFIG)")),
    _option("--lang", store="lang", type=click.Choice(["zh", "en"]), help=_("the language to speak")),
    _option("--json", store="json", is_flag=True, help=_("print JSON, for programs")),
)

pass_session = click.make_pass_decorator(Session, ensure=True)


def interactive() -> bool:
    """Whether somebody sits at a terminal and can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def needed(value: str | None, flag: str, question: str, default: str | None = None) -> str:
    """`value`, or on a terminal the answer to `question`; without one, a usage error that names the flag."""
    if value is not None:
        return value
    if not interactive():
        raise Misuse("{flag} is missing; without a terminal it cannot be asked for", flag=flag)
    return str(click.prompt(question, default=default, err=True))
