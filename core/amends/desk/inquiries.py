"""Asking a department, which has the say until its time is over (S3, P13); after that the desk decides."""

from __future__ import annotations

from collections.abc import Iterable

from amends.case.answers import ClockTerms, LevelTerms, Reason
from amends.case.handling import Inquiry
from amends.case.values import Case
from amends.desk.breaches import record_breach
from amends.desk.clocks import clock_body
from amends.desk.desk import Desk
from amends.desk.intake import checked_text
from amends.desk.moments import say_moment
from amends.desk.work import Target, Work, check_role, work_on
from amends.errors import Misuse, Phrase, Refused
from amends.pack.handling import InquiryRule
from amends.pack.values import OPEN_STAGES

# What is asked where nobody names a question of the trade's own.
USUAL = "department"


def inquire(
    desk: Desk, target: Target, actor: str, name: str = USUAL, *, role: str | None = None, question: str = ""
) -> Case:
    """Ask a department: `name` is one of the pack's inquiries, `role` who is asked where the pack leaves it open.

    Raises `Misuse` for an unknown inquiry or role, or where nothing would be asked; `Refused` where the same is asked
    already.
    """
    with work_on(desk, target, actor, "inquire") as work:
        work.require("inquire", *OPEN_STAGES)
        rule = _rule(work, name)
        asked = _asked_role(work, rule, name, role)
        if not question.strip() and rule.fact is None:
            raise Misuse("what do you want to know? give --question")
        for inquiry in work.case.inquiries:
            if inquiry.name == name and inquiry.role == asked and inquiry.waits(work.now):
                raise Refused(
                    "{number}: {role} is asked already ({id}) and has time until {time}",
                    number=work.case.number, role=work.pack.role_label(asked), id=inquiry.id,
                    time=say_moment(inquiry.due, desk.zone_of(work.case.branch)),
                )  # fmt: skip
        words = checked_text(question, Phrase("the question")) if question.strip() else ""
        _record(work, name, rule, asked, words)
        return work.finish()


def reply(
    desk: Desk, target: Target, actor: str, inquiry: str | None = None, *, confirms: bool | None, text: str = ""
) -> Case:
    """Answer an inquiry, as the role asked or one above it. `confirms` is the department's yes or no, signed by name.

    A reply that comes too late is kept, and changes nothing: the department has lost its say (S3). Raises `Misuse`
    where the yes or no, or the words, are missing; `Refused` for others than those asked.
    """
    with work_on(desk, target, actor, "reply") as work:
        work.require("reply", *OPEN_STAGES)
        asked = _waiting(work, inquiry)
        if work.actor.role not in _speakers(work, asked):
            raise Refused(
                "{number}: {id} asks {role}; {actor} is {own}",
                number=work.case.number, id=asked.id, role=work.pack.role_label(asked.role), actor=work.actor.name,
                own=work.pack.role_label(work.actor.role),
            )  # fmt: skip
        _check_answer(asked, confirms, text)
        late = work.now > asked.due
        if late:
            record_lapse(work, asked)
        binding = asked.fact is not None and not late
        body = {
            "inquiry": asked.id,
            "role": work.actor.role,
            "confirms": confirms,
            "late": late,
            "facts": {asked.fact: confirms} if binding else {},
        }
        words = checked_text(text, Phrase("the reply")) if text.strip() else ""
        work.record("replied", body, personal={"reply": words})
        return work.finish()


def check_say(work: Work, facts: Iterable[str]) -> None:
    """Refuse a note of a fact on which somebody else has the say now: the department in its time, the desk afterwards.

    Whoever stands above the department may always correct it: confirming spoiled goods as sound is a breach (S3).
    """
    for inquiry in work.case.inquiries:
        if inquiry.fact is None or inquiry.fact not in facts or work.actor.role in _above(work, inquiry.role):
            continue
        said = {
            "number": work.case.number, "fact": work.pack.facts[inquiry.fact].label,
            "role": work.pack.role_label(inquiry.role),
            "time": say_moment(inquiry.due, work.desk.zone_of(work.case.branch)),
        }  # fmt: skip
        own = work.actor.role == inquiry.role
        if inquiry.waits(work.now) and not own:
            raise Refused("{number}: {role} has the say on '{fact}' until {time}; after that you decide", **said)
        if inquiry.waits(work.now):
            raise Refused("{number}: answer it with: amends reply {number} --yes or --no", **said)
        if inquiry.in_time and not own:
            raise Refused("{number}: {role} answered '{fact}' in time; only somebody above can correct it", **said)
        if (inquiry.replied_at is None and own) or (inquiry.late and own):
            raise Refused("{number}: {role} had the say on '{fact}' until {time}; now the desk decides", **said)


