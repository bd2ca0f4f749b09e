"""Whether a plugin bears names by which a chain finds it, and nobody else's."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from amends.errors import Misuse
from amends.review.finding import ERROR, WARNING, Finding
from amends.review.subject import PREFIX, Subject

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_VERSION = re.compile(r"^__version__\s*(?::\s*\w+\s*)?=", re.M)


def names(subject: Subject) -> Iterator[Finding]:
    """What is wrong with the names of the plugin, its package and its hooks' module; nothing is imported."""
    if not subject.package.startswith(PREFIX):
        yield Finding(
            "name", ERROR, subject.folder, None,
            Misuse("package {package!r} does not begin with {prefix}", package=subject.package, prefix=PREFIX),
            Misuse("call it {wanted}, so that nobody else's package has its name", wanted=PREFIX + subject.name),
        )  # fmt: skip
    elif subject.package != PREFIX + subject.name:
        file, line = _declaration(subject)
        yield Finding(
            "name", WARNING, file, line,
            Misuse("plugin {name!r} lies in package {package!r}", name=subject.name, package=subject.package),
            Misuse("give both one name: it is then found without reading the lists of what is installed"),
        )  # fmt: skip
    if not _NAME.match(subject.name):
        file, line = _declaration(subject)
        yield Finding(
            "name", ERROR, file, line, Misuse("{name!r} cannot be a plugin's name", name=subject.name),
            Misuse("use small letters, digits and _, beginning with a letter"),
        )  # fmt: skip
    if len(subject.owners) > 1:
        owners = " and ".join(subject.owners)
        yield Finding(
            "name", ERROR, subject.folder, None,
            Misuse("two plugins are named '{name}': from {owners}; remove one", name=subject.name, owners=owners),
            Misuse("uninstall one of them, or give yours another name"),
        )  # fmt: skip
    yield from _versioned(subject)


def _versioned(subject: Subject) -> Iterator[Finding]:
    file = os.path.join(subject.folder, "__init__.py")
    try:
        with open(file, encoding="utf-8") as source:
            text = source.read()
    except (OSError, ValueError):
        text = ""
    if not _VERSION.search(text) and "__version__" not in text:
        yield Finding(
            "name", ERROR, file, None,
            Misuse("no __version__: every decision records which version made it"),
            Misuse('write __version__ = "1.0" in it'),
        )  # fmt: skip


def _declaration(subject: Subject) -> tuple[str, int | None]:
    """Where the entry point is declared, else the package."""
    file = os.path.join(subject.project or "", "pyproject.toml")
    if subject.project is None or not os.path.isfile(file):
        return subject.folder, None
    with open(file, encoding="utf-8") as source:
        line = next((number for number, text in enumerate(source, start=1)
                     if re.match(rf"\s*[\"']?{re.escape(subject.name)}[\"']?\s*=", text)), None)  # fmt: skip
    return file, line
