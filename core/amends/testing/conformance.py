"""Run conformance cases: `python -m amends.testing.conformance FILE…`.

Each file names its `kind` and holds `cases`: inputs and what is to come out. Every failing case is printed with what
was expected and what came out; the last line counts. Nothing is skipped: a kind, field or option that is not known is
a failure. The exit code is 1 where anything failed.

A plugin brings kinds of its own: the mapping `KINDS` in the module `conformance` beside its `plugin` module, from a
kind to the function that runs one of its cases. Plugins are found by their entry points; none is imported for a kind
that is known here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from amends.errors import AmendsError
from amends.registry import installed
from amends.testing.case import Case, Mismatch

# Kind -> the module of this package whose `run(case)` raises `Mismatch` unless the case comes out as expected.
KINDS = {
    "approval_chains": "approval_chains",
    "approval_votes": "approval_votes",
    "business_time_due": "business_time_due",
    "business_time_elapsed": "business_time_elapsed",
    "compensation": "compensation",
    "escalation_levels": "escalation_levels",
}
# What a case, or the code it calls, can raise over data nobody foresaw. One odd case must not hide the others.
_PROBLEMS = (AmendsError, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)


def main(files: Sequence[str]) -> int:
    """Run the cases in `files`, print the failures and the count; the exit code is 1 where anything failed."""
    passed = failed = 0
    for file in files:
        for name, problem in run_file(Path(file)):
            if problem is None:
                passed += 1
            else:
                failed += 1
                print(f"{name}: {problem}")
    if not files:
        print("usage: python -m amends.testing.conformance FILE…")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not files else 0


def run_file(path: Path) -> Iterator[tuple[str, str | None]]:
    """Each case's id and what is wrong with it, `None` where it passed. A file that cannot be run is one failure."""
    try:
        content = json.loads(path.read_bytes())
        kind, cases = content["kind"], list(content["cases"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield str(path), f"not a file of conformance cases ({error!r})"
        return
    run = find_runner(kind)
    if run is None and not cases:
        yield str(path), _outcome(run, None, kind)
    for number, fields in enumerate(cases, 1):
        named = isinstance(fields, Mapping) and "id" in fields
        yield str(fields["id"]) if named else f"{path} case {number}", _outcome(run, fields, kind)


def find_runner(kind: object) -> Callable[[Case], None] | None:
    """The `run` of a kind's module, or what a plugin brings for the kind; `None` for a kind nobody wrote."""
    if not isinstance(kind, str):
        return None
    if kind not in KINDS:
        return _brought_kinds().get(kind)
    run: Callable[[Case], None] = import_module(f"amends.testing.{KINDS[kind]}").run
    return run


@lru_cache(maxsize=1)
def _brought_kinds() -> dict[str, Callable[[Case], None]]:
    """The kinds that installed plugins bring; of two that bring one the first by name."""
    found: dict[str, Callable[[Case], None]] = {}
    for listed in reversed(installed()):
        beside = f"{listed.module.rpartition('.')[0]}.conformance"
        if listed.module.rpartition(".")[0] and find_spec(beside) is not None:
            found |= import_module(beside).KINDS
    return found


def _outcome(run: Callable[[Case], None] | None, fields: Any, kind: object) -> str | None:
    if run is None:
        return f"not run: the kind {kind!r} is not known; known: {', '.join(sorted({*KINDS, *_brought_kinds()}))}"
    try:
        case = Case(fields)
        run(case)
        case.check_all_taken()
    except Mismatch as mismatch:
        return str(mismatch)
    except _PROBLEMS as error:
        return f"{type(error).__name__}: {error}"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
