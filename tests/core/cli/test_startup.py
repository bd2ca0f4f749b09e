"""A command answers in a blink: nothing is imported on its way that it does not need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COSTLY = ["sqlite_utils", "rich", "importlib.metadata", "hypothesis"]
LOOK = """
import contextlib, io, json, sys
from amends.cli.main import main
if len(sys.argv) > 1:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        main(sys.argv[1:])
print(json.dumps(sorted(sys.modules)))
"""


def imported(folder: Path, *arguments: str) -> set[str]:
    command = [sys.executable, "-c", LOOK, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, text=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("arguments", "industries"),
    [
        ([], set()),
        (["queue"], set()),
        (["queue", "--json"], set()),
        (["search", "牛奶"], set()),
        (["take", "--text", "牛奶过期了。"], {"amends_supermarket"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_imports_only_what_it_needs(chain_folder: Path, arguments: list[str], industries: set[str]) -> None:
    modules = imported(chain_folder, *arguments)
    assert not [name for name in COSTLY if name in modules]
    assert {name for name in modules if name.startswith("amends_") and "." not in name} == industries
    assert "sqlite3" in modules or not arguments
