"""What is shipped works where no source lies beside it: the wheel is built, unpacked elsewhere and used."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from amends import __version__

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "amends", "amends_ecommerce", "amends_jewelry", "amends_law_cn", "amends_learned", "amends_restaurant",
    "amends_supermarket",
)  # fmt: skip
PLUGINS = tuple(name.removeprefix("amends_") for name in PACKAGES[1:])
TRADES = tuple(name for name in PLUGINS if name not in ("law_cn", "learned"))


def build(kind: str, source: Path, target: Path) -> Path:
    """Build a wheel or an sdist of `source` with what is installed here; nothing is downloaded."""
    subprocess.run(
        [sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", target, source],
        check=True, capture_output=True,
    )  # fmt: skip
    (made,) = target.iterdir()
    return made


def contents(wheel: Path) -> dict[str, str]:
    """Every file of a wheel with its fingerprint."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip installs it, alone in a folder."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile",
         "--disable-pip-version-check", "--target", folder, wheel],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


def run(site: Path, program: str, folder: Path, *arguments: str) -> str:
    """What `program` prints, run in `folder` with the installed wheel before everything else that can be imported."""
    start = f"import sys; sys.path.insert(0, {str(site)!r})\n{program}"
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", start, *arguments],
        cwd=folder, env={name: value for name, value in os.environ.items() if not name.startswith("AMENDS_")},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def amends(site: Path, folder: Path, *arguments: str, language: str = "en") -> str:
    return run(site, "from amends.cli.main import main; main(sys.argv[1:])", folder, "--lang", language, *arguments)


def test_the_installed_program_knows_its_version(site: Path, tmp_path: Path) -> None:
    assert (site / "bin" / "amends").is_file() or (site / "Scripts" / "amends.exe").is_file()
    assert amends(site, tmp_path, "--version").split() == ["amends", __version__]


def test_every_package_comes_from_the_wheel_and_its_pack_loads(site: Path, tmp_path: Path) -> None:
    program = (
        "import importlib, json, amends.registry\n"
        f"files = [importlib.import_module(name).__file__ for name in {PACKAGES!r}]\n"
        f"packs = amends.registry.load({TRADES!r}).packs\n"
        "print(json.dumps([files, {name: len(pack.categories) for name, pack in packs.items()}]))"
    )
    files, categories = json.loads(run(site, program, tmp_path))
    assert [Path(file).parent for file in files] == [site / name for name in PACKAGES]
    assert set(categories) == set(TRADES)
    assert min(categories.values()) >= 8


def test_the_four_trades_and_the_law_are_found_by_their_entry_points(site: Path, tmp_path: Path) -> None:
    listed = json.loads(amends(site, tmp_path, "plugin", "list", "--json"))
    assert [plugin["name"] for plugin in listed] == list(PLUGINS)
    assert {plugin["distribution"] for plugin in listed} == {"amends"}


def test_a_complaint_can_be_taken_and_shown_where_only_the_wheel_is(site: Path, tmp_path: Path) -> None:
    amends(site, tmp_path, "init", "--industry", "restaurant", "--branch", "N1", "--yes")
    text = "菜里吃出一根头发，太恶心了！"
    number = json.loads(amends(site, tmp_path, "take", "--text", text, "--json"))["number"]
    shown = json.loads(amends(site, tmp_path, "show", number, "--json"))
    assert (shown["text"], shown["industry"]) == (text, "restaurant")


def test_a_plugin_can_be_begun_where_only_the_wheel_is(site: Path, tmp_path: Path) -> None:
    made = json.loads(amends(site, tmp_path, "plugin", "new", "bakery", "--json"))
    assert "amends_bakery/pack/categories.toml" in made["files"]
    assert all((tmp_path / file).is_file() for file in made["files"])


def test_the_wheel_speaks_chinese(site: Path, tmp_path: Path) -> None:
    assert "受理投诉" in amends(site, tmp_path, "take", "--help", language="zh")


def test_the_wheel_holds_the_packages_their_types_and_the_licence_and_nothing_else(wheel: Path) -> None:
    names = contents(wheel)
    top = {name.split("/")[0] for name in names}
    assert top == {*PACKAGES, f"amends-{__version__}.dist-info"}
    assert all(f"{package}/py.typed" in names for package in PACKAGES)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    tests = [name for name in names if Path(name).name.startswith("test_")]
    assert [*tests, *(name for name in names if name.endswith(".db") or "__pycache__" in name)] == []


def test_the_source_distribution_builds_the_same_wheel(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    assert (source / "tests").is_dir()
    assert (source / "Makefile").is_file()
    assert contents(build("wheel", source, tmp_path / "again")) == contents(wheel)
