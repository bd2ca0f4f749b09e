"""The supermarket's plugin: its pack, read from the tables beside this file."""

from __future__ import annotations

from amends.hookspecs import hookimpl
from amends.pack.load import load_pack
from amends.pack.values import Pack


@hookimpl
def industry() -> Pack:
    """The supermarket pack."""
    return load_pack(__file__)
