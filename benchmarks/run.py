"""The speed tables: `python -m benchmarks.run [NAME…] [--json]`. Each row has our figure, its floor and the limit."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks import command_line, due_times, questions, ticking, understanding

TABLES: dict[str, Callable[[], Iterator[dict[str, Any]]]] = {
    "command_line": command_line.rows,
    "due_times": due_times.rows,
    "questions": questions.rows,
    "ticking": ticking.rows,
    "understanding": understanding.rows,
}


def main(arguments: list[str]) -> int:
    """Print the tables named, or all; 2 for an unknown name."""
    names = [argument for argument in arguments if argument != "--json"] or list(TABLES)
    for name in names:
        if name not in TABLES:
            print(f"no table {name!r}; known: {', '.join(TABLES)}", file=sys.stderr)
            return 2
    for name in names:
        for row in TABLES[name]():
            print(json.dumps({"table": name, **row}, ensure_ascii=False) if "--json" in arguments else _line(name, row))
    return 0


def _line(table: str, row: dict[str, Any]) -> str:
    figures = ", ".join(f"{key} {value}" for key, value in row.items() if key != "name" and value is not None)
    return f"{table}: {row['name']}: {figures}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
