"""The rows computed from a case: pure functions, so that rebuilding and verifying use what writing used."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from amends.case.values import Case
from amends.moments import stamp

if TYPE_CHECKING:
    from amends.case.person import Person

CASE_COLUMNS = (
    "case_id", "version", "branch", "number", "industry", "channel", "stage", "complaint", "category", "label_zh",
    "label_en", "severity", "incident", "owner_role", "owner", "received_at", "due", "closed_at", "outcome", "reopened",
    "receipt", "customer", "exposure",
)  # fmt: skip
TASK_COLUMNS = ("case_id", "code", "branch", "role", "label_zh", "label_en", "due", "done_at", "score")
ALARM_COLUMNS = ("case_id", "code", "branch", "at")
RECOVERY_COLUMNS = ("case_id", "party", "branch", "kind", "name", "currency", "owed", "settled")
WAIT_COLUMNS = ("case_id", "what", "subject", "branch", "role", "person")
GOODWILL_COLUMNS = ("case_id", "round", "branch", "month", "currency", "minor")
STAFF_STREAM = "staff/"
# Every table computed from the events, with its columns (the search index apart).
PROJECTIONS = {
    "cases": CASE_COLUMNS,
    "tasks": TASK_COLUMNS,
    "alarms": ALARM_COLUMNS,
    "waits": WAIT_COLUMNS,
    "recoveries": RECOVERY_COLUMNS,
    "staff": ("name", "branch", "role", "pin", "left_at", "left_by"),
    "absences": ("name", "since", "until"),
    "deputies": ("principal", "deputy", "since", "until"),
    "shifts": ("name", "branch", "since", "until"),
    "goodwill": GOODWILL_COLUMNS,
    "client_keys": ("branch", "key", "request", "case_id", "version"),
    "counters": ("branch", "series", "period", "last"),
}
# What names a row of each.
KEYS = {
    "cases": ("case_id",),
    "tasks": ("case_id", "code"),
    "alarms": ("case_id", "code"),
    "waits": ("case_id", "what", "subject"),
    "recoveries": ("case_id", "party"),
    "goodwill": ("case_id", "round"),
    "staff": ("name",),
    "absences": ("name", "since", "until"),
    "deputies": ("principal", "deputy", "since", "until"),
    "shifts": ("name", "since"),
    "client_keys": ("branch", "key"),
    "counters": ("branch", "series", "period"),
}


def case_row(case: Case) -> tuple[Any, ...]:
    """The row of `cases`, in the order of `CASE_COLUMNS`."""
    return (
        case.case_id, case.version, case.branch, case.number, case.industry, case.channel, case.stage,
        int(case.complaint), case.category, case.label.zh, case.label.en, case.severity, int(case.incident),
        case.owner_role, case.owner, stamp(case.received_at), stamp(case.due) if case.due else None,
        stamp(case.closed_at) if case.closed_at else None, case.outcome, case.reopened, case.receipt,
        customer_key(case.party.get("phone")), _exposure(case),
    )  # fmt: skip


def task_rows(case: Case) -> list[tuple[Any, ...]]:
    """The rows of `tasks`, in the order of `TASK_COLUMNS`."""
    return [
        (
            case.case_id, task.code, case.branch, task.role, task.label.zh, task.label.en, stamp(task.due),
            stamp(task.done_at) if task.done_at else None, task.score,
        )
        for task in case.tasks
    ]  # fmt: skip


def alarm_rows(case: Case) -> list[tuple[Any, ...]]:
    """The rows of `alarms`: every moment at which something comes due on the case by itself."""
    if case.stage == "closed":
        return []
    return [
        (case.case_id, f"{clock.name}/{level.number}", case.branch, stamp(level.at))
        for clock in case.running
        for level in clock.levels
        if not level.reached
    ]


def wait_rows(case: Case) -> list[tuple[Any, ...]]:
    """The rows of `waits`: who has to do something about the case, and what; by name, or whoever is in a role."""
    if case.stage == "closed":
        waits: list[tuple[str, str, str | None, str | None]] = []
    else:
        waits = [("owner", "", None, case.owner), ("role", "", case.owner_role, None)]
        if case.offer and case.offer.state == "waiting":
            waits += [("decision", role, role, None) for role in case.offer.missing]
        if case.hand_over:
            waits.append(("hand_over", "", None, case.hand_over.to))
        waits += [("inquiry", each.id, each.role, None) for each in case.inquiries if each.replied_at is None]
        waits += [("promise", each.id, None, each.made_by) for each in case.open_promises]
    waits += [("breach", each.id, each.decider, None) for each in case.breaches if each.measure is None]
    waits += [("task", task.code, task.role, None) for task in case.open_tasks]
    return [(case.case_id, what, subject, case.branch, role, person) for what, subject, role, person in waits]


def recovery_rows(case: Case) -> list[tuple[Any, ...]]:
    """The rows of `recoveries`: what liable parties owe us for the case, and what of it is settled (S9)."""
    if not case.offers:
        return []
    from amends.case.recovery import claims

    currency = case.offers[0].receipt_total.currency
    return [
        (
            case.case_id, claim.party, case.branch, claim.kind, claim.name, currency, claim.owed.minor,
            claim.settled.minor,
        )
        for claim in claims(case, currency)
    ]  # fmt: skip


def goodwill_rows(case: Case) -> list[tuple[Any, ...]]:
    """The rows of `goodwill`: what each live offer gives beyond what is owed."""
    return [
        (case.case_id, offer.round, case.branch, offer.month, offer.goodwill.currency, offer.goodwill.minor)
        for offer in case.offers
        if offer.live and offer.goodwill
    ]


# What is written anew whenever its case changes.
OF_A_CASE: dict[str, Callable[[Case], list[tuple[Any, ...]]]] = {
    "alarms": alarm_rows, "waits": wait_rows, "recoveries": recovery_rows,
    "goodwill": goodwill_rows,
}  # fmt: skip


def search_words(case: Case) -> str:
    """What full-text search looks through: number, receipt, category, the customer's words and particulars, facts."""
    parts = (
        case.number,
        case.receipt,
        case.label.zh,
        case.label.en,
        case.text,
        *case.party.values(),
        *map(str, case.facts.values()),
    )
    return spaced(" ".join(part for part in parts if part))


