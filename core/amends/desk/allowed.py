"""Who may do what, and where: people cover branches by where they work and their role; some verbs are for some roles.

Rules of the desk, looked at in one place for every verb. What they are worth against somebody who can read the file:
`docs/security.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from amends.branch_tree import below, parents_of
from amends.errors import Phrase, Refused
from amends.policy.coverage import Person, Rights, covered, covers, may, scope_of

if TYPE_CHECKING:
    from amends.config import Chain

ByTrade = Mapping[str, Rights]


def does_cover(chain: Chain, rights: ByTrade, member: Person, branch: str) -> bool:
    """Whether somebody covers a branch. In a chain with one branch everybody does."""
    if len(chain.branches) <= 1 or member.branch == branch:
        return True
    return covers(parents_of(chain.branches), _scope(chain, rights, member), member.branch, branch)


def check_branch(chain: Chain, rights: ByTrade, member: Person, branch: str, verb: str) -> None:
    """Refuse `verb` at a branch that the member does not cover, naming the roles that cover more than their own."""
    if not does_cover(chain, rights, member, branch):
        wide = [role for trade in rights.values() for role, scope in trade.scopes.items() if scope != "branch"]
        raise Refused(
            "{name} works at {at} as {role} and does not cover {branch}; '{verb}' there is for who does. "
            "Roles that cover more than their own branch: {roles}",
            name=member.name, at=member.branch, role=member.role, branch=branch, verb=_words(verb),
            roles=", ".join(dict.fromkeys(wide)) or Phrase("none"),
        )  # fmt: skip


def check_verb(trade: Rights, member: Person, verb: str) -> None:
    """Refuse `verb` to a role that the trade does not let do it, naming those that may."""
    if not may(trade, member.role, verb):
        raise Refused(
            "{name} is {role}; '{verb}' is only for {roles} and the roles above",
            name=member.name, role=member.role, verb=_words(verb), roles=", ".join(trade.permissions[verb]),
        )  # fmt: skip


def check_anywhere(chain: Chain, rights: ByTrade, member: Person, verb: str) -> None:
    """As `check_verb`, for a verb that is about no single case: what the trade of the member's own role says."""
    for trade in _own_trades(chain, rights, member):
        check_verb(trade, member, verb)


def listed(chain: Chain, rights: ByTrade, member: Person, named: str | None, verb: str) -> tuple[str, ...] | None:
    """The branches whose cases a list shows: all that the member covers, or of these `named` and what is below it.

    `None`: every branch. Raises `Refused` where the member does not cover the branch named.
    """
    if len(chain.branches) <= 1:
        return None if named is None else (named,)
    parents = parents_of(chain.branches)
    if named is None:
        found = covered(parents, _scope(chain, rights, member), member.branch)
    else:
        check_branch(chain, rights, member, named, verb)
        # Whoever covers a branch from above covers what is below it; somebody at it, in a narrow role, does not.
        narrow = member.branch == named and _scope(chain, rights, member) == "branch"
        found = frozenset([named]) if narrow else below(parents, named)
    return None if found is None else tuple(sorted(found))


def _scope(chain: Chain, rights: ByTrade, member: Person) -> str:
    return scope_of(_own_trades(chain, rights, member), member.role)


def _own_trades(chain: Chain, rights: ByTrade, member: Person) -> list[Rights]:
    """The trades that know the member's role: that of their branch, where it does; else all that do; else all."""
    home = rights.get(chain.branches.get(member.branch, {}).get("industry", ""))
    if home is not None and member.role in home.scopes:
        return [home]
    return [trade for trade in rights.values() if member.role in trade.scopes] or list(rights.values())


def _words(verb: str) -> Phrase:
    return Phrase(verb.replace("_", " "))
