"""Teaching a pack by the examples beside it, and whether what it was taught is what they say now."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from typing import NamedTuple

from amends.errors import Misuse, Refused
from amends.learning import Teacher
from amends.pack.load import load_pack
from amends.pack.values import Pack
from amends.review.finding import ERROR, Finding
from amends.review.subject import Subject
from amends.taught import examples, file

TEACHER = "learned"  # the plugin that comes with this project; `--by` names another


class Taught(NamedTuple):
    """How many `examples` of how many categories a pack was taught by, and the `file` of what it was taught."""

    examples: int
    categories: int
    digest: str
    file: str


def teach(subject: Subject, teacher: str = TEACHER) -> Taught:
    """Teach a plugin's pack by its examples and write the model beside them.

    Raises `Misuse` for a plugin without a pack or a `teacher` that does not teach, `Refused` where a category has no
    examples, and `PackError` for examples that cannot be read.
    """
    if subject.pack is None:
        raise Misuse("plugin '{name}' has no folder pack; only a trade is taught", name=subject.name)
    pack = load_pack(subject.pack)
    found, path = _beside(pack)
    labels = {example.label for example in found}
    # A category without examples would lose every text to those that have some.
    if missing := [name for name in pack.categories if name not in labels]:
        raise Refused(
            "{folder} has no examples of: {missing}; expected some of every category",
            folder=os.path.dirname(path), missing=", ".join(missing),
        )  # fmt: skip
    digest = examples.digest(found)
    file.write(path, _teacher(teacher).teach(found, digest))
    return Taught(len(found), len(pack.categories), digest, path)


def stale(name: str, pack: Pack) -> Iterator[Finding]:
    """That the examples of plugin `name` say something else by now than what its pack was taught by."""
    if pack.taught is None:
        return
    found, path = _beside(pack)
    model = file.read(path)
    if (model.digest if model else None) != (examples.digest(found) if found else None):
        yield Finding(
            "understanding", ERROR, os.path.dirname(path), None,
            Misuse("the examples are not those that the pack was taught by"),
            Misuse("run: amends plugin teach {name}", name=name),
        )  # fmt: skip


def _beside(pack: Pack) -> tuple[list[examples.Example], str]:
    """The examples beside a pack that lies in a folder, and the file of what they teach."""
    assert pack.taught is not None  # such a pack names it
    return examples.read(os.path.dirname(pack.taught), pack.categories), pack.taught


def _teacher(name: str) -> Teacher:
    from amends import registry

    module = next((listed.module for listed in registry.installed() if listed.name == name), None)
    found = importlib.import_module(module) if module else None
    if not isinstance(found, Teacher):
        raise Misuse("no installed plugin '{name}' that teaches; known: {known}", name=name, known=TEACHER)
    return found