def record_lapse(work: Work, inquiry: Inquiry) -> None:
    """Record, once, that nobody answered in time; what follows from it a manager decides."""
    rule = work.pack.inquiries.get(inquiry.name)
    if rule is None or rule.breach is None:
        return
    if all(breach.cause != inquiry.id for breach in work.case.breaches):
        record_breach(work, rule.breach, inquiry.role, cause=inquiry.id)


def _rule(work: Work, name: str) -> InquiryRule:
    rule = work.pack.inquiries.get(name)
    if rule is None:
        known = ", ".join(work.pack.inquiries) or Phrase("none")
        raise Misuse("no inquiry '{name}'; known: {known}", name=name, known=known)
    return rule


def _asked_role(work: Work, rule: InquiryRule, name: str, role: str | None) -> str:
    asked = role or rule.role
    if asked is None:
        raise Misuse("whom? give --role; known: {known}", known=", ".join(work.pack.roles))
    check_role(work.pack, asked)
    if rule.role is not None and asked != rule.role:
        raise Misuse("'{name}' asks {role}; leave --role out", name=name, role=rule.role)
    return asked


def _record(work: Work, name: str, rule: InquiryRule, asked: str, question: str) -> None:
    inquiry = f"inquiry.{len(work.case.inquiries) + 1}"
    terms = ClockTerms(
        inquiry, rule.label, Reason(f"inquiry.{name}", rule.label),
        minutes=rule.minutes, hours=rule.hours, days=rule.days, counting=rule.counting, until=inquiry, pausable=False,
        levels=(LevelTerms((asked,), percent=80), LevelTerms((_owner(work), "owner.superior"), minutes=0)),
    )  # fmt: skip
    body = {
        "inquiry": inquiry,
        "name": name,
        "label": rule.label.to_json(),
        "role": asked,
        "fact": rule.fact,
        "clock": clock_body(work, terms, work.now, asked),
    }
    work.record("inquired", body, personal={"question": question})


def _owner(work: Work) -> str:
    role = work.case.owner_role
    return role if role is not None and role in work.pack.roles else work.pack.front_line


def _waiting(work: Work, wanted: str | None) -> Inquiry:
    """The inquiry meant: the one named, or the only one that has no reply yet."""
    waiting = [inquiry for inquiry in work.case.inquiries if inquiry.replied_at is None]
    known = ", ".join(inquiry.id for inquiry in waiting) or Phrase("none")
    if wanted is not None:
        found = [inquiry for inquiry in waiting if inquiry.id == wanted]
        if not found:
            raise Misuse("no inquiry '{id}' waits on {number}; waiting: {known}",
                         id=wanted, number=work.case.number, known=known)  # fmt: skip
        return found[0]
    mine = [inquiry for inquiry in waiting if work.actor.role in _speakers(work, inquiry)] or waiting
    if not mine:
        raise Refused("{number}: no inquiry waits for a reply", number=work.case.number)
    if len(mine) > 1:
        raise Misuse("which inquiry? give --inquiry; waiting: {known}", known=known)
    return mine[0]


def _check_answer(inquiry: Inquiry, confirms: bool | None, text: str) -> None:
    if inquiry.fact is not None and confirms is None:
        raise Misuse("{id} asks for a yes or no: give --yes or --no", id=inquiry.id)
    if inquiry.fact is None and confirms is not None:
        raise Misuse("{id} asks for words: give --text, without --yes or --no", id=inquiry.id)
    if inquiry.fact is None and not text.strip():
        raise Misuse("the reply is empty; give --text")


def _speakers(work: Work, inquiry: Inquiry) -> list[str]:
    """The roles that may answer: the one asked and those above."""
    return [inquiry.role, *_above(work, inquiry.role)]


def _above(work: Work, role: str) -> list[str]:
    return work.pack.superiors(role) if role in work.pack.roles else []
