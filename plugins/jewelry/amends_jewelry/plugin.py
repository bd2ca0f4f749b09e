"""The jewelry trade's plugin: all of it is the data in `pack/`."""

from __future__ import annotations

from amends.hookspecs import hookimpl
from amends.pack.load import load_pack
from amends.pack.values import Pack


@hookimpl
def industry() -> Pack:
    """The jewelry pack."""
    return load_pack(__file__)
