from __future__ import annotations

from pathlib import Path

import pytest
from amends.chain_file import write_chain
from amends.config import FILE_NAME, Chain, find_config, load_chain
from amends.errors import ConfigurationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SMALL = '[chain]\nname = "晨光"\nplugins = ["supermarket"]\n'


def written(folder: Path, content: str | bytes) -> Path:
    file = folder / FILE_NAME
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_what_is_left_out_has_its_usual_value(tmp_path: Path) -> None:
    chain = load_chain(written(tmp_path, SMALL))
    assert (chain.name, chain.plugins) == ("晨光", ("supermarket",))
    assert (chain.currency, chain.timezone, chain.language) == ("CNY", "Asia/Shanghai", "zh")
    assert chain.database == str(tmp_path / "amends.db")
    assert (chain.branches, chain.overrides) == ({}, {})


def test_plugins_keep_the_order_of_the_file(tmp_path: Path) -> None:
    chain = load_chain(written(tmp_path, '[chain]\nname = "x"\nplugins = ["b", "a", "c"]'))
    assert chain.plugins == ("b", "a", "c")


def test_branches_and_changes_to_packs_are_read(tmp_path: Path) -> None:
    file = written(tmp_path, SMALL + '[branch.N1]\nstaff = "李"\n[pack.supermarket.industry]\nversion = "9"')
    chain = load_chain(file)
    assert chain.branches == {"N1": {"staff": "李"}}
    assert chain.overrides == {"supermarket": {"industry": {"version": "9"}}}


@pytest.mark.parametrize(("named", "found"), [("data/l.db", "data/l.db"), ("/var/l.db", "/var/l.db")])
def test_the_ledger_is_found_from_the_folder_of_the_file(tmp_path: Path, named: str, found: str) -> None:
    assert load_chain(written(tmp_path, SMALL + f'database = "{named}"')).database == str(tmp_path / found)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("[chain", "Expected ']'"),
        (b"\xff\xfe", "codec can't decode"),
        ("", "no [chain]; expected name and plugins in it"),
        ("name = 'x'", "[name] is not one of chain, branch, pack"),
        ("[shop]\nname = 'x'", "[shop] is not one of chain, branch, pack"),
        ("chain = 5", "[chain] is not one of"),
        ("[chain]\nplugins = []", "[chain] name is missing"),
        ("[chain]\nname = 'x'", "[chain] plugins is missing"),
        ("[chain]\nname = 5\nplugins = []", "[chain] name: expected a string"),
        ("[chain]\nname = 'x'\nplugins = 'supermarket'", "[chain] plugins: expected a list"),
        ("[chain]\nname = 'x'\nplugins = [1]", "[chain] plugins: expected a list of names"),
        (SMALL + "curency = 'CNY'", "[chain] curency: unknown; known: name, plugins, currency"),
        (SMALL + "language = 'fr'", "[chain] language: expected zh or en"),
        (SMALL + "database = 'postgresql://db/x'", "this version keeps its ledger in a file; give a path"),
        (SMALL + "[branch]\nN1 = 'x'", "[branch.N1] is not a table"),
        (SMALL + "[branch.N1]\ncolour = 'x'", "[branch.N1] colour: unknown; known: name, industry, staff"),
        (SMALL + "[branch.N1]\nstaff = 5", "[branch.N1] staff: expected a string"),
        (SMALL + "[branch.'N 1']", "[branch.N 1]: a code has 1 to 20 characters without spaces"),
        (SMALL + "[pack]\nsupermarket = 'x'", "[pack.supermarket] is not a table"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_key(tmp_path: Path, content: str | bytes, problem: str) -> None:
    file = written(tmp_path, content)
    with pytest.raises(ConfigurationError) as caught:
        load_chain(file)
    assert str(caught.value).startswith(f"{file}: ")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "", "/usr"])
def test_an_unknown_time_zone_is_named(tmp_path: Path, zone: str) -> None:
    chain = load_chain(written(tmp_path, SMALL + f'timezone = "{zone}"'))
    with pytest.raises(ConfigurationError, match="timezone: no zone"):
        chain.zone()


def test_a_folder_in_place_of_the_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(ConfigurationError, match=FILE_NAME):
        load_chain(tmp_path / FILE_NAME)


def test_the_file_is_looked_for_in_the_folders_above(tmp_path: Path) -> None:
    file = written(tmp_path, SMALL)
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_config(None, below) == str(file)
    nearer = written(below, SMALL)
    assert find_config(None, below) == str(nearer)


def test_no_file_is_no_error(tmp_path: Path) -> None:
    assert find_config(None, tmp_path) is None


def test_the_file_named_goes_before_the_environment_and_that_before_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, SMALL)
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.touch()
    other.touch()
    monkeypatch.setenv("AMENDS_CONFIG", str(other))
    assert find_config(str(one), tmp_path) == str(one)
    assert find_config(None, tmp_path) == str(other)


def test_a_file_named_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"no configuration file .*missing\.toml"):
        find_config(str(tmp_path / "missing.toml"))


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


CODES = st.text(st.sampled_from('N1店-_."\\]=#é'), min_size=1, max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the file is made anew
@given(name=NAMES, branch=CODES, staff=NAMES)
def test_any_name_is_read_back_as_written(tmp_path: Path, name: str, branch: str, staff: str) -> None:
    file = tmp_path / FILE_NAME
    file.unlink(missing_ok=True)
    write_chain(file, {"name": name, "plugins": ["supermarket"]}, {branch: {"staff": staff}})
    chain = load_chain(file)
    assert (chain.name, chain.branches) == (name, {branch: {"staff": staff}})


def test_an_existing_file_is_left_as_it_is(tmp_path: Path) -> None:
    file = written(tmp_path, SMALL)
    with pytest.raises(ConfigurationError, match="exists; nothing was changed"):
        write_chain(file, {"name": "y", "plugins": []}, {})
    assert file.read_text(encoding="utf-8") == SMALL


def test_a_chain_can_be_made_without_a_file(tmp_path: Path) -> None:
    chain = Chain(tmp_path / FILE_NAME, {"chain": {"name": "x", "plugins": []}})
    assert str(chain.zone()) == "Asia/Shanghai"
