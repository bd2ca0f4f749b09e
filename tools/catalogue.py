"""The Chinese catalogue: collect what the program says, keep the translations there are, compile.

`python tools/catalogue.py` writes `amends.po` and `amends.mo` and names what waits for a translation; with `--check` it
writes nothing and fails where that would change anything or a translation is missing or wrong.

Messages are found where they are said: `_("…")` in the command line, and the first argument of whatever `amends.errors`
defines. click's own words (Usage, Missing option …) are collected too, from the click that is installed; those of other
versions of click are kept.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

import click
from amends import errors
from amends.case.events import KINDS
from amends.case.offers import LIVE
from amends.cli.commands import COMMANDS, cli
from amends.pack.values import SEVERITIES, STAGES
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "core" / "amends"
PO = SOURCES / "locale" / "zh" / "LC_MESSAGES" / "amends.po"
MO = PO.with_suffix(".mo")
METHODS = [("**.py", "python")]
_ERRORS = [
    name for name, value in vars(errors).items() if isinstance(value, type) and value.__module__ == errors.__name__
]
# "error" is the method of a pack's place that makes an error which begins with that place.
KEYWORDS = dict.fromkeys((*_ERRORS, "_", "gettext", "error"), None)
_CLICK_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
_FROM_CLICK = "click"
# Names that are put into sentences as they are: what happened, how grave, where things stand, what somebody wanted.
_NAMES = (
    *KINDS,
    *SEVERITIES,
    *STAGES,
    *LIVE,
    "refused",
    "declined",
    "replaced",
    *(name.replace("-", " ") for name in COMMANDS),
    "decide",
)


def ours() -> dict[str, list[str]]:
    """Every message of the code with the files it is in, in the order of the files."""
    found: dict[str, list[str]] = {}
    for name, _line, message, _comments, _context in extract_from_dir(SOURCES, METHODS, keywords=KEYWORDS):
        if isinstance(message, str) and message:
            files = found.setdefault(message, [])
            if name not in files:
                files.append(name)
    return found | {name: ["a name"] for name in (*_NAMES, *_placeholders(cli)) if name not in found}


def _placeholders(command: click.Command) -> Iterator[str]:
    """What stands for the values of options in the help of a command and of those below it."""
    for option in command.params:
        if isinstance(option, click.Option) and option.metavar:
            yield option.metavar
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            sub_command = command.get_command(context, name)
            if sub_command is not None:
                yield from _placeholders(sub_command)


def of_click() -> list[str | tuple[str, ...]]:
    """Every message of the installed click."""
    folder = Path(click.__file__).parent
    return [message for _f, _l, message, _c, _x in extract_from_dir(folder, METHODS, keywords=_CLICK_KEYWORDS)]


def stored() -> Catalog:
    """The catalogue as it is in the repository; an empty one where there is none."""
    if not PO.exists():
        return Catalog("zh")
    with PO.open("rb") as file:
        return read_po(file, locale="zh", ignore_obsolete=True)


def updated(old: Catalog, click_too: bool) -> Catalog:
    """`old` with the messages of today: translations are kept, messages that are no longer said are dropped.

    `click_too`: also what the installed click says; without it another click makes no difference.
    """
    new = Catalog("zh", fuzzy=False)
    for text, files in ours().items():
        new.add(text, _translation(old, text), auto_comments=files)
    kept = [message.id for message in old if message.id and _FROM_CLICK in message.auto_comments]
    for words in (*(of_click() if click_too else ()), *kept):
        if words and words not in new:
            new.add(words, _translation(old, words), auto_comments=[_FROM_CLICK])
    return new


def faults(catalogue: Catalog) -> Iterator[str]:
    """What is missing or wrong in the translations."""
    for message in catalogue:
        if not message.id:
            continue
        if not all(_strings(message.string)):
            yield f"not translated: {message.id!r}"
        elif any(_fields(text) != _fields(_strings(message.id)[-1]) for text in _strings(message.string)):
            yield f"other placeholders than in {message.id!r}: {message.string!r}"


def written(catalogue: Catalog) -> bytes:
    """The text of the `.po` file: without dates and line numbers, so that it changes only when words do."""
    out = io.BytesIO()
    write_po(out, catalogue, width=0, no_location=True, omit_header=True)
    return _HEADER.encode() + out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The bytes of the `.mo` file."""
    out = io.BytesIO()
    plain = read_po(io.BytesIO(written(catalogue)), locale="zh")
    # The same words always make the same bytes, whenever they are compiled.
    plain.creation_date = plain.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(out, plain)
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Update the catalogue, or with `--check` only compare. Returns the exit code."""
    check = "--check" in arguments
    catalogue = updated(stored(), click_too=not check)
    wrong = list(faults(catalogue))
    if check:
        if PO.read_bytes() != written(catalogue):
            wrong.append("amends.po is not up to date; run: make catalogue")
        elif MO.read_bytes() != compiled(catalogue):
            wrong.append("amends.mo is not made from amends.po; run: make catalogue")
    else:
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(written(catalogue))
        MO.write_bytes(compiled(catalogue))
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


_HEADER = """\
# What amends says, in Chinese. Collected by: make catalogue. Translate the empty msgstr, then run it again.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: zh\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def _translation(old: Catalog, words: str | tuple[str, ...]) -> str | tuple[str, ...]:
    known = old.get(words)
    if known is not None and known.string:
        return known.string
    return "" if isinstance(words, str) else ("",)


def _strings(words: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _fields(text: str) -> set[tuple[str, str | None]]:
    return {(name, conversion) for _text, name, _spec, conversion in Formatter().parse(text) if name is not None}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
