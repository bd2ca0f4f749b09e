"""What a new plugin may be called: a name that Python, pip and a pack take alike, and that nobody has."""

from __future__ import annotations

import re
from importlib.util import find_spec

from amends import registry
from amends.errors import Misuse

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def check_name(name: str) -> None:
    """Raise `Misuse` for a name that cannot be a plugin's, or that an installed plugin has."""
    if not _NAME.fullmatch(name):
        raise Misuse(
            "'{name}' cannot name a plugin; expected small letters a to z, digits and single underscores, "
            "beginning with a letter, like dry_cleaning",
            name=name,
        )
    installed = registry.installed()
    for listed in installed:
        if listed.name == name:
            raise Misuse(
                "a plugin named '{name}' is installed already, from {distribution}; installed: {known}",
                name=name, distribution=listed.distribution, known=", ".join(each.name for each in installed),
            )  # fmt: skip
    if name == registry.DEFAULTS:
        raise Misuse("'{name}' is the name of the core's own answers; choose another", name=name)
    if find_spec(package_of(name)) is not None:
        raise Misuse("there is a package {package} already; choose another name", package=package_of(name))


def package_of(name: str) -> str:
    """The import package of a plugin: the core finds it by this name without reading entry points."""
    return f"amends_{name}"
