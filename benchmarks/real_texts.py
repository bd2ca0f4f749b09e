"""Real texts through the whole life: `python -m benchmarks.real_texts FOLDER [--texts N]`.

FOLDER holds the sets as JSON lines with a `text`. They are read, never copied: what the desk stores of them goes into a
temporary folder and is thrown away. Prints cases per second, the spread of categories, severities and stages, what was
refused, and whether the ledger verifies.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from amends.case.answers import Remedy
from amends.case.values import Case
from amends.desk import agreement, carrying_out, closing, facts, follow_up, intake, proposal
from amends.desk.desk import Desk
from amends.desk.setup import set_up
from amends.desk.staff import add_staff
from amends.desk.work import Target
from amends.errors import AmendsError
from amends.ledger.sqlite import SqliteLedger
from amends.ledger.verify import verify
from amends.money import Money

SETS = {
    "restaurant_aic_zh": "restaurant",
    "restaurant_foodsafety_zh": "restaurant",
    "ecommerce_zhijiang_zh": "ecommerce",
    "restaurant_cebab_en": "restaurant",
}
# Every so many customers decline the first offer, or give a low score.
_DECLINES, _UNHAPPY = 5, 11


def main(arguments: list[str]) -> int:
    """Run the sets found in the folder; 1 where a ledger does not verify, 2 where there is no set."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.real_texts", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=int, default=200)
    given = parser.parse_args(arguments)
    found = [name for name in SETS if (given.folder / f"{name}.jsonl").is_file()]
    if not found:
        print(f"none of {', '.join(SETS)} in {given.folder}", file=sys.stderr)
        return 2
    return max([_run(name, list(_texts(given.folder / f"{name}.jsonl", given.texts))) for name in found])


def _texts(path: Path, count: int) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for _position, line in zip(range(count), lines, strict=False):
            yield json.loads(line)["text"]


def _run(name: str, texts: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        chain = set_up(Path(folder), SETS[name], "B1", name=name, staff="desk")
        desk = Desk(chain, SqliteLedger(chain.database))
        for role in desk.pack(None).roles:
            add_staff(desk, role, role, "B1", "desk")
        begin = time.perf_counter()
        refused: Counter[str] = Counter()
        cases = [_whole_life(desk, text, number, refused) for number, text in enumerate(texts)]
        seconds = time.perf_counter() - begin
        verdict = verify(desk.ledger.connection, chain.database)
        desk.ledger.close()
    _print(name, cases, seconds, refused)
    print(f"  ledger: {verdict.events} events, {'as written' if verdict.finding is None else verdict.finding}")
    return 0 if verdict.finding is None else 1


def _whole_life(desk: Desk, text: str, number: int, refused: Counter[str]) -> Case:
    taken = intake.take(
        desk, intake.Intake(text=text, channel="platform", receipt=f"R{number}", confirmed=True), "desk"
    )
    target = Target(taken.number, "B1")
    case = taken
    try:
        if case.complaint:
            case = _agreed(desk, target, number)
            case = carrying_out.carry_out(desk, target, "desk", key=f"pay-{number}")
        while case.open_tasks:
            case = _task_done(desk, target, case, number)
        for point in case.open_points:
            case = closing.answer(desk, target, "desk", "answered", point.id)
        return closing.close(desk, target, "desk")
    except AmendsError as error:
        refused[error.template] += 1
        return case


def _agreed(desk: Desk, target: Target, number: int) -> Case:
    """Propose, have it approved by whoever may, offer; some decline once and get a second round."""
    for declined in range(2):
        _case, menu = proposal.menu(desk, target)
        case = proposal.propose(desk, target, "desk", _wanted(menu, 20 + number % 400 + 50 * declined))
        if case.offer and case.offer.state == "waiting":
            proposal.approve(desk, target, case.offer.decider)
        agreement.offer(desk, target, "desk")
        if declined or number % _DECLINES:
            break
        agreement.decline(desk, target, "desk", "something more")
    return agreement.accept(desk, target, "desk")


def _wanted(menu: dict[str, Remedy], amount: int) -> list[proposal.Wanted]:
    """The first material remedy, worth what is suggested, else `amount` up to its ceiling; a moral one with it."""
    kinds = {remedy.kind: remedy for remedy in reversed(menu.values())}
    chosen = [kinds[kind] for kind in ("material", "moral") if kind in kinds]
    return [proposal.Wanted(remedy.code, _worth(remedy, amount)) for remedy in chosen]


def _worth(remedy: Remedy, amount: int) -> str | None:
    if remedy.suggested or remedy.form not in ("money", "voucher", "goods"):
        return None
    asked = Money.parse(str(amount), "CNY")
    return (remedy.ceiling if remedy.ceiling and remedy.ceiling < asked else asked).amount


def _task_done(desk: Desk, target: Target, case: Case, number: int) -> Case:
    task = case.open_tasks[0]
    low = task.scored and not case.reopened and number % _UNHAPPY == 0
    case = follow_up.follow_up(desk, target, "desk", task=task.code, score=(2 if low else 5) if task.scored else None)
    if low and case.stage != "closed":
        facts.note(desk, target, "desk", text="called again")
    return case


def _print(name: str, cases: list[Case], seconds: float, refused: Counter[str]) -> None:
    print(f"{name}: {len(cases)} cases in {seconds:.1f} s, {len(cases) / seconds:.0f} a second")
    spreads = {
        "complaint": Counter("yes" if case.complaint else "no" for case in cases),
        "category": Counter(case.category or "none" for case in cases if case.complaint),
        "severity": Counter(case.severity for case in cases if case.complaint),
        "incident": Counter("yes" if case.incident else "no" for case in cases),
        "points": Counter(str(len(case.points)) for case in cases),
        "stage": Counter(case.stage for case in cases),
        "rounds": Counter(str(len(case.offers)) for case in cases),
        "reopened": Counter(str(case.reopened) for case in cases),
    }
    for what, counts in spreads.items():
        print(f"  {what}: {', '.join(f'{value} {count}' for value, count in counts.most_common(14))}")
    for template, count in refused.most_common(5):
        print(f"  refused {count} times: {template}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
