from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from amends.cli.commands import COMMANDS

GROUPED = {
    "staff": ["add", "list", "pin", "deputy", "away", "back", "leave", "shift", "off", "rota"],
    "branch": ["list", "tree", "show", "add"],
    "recovery": ["list", "name", "settle"],
    "plugin": ["list", "show", "check", "enable", "disable", "diff", "new"],
    "ledger": ["verify", "seal", "rebuild"],
}
LEAVES = [path for name in COMMANDS for path in ([[name, sub] for sub in GROUPED.get(name, [])] or [[name]])]
# One process asks for every help text: what a module says is in the language in which it was first imported.
ASK_ALL = """
import contextlib, io, json, sys
from amends.cli.main import main
texts = {}
for path in json.loads(sys.argv[1]):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main([*path, "--help"])
    texts[" ".join(path)] = out.getvalue()
print(json.dumps(texts))
"""


@pytest.fixture(scope="module")
def helps() -> dict[str, dict[str, str]]:
    """Of each language every command's help."""
    return {language: _ask_all(language) for language in ("zh", "en")}


def _ask_all(language: str) -> dict[str, str]:
    paths = [[], *([name] for name in COMMANDS), *LEAVES]
    done = subprocess.run(
        [sys.executable, "-c", ASK_ALL, json.dumps(paths)],
        env={"AMENDS_LANG": language, "COLUMNS": "100", "PYTHONPATH": ":".join(sys.path), "LC_ALL": "C.UTF-8"},
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    texts: dict[str, str] = json.loads(done.stdout)
    return texts


def chinese(text: str) -> bool:
    return any("一" <= char <= "鿿" for char in text)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_both_languages(helps: dict[str, dict[str, str]], name: str) -> None:
    assert chinese(helps["zh"][name])
    assert helps["en"][name]
    assert not chinese(helps["en"][name])


@pytest.mark.parametrize("path", [" ".join(path) for path in LEAVES])
def test_every_command_has_the_options_that_all_have(helps: dict[str, dict[str, str]], path: str) -> None:
    for option in ("--as", "--branch", "--config", "--lang", "--json", "--help"):
        assert option in helps["zh"][path]
        assert option in helps["en"][path]


def test_no_option_stands_there_without_a_word_about_it(helps: dict[str, dict[str, str]]) -> None:
    for path, text in helps["en"].items():
        silent = [line for line in text.splitlines() if line.startswith("  --") and len(line.split("  ")) < 3]
        wrapped = [line for line in silent if not text.split(line)[1].startswith("\n      ")]
        assert not wrapped, path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_of_commands_follows_the_life_of_a_case(
    helps: dict[str, dict[str, str]], snapshot: Any, language: str
) -> None:
    assert helps[language][""] == snapshot


def test_every_file_of_a_command_is_in_the_list() -> None:
    folder = Path(sys.modules["amends.cli.commands"].__file__ or "").parent
    modules = {module for module, _ in COMMANDS.values()}
    for module in modules:
        assert (folder / f"{module}.py").is_file()
    for file in folder.glob("*.py"):
        if "\ndef command(" in file.read_text(encoding="utf-8"):
            assert file.stem in modules


def test_the_version_is_told(amends: Any) -> None:
    told = amends("--version")
    assert (told.code, told.out.split()[0]) == (0, "amends")


def test_without_a_command_the_list_is_shown(amends: Any) -> None:
    shown = amends()
    assert shown.code == 2
    assert "carry-out" in shown.out
