"""How right the question *classify* is answered on a set of labelled texts.

`python -m benchmarks.classify SET.jsonl --labels MAP.toml [--train TRAIN.jsonl] [--folds N] [--json]`

Without `--train` only the packs' own knowledge is used; with it a model is learned from TRAIN, which sees what the pack
found. `--folds N` needs no second set: the set is parted in N, and each part is classified by what the others taught.
The texts are read where they lie and never copied.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from amends import registry
from amends.case.values import Case
from amends.defaults.evidence import weigh
from amends.errors import AmendsError
from amends.hookspecs import View
from amends.money import Money
from amends.policy.ask import ask
from amends.policy.classification import combine_findings
from attrs import evolve

from benchmarks.agreement import agreement
from benchmarks.label_map import Example, LabelMap, read_examples, read_map

_NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
Finder = Callable[[str], list[str]]


def main(arguments: list[str]) -> int:
    """Print the figures; 2 with one line for a file that cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.classify", description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--train", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    try:
        print(_shown(_measured(given), given.json))
    except (OSError, ValueError, AmendsError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _measured(given: argparse.Namespace) -> dict[str, Any]:
    labels = read_map(given.labels)
    examples = read_examples(given.set, labels.labels)
    if given.folds:
        found, seconds = _crosswise(examples, labels, given.folds)
    elif given.train is not None:
        lessons = read_examples(given.train, labels.labels)
        found, seconds = _found(learned(lessons, labels), examples)
    else:
        found, seconds = _found(packs_own(labels), examples)
    figures = agreement([example.labels for example in examples], found, labels.labels)
    return {**figures, "us_per_text": round(seconds / max(1, len(examples)) * 1e6, 1)}


def packs_own(labels: LabelMap) -> Finder:
    """What the pack's patterns find in a text, in the set's labels.

    These sets ask which of several things a review finds fault with, whatever else it says. The patterns answer that;
    the pack's examples, which tell what a complaint is about before all, are left aside.
    """
    if labels.industry is None:
        raise ValueError("no pack knows these labels; give --train TRAIN.jsonl or --folds N")
    plugins = registry.load([labels.industry])
    pack = evolve(plugins.packs[labels.industry], taught=None)
    view = View(_NOW, pack, "B", Money(0, pack.industry.currency))

    def find(text: str) -> list[str]:
        case = Case("c", 1, "1", "B", pack.name, "platform", "zh", _NOW, "desk", pack.version, text=text)
        found = combine_findings(ask(plugins, "classify", case, view), pack)
        if not found.complaint:
            return []
        names = [point.category for point in found.points if point.category is not None]
        return labels.of([*names, *(name for name, weight in found.alternatives if weight >= labels.least)])

    return find


def learned(lessons: Sequence[Example], labels: LabelMap) -> Finder:
    """What a model says that learned from `lessons`; it sees what the pack found, where there is one."""
    from amends_learned.training import train

    pack = registry.load([labels.industry]).packs[labels.industry] if labels.industry else None
    taught = [(lesson.text, lesson.labels) for lesson in lessons]
    model = train(taught, labels.labels, pack, labels.exclusive, labels.categories if pack else None)
    return lambda text: model.labels_of(text, weigh(text, pack) if pack else None)


def _crosswise(examples: Sequence[Example], labels: LabelMap, folds: int) -> tuple[list[list[str]], float]:
    found: list[list[str]] = [[] for _ in examples]
    seconds = 0.0
    for fold in range(folds):
        finder = learned([entry for at, entry in enumerate(examples) if at % folds != fold], labels)
        part, spent = _found(finder, examples[fold::folds])
        found[fold::folds] = part
        seconds += spent
    return found, seconds


def _found(finder: Finder, examples: Sequence[Example]) -> tuple[list[list[str]], float]:
    if examples:
        finder(examples[0].text)  # what is read at the first use is no part of the cost of a text
    begin = time.process_time()
    found = [finder(example.text) for example in examples]
    return found, time.process_time() - begin


def _shown(figures: dict[str, Any], as_json: bool) -> str:
    if as_json:
        return json.dumps(figures, ensure_ascii=False)
    lines = [f"{name} {figures[name]}" for name in ("micro_f1", "macro_f1", "exact", "n", "us_per_text")]
    for label, row in figures["per_label"].items():
        lines.append(
            f"  {label}: F1 {row['f1']}, precision {row['precision']}, recall {row['recall']}, {row['said']} times"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
