"""`amends classify`: what a text is about; or correct a case's category."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed, pass_session, standard
from amends.cli.verb import pairs, show_result

if TYPE_CHECKING:
    from amends.desk.desk import Desk
    from amends.pack.values import Pack


@click.command(
    "classify", help=_("What a text is about (nothing is stored); with NUMBER: correct that case's category.")
)
@click.argument("number", required=False, metavar=_("[NUMBER]"))
@click.option("--category", help=_("with NUMBER: the right category"))
@click.option("--severity", help=_("with NUMBER: minor, ordinary or major"))
@click.option("--because", default="", help=_("with NUMBER: why"))
@click.option("--industry", metavar="NAME", help=_("the trade whose categories to use"))
@click.option("--text", help=_("a complaint"))
@click.option(
    "--file",
    "source",
    metavar="F.jsonl",
    help=_("one JSON object a line with text and optional id, lang, channel, facts; - reads standard input"),
)
@click.option("--channel", default="in_person", help=_("in_person, phone, letter, chat, email or platform"))
@click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", help=_("something known; repeatable"))
@standard
@pass_session
def command(
    session: Session,
    number: str | None,
    category: str | None,
    severity: str | None,
    because: str,
    industry: str | None,
    text: str | None,
    source: str | None,
    channel: str,
    facts: tuple[str, ...],
) -> None:
    """Classify texts, or correct a case."""
    if number is not None:
        from amends.desk.classifying import reclassify

        right = needed(category, "--category", _("The right category"))
        show_result(session, reclassify(session.desk, session.target(number), session.actor, right, severity, because))
        return
    from amends.desk.intake import checked_text

    desk = _desk(session, industry)
    pack = desk.pack(industry, session.branch if industry is None else None)
    if source is not None:
        for line in _watched(_lines(source)):
            _print(session, desk, pack, line)
        return
    words = needed(text, "--text", _("The complaint"))
    checked_text(words)
    _print(session, desk, pack, {"text": words, "channel": channel, "facts": pairs(facts, "--fact")})


def _watched(lines: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The lines, with a count of them on a terminal while the answers go into a file or a pipe."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return lines
    return _counted(list(lines))


def _counted(lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    with click.progressbar(lines, file=sys.stderr, label=_("classified"), show_pos=True) as watched:
        yield from watched


def _desk(session: Session, industry: str | None) -> Desk:
    """The chain's desk; where there is no chain here, one with just the industry named."""
    from amends.config import Chain, find_config

    if industry is not None and find_config(session.given.get("config")) is None:
        here = Path("amends.toml").absolute()
        session.chain = Chain(here, {"chain": {"name": industry, "plugins": [industry]}})
    return session.desk


def _print(session: Session, desk: Desk, pack: Pack, line: dict[str, Any]) -> None:
    from amends.cli.case_json import classification_json
    from amends.cli.output import print_json, print_line
    from amends.desk.classifying import classify_text

    found = classify_text(desk, pack, line["text"], line.get("channel", "in_person"), line.get("facts"))
    result = classification_json(found, pack)
    if session.json:
        from amends.cli.noticed import particular_json
        from amends.keywords.particulars import particulars

        now = desk.clock().astimezone(desk.zone_of(session.branch or ""))
        named = [particular_json(one) for one in particulars(line["text"], now, pack.industry.currency)]
        print_json({**({"id": line["id"]} if "id" in line else {}), **result, "particulars": named})
        return
    label = found.to_body(pack)["label"]
    from amends.cli.language import current

    others = ", ".join(f"{entry['category']} ({entry['weight']})" for entry in result["alternatives"])
    print_line(f"{label[current()]}  [{result['category'] or '-'}] {result['severity']}")
    for reason in result["because"][:3]:
        print_line(f"  {reason['plugin']} {reason['version']} · {reason['rule']} · {reason['text']}")
    if others:
        print_line(_("  or: {others}").format(others=others))


def _lines(source: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file; a usage error names the line that is none."""
    from amends.errors import Misuse

    try:
        file = sys.stdin.buffer if source == "-" else Path(source).open("rb")  # noqa: SIM115  closed below, like standard input
    except OSError as error:
        raise Misuse("{file}: {problem}", file=source, problem=error.strerror) from None
    with file:
        for position, line in enumerate(file, start=1):
            if not line.strip():
                continue
            value = _object(line)
            if value is None:
                raise Misuse(
                    "{file}, line {line}: expected a JSON object with a string 'text'", file=source, line=position
                )
            yield value


def _object(line: bytes) -> dict[str, Any] | None:
    """What one line says; `None` where it is no object, or its text, channel or facts are of the wrong kind."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return None
    facts = value.get("facts") or {}
    if not isinstance(facts, dict) or any(isinstance(fact, dict | list) for fact in facts.values()):
        return None
    # JSON has numbers and booleans of its own; facts are read as people type them.
    return {**value, "facts": {name: str(fact) for name, fact in facts.items() if fact is not None}}
