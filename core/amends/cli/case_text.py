"""A case as people see it: what it is, where it stands, what to say and do, which command comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from amends.case.values import Case
from amends.cli.language import gettext as _
from amends.cli.language import say
from amends.cli.output import print_line
from amends.desk.guide import Step, guide, next_command
from amends.desk.moments import say_moment
from amends.pack.values import Pack
from amends.text import Text

if TYPE_CHECKING:
    from amends.case.answers import Remedy
    from amends.case.offers import Offer

SEVERITY = {"minor": _("minor"), "ordinary": _("ordinary"), "major": _("MAJOR")}
PAUSED_FOR = {
    "customer": _("the customer"),
    "testing": _("a test result"),
    "third_party": _("a third party"),
}
STATE = {
    "waiting": _("waits for approval"),
    "approved": _("approved, not yet offered"),
    "refused": _("refused"),
    "offered": _("offered to the customer"),
    "accepted": _("accepted"),
    "declined": _("declined"),
    "carried_out": _("carried out"),
    "replaced": _("replaced"),
}


def print_case(
    case: Case, pack: Pack, zone: ZoneInfo, rights: Sequence[Remedy] = (), lines: Sequence[str] = ()
) -> None:
    """The few lines after every verb; `lines` are the verb's own, before the next command."""
    stage = say(pack.stages[case.stage].label)
    print_line(f"{case.number}  {say(case.label)} · {SEVERITY[case.severity]} · {stage}")
    if case.incident and case.stage in ("intake", "facts"):
        print_line(_("INCIDENT: people first, then evidence, then reports"))
    _print_owner(case, pack, zone)
    if case.offer:
        print_offer(case.offer, pack, zone)
    if case.inquiries or case.promises or case.breaches:
        from amends.cli.handling_text import print_handling

        print_handling(case, pack, zone)
    for task in case.open_tasks:
        print_line(
            _("task {code}: {label}, by {due}").format(
                code=task.code, label=say(task.label), due=say_moment(task.due, zone)
            )
        )
    if case.complaint and case.category is None and case.stage != "closed":
        print_line(
            _("what it is about was not recognised: amends classify {number} --category NAME").format(
                number=case.number
            )
        )
    _print_brief(case, pack, zone, rights)
    for line in lines:
        print_line(line)
    print_next(case)


def print_steps(steps: list[Step], case: Case) -> None:
    """What to say and do, in order, all of it."""
    for step in steps:
        _print_step(step, case)


def _print_brief(case: Case, pack: Pack, zone: ZoneInfo, rights: Sequence[Remedy]) -> None:
    """What matters now, with a queue behind: the first steps and words; of the rest only the names."""
    steps = guide(case, pack, zone, rights)
    opening = case.stage in ("intake", "facts")
    for step in steps:
        if step.topic == "right" or step.topic == ("act" if opening else "budget"):
            _print_step(step, case)
        elif not opening and step.say:
            _print_words(step.say, case)
    if opening:
        for topic, line in (("keep", _("keep: {names}")), ("ask", _("still to learn: {names}"))):
            names = [say(step.do) for step in steps if step.topic == topic and step.do]
            if names:
                print_line(line.format(names="; ".join(names)))


def _print_step(step: Step, case: Case) -> None:
    if step.do:
        print_line(f"  · {say(step.do)}")
    if step.say:
        _print_words(step.say, case)


def _print_words(words: Text, case: Case) -> None:
    """Words to say in the customer's language (P7), and what they mean for an operator who reads another."""
    aloud, meaning = words.say(case.language), say(words)
    print_line(_("  say: {words}").format(words=aloud))
    if meaning != aloud:
        print_line(_("    that is: {words}").format(words=meaning))


def print_next(case: Case) -> None:
    """The command that moves the case on."""
    command = next_command(case)
    if command:
        verb, _space, rest = command.partition(" ")
        print_line(_("next: amends {command}").format(command=" ".join(filter(None, (verb, case.number, rest)))))


def print_offer(offer: Offer, pack: Pack, zone: ZoneInfo) -> None:
    """One round on one line, and who decides."""
    remedies = ", ".join(
        f"{say(remedy.label)} {remedy.amount}" if remedy.amount else say(remedy.label) for remedy in offer.remedies
    )
    print_line(
        _("round {round}: {remedies} ({state})").format(round=offer.round, remedies=remedies, state=STATE[offer.state])
    )
    if offer.state == "waiting":
        _print_deciders(offer, pack, say_moment(offer.promised, zone) if offer.promised else "?")


def _print_deciders(offer: Offer, pack: Pack, promised: str) -> None:
    """Who decides and by when; where several do, whose vote is there and whose is missing."""
    if len(offer.steps) <= 1 and len(offer.missing) == 1 and not offer.approvals:
        print_line(
            _("  {total} on this receipt: {decider} ({code}) decides; the customer expects an answer by {time}").format(
                total=offer.receipt_total,
                decider=say(pack.role_label(offer.decider)),
                code=offer.decider,
                time=promised,
            )
        )
        return
    from amends.policy.authority_words import all_steps

    print_line(
        _("  {total} on this receipt needs: {who}; the customer expects an answer by {time}").format(
            total=offer.receipt_total, who=say(all_steps(pack, offer.steps)), time=promised
        )
    )
    for entry in offer.approvals:
        print_line(
            _("  {decision}: {person} ({role})").format(
                decision=_(entry.decision), person=entry.by, role=say(pack.role_label(entry.role))
            )
        )
    missing = ", ".join(f"{say(pack.role_label(role))} ({role})" for role in offer.missing)
    print_line(_("  still to vote: {missing}").format(missing=missing))


def _print_owner(case: Case, pack: Pack, zone: ZoneInfo) -> None:
    role = say(pack.role_label(case.owner_role))
    due = say_moment(case.due, zone) if case.due else "-"
    print_line(_("owner: {role} ({person}) · due: {due}").format(role=role, person=case.owner or "-", due=due))
    if case.hand_over:
        print_line(_("handed over to {name}, who has not accepted yet").format(name=case.hand_over.to))
    if case.paused_since and case.paused_for:
        print_line(
            _("paused since {time}: waits for {reason}").format(
                time=say_moment(case.paused_since, zone), reason=PAUSED_FOR[case.paused_for]
            )
        )
    if case.told:
        roles = ", ".join(say(pack.role_label(name)) for name in case.told)
        print_line(_("told at once: {roles}").format(roles=roles))
