from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from amends.cli import case_list
from amends.cli.session import Session

FIELDS = {"number", "branch", "stage", "category", "severity", "owner_role", "due", "received_at"}


def row(**changed: Any) -> dict[str, Any]:
    """A row as the ledger gives it."""
    plain = dict.fromkeys((*case_list._FIELDS, "label_zh", "label_en"), "x")
    return {**plain, "due": None, "complaint": 1, "incident": 0, "reopened": 0, **changed}


def test_an_empty_desk_says_so(amends: Any) -> None:
    assert amends("queue").out.strip()
    assert amends("queue", "--json").json == []
    (header,) = csv.reader(io.StringIO(amends("queue", "--csv").out))
    assert set(header) >= FIELDS


def test_the_most_urgent_case_stands_first(amends: Any) -> None:
    taken = [
        amends("take", "--text", text, "--json").json
        for text in ("我妈吃了熟食上吐下泻，送急诊了。", "买的苹果不太甜。", "牛奶过期了。")
    ]
    order = sorted(taken, key=lambda case: (not case["incident"], case["due"], case["number"]))
    urgent, *slow = [case["number"] for case in order]
    rows = amends("queue", "--json").json
    assert [each["number"] for each in rows] == [urgent, *slow]
    assert sorted(each["incident"] for each in rows) == [False, False, True]
    assert set(rows[0]) >= FIELDS
    printed = csv.DictReader(io.StringIO(amends("queue", "--csv").out))
    assert [each["number"] for each in printed] == [urgent, *slow]
    lines = amends("queue").out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [urgent, *slow]


def test_a_list_can_be_narrowed(amends: Any, number: str) -> None:
    assert amends("note", number, "--confirmed").code == 0
    other = amends("take", "--text", "我妈吃了熟食上吐下泻，送急诊了。", "--json").json["number"]

    def numbers(*filters: str) -> list[str]:
        return [each["number"] for each in amends("queue", "--json", *filters).json]

    assert numbers("--stage", "facts") == [number]
    assert numbers("--category", "food_poisoning") == [other]
    assert numbers("--role", "front_desk") == [number]
    assert len(numbers("--limit", "1")) == 1
    assert len(numbers("--limit", "1", "--all")) == 2
    assert "2" in amends("queue", "--limit", "1").out.splitlines()[-1]


def test_what_is_closed_is_off_the_desk(amends: Any, number: str) -> None:
    assert amends("withdraw", number, "--because", "算了。").code == 0
    assert amends("queue", "--json").json == []


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1"])
def test_a_spreadsheet_never_takes_a_cell_for_a_formula(capsys: pytest.CaptureFixture[str], evil: str) -> None:
    case_list.print_cases([row(owner=evil, number="N1-1")], Session(), csv=True, title="")
    (printed,) = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert (printed["owner"], printed["number"]) == (f"'{evil}", "N1-1")


def test_cells_with_commas_quotes_and_lines_stay_cells(capsys: pytest.CaptureFixture[str]) -> None:
    case_list.print_cases([row(owner='小"马",\n二号')], Session(), csv=True, title="")
    (printed,) = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert printed["owner"] == '小"马",\n二号'


def test_a_staff_name_that_looks_like_a_formula_is_text_in_the_list(amends: Any, chain_folder: Path) -> None:
    assert chain_folder.is_dir()
    assert amends("staff", "add", "=cmd()", "--role", "front_desk").code == 0
    assert amends("take", "--text", "牛奶过期了。", "--as", "=cmd()").code == 0
    (printed,) = csv.DictReader(io.StringIO(amends("queue", "--csv").out))
    assert printed["owner"] == "'=cmd()"