def spaced(text: str) -> str:
    """`text` with every character beyond ASCII set apart, so that a phrase finds any Chinese substring.

    Full-width letters and digits become plain ones: whichever of the two is typed finds the other.
    """
    plain = unicodedata.normalize("NFKC", text.casefold()).replace("\x00", " ")
    return "".join(char if char < "\x80" else f" {char} " for char in plain)


def customer_key(phone: str | None) -> str | None:
    """A telephone number reduced to its digits; `None` where fewer than five are left."""
    digits = "".join(char for char in phone or "" if char.isdecimal())
    return digits if len(digits) >= 5 else None


def staff_row(person: Person) -> tuple[Any, ...]:
    """The row of `staff`. What a PIN is checked against is not in it: it stands with the personal data alone."""
    left_at = stamp(person.left_at) if person.left_at else None
    return person.name, person.branch, person.role, int(person.pin is not None), left_at, person.left_by


def absence_rows(person: Person) -> list[tuple[Any, ...]]:
    """The rows of `absences`."""
    return [(person.name, stamp(each.since), stamp(each.until)) for each in person.absences]


def deputy_rows(person: Person) -> list[tuple[Any, ...]]:
    """The rows of `deputies`: who acts for this person."""
    return [(person.name, each.deputy, stamp(each.since), stamp(each.until)) for each in person.deputies]


def shift_rows(person: Person) -> list[tuple[Any, ...]]:
    """The rows of `shifts`."""
    return [(person.name, each.branch, stamp(each.since), stamp(each.until)) for each in person.shifts]


# What is written anew whenever an event of a person comes; the first column of each is the person's name.
OF_A_PERSON: dict[str, Callable[[Person], list[tuple[Any, ...]]]] = {
    "absences": absence_rows, "deputies": deputy_rows, "shifts": shift_rows,
}  # fmt: skip


def _exposure(case: Case) -> int:
    currency = case.offers[0].receipt_total.currency if case.offers else "CNY"
    return case.exposure(currency).minor
