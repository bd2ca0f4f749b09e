"""CSV for spreadsheets, in which no cell runs as a formula."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

import click

# What a spreadsheet takes for the beginning of a formula; some take the full-width signs too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def print_csv(fields: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """The `fields` of `rows`, the names of the fields first."""
    out = StringIO()
    writer = csv.DictWriter(out, fieldnames=fields)
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _harmless(value) for name, value in row.items()})
    click.echo(out.getvalue().encode("utf-8"), nl=False)


def _harmless(value: Any) -> Any:
    """An apostrophe in front makes a formula text again."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
