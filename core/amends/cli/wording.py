"""`amends wording`: check words for a customer before they are said or sent."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed, pass_session, standard

if TYPE_CHECKING:
    from amends.wording.check import Finding
    from amends.wording.phrases import Unsaid


@click.command(
    "wording",
    help=_(
        "Check words for a customer: blame, insult, interrogation, false certainty, pleading, promises beyond one's "
        "authority, pressure not to report, waivers, concealment, threats. Exit code 1 where there are any."
    ),
)
@click.option("--text", help=_("the words"))
@click.option("--file", "source", metavar="FILE", help=_("a text file, read line by line; - reads standard input"))
@click.option("--industry", metavar="NAME", help=_("the trade whose own words count too"))
@standard
@pass_session
def command(session: Session, text: str | None, source: str | None, industry: str | None) -> None:
    """Check words; no ledger is opened."""
    from amends.wording.check import check_wording

    more = _of_the_trade(session, industry)
    lines = _lines(source) if source is not None else enumerate(needed(text, "--text", _("The words")).splitlines(), 1)
    found = [(line, finding) for line, words in lines for finding in check_wording(words, more)]
    if session.json:
        from amends.cli.language import current
        from amends.cli.output import print_json

        print_json([{"line": line, **finding.to_json(current())} for line, finding in found])
    else:
        _print(found)
    if found:
        sys.exit(1)


def _of_the_trade(session: Session, industry: str | None) -> tuple[Unsaid, ...]:
    """The words a trade adds: of the one named, else of the branch's own where there is a chain here."""
    from amends.config import Chain, find_config

    known = find_config(session.given.get("config")) is not None
    if industry is None and not known:
        return ()
    from amends.pack.wording import phrases_of
    from amends.registry import load

    chain = session.chain if known else Chain(Path("amends.toml").absolute(), {"chain": {"name": "", "plugins": []}})
    names = [industry] if industry is not None and industry not in chain.plugins else chain.plugins
    overrides = {name: changes for name, changes in chain.overrides.items() if name in names}
    packs = load(names, overrides).packs
    chosen = [packs[industry]] if industry is not None and industry in packs else list(packs.values())
    return tuple(phrase for pack in chosen for phrase in phrases_of(pack))


def _print(found: list[tuple[int, Finding]]) -> None:
    from amends.cli.language import say
    from amends.cli.output import print_line

    if not found:
        print_line(_("nothing to object to"))
    for line, finding in found:
        print_line(
            _('line {line}: "{phrase}" · {kind}').format(line=line, phrase=finding.phrase, kind=say(finding.label))
        )
        print_line(_("  why: {why}").format(why=say(finding.why)))
        print_line(_("  rather: {instead}").format(instead=say(finding.instead)))


def _lines(source: str) -> Iterator[tuple[int, str]]:
    """The lines of a text file with their numbers; a usage error names a file that cannot be read."""
    from amends.characters import mended
    from amends.errors import Misuse

    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise Misuse("{file}: {problem}", file=source, problem=error.strerror) from None
    yield from enumerate(mended(data.decode("utf-8-sig", "replace")).splitlines(), 1)
