"""The command line as people use it: in this process for most tests, as a process or at a terminal for a few."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from amends.cli import language
from amends.cli.main import main
from amends.config import load_chain
from amends.desk.desk import Desk
from amends.desk.intake import Intake, take
from amends.ledger.sqlite import SqliteLedger
from attrs import frozen

MILK = "昨天在你们店买的牛奶过期了，孩子差点喝了！"
PATIENCE = 20.0  # seconds until a process that should have answered is given up


@frozen
class Outcome:
    """What a command left behind: its exit code, what it printed, what it complained about."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one line on standard error, after a failure."""
        assert self.code in (1, 2)
        assert self.out == ""
        assert self.err.startswith("amends: ")
        assert self.err.count("\n") == 1, self.err
        return self.err


Amends = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def _a_language_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "")
    for name in ("_current", "_catalogue"):
        monkeypatch.setattr(language, name, getattr(language, name))


@pytest.fixture
def amends(chain_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Amends:
    """`amends("take", "--text", "…")` in the folder of a supermarket whose only branch is N1."""
    monkeypatch.chdir(chain_folder)

    def run(*arguments: str) -> Outcome:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(arguments)
        captured = capsys.readouterr()
        return Outcome(int(left.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def _with_a_case(_chain_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A ledger with one case, taken once and copied for every test, and the case's number."""
    folder = shutil.copytree(_chain_template, tmp_path_factory.mktemp("case") / "chain")
    chain = load_chain(folder / "amends.toml")
    ledger = SqliteLedger(chain.database)
    case = take(Desk(chain, ledger), Intake(MILK, category="spoiled_or_expired"), "desk")
    ledger.close()
    return folder / "amends.db", case.number


@pytest.fixture
def number(chain_folder: Path, _with_a_case: tuple[Path, str]) -> str:
    """The number of a new case about milk past its date."""
    ledger, number = _with_a_case
    shutil.copy(ledger, chain_folder)
    return number


@pytest.fixture
def record(chain_folder: Path) -> Callable[[], list[Any]]:
    """`record()` is every event written so far: nothing was done while it stays the same."""

    def read() -> list[Any]:
        connection = sqlite3.connect(chain_folder / "amends.db")
        rows = connection.execute("SELECT * FROM events").fetchall()
        connection.close()
        return rows

    return read


@pytest.fixture
def managers(amends: Amends, number: str) -> None:
    for name, role in (("王副店", "deputy_store_manager"), ("孙副总", "group_vp_operations")):
        assert amends("staff", "add", name, "--role", role).code == 0


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AMENDS_", "LC_", "LANG"))}
    return {**kept, "PYTHONWARNINGS": "error", "LC_ALL": "C.UTF-8", **more}


@pytest.fixture
def process(chain_folder: Path) -> Amends:
    """The same as a process of its own; arguments may be bytes, `stdin` what it reads, `more` its environment."""

    def run(*arguments: str | bytes, stdin: bytes = b"", **more: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "amends", *arguments],
            input=stdin, capture_output=True, cwd=chain_folder, env=environment(**more), timeout=PATIENCE, check=False,
        )  # fmt: skip
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


# The first terminal that the leader of a session opens becomes its own: Ctrl-C then reaches it, unless whoever started
# the tests had it ignored, as a shell does for what it starts in the background.
_AT_TERMINAL = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
terminal = os.open(sys.argv[1], os.O_RDWR)
for stream in range(3):
    os.dup2(terminal, stream)
os.execv(sys.argv[2], sys.argv[2:])
"""


class Terminal:
    """A command at a real terminal. `read_until` waits for words on the screen, `type` presses keys."""

    def __init__(self, folder: Path, arguments: tuple[str, ...]) -> None:
        self.keyboard, screen = pty.openpty()
        command = [sys.executable, "-c", _AT_TERMINAL, os.ttyname(screen), sys.executable, "-m", "amends", *arguments]
        # A terminal wide enough that no line is broken.
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment(COLUMNS="200", TERM="dumb"), start_new_session=True
        )
        self._screen = screen
        self.seen = ""

    def read_until(self, words: str) -> str:
        """All that was on the screen, up to `words`."""
        end = time.monotonic() + PATIENCE
        while words not in self.seen:
            assert time.monotonic() < end, self.seen
            self._read()
            assert words in self.seen or self.process.poll() is None or self._read(), self.seen
        return self.seen

    def type(self, keys: str) -> None:
        os.write(self.keyboard, keys.encode())

    def leave(self, key: str = "") -> int:
        """Wait for the end and give the exit code; what was printed last is in `seen`.

        A `key` that stops a program is pressed until it has: one pressed just before Python begins to read is lost.
        """
        end, pressed = time.monotonic() + PATIENCE, 0.0
        while self.process.poll() is None:
            assert time.monotonic() < end, self.seen
            if key and time.monotonic() > pressed + 1:
                self.type(key)
                pressed = time.monotonic()
            self._read()
        while self._read():
            pass
        return self.process.returncode

    def _read(self) -> bool:
        ready, _, _ = select.select([self.keyboard], [], [], 0.02)
        if ready:
            self.seen += os.read(self.keyboard, 65536).decode(errors="replace")
        return bool(ready)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.keyboard)
        os.close(self._screen)


@pytest.fixture
def terminal(chain_folder: Path) -> Iterator[Callable[..., Terminal]]:
    """`terminal("take")` starts a command at a terminal, in the chain's folder or `folder`."""
    opened: list[Terminal] = []

    def start(*arguments: str, folder: Path = chain_folder) -> Terminal:
        opened.append(Terminal(folder, arguments))
        return opened[-1]

    yield start
    for one in opened:
        one.close()
