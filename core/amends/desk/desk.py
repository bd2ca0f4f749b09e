"""The desk of one chain: its settings, its ledger, its plugins, its clock."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from amends import registry
from amends.business_time import Calendar
from amends.errors import LedgerError, Misuse, Phrase
from amends.ledger.protocol import Ledger, Transaction
from amends.moments import now
from amends.pack.load import build_pack
from amends.pack.values import Pack

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from amends.case.values import Case
    from amends.config import Chain


class Desk:
    """Everything a verb needs. `clock` gives the present moment in UTC: tests and demos pass their own."""

    def __init__(self, chain: Chain, ledger: Ledger, clock: Callable[[], datetime] = now) -> None:
        self.chain = chain
        self.ledger = ledger
        self.clock = clock
        self._plugins: registry.Plugins | None = None
        self._packs: dict[str, Pack] = {}
        self._calendars: dict[int, Calendar] = {}
        self._zone: ZoneInfo | None = None

    @property
    def plugins(self) -> registry.Plugins:
        """The chain's plugins, loaded when first asked for."""
        if self._plugins is None:
            folder = os.path.dirname(os.path.abspath(self.chain.file))
            self._plugins = registry.load(self.chain.plugins, self.chain.overrides, folder)
        return self._plugins

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the branches."""
        if self._zone is None:
            self._zone = self.chain.zone()
        return self._zone

    def branch(self, code: str | None) -> str:
        """The branch named, or the chain's only one. Raises `Misuse` naming the branches there are."""
        known = ", ".join(self.chain.branches) or Phrase("none; add [branch.CODE] to amends.toml")
        if code is None:
            if len(self.chain.branches) != 1:
                raise Misuse("which branch? name it with --branch; known: {known}", known=known)
            return next(iter(self.chain.branches))
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

    def calendar(self, pack: Pack) -> Calendar:
        """The opening hours that a pack's business clocks count in, public holidays taken out where it names them."""
        if id(pack) not in self._calendars:
            public = None
            if pack.calendar.holidays != "none":
                from amends.business_time import holidays

                public = holidays.load(pack.calendar.holidays)
            self._calendars[id(pack)] = Calendar.build(pack.calendar.week, self.zone, public=public)
        return self._calendars[id(pack)]
