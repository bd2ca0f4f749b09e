"""The restaurant trade as a plugin: everything it knows is in the tables of `pack/`."""

from __future__ import annotations

from amends.hookspecs import hookimpl
from amends.pack.load import load_pack
from amends.pack.values import Pack


@hookimpl
def industry() -> Pack:
    """The restaurant pack."""
    return load_pack(__file__)
