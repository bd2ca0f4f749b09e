"""The page for testing a plugin: its blocks are the files of a project, and that project's tests pass."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "testing-a-plugin.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`([\w./]+)`:\n\n```\w+\n(.*?)```", PAGE, re.S | re.M))


def test_every_block_is_a_file_of_the_project() -> None:
    assert len(FILES) == PAGE.count("```") / 2 == 6


def test_the_project_on_the_page_passes_its_tests(tmp_path: Path) -> None:
    package = tmp_path / "amends_florist"
    package.mkdir()
    (package / "__init__.py").write_text('__version__ = "1.0"\n', encoding="utf-8")
    trade = (ROOT / "tests" / "core" / "trade.py").read_text(encoding="utf-8")
    (package / "plugin.py").write_text(trade, encoding="utf-8")
    (tmp_path / "tests").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AMENDS_", "PYTEST_"))}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "tests"],
        cwd=tmp_path, env={**environment, "PYTHONPATH": str(tmp_path)}, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None
    assert int(passed[1]) == 16
