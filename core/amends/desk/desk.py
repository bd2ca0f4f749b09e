"""The desk of one chain: its settings, its ledger, its plugins, its clock."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from amends import registry
from amends.business_time import Calendar
from amends.desk.opening_hours import calendar_of, own_hours
from amends.errors import LedgerError, Misuse, Phrase
from amends.ledger.protocol import Ledger, StaffMember, Transaction
from amends.moments import now
from amends.pack.load import build_pack
from amends.pack.values import Pack

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from amends.case.values import Case
    from amends.config import Chain
    from amends.policy.coverage import Rights


class Desk:
    """Everything a verb needs. `clock` gives the present moment in UTC: tests and demos pass their own."""

    def __init__(self, chain: Chain, ledger: Ledger, clock: Callable[[], datetime] = now) -> None:
        self.chain = chain
        self.ledger = ledger
        self.clock = clock
        self._plugins: registry.Plugins | None = None
        self._packs: dict[str, Pack] = {}
        self._calendars: dict[tuple[int, tuple[str, ...]], Calendar] = {}
        self._rights: dict[str, Rights] | None = None
        self._zone: ZoneInfo | None = None

    @property
    def plugins(self) -> registry.Plugins:
        """The chain's plugins, loaded when first asked for."""
        if self._plugins is None:
            folder = os.path.dirname(os.path.abspath(self.chain.file))
            self._plugins = registry.load(self.chain.plugins, self.chain.overrides, folder)
        return self._plugins

    @property
    def overheard(self) -> list[registry.Overheard]:
        """What plugins printed while they were asked."""
        return self._plugins.overheard if self._plugins is not None else []

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the chain."""
        if self._zone is None:
            self._zone = self.chain.zone()
        return self._zone

    def zone_of(self, branch: str) -> ZoneInfo:
        """The time zone of a branch: its own, else the chain's."""
        return self.chain.zone(branch)

    @property
    def rights(self) -> dict[str, Rights]:
        """What each trade of the chain says today of its roles and verbs."""
        if self._rights is None:
            from amends.desk.rights import rights_in

            self._rights = {name: rights_in(pack) for name, pack in self.plugins.packs.items()}
        return self._rights

    def check_allowed(self, member: StaffMember, branch: str, pack: Pack, verb: str) -> None:
        """Refuse `verb` at a branch that a staff member does not cover, or that is for other roles.

        Who may act is a matter of today's rules, whatever rules the case was opened under.
        """
        today = self.plugins.packs.get(pack.name, pack)
        if len(self.chain.branches) > 1 or verb in today.permissions:
            from amends.desk.allowed import check_branch, check_verb
            from amends.desk.rights import rights_in

            check_branch(self.chain, self.rights, member, branch, verb)
            check_verb(self.rights.get(pack.name) or rights_in(pack), member, verb)

    def covers(self, member: StaffMember, branch: str) -> bool:
        """Whether a staff member covers a branch. In a chain with one branch everybody does."""
        if len(self.chain.branches) <= 1:
            return True
        from amends.desk.allowed import does_cover

        return does_cover(self.chain, self.rights, member, branch)

    def branch(self, code: str | None) -> str:
        """The branch named, or the one meant where nobody names one. Raises `Misuse` naming the branches there are."""
        known = ", ".join(self.chain.branches) or Phrase("none; add [branch.CODE] to amends.toml")
        if code is None:
            usual = self.chain.usual_branch
            if usual is None:
                raise Misuse("which branch? name it with --branch; known: {known}", known=known)
            return usual
        if code not in self.chain.branches:
            raise Misuse("no branch '{code}'; known: {known}", code=code, known=known)
        return code

    def pack(self, industry: str | None, branch: str | None = None) -> Pack:
        """The pack of an industry: the one named, the branch's, or the chain's only one."""
        packs = self.plugins.packs
        named = industry or (self.chain.branches.get(branch, {}).get("industry") if branch else None)
        if named is None and len(packs) == 1:
            return next(iter(packs.values()))
        if named not in packs:
            known = ", ".join(packs) or Phrase("none; name one in amends.toml, [chain] plugins")
            raise Misuse("no industry '{named}'; enabled: {known}", named=named or "?", known=known)
        return packs[named]

    def pack_of(self, case: Case, transaction: Transaction) -> Pack:
        """The pack a case was opened under: it keeps its rules when the chain's change."""
        fingerprint = case.policy.rpartition(" ")[2]
        current = self.plugins.packs.get(case.industry)
        if current is not None and current.digest.startswith(fingerprint):
            return current
        if fingerprint not in self._packs:
            tables = transaction.policy(fingerprint)
            if tables is None:
                raise LedgerError(
                    "case {number}: its rules '{policy}' are not stored", number=case.number, policy=case.policy
                )
            self._packs[fingerprint] = build_pack(tables)
        return self._packs[fingerprint]

    def calendar(self, pack: Pack, branch: str | None = None) -> Calendar:
        """The opening hours that a pack's business clocks count in at a branch, public holidays taken out."""
        key = (id(pack), own_hours(self.chain, branch))
        if key not in self._calendars:
            self._calendars[key] = calendar_of(self.chain, pack, branch)
        return self._calendars[key]
