"""Which branches somebody covers, and which verbs are theirs: from their branch and their role. Pure, and light."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from amends.branch_tree import above, below

# From the narrowest to the widest.
SCOPES = ("branch", "region", "chain")


class Person(Protocol):
    """Somebody who works at a branch in a role."""

    @property
    def name(self) -> str: ...
    @property
    def branch(self) -> str: ...
    @property
    def role(self) -> str: ...


class Rights(NamedTuple):
    """What a trade says of its roles: the `scope` of each, the role above each, and who alone may do a verb."""

    scopes: Mapping[str, str]
    superiors: Mapping[str, str | None]
    permissions: Mapping[str, tuple[str, ...]]


def covers(parents: Mapping[str, str], scope: str, at: str, branch: str) -> bool:
    """Whether somebody who works `at` a branch in a role of that `scope` covers `branch`.

    `branch`: their own alone. `region`: their own and everything below it. `chain`: everything, wherever they sit.
    """
    return scope == "chain" or at == branch or (scope == "region" and at in above(parents, branch))


def covered(parents: Mapping[str, str], scope: str, at: str) -> frozenset[str] | None:
    """All branches somebody covers, for a query; `None` for every branch there is."""
    if scope == "chain":
        return None
    return below(parents, at) if scope == "region" else frozenset([at])


def scope_of(rights: Iterable[Rights], role: str) -> str:
    """The scope of a role; the widest, where several trades have a role of that name; where none has it, `branch`."""
    known = [trade.scopes[role] for trade in rights if role in trade.scopes]
    return max(known, key=SCOPES.index, default=SCOPES[0])


def may(rights: Rights, role: str, verb: str) -> bool:
    """Whether a role may do `verb`: everybody, where nothing is said; else those named, and the roles above them."""
    named = rights.permissions.get(verb)
    return named is None or any(role == name or role in _superiors(rights, name) for name in named)


def _superiors(rights: Rights, role: str) -> list[str]:
    found: list[str] = []
    upper = rights.superiors.get(role)
    while upper is not None and upper not in found:
        found.append(upper)
        upper = rights.superiors.get(upper)
    return found
