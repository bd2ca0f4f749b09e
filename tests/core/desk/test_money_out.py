"""No sequence of commands lets money go out that the ladder did not allow.

The judge below reads nothing but the events and knows the rules of this one florist in its own plain words; it shares
no code with what decides at the desk.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from amends.config import Chain, load_chain
from amends.desk import agreement, carrying_out, classifying, closing, facts, proposal
from amends.desk.desk import Desk
from amends.desk.follow_up import follow_up
from amends.desk.intake import Intake, take
from amends.desk.proposal import Wanted
from amends.desk.reading import show
from amends.desk.work import Target
from amends.errors import AmendsError
from amends.ledger.sqlite import SqliteLedger
from amends.registry import Plugins
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SETTINGS = """
[pack.florist.budget]
amount = "60.00"

[pack.florist.ladder.grave]
severity = "major"
bands = [{ role = "owner" }]

[pack.florist.ladder.refunds]
remedies = ["refund"]
bands = [
  { role = "clerk", up_to = "20.00" },
  { steps = [{ roles = ["manager", "courier"] }], up_to = "100.00" },
  { steps = [{ roles = ["manager", "courier"], need = "any" }, { roles = ["owner"] }] },
]
"""
ROLE = {"desk": "clerk", "小林": "clerk", "阿送": "courier", "陈店长": "manager", "老板娘": "owner"}
NUMBERS = [f"N120260302-00{serial}" for serial in (1, 1, 2, 2, 3, 4)]
REMEDIES = [
    ["refund=5"], ["refund=18"], ["refund=70"], ["refund=130"], ["voucher=15"], ["voucher=30"], ["apology"],
    ["fresh_bunch=45"], ["refund=12", "voucher=10"], ["refund=60", "apology"], ["fresh_bunch=60", "voucher=28"],
]  # fmt: skip
Verb = Callable[[Desk, Target, str, Random], object]


def propose(desk: Desk, target: Target, who: str, random: Random) -> object:
    pairs = [entry.partition("=") for entry in random.choice(REMEDIES)]
    return proposal.propose(desk, target, who, [Wanted(code, amount or None) for code, _, amount in pairs])


def ask_all(desk: Desk, target: Target, who: str, random: Random) -> None:
    """Whoever may approve does, in any order."""
    for name in random.sample(list(ROLE), len(ROLE)):
        with suppress(AmendsError):
            proposal.approve(desk, target, name)


def take_one(desk: Desk, target: Target, who: str, random: Random) -> object:
    return register(desk, random.choice(["77", "78", None]), who)


def register(desk: Desk, receipt: str | None, who: str = "desk") -> object:
    return take(desk, Intake("昨天送到的花全蔫了。", branch="N1", receipt=receipt, category="wilted"), who)


def regrade(desk: Desk, target: Target, who: str, random: Random) -> object:
    severity = random.choice(["minor", "ordinary", "major"])
    return classifying.reclassify(desk, target, who, random.choice(["wilted", "late"]), severity)


VERBS: dict[str, Verb] = {
    "take": take_one,
    "propose": propose,
    "approve": lambda desk, target, who, random: proposal.approve(desk, target, who),
    "ask_all": ask_all,
    "refuse": lambda desk, target, who, random: proposal.refuse(desk, target, who, "不必。"),
    "offer": lambda desk, target, who, random: agreement.offer(desk, target, who),
    "accept": lambda desk, target, who, random: agreement.accept(desk, target, who),
    "decline": lambda desk, target, who, random: agreement.decline(desk, target, who, "不够。"),
    "carry_out": lambda desk, target, who, random: carrying_out.carry_out(desk, target, who),
    "low_score": lambda desk, target, who, random: follow_up(desk, target, who, task="call", score=1),
    "withdraw": lambda desk, target, who, random: closing.withdraw(desk, target, who, "算了。"),
    "reopen": lambda desk, target, who, random: closing.reopen(desk, target, who, "又来了。"),
    "assign": lambda desk, target, who, random: facts.assign(desk, target, who, role="manager", owner=None),
    "receipt": lambda desk, target, who, random: facts.note(desk, target, who, receipt=random.choice(["77", "78"])),
    "regrade": regrade,
}
# What people mostly do, by where the last round stands: so that much of what is tried gets as far as the till.
MOSTLY = {
    None: ["propose"],
    "waiting": ["approve", "approve", "approve", "ask_all", "propose"],
    "approved": ["offer", "offer", "offer", "regrade", "propose"],
    "offered": ["accept", "accept", "decline"],
    "accepted": ["carry_out"],
    "carried_out": ["low_score", "propose"],
    "refused": ["propose"],
    "declined": ["propose"],
    "replaced": ["reopen", "propose"],
}


def act(desk: Desk, random: Random) -> None:
    """One command by somebody on some case: mostly a sensible one, at times any."""
    target = Target(random.choice(NUMBERS))
    who = random.choice(list(ROLE))
    with suppress(AmendsError):
        offer = show(desk, target).case.offer
        verb = random.choice(MOSTLY[offer.state if offer else None] if random.random() < 0.8 else list(VERBS))
        VERBS[verb](desk, target, who, random)


class Told(NamedTuple):
    """An event as the record has it."""

    case: str
    kind: str
    actor: str
    body: dict[str, Any]


class Round:
    """What the judge remembers of a round."""

    def __init__(self, told: Told) -> None:
        remedies = told.body["remedies"]
        sums = {entry["code"]: fen(entry["amount"]) for entry in remedies}
        self.codes, self.proposer = set(sums), told.actor
        self.amount = sum(sums.values())
        self.given = sum(amount for code, amount in sums.items() if code != "refund")
        self.yes: list[str] = []
        self.voted: list[str] = []
        self.state = "proposed"
        self.beyond = False
        self.paid: list[str] = []

    @property
    def binds(self) -> bool:
        return self.state in ("proposed", "offered", "accepted")


class Judge:
    """Reads the events in order and says what should not have happened."""

    def __init__(self) -> None:
        self.rounds: dict[str, list[Round]] = {}
        self.receipt: dict[str, str | None] = {}
        self.severity: dict[str, str] = {}
        self.paid = 0

    def read(self, told: Told) -> None:
        if told.kind == "received":
            self.rounds[told.case] = []
        if "receipt" in told.body:
            self.receipt[told.case] = told.body["receipt"]
        if told.kind == "classified":
            self.severity[told.case] = told.body["severity"]
        step = getattr(self, told.kind, None)
        if step is not None:
            step(told)

    def proposed(self, told: Told) -> None:
        rounds = self.rounds[told.case]
        if rounds and rounds[-1].state == "proposed":
            rounds[-1].state = "dropped"
        new = Round(told)
        given = sum(each.given for all_rounds in self.rounds.values() for each in all_rounds if each.binds)
        new.beyond = new.given > 0 and given + new.given > 6000
        rounds.append(new)

    def approved(self, told: Told) -> None:
        self.vote(told).yes.append(told.actor)

    def refused(self, told: Told) -> None:
        now = self.vote(told)
        if told.body["state"] == "refused":
            now.state = "refused"

    def vote(self, told: Told) -> Round:
        now = self.rounds[told.case][-1]
        assert now.state == "proposed", "a vote on what is not waiting"
        assert told.actor not in now.voted, f"{told.actor} voted twice"
        assert told.kind == "refused" or told.actor != now.proposer, "approved their own proposal"
        assert told.body["role"] == ROLE[told.actor]
        now.voted.append(told.actor)
        return now

    def offered(self, told: Told) -> None:
        now = self.rounds[told.case][-1]
        assert now.state == "proposed"
        deciders = {ROLE[name] for name in now.yes} or {ROLE[now.proposer]}
        total = self.on_the_receipt(told.case)
        assert enough(deciders, now, total, self.severity[told.case]), f"{deciders} let {total} out for {now.codes}"
        now.state = "offered"

    def accepted(self, told: Told) -> None:
        now = self.rounds[told.case][-1]
        assert now.state == "offered"
        now.state = "accepted"

    def declined(self, told: Told) -> None:
        self.rounds[told.case][-1].state = "declined"

    def withdrawn(self, told: Told) -> None:
        for each in self.rounds[told.case]:
            each.state = "dropped" if each.state in ("proposed", "offered") else each.state

    def carried_out(self, told: Told) -> None:
        now = self.rounds[told.case][-1]
        assert now.state == "accepted", "money went out that nobody had agreed to"
        assert set(told.body["remedies"]) <= now.codes - set(now.paid), "paid twice, or something else"
        now.paid += told.body["remedies"]
        self.paid += 1

    def on_the_receipt(self, case: str) -> int:
        receipt = self.receipt[case]
        cases = [each for each in self.rounds if each == case or (receipt and self.receipt[each] == receipt)]
        return sum(each.amount for name in cases for each in self.rounds[name] if each.binds)


def enough(deciders: set[str], now: Round, total: int, severity: str) -> bool:
    """Whether these roles may let `total` fen on the receipt out, by the rules in SETTINGS."""
    if "owner" in deciders:
        return True
    if severity == "major" or now.beyond or total > 10000:
        return False
    if total <= 2000:
        return bool(deciders & {"clerk", "manager"}) or ("refund" in now.codes and {"manager", "courier"} <= deciders)
    refund, other = "refund" in now.codes, bool(now.codes - {"refund"})
    return (not refund or {"manager", "courier"} <= deciders) and (not other or "manager" in deciders)


def fen(amount: dict[str, str] | None) -> int:
    return int(amount["amount"].replace(".", "")) if amount else 0


def events_of(desk: Desk) -> Iterator[Told]:
    ledger = desk.ledger
    assert isinstance(ledger, SqliteLedger)
    for case, kind, actor, body in ledger.connection.execute(
        "SELECT case_id, kind, actor, body FROM events WHERE case_id NOT LIKE 'staff/%' ORDER BY rowid"
    ):
        yield Told(case, kind, actor, json.loads(body))


def judged(events: Iterable[Told]) -> Judge:
    judge = Judge()
    for told in events:
        judge.read(told)
    return judge


class Shop:
    """Florists one after the other, each with an empty record and the same rules."""

    def __init__(self, template: Path, clock: Any) -> None:
        self.template, self.clock = template, clock
        self.plugins: Plugins | None = None

    @contextmanager
    def opened(self) -> Iterator[Desk]:
        with tempfile.TemporaryDirectory() as folder:
            file = shutil.copytree(self.template, Path(folder) / "chain") / "amends.toml"
            file.write_text(file.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
            chain: Chain = load_chain(file)
            ledger = SqliteLedger(chain.database)
            desk = Desk(chain, ledger, self.clock)
            # The rules are the same each time: reading them once is enough.
            desk._plugins = self.plugins = self.plugins or desk.plugins
            # Whether it survives a power cut is not the question here.
            ledger.connection.execute("PRAGMA synchronous = OFF")
            yield desk
            ledger.close()


@pytest.fixture
def shop(_folders: dict[str, Path], clock: Any, trade: Any) -> Shop:
    return Shop(_folders["florist"], clock)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(random=st.randoms(use_true_random=True))
def test_no_sequence_of_commands_lets_out_what_the_ladder_did_not_allow(shop: Shop, random: Random) -> None:
    with shop.opened() as desk:
        for receipt in ("77", "77", "78", None):
            register(desk, receipt)
        for _ in range(40):
            act(desk, random)
        judged(events_of(desk))


def test_the_way_to_the_till_is_open_to_whoever_may(shop: Shop) -> None:
    """The judge sees money go out, so that the property above is about something."""
    with shop.opened() as desk:
        for _ in range(2):
            register(desk, "77")
        first, second = Target("N120260302-001"), Target("N120260302-002")
        proposal.propose(desk, first, "desk", [Wanted("refund", "70")])
        for who in ("阿送", "陈店长"):
            proposal.approve(desk, first, who)
        agreement.offer(desk, first, "desk")
        proposal.propose(desk, second, "desk", [Wanted("voucher", "30")])
        proposal.approve(desk, second, "陈店长")
        agreement.offer(desk, second, "desk")
        for target in (first, second):
            agreement.accept(desk, target, "desk")
            carrying_out.carry_out(desk, target, "desk")
        assert judged(events_of(desk)).paid == 2


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda told: told.kind != "approved" or told.actor != "阿送", "let 7000 out"),
        (lambda told: told.kind != "accepted", "nobody had agreed to"),
    ],
)
def test_the_judge_sees_what_is_missing(shop: Shop, spoil: Callable[[Told], bool], says: str) -> None:
    with shop.opened() as desk:
        register(desk, "77")
        target = Target("N120260302-001")
        proposal.propose(desk, target, "desk", [Wanted("refund", "70")])
        for who in ("阿送", "陈店长"):
            proposal.approve(desk, target, who)
        for verb in (agreement.offer, agreement.accept, carrying_out.carry_out):
            verb(desk, target, "desk")
        with pytest.raises(AssertionError, match=says):
            judged(filter(spoil, events_of(desk)))
