"""The schemas for editors accept what the program accepts, and notice what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
SCHEMAS = {
    path.name: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "docs" / "schema").glob("*.json"))
}
PACKS = [*sorted((ROOT / "plugins").glob("*/amends_*/pack/*.toml")), ROOT / "core" / "amends" / "pack" / "base.toml"]


def problems(schema: str, value: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMAS[schema]).iter_errors(value)]


@pytest.mark.parametrize("name", ["amends.json", "pack.json"])
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("file", PACKS, ids=lambda file: f"{file.parents[1].name}-{file.name}")
def test_the_packs_that_come_with_the_product_are_accepted(file: Path) -> None:
    assert problems("pack.json", tomli.loads(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "toml",
    [
        "[categories.x]", '[role.clerk]\nlabel = { zh = "店员" }', "[role.clerk]\nfront_line = true",
        '[industry]\nname = ""\nversion = "1"\nlabel = { zh = "花店", en = "Florist" }',
        '[[approval]]\nrole = "clerk"\nup_to = 20', '[calendar.week]\nmonday = ["09:00-18:00"]',
        '[numbering]\nperiod = "week"', "[budget]\nwarn_at = 0",
    ],
)  # fmt: skip
def test_what_a_pack_may_not_hold_is_noticed(toml: str) -> None:
    assert problems("pack.json", tomli.loads(toml))


CHAIN = '[chain]\nname = "晨光"\nplugins = ["supermarket"]\n'


@pytest.mark.parametrize(
    "toml",
    [
        "", '[branch.N1]\nhours = { mon = ["09:00-21:00"] }\nlanguage = "en"',
        '[pack.supermarket.category.expired]\nowner = "store_manager"', "[holidays.2027]\noff = []",
    ],
)  # fmt: skip
def test_a_chain_s_file_is_accepted(toml: str) -> None:
    assert problems("amends.json", tomli.loads(CHAIN + toml)) == []


@pytest.mark.parametrize(
    "toml",
    ["[chian]", '[branch.N1]\nlanguage = "fr"', "[pack.supermarket.category.expired]\nowner = 1", "[branch.N1]\nx = 1"],
)
def test_what_a_chain_s_file_may_not_hold_is_noticed(toml: str) -> None:
    assert problems("amends.json", tomli.loads(CHAIN + toml))
