"""A florist's plugin in a folder of its own, whole, to be broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

CODE = """
from amends.case.answers import Escalation, Reason
from amends.hookspecs import hookimpl
from amends.pack.load import load_pack
from amends.text import Text


@hookimpl
def industry():
    return load_pack(__file__)

"""
PROJECT = """
[project]
name = "amends-florist"
version = "1.0"

[project.entry-points.amends]
florist = "amends_florist.plugin"
"""
STORIES = """
[[story]]
says = "昨天买的玫瑰，今天早上全蔫了。"
category = "wilted"

[[story]]
says = "说好中午到，送来的时候已经迟到三个小时了。"
category = "late"

[[story]]
says = "闻了你们的花，脸上起疹子。"
category = "allergy"
"""
INCIDENTS = """
[[escalation]]
on = "incident"
to = ["owner"]
because = { zh = "有人受伤害，老板要知道。", en = "Somebody may be hurt: the owner is told." }
"""

MakePlugin = Callable[..., Path]


@pytest.fixture
def florist_plugin(_trade_module: ModuleType, tmp_path: Path) -> MakePlugin:
    """`florist_plugin(code="…")` is the folder of a project with the plugin, `code` added to its hooks."""

    def make(code: str = "") -> Path:
        project = tmp_path / "florist"
        package = project / "amends_florist"
        (package / "pack").mkdir(parents=True)
        (project / "tests").mkdir()
        pack = _trade_module.PACK + INCIDENTS
        for path, text in (
            (project / "pyproject.toml", PROJECT),
            (project / "tests" / "stories.toml", STORIES),
            (package / "__init__.py", '__version__ = "1.0"\n'),
            (package / "plugin.py", CODE + code),
            (package / "pack" / "florist.toml", pack),
        ):
            path.write_text(text, encoding="utf-8")
        return project

    return make
