"""Looking at cases: one with all its events, and why everything about it was decided as it was."""

from __future__ import annotations

from typing import Any, NamedTuple

from amends.case.answers import Remedy
from amends.case.events import Event
from amends.case.fold import fold
from amends.case.values import Case
from amends.desk.desk import Desk
from amends.desk.work import Target, case_id_of, check_allowed, staff_member
from amends.hookspecs import View
from amends.moments import stamp
from amends.money import Money
from amends.pack.values import Pack


class Shown(NamedTuple):
    """A case, all its events, the pack it is handled under, and what the customer has a right to as it stands."""

    case: Case
    events: tuple[Event, ...]
    pack: Pack
    rights: tuple[Remedy, ...] = ()


def show(desk: Desk, target: Target, reader: str | None = None) -> Shown:
    """The case of that number as it stands, for `reader`; `None` where whoever asks may see every case there is.

    Raises `NotFound` where there is none, `Misuse` for an unknown reader, `Refused` where they do not cover its branch
    or `show` is for other roles.
    """
    with desk.ledger.read() as transaction:
        events = transaction.events(case_id_of(transaction, target))
        case = fold(events)
        pack = desk.pack_of(case, transaction)
        if reader is not None:
            check_allowed(desk, transaction, staff_member(transaction, reader), case.branch, pack, "show")
        return Shown(case, tuple(events), pack, rights_of(desk, case, pack))


def rights_of(desk: Desk, case: Case, pack: Pack) -> tuple[Remedy, ...]:
    """What plugins beside the core's own say the customer has a right to; nothing once the case is closed."""
    if case.stage == "closed" or not case.complaint or not desk.plugins.beside_the_core("compensate"):
        return ()
    from amends.policy.ask import ask
    from amends.policy.rights import rights

    return tuple(rights(ask(desk.plugins, "compensate", case, view_of(desk, case, pack))))


def view_of(desk: Desk, case: Case, pack: Pack) -> View:
    """The world as a reader sees it, for hooks: without what other cases on the receipt come to."""
    nothing, region = Money(0, pack.industry.currency), desk.chain.region_of(case.branch)
    return View(desk.clock(), pack, case.branch, nothing, region=region)


def explain(shown: Shown) -> list[dict[str, Any]]:
    """Every decision in order: what, when, by whom, through which plugin and version, by which rule, why.

    A person's act without a rule of its own is explained by the step of the life of a case that it is.
    """
    return [decision for event in shown.events for decision in _decisions(event)]


def _decisions(event: Event) -> list[dict[str, Any]]:
    from amends.desk.life import RULES

    base = {
        "event": event.version,
        "at": stamp(event.at),
        "kind": event.kind,
        "actor": event.actor,
        "policy": event.policy,
    }
    plugin, _, version = event.plugin.rpartition(" ")
    own = {
        **base,
        "plugin": plugin,
        "version": version,
        "rule": f"life.{event.kind}",
        "text": RULES[event.kind].to_json() if event.kind in RULES else None,
        "because": event.because,
    }
    answers = [{**base, **answer, "because": event.because} for answer in event.body.get("answers", ())]
    return answers or [own]
