"""The online shop's plugin: one pack of tables, no code of its own."""

from __future__ import annotations

from amends.hookspecs import hookimpl
from amends.pack.load import load_pack
from amends.pack.values import Pack


@hookimpl
def industry() -> Pack:
    """The online shop's pack."""
    return load_pack(__file__)
