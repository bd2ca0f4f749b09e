"""Writing the project of a new plugin into an empty folder: all of its files, or none."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from attrs import frozen

from amends.errors import Misuse
from amends.new_plugin.name import check_name, package_of
from amends.text import Text

_TEMPLATES = Path(__file__).with_name("templates")
# Where each file of the project goes, and the template it is written from; an empty name is an empty file.
_FILES = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".github/workflows/tests.yml": "tests.yml",
    "@package@/__init__.py": "package.py",
    "@package@/plugin.py": "plugin.py",
    "@package@/py.typed": "",
    "@package@/pack/industry.toml": "industry.toml",
    "@package@/pack/categories.toml": "categories.toml",
    "@package@/pack/remedies.toml": "remedies.toml",
    "tests/conftest.py": "conftest.py",
    "tests/stories.toml": "stories.toml",
    "tests/test_pack.py": "pack_tests.py",
    "tests/test_stories.py": "stories_tests.py",
}
# A folder in which a repository was begun is as good as empty.
_BEGUN = {".git"}


@frozen
class Project:
    """What was written: the plugin's name, its import package, the folder, and the files as seen from there."""

    name: str
    package: str
    folder: Path
    files: tuple[str, ...]


def write_project(name: str, folder: Path, label: Text | None = None) -> Project:
    """Write the project of a plugin `name` into `folder`, which is new or empty; `label` is the trade, for people.

    Raises `Misuse` for a name that cannot be used, a label that is no line of text, or a folder that holds something or
    cannot be written; nothing is left behind then.
    """
    check_name(name)
    label = label or usual_label(name)
    for line in (label.zh, label.en):
        if not line.strip() or not line.isprintable():
            raise Misuse("{label!r} is no name of a trade; expected one line of text", label=line)
    if folder.exists() and (not folder.is_dir() or {entry.name for entry in folder.iterdir()} - _BEGUN):
        raise Misuse("{folder} is not an empty folder; nothing was changed", folder=folder)
    contents = _contents(name, label)
    _write(folder, contents)
    return Project(name, package_of(name), folder, tuple(contents))


def usual_label(name: str) -> Text:
    """The trade in words, from the plugin's name: in Chinese only a beginning, which a person completes."""
    words = name.replace("_", " ").capitalize()
    return Text(f"{words} 行业", words)


def _contents(name: str, label: Text) -> dict[str, str]:
    """Every file of the project, by its path in the project's folder."""
    values = {
        "name": name,
        "package": package_of(name),
        "project": package_of(name).replace("_", "-"),
        "title": label.en,
        "description": _quoted(f"{label.en}: how complaints are handled, as a plugin for amends."),
        "label_zh": _quoted(label.zh),
        "label_en": _quoted(label.en),
    }
    return {_filled(path, values): _filled(_template(source), values) for path, source in _FILES.items()}


def _template(source: str) -> str:
    return (_TEMPLATES / f"{source}.template").read_text(encoding="utf-8") if source else ""


def _filled(template: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        template = template.replace(f"@{key}@", value)
    return template


def _quoted(text: str) -> str:
    """A string as TOML writes it; for printable characters that is as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def _write(folder: Path, contents: dict[str, str]) -> None:
    made: list[Path] = []
    try:
        for path, content in contents.items():
            target = folder / path
            made += _make_folders(target.parent)
            made.append(target)
            target.write_text(content, encoding="utf-8", newline="\n")
    except BaseException as error:
        for path_made in reversed(made):
            with suppress(OSError):
                path_made.rmdir() if path_made.is_dir() else path_made.unlink()
        if isinstance(error, OSError):
            raise Misuse("{folder} cannot be written: {problem}", folder=folder, problem=error.strerror) from None
        raise


def _make_folders(folder: Path) -> list[Path]:
    """Make the folder with those above it; gives those that were not there, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
    return missing[::-1]
