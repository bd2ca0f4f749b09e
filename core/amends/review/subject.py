"""Which plugin is meant: an installed one by its name, or one that lies in a folder and is not installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from typing import NamedTuple

from amends import registry
from amends.errors import Misuse, Phrase

PREFIX = "amends_"
_PROJECT = "pyproject.toml"


class Subject(NamedTuple):
    """A plugin to look at, not imported.

    `name` is what `amends.toml` calls it, `module` where its hooks are, `folder` its package's folder, `path` what must
    be on Python's path (empty: installed), `project` the folder with its `pyproject.toml`, if any. `owners` are the
    distributions that claim the name.
    """

    name: str
    module: str
    folder: str
    path: str = ""
    project: str | None = None
    owners: tuple[str, ...] = ()

    @property
    def package(self) -> str:
        """The import name of its package."""
        return self.module.partition(".")[0]

    @property
    def pack(self) -> str | None:
        """The folder of its tables, where they lie in the usual place."""
        folder = os.path.join(self.folder, "pack")
        return folder if os.path.isdir(folder) else None


def find_subject(given: str) -> Subject:
    """The plugin that `given` means: a folder (of a project or of a package), or an installed plugin's name.

    Raises `Misuse` naming what was looked for where there is none, or several.
    """
    if os.path.isdir(given) and (os.sep in given or given in (os.curdir, os.pardir) or not _is_installed(given)):
        return _in_folder(os.path.abspath(given))
    if os.sep in given:
        raise Misuse("no folder {path}", path=given)
    return _installed(given)


def _is_installed(name: str) -> bool:
    return any(listed.name == name for listed in registry.installed())


def _installed(name: str) -> Subject:
    found = [listed for listed in registry.installed() if listed.name == name]
    module = found[0].module if found else f"{PREFIX}{name}.plugin"
    folder = _package_folder(module.partition(".")[0]) if name.isidentifier() else None
    if folder is None:
        known = ", ".join(sorted({listed.name for listed in registry.installed()})) or Phrase("none")
        raise Misuse("no plugin named '{name}', and no such folder; installed: {known}", name=name, known=known)
    return Subject(name, module, folder, "", _project(folder), tuple(listed.distribution for listed in found))


def _package_folder(package: str) -> str | None:
    spec = find_spec(package)
    if spec is None:
        return None
    folders = list(spec.submodule_search_locations or ())
    return folders[0] if folders else os.path.dirname(spec.origin or "") or None


def _project(folder: str) -> str | None:
    """The nearest folder above with a `pyproject.toml`; a plugin lies at most three below."""
    for _level in range(3):
        folder = os.path.dirname(folder)
        if os.path.isfile(os.path.join(folder, _PROJECT)):
            return folder
    return None


def _in_folder(folder: str) -> Subject:
    if os.path.isfile(os.path.join(folder, _PROJECT)):
        found = list(_declared(folder))
        expected = Phrase("[project.entry-points.amends] in pyproject.toml, and the package it names")
    else:
        packages = [folder] if _is_package(folder) else list(_packages(folder))
        found = [_package(path) for path in packages]
        expected = Phrase("a package like amends_NAME with plugin.py in it")
    if len(found) != 1:
        names = ", ".join(subject.name for subject in found) or Phrase("none")
        raise Misuse(
            "{folder}: expected one plugin ({expected}); found: {names}", folder=folder, expected=expected, names=names
        )
    return found[0]


def _is_package(folder: str) -> bool:
    return any(os.path.isfile(os.path.join(folder, file)) for file in ("plugin.py", "__init__.py"))


def _packages(folder: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name.startswith(PREFIX) and _is_package(entry.path):
            yield entry.path


def _package(folder: str) -> Subject:
    package = os.path.basename(folder)
    name = package.removeprefix(PREFIX)
    return Subject(name, f"{package}.plugin", folder, os.path.dirname(folder), _project(folder))


def _declared(project: str) -> Iterator[Subject]:
    """What the project's entry points name and is there, in the folder itself, in `src` or in one below."""
    import tomli

    file = os.path.join(project, _PROJECT)
    try:
        with open(file, "rb") as source:
            tables = tomli.load(source)
    except ValueError as error:
        raise Misuse("{file}: {problem}", file=file, problem=error) from None
    entries = tables.get("project", {}).get("entry-points", {}).get("amends", {})
    for name, module in entries.items():
        package = module.partition(".")[0].partition(":")[0]
        for parent in _parents(project):
            if os.path.isdir(os.path.join(parent, package)) and package != "amends":
                yield Subject(name, module, os.path.join(parent, package), parent, project)
                break


def _parents(project: str) -> Iterator[str]:
    yield project
    for below in ("src", "plugins"):
        folder = os.path.join(project, below)
        if os.path.isdir(folder):
            yield folder
            yield from sorted(entry.path for entry in os.scandir(folder) if entry.is_dir())
