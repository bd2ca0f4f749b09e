"""The branches of a chain as a tree: what stands above a branch, and what below. Pure: from `[branch.CODE] parent`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from amends.errors import ConfigurationError

KINDS = ("branch", "region", "head_office")


def parents_of(branches: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Of each branch that has one, the code of the branch it belongs to."""
    return {code: settings["parent"] for code, settings in branches.items() if "parent" in settings}


def kinds_of(branches: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What each is: as it says itself, else a region where something stands below it, else a branch."""
    inner = set(parents_of(branches).values())
    return {code: settings.get("kind", "region" if code in inner else "branch") for code, settings in branches.items()}


def above(parents: Mapping[str, str], code: str) -> Iterator[str]:
    """What stands above `code`, nearest first."""
    while code in parents:
        code = parents[code]
        yield code


def below(parents: Mapping[str, str], code: str) -> frozenset[str]:
    """`code`, and everything below it."""
    children: dict[str, list[str]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)
    found, todo = {code}, [code]
    while todo:
        fresh = children.get(todo.pop(), ())
        found.update(fresh)
        todo += fresh
    return frozenset(found)


def check_tree(file: str, branches: Mapping[str, Mapping[str, Any]]) -> None:
    """Raise `ConfigurationError` for a kind nobody knows, a parent that does not exist, or parents in a ring."""
    for code, settings in branches.items():
        if settings.get("kind", "branch") not in KINDS:
            raise ConfigurationError(
                "{file}: [branch.{code}] kind: {kind!r}; expected {known}",
                file=file, code=code, kind=settings["kind"], known=", ".join(KINDS),
            )  # fmt: skip
        if settings.get("parent", code) not in branches:
            raise ConfigurationError(
                "{file}: [branch.{code}] parent: no branch {parent!r}; known: {known}",
                file=file, code=code, parent=settings["parent"], known=", ".join(branches),
            )  # fmt: skip
    _check_rings(file, parents_of(branches))


def _check_rings(file: str, parents: Mapping[str, str]) -> None:
    sound: set[str] = set()
    for code in parents:
        way = {code: None}
        for upper in above(parents, code):
            if upper in sound:
                break
            if upper in way:
                steps = list(way)
                ring = [*steps[steps.index(upper) :], upper]
                raise ConfigurationError(
                    "{file}: [branch.{code}] parent: the parents go in a ring: {ring}",
                    file=file, code=upper, ring=" → ".join(ring),
                )  # fmt: skip
            way[upper] = None
        sound.update(way)
