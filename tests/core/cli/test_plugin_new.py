"""`amends plugin new`: what it writes is whole, passes its own tests, installs, and handles a case to its end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from amends import registry
from amends.new_plugin import project as writing

NAME = "dry_cleaning"
LABELS = ("--label-zh", "干洗", "--label-en", "Dry cleaning")
FRESH = {
    name: value for name, value in os.environ.items() if not name.startswith(("AMENDS_", "PYTEST_", "LC_", "LANG"))
}


def python(folder: Path, *arguments: object, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Python in `folder`, as a process that finds `path` before everything else."""
    environment = {**FRESH, "LC_ALL": "C.UTF-8", "COLUMNS": "100", **({"PYTHONPATH": str(path)} if path else {})}
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as the command writes it, in a process of its own."""
    folder = tmp_path_factory.mktemp("new")
    done = python(folder, "-m", "amends", "--lang", "en", "plugin", "new", NAME, *LABELS)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_it_says_what_it_made_and_what_comes_next(amends: Any, tmp_path: Path) -> None:
    out = amends("--lang", "en", "plugin", "new", "hair_salon", "--folder", "salon").out
    made = re.findall("^made salon/(.*)$", out, re.M)
    assert set(made) == files(Path("salon"))
    assert {"pyproject.toml", "amends_hair_salon/pack/categories.toml", "tests/stories.toml"} <= set(made)
    assert "no Chinese name yet" in out
    assert out.splitlines()[-1] == "next: pip install -e salon"


def test_programs_get_the_files_by_name(amends: Any) -> None:
    made = amends("plugin", "new", "florist", "--folder", "a/b", "--json").json
    assert (made["name"], made["package"], made["folder"]) == ("florist", "amends_florist", "a/b")
    assert set(made["files"]) == files(Path("a/b"))


def test_nothing_of_the_templates_own_marks_is_left(project: Path) -> None:
    for file in files(project):
        assert re.findall(r"@\w+@", file + (project / file).read_text(encoding="utf-8")) == []


def test_its_own_tests_pass_before_anything_is_installed(project: Path) -> None:
    done = python(project, "-m", "pytest", "-p", "no:cacheprovider", "-q")
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout
    assert "skipped" not in done.stdout


def test_its_own_tests_fail_when_its_words_are_taken_away(amends: Any, tmp_path: Path) -> None:
    folder = tmp_path / "bare"
    assert amends("plugin", "new", "pet_hotel", "--folder", str(folder)).code == 0
    categories = folder / "amends_pet_hotel" / "pack" / "categories.toml"
    written = categories.read_text(encoding="utf-8")
    categories.write_text(written.replace('"破洞"', '"裂缝"').replace('"破了"', '"裂缝大"'), encoding="utf-8")
    done = python(folder, "-m", "pytest", "-p", "no:cacheprovider", "-q")
    assert done.returncode == 1
    assert "FAILED tests/test_stories.py::test_it_is_understood_and_answered" in done.stdout


def test_what_it_writes_is_clean_code_and_strictly_typed(project: Path) -> None:
    source = [project / f"amends_{NAME}", project / "tests"]
    assert python(project, "-m", "ruff", "check", "--isolated", "--line-length", "120", *source).returncode == 0
    assert (
        python(project, "-m", "ruff", "format", "--isolated", "--line-length", "120", "--check", *source).returncode
        == 0
    )
    assert python(project, "-m", "mypy", "--strict", f"amends_{NAME}", "tests").stdout.startswith("Success")


def test_the_labels_are_those_that_were_given(project: Path) -> None:
    done = python(
        project, "-c",
        f"from amends_{NAME}.plugin import industry as i; print(i().industry.label.zh, len(i().categories))",
    )  # fmt: skip
    assert done.stdout == "干洗 2\n"


def test_a_label_with_marks_of_toml_is_kept_as_it_is(amends: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    label = 'Bed & "Breakfast" \\ ½'
    assert amends("plugin", "new", "guest_house", "--folder", "house", "--label-en", label).code == 0
    monkeypatch.syspath_prepend(Path("house").resolve())
    assert registry.load(["guest_house"]).packs["guest_house"].industry.label.en == label


def test_it_builds_installs_is_found_by_its_entry_point_and_handles_a_case(project: Path, tmp_path: Path) -> None:
    site, chain = tmp_path / "site", tmp_path / "chain"
    chain.mkdir()
    installed = python(
        project, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--no-compile",
        "--disable-pip-version-check", "--target", site, ".",
    )  # fmt: skip
    assert installed.returncode == 0, installed.stderr

    def amends(*arguments: str) -> Any:
        done = python(chain, "-m", "amends", *arguments, "--json", path=site)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    listed = {plugin["name"]: plugin for plugin in amends("plugin", "list")}
    assert listed[NAME]["distribution"] == "amends-dry-cleaning"
    amends("init", "--industry", NAME, "--branch", "D1", "--yes")
    case = amends("take", "--text", "昨天取回来的大衣破了一个洞", "--fact", "loss=320")
    number = case["number"]
    assert (case["category"], case["owner_role"]) == ("damaged", "shop_manager")
    amends("propose", number, "--remedy", "pay_loss", "--remedy", "apology")
    assert amends("show", number)["offers"][0]["decider"] == "shop_manager"
    amends("staff", "add", "林店长", "--role", "shop_manager")
    amends("approve", number, "--as", "林店长")
    for verb in ("offer", "accept", "carry-out"):
        amends(verb, number)
    amends("follow-up", number, "--score", "5")
    assert amends("close", number)["stage"] == "closed"
    assert amends("ledger", "verify")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Dry-Cleaning", "cannot name a plugin"),
        ("2nd_hand", "cannot name a plugin"),
        ("a__b", "cannot name a plugin"),
        ("干洗", "cannot name a plugin"),
        ("../up", "cannot name a plugin"),
        ("restaurant", "from amends; installed:"),
        ("defaults", "the core's own answers"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused(name: str, said: str, amends: Any) -> None:
    outcome = amends("--lang", "en", "plugin", "new", name, "--folder", "fresh")
    assert said in outcome.complaint
    assert not Path("fresh").exists()


def test_a_name_whose_package_is_there_is_refused(amends: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere" / "amends_bakery").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "elsewhere")
    assert "amends_bakery" in amends("plugin", "new", "bakery", "--folder", "fresh").complaint
    assert not Path("fresh").exists()


@pytest.mark.parametrize("label", ["", "  ", "two\nlines"])
def test_a_label_that_is_no_line_of_text_is_refused(label: str, amends: Any) -> None:
    assert amends("plugin", "new", "bakery", "--folder", "fresh", "--label-zh", label).code == 2
    assert not Path("fresh").exists()


def test_a_folder_that_holds_something_is_left_as_it_is(amends: Any, chain_folder: Path) -> None:
    before = files(chain_folder)
    assert "not an empty folder" in amends("--lang", "en", "plugin", "new", "bakery").complaint
    assert files(chain_folder) == before
    Path("a_file").write_text("mine", encoding="utf-8")
    assert "a_file" in amends("plugin", "new", "bakery", "--folder", "a_file").complaint
    assert Path("a_file").read_text(encoding="utf-8") == "mine"


def test_a_folder_with_a_new_repository_is_as_good_as_empty(amends: Any) -> None:
    Path("mine/.git").mkdir(parents=True)
    assert amends("plugin", "new", "bakery", "--folder", "mine").code == 0


def test_a_disk_that_is_full_leaves_nothing_behind(amends: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    write_text, written = Path.write_text, []

    def full(path: Path, *arguments: Any, **more: Any) -> int:
        written.append(path)
        if len(written) == 9:
            raise OSError(28, "No space left on device")
        return write_text(path, *arguments, **more)

    Path("mine").mkdir()
    monkeypatch.setattr(writing.Path, "write_text", full)
    for folder in ("mine", "deep/down"):
        written.clear()
        assert "No space left on device" in amends("plugin", "new", "bakery", "--folder", folder).complaint
        assert len(written) == 9
    assert list(Path("mine").iterdir()) == []
    assert not Path("deep").exists()
