"""The parts of the pages that come from the program: written by `python tools/documents.py`, compared with `--check`.

A page holds such a part between two comments, `<!-- from the program: NAME -->` and `<!-- end -->`. What console blocks
show is refreshed too; what differs only in moments and digests is left as it is.
"""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff
from pathlib import Path
from typing import Any

import click
from amends import hookspecs, registry
from amends.cli import language
from amends.pack import handling, ladders, menu, permission, refused, values, wording
from amends.pack.values import Pack
from amends.testing.public_names import signatures
from amends.wording.phrases import Kind, core
from amends_law_cn import rules
from attrs import NOTHING, Factory, fields
from console import rerun
from demands import coverage
from schema import FILES, written

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_PART = re.compile(r"(<!-- from the program: ([\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)
# The tables of a pack in the order in which one writes them.
_TABLES: tuple[Any, ...] = (
    values.Industry, values.Numbering, values.Opening, values.Role, permission.Permission, menu.Band, ladders.Ladder,
    ladders.Budget, values.Category, values.FactRule, menu.MenuItem, values.ClockRule, values.Overdue,
    values.EscalationRule, values.FollowUpRule, values.TemperamentRule, values.Words,
    handling.InquiryRule, handling.BreachRule, refused.RefusedPractice, wording.WordingRule,
)  # fmt: skip


_HEAD = "| key | value | if left out | what it says |\n|---|---|---|---|\n"


def commands() -> str:
    """The help of every command."""
    from amends.cli.commands import cli

    return "\n".join(_helps(cli, cli.make_context("amends", [], resilient_parsing=True, terminal_width=100), 2))


def pack_tables() -> str:
    """Every table of a pack with its keys."""
    return "\n".join(_table(cls) for cls in _TABLES)


def hooks() -> str:
    """Every hook: its exact signature and what it says of itself."""
    return "\n".join(
        f"### `{signature}`\n\n{inspect.cleandoc(hook.__doc__ or '')}\n" for signature, hook in hook_specs()
    )


def public_names() -> str:
    """Every public name with its signature."""
    return "\n".join(
        f"### {module if ' ' in module else f'`{module}`'}\n\n```text\n" + "\n".join(lines) + "\n```\n"
        for module, lines in signatures().items()
    )


def hook_specs() -> Iterator[tuple[str, Callable[..., object]]]:
    """The hooks with their signatures as one writes them."""
    for hook in vars(hookspecs).values():
        if hasattr(hook, f"{hookspecs.PROJECT}_spec"):
            yield f"{hook.__name__}{inspect.signature(hook)}".replace("'", ""), hook


def well_known_facts() -> str:
    """The facts the law asks about, by what kind of value they have."""
    labels = rules.fact_labels()
    return "\n".join(
        f"### {kind}\n\n| name | what it says |\n|---|---|\n"
        + "".join(f"| `{name}` | {labels[name].en} |\n" for name, of in rules.load_facts().items() if of == kind)
        for kind in rules.FACT_KINDS
    )


def law_rules() -> str:
    """Every rule of law with its article and its first day."""
    return "| rule | article | what it is | in force since | where |\n|---|---|---|---|---|\n" + "".join(
        f"| `{rule.id}` | {rule.article.zh} | {rule.kind}{'' if rule.certainty == 'text' else f', *{rule.certainty}*'} "
        f"| {rule.in_force or 'not checked'} | {rule.region} |\n"
        for rule in rules.load_rules()
    )


def refused_practices() -> str:
    """Every practice that is refused, what is done instead, and the categories where it tempts."""
    packs = registry.load(sorted(listed.name for listed in registry.installed())).packs
    return "\n".join(_practice(name, packs) for name in _practices(packs))


def wording_kinds() -> str:
    """The kinds of words that are not said, with an example of each."""
    rows = (_kind(name, kind) for name, kind in core().kinds.items())
    return (
        "| kind | why | whether one may insist | for example | rather |\n|---|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )


PARTS: dict[str, Callable[[], str]] = {
    "commands": commands, "pack tables": pack_tables, "hooks": hooks, "facts": well_known_facts, "law_cn": law_rules,
    "refused practices": refused_practices,

    "coverage": coverage,
    "wording kinds": wording_kinds, "api": public_names,
}  # fmt: skip


def current(page: str) -> str:
    """The page as it should be today."""
    return rerun(_PART.sub(lambda part: f"{part[1]}\n{PARTS[part[2]]()}\n{part[3]}", page))


def main(arguments: list[str]) -> int:
    """Write the pages anew, or with `--check` show what differs from today. Returns the exit code."""
    language.use("en")
    pages = [path.read_text(encoding="utf-8") for path in PAGES]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        stale = [pair for pair in zip(PAGES, pages, pool.map(current, pages), strict=True) if pair[1] != pair[2]]
    schemas = {ROOT / "docs" / "schema" / name: written(name) for name in FILES}
    stale += [
        (path, path.read_text(encoding="utf-8") if path.exists() else "", today)
        for path, today in schemas.items()
        if not path.exists() or path.read_text(encoding="utf-8") != today
    ]
    if "--check" not in arguments:
        for path, _page, today in stale:
            path.write_text(today, encoding="utf-8")
        return 0
    for path, page, today in stale:
        name = str(path.relative_to(ROOT))
        sys.stderr.writelines(unified_diff(page.splitlines(True), today.splitlines(True), name, f"{name} (today)"))
        sys.stderr.write(f"{name} is not up to date; run: make docs\n")
    return 1 if stale else 0


def _helps(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    """The help of a command, and of those below it under headings of their own."""
    yield f"```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is None:
                raise LookupError(name)
            inner = below.make_context(name, [], parent=context, resilient_parsing=True)
            yield f"{'#' * level} {inner.command_path}\n"
            yield from _helps(below, inner, level + 1)


def _practices(packs: dict[str, Pack]) -> list[str]:
    """The names of all practices: those of the core first, then what each trade adds."""
    names = dict.fromkeys(name for pack in packs.values() for name in pack.refusals)
    return sorted(names, key=lambda name: (not re.fullmatch(r"X\d", name), name))


def _practice(name: str, packs: dict[str, Pack]) -> str:
    """One practice in both languages; where a trade puts it in words of its own, those too."""
    known = [pack for pack in packs.values() if name in pack.refusals]
    words = {pack.refusals[name].practice.en: pack for pack in reversed(known)}
    usual = max(words, key=lambda said: sum(pack.refusals[name].practice.en == said for pack in known))
    lines = [f"## {name}\n"]
    for said, pack in sorted(words.items(), key=lambda item: item[0] != usual):
        entry = pack.refusals[name]
        whose = "" if said == usual else f" ({pack.name})"
        lines += [
            f"**Never{whose}:** {entry.practice.en}.  \n{entry.practice.zh}。\n",
            f"**Why:** {entry.why.en}.  \n{entry.why.zh}。\n",
            f"**Instead:** {entry.instead.en}  \n{entry.instead.zh}\n",
        ]
    places = [
        f"{pack.name} `{category}`"
        for pack in known
        for category, entry in pack.categories.items()
        if name in entry.refused
    ]
    return "\n".join([*lines, f"Where it tempts: {', '.join(places) or 'in none of these trades so far'}.\n"])


def _kind(name: str, kind: Kind) -> str:
    unsaid = next(entry for entry in core().phrases.values() if entry.kind == name)
    chinese = unsaid.patterns[0].replace("…", "")
    english = next(pattern for pattern in unsaid.patterns if pattern.isascii()).replace("*", "")
    return (
        f"| `{name}`: {kind.label.en} | {kind.why.en} | {'with a reason' if kind.insist else 'no'} "
        f'| “{chinese}”, "{english}" | {unsaid.instead.en} |'
    )


def _table(cls: Any) -> str:
    head, _, text = inspect.cleandoc(cls.__doc__).partition(": ")
    rows = "\n".join(_rows(cls))
    return f"### {head}\n\n{text[:1].upper()}{text[1:]}\n\n{_HEAD}{rows}\n"


def _rows(cls: Any) -> Iterator[str]:
    for key in fields(cls):
        kind = inspect.cleandoc(key.metadata["kind"].__doc__ or "").partition("\n")[0].rstrip(".")
        yield f"| `{key.name}` | {kind[:1].lower()}{kind[1:]} | {_default(key.default)} | {key.metadata['doc']} |"


def _default(default: Any) -> str:
    if default is NOTHING:
        return "must be there"
    empty = default in (None, ()) or isinstance(default, type(Factory(dict)))
    return "" if empty else f"`{str(default).lower() if isinstance(default, bool) else default}`"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
