"""Taking a complaint: register it, number it, classify it, find its owner and clocks, in one durable step (G2, G3)."""

from __future__ import annotations

import os
from collections.abc import Mapping

from attrs import Factory, frozen

from amends.case.fold import fold
from amends.case.values import Case
from amends.desk.classifying import classify_case
from amends.desk.consequences import route_case
from amends.desk.desk import Desk
from amends.desk.fact_values import read_facts, receipt_number, split_facts
from amends.desk.numbering import number_of, period_of, series_of
from amends.desk.work import CORE, Work, repeated, request_digest, staff_member
from amends.errors import Misuse, Phrase
from amends.pack.values import CHANNELS, Pack

# The longest text of a complaint, in characters: a long letter has a tenth of it.
LONGEST_TEXT = 20_000


@frozen(eq=False, repr=False, slots=False)
class Intake:
    """What is known when a complaint comes in.

    `text` in the customer's words; `channel` one of in_person, phone, letter, chat, email, platform; `facts` and
    `party` (name, phone, address) as typed; `receipt` the number claims add up on; `confirmed` whether it was read back
    to the customer; `key` a client key: the same key and content give the same case, however often it is sent;
    `escorted_by` the colleague who brought the customer over from a counter (S2).
    """

    text: str
    channel: str = "in_person"
    branch: str | None = None
    industry: str | None = None
    language: str = "zh"
    facts: Mapping[str, str] = Factory(dict)
    party: Mapping[str, str] = Factory(dict)
    receipt: str | None = None
    category: str | None = None
    confirmed: bool = False
    key: str | None = None
    escorted_by: str | None = None


def take(desk: Desk, intake: Intake, actor: str) -> Case:
    """Register a complaint and return the new case.

    Raises `Misuse` for an empty or enormous text, an unknown channel, branch, industry, fact or staff member, and
    `Refused` where the client key was used for something else or the actor may not take complaints at that branch.
    """
    text = checked_text(intake.text)
    if intake.channel not in CHANNELS:
        raise Misuse("no channel '{channel}'; known: {known}", channel=intake.channel, known=", ".join(CHANNELS))
    branch = desk.branch(intake.branch)
    pack = desk.pack(intake.industry, branch)
    request = request_digest(
        "take", text, intake.channel, sorted(intake.facts.items()), sorted(intake.party.items()), intake.receipt,
        pack.name, intake.category, intake.language, intake.confirmed,
    )  # fmt: skip
    with desk.ledger.write() as transaction:
        member = staff_member(transaction, actor)
        desk.check_allowed(member, branch, pack, "take")
        known = repeated(transaction, branch, intake.key, request)
        if known is not None:
            return fold(transaction.events(known))
        work = Work(desk, transaction, member, pack)
        if not transaction.has_policy(pack.digest):
            transaction.store_policy(pack.digest, pack.version, pack.tables)
        _receive(work, intake, branch, text, request)
        if intake.confirmed:
            work.record("confirmed")
        classify_case(work, intake.category)
        route_case(work)
        return work.finish()


def checked_text(text: str, what: Phrase = Phrase("the complaint")) -> str:
    """`text` without what no file can hold; raises `Misuse` where nothing is left or too much."""
    clean = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "").strip()
    if not clean:
        raise Misuse("{what} is empty; expected the customer's words", what=what)
    if len(clean) > LONGEST_TEXT:
        raise Misuse(
            "{what} has {length} characters; at most {most} are kept: shorten it and attach the rest",
            what=what, length=len(clean), most=LONGEST_TEXT,
        )  # fmt: skip
    return clean


def _receive(work: Work, intake: Intake, branch: str, text: str, request: str) -> None:
    pack: Pack = work.pack
    local = work.now.astimezone(work.desk.zone_of(branch))
    period = period_of(pack.numbering, local)
    series = series_of(pack.numbering)
    serial = work.transaction.next_serial(branch, series, period)
    facts = read_facts(pack, intake.facts)
    stays, personal = split_facts(pack, facts)
    body = {
        "number": number_of(pack.numbering, branch, local, serial),
        "serial": serial,
        "series": series,
        "period": period,
        "industry": pack.name,
        "channel": intake.channel,
        "language": intake.language,
        "facts": stays,
        "receipt": receipt_number(intake.receipt, facts),
    }
    if intake.escorted_by:
        body["escorted_by"] = _name(intake.escorted_by)
    if intake.key:
        body |= {"key": intake.key, "request": request}
    party = {name: value.strip() for name, value in intake.party.items() if value and value.strip()}
    work.record(
        "received",
        body,
        case_id=_new_id(work),
        branch=branch,
        plugin=CORE,
        personal={"text": text, "party": party, "facts": personal},
    )


def _name(given: str) -> str:
    name = given.strip()
    if not name or len(name) > 60 or not name.isprintable():
        raise Misuse("'{name}' cannot be a name; expected up to 60 characters without line breaks", name=given[:80])
    return name


def _new_id(work: Work) -> str:
    """An identifier that sorts by time and can be made anywhere without asking: seconds, then 80 random bits."""
    return f"{int(work.now.timestamp()):09x}{os.urandom(10).hex()}"
