"""The layout of `--help`: columns measured as a screen shows them, where a Chinese character takes two places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import click

from amends.cli.language import gettext as _
from amends.cli.output import width

# What stays together on a line: a word, or one wide character with the punctuation that may not begin a line.
_PIECE = r"\s*(?:[!-~]+|[^!-~\s])[，。；：、？！）”]*"


class Formatter(click.HelpFormatter):
    """click's formatter with columns that also line up in Chinese."""

    def write_heading(self, heading: str) -> None:
        """A section's heading."""
        self.write(" " * self.current_indent + _("{heading}:").format(heading=heading) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names in the first column, what they mean in the second."""
        rows = list(rows)
        first = min(max((width(name) for name, _text in rows), default=0), col_max) + col_spacing
        below = "\n" + " " * (self.current_indent + first)
        for name, text in rows:
            gap = " " * (first - width(name)) if width(name) + col_spacing <= first else below
            lines = below.join(wrapped(text, self.width - self.current_indent - first))
            self.write(" " * self.current_indent + f"{name}{gap}{lines}".rstrip() + "\n")


class Context(click.Context):
    """click's context, with that formatter."""

    formatter_class = Formatter


def wrapped(text: str, columns: int) -> Iterator[str]:
    """`text` in lines of at most `columns` places; only a longer word goes beyond."""
    line = ""
    for piece in re.findall(_PIECE, text):
        if line and width(line + piece) > columns:
            yield line
            piece = piece.lstrip()
            line = ""
        line += piece
    if line:
        yield line.strip()
