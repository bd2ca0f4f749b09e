"""The pages tell the truth: what comes from the program is up to date, examples run, nothing known is left out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import tomli
from amends import config, registry
from amends.cli.commands import COMMANDS
from amends.config import load_chain
from amends.hookspecs import View
from amends.money import Money
from amends.pack.load import build_pack, overlaid

ROOT = Path(__file__).parents[2]
PAGES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))}
# The blocks of these pages are the files of a project, run by a test of their own.
PROJECTS = {"testing-a-plugin.md"}
CODE = re.compile(r"`([^`\n]+)`")


def blocks(language: str) -> list[Any]:
    """The blocks of a language on all pages, each with the page it is on."""
    found = [
        (name, block)
        for name, page in PAGES.items()
        if name not in PROJECTS
        for block in re.findall(rf"```{language}\n(.*?)```", page, re.S)
    ]
    # What is put into a file on the way down a page is run with the commands of that page (tools/console.py).
    whole = [(name, block) for name, block in found if not block.startswith(("# add to ", "# in place of "))]
    return [pytest.param(block, id=f"{name}-{number}") for number, (name, block) in enumerate(whole, start=1)]


def test_what_pages_show_is_what_the_program_says_and_prints() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "documents.py", "--check"], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("block", blocks("toml"))
def test_a_page_s_toml_is_accepted(block: str, tmp_path: Path) -> None:
    tables = tomli.loads(block)
    if "project" in tables:
        assert set(tables["project"]) >= {"name", "version", "entry-points"}
    elif "chain" in tables:
        (tmp_path / config.FILE_NAME).write_text(block, encoding="utf-8")
        chain = load_chain(tmp_path / config.FILE_NAME)
        assert registry.load(chain.plugins, chain.overrides).packs
    else:
        pack = registry.load(["supermarket"]).packs["supermarket"]
        assert build_pack(overlaid(pack.tables, tables)).digest != pack.digest


@pytest.mark.parametrize("block", blocks("python"))
def test_a_page_s_plugin_is_loaded_and_answers(block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "amends_receipts"
    package.mkdir()
    (package / "__init__.py").write_text('__version__ = "1.0"\n', encoding="utf-8")
    (package / "plugin.py").write_text(block, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    plugins = registry.load(["supermarket", "receipts"])
    (answer,) = (impl.function for name, _version, impl in plugins.answering("escalate") if name == "receipts")
    pack = plugins.packs["supermarket"]
    view = View(datetime(2026, 11, 22, tzinfo=UTC), pack, "N1", Money(4000, "CNY"), receipt_claims=1)
    assert [escalation.to for escalation in answer(None, view)] == [("store_manager",)]
    assert set(answer(None, view)[0].to) <= set(pack.roles)


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    folder = ROOT if name == "README.md" else ROOT / "docs"
    targets = [
        target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", PAGES[name]) if "://" not in target
    ]
    assert [target for target in targets if target and not (folder / target).exists()] == []


def test_every_key_of_the_configuration_has_its_line() -> None:
    page = PAGES["configuration.md"]
    chain, branch = re.search(r"## \[chain\](.*?)## \[branch.CODE\](.*?)\n## ", page, re.S).groups()  # type: ignore[union-attr]
    assert re.findall(r"^\| `(\w+)`", chain, re.M) == list(config._CHAIN_KEYS)
    assert re.findall(r"^\| `(\w+)`", branch, re.M) == list(config._BRANCH_KEYS)


def test_every_variable_of_the_environment_has_its_line() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "core").rglob("*.py"))
    assert set(re.findall(r"^\| `(AMENDS_\w+)`", PAGES["configuration.md"], re.M)) == set(
        re.findall(r"environ\.get\(\"(AMENDS_\w+)\"", sources)
    )


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the commands of `docs/json.md` print."""
    folder = tmp_path_factory.mktemp("chain")

    def amends(*arguments: str) -> Any:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AMENDS_")}
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "amends", *arguments, "--json"],
            cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        return json.loads(done.stdout)

    amends("init", "--industry", "supermarket", "--branch", "N1", "--yes")
    text = ("--text", "电饭煲插上没反应，三天就坏了")
    case = amends("take", *text, "--fact", "price=180", "--phone", "13800001111")
    amends("propose", case["number"], "--remedy", "refund_quality")
    show = amends("show", case["number"])
    return {"case": case, "show": show, "classify": amends("classify", *text), "queue": amends("queue")[0]}


def section(title: str) -> str:
    return PAGES["json.md"].partition(f"## {title}\n")[2].partition("\n## ")[0]


def first_column(title: str) -> list[str]:
    return [name for row in re.findall(r"^\| (`.*?) \|", section(title), re.M) for name in CODE.findall(row)]


def test_every_field_of_a_case_is_described(printed: dict[str, Any]) -> None:
    assert sorted(first_column("A case")) == sorted(printed["case"])


def test_every_field_of_the_whole_case_is_described(printed: dict[str, Any]) -> None:
    assert sorted(first_column("The whole case")) == sorted(set(printed["show"]) - set(printed["case"]))


@pytest.mark.parametrize("part", ["points", "clocks", "guide", "alternatives", "because", "events", "offers", "money"])
def test_the_parts_of_a_case_are_described(part: str, printed: dict[str, Any]) -> None:
    value = printed["show"][part]
    fields = value if isinstance(value, dict) else value[0] if value else {}
    (row,) = re.findall(rf"^\| [^|]*`{part}`[^|]*\|.*$", section("A case") + section("The whole case"), re.M)
    assert set(fields) <= set(CODE.findall(row))


def test_every_field_of_a_classified_text_is_described(printed: dict[str, Any]) -> None:
    assert sorted(CODE.findall(section("A text").partition("```")[0])) == sorted(
        {*printed["classify"], "id", "classify"}
    )


def test_every_field_of_a_list_is_described(printed: dict[str, Any]) -> None:
    assert sorted(CODE.findall(section("Lists"))) == sorted({*printed["queue"], "queue", "search", "--csv"})


def test_the_layers_drawn_are_the_layers_checked() -> None:
    contracts = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    drawing = re.search(r"## Layers.*?```text\n(.*?)```", PAGES["architecture.md"], re.S)[1]  # type: ignore[index]
    drawn = [re.split(r"\s{2,}", line)[0] for line in drawing.splitlines() if line[:1].strip()]
    assert [set(re.findall(r"\w+", line)) for line in drawn] == [set(re.findall(r"\w+", layer)) for layer in layers]


def test_every_required_package_has_its_reason() -> None:
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = {re.match(r"[\w-]+", name)[0] for name in project["dependencies"] if ";" not in name}  # type: ignore[index]
    table = PAGES["architecture.md"].partition("## Why each dependency")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| ([\w-]+) \|", table, re.M)) - {"package"} == required


def test_every_command_that_exists_is_on_the_page_of_commands() -> None:
    assert re.findall(r"^## amends ([\w-]+)$", PAGES["cli.md"], re.M) == list(COMMANDS)
