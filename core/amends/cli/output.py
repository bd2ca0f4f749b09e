"""Printing: JSON for programs, a table on a terminal, plain aligned text in a pipe."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

import click


def print_json(value: Any) -> None:
    """One JSON value on one line, Unicode as it is; half a character, which no output takes, as an escape."""
    click.echo(json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8"))


def print_line(text: str = "") -> None:
    """One line. Control characters in what customers typed must not steer the terminal."""
    click.echo(safe(text))


def safe(text: str) -> str:
    """`text` without control characters, line breaks kept."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> None:
    """A table: drawn on a terminal, plain text in a pipe."""
    clean = [[safe(cell).replace("\n", " ") for cell in row] for row in rows]
    if sys.stdout.isatty():
        _draw(headings, clean, title)
        return
    widths = [max(map(width, column)) for column in zip(headings, *clean, strict=True)]
    for row in (headings, *clean):
        click.echo(
            "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        )


def width(text: str) -> int:
    """How many columns `text` takes on a screen: a Chinese character takes two, a combining one none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _draw(headings: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings, title=title or None, box=box.SIMPLE_HEAD, title_justify="left")
    for row in rows:
        # As texts: a string would be read as markup and emoji names, which customers may have typed.
        table.add_row(*map(Text, row))
    Console().print(table)
