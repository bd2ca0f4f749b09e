"""The branches of a chain as a tree, and what is wrong with one that is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from amends.branch_tree import above, below, kinds_of, parents_of
from amends.config import FILE_NAME, load_chain
from amends.errors import ConfigurationError
from hypothesis import given
from hypothesis import strategies as st

BRANCHES = {
    "HQ": {"kind": "head_office"},
    "EAST": {"parent": "HQ"},
    "N1": {"parent": "EAST"},
    "N2": {"parent": "EAST"},
    "S1": {"parent": "HQ"},
    "ALONE": {},
}


def test_what_stands_above_and_below() -> None:
    parents = parents_of(BRANCHES)
    assert list(above(parents, "N1")) == ["EAST", "HQ"]
    assert below(parents, "EAST") == {"EAST", "N1", "N2"}
    assert below(parents, "HQ") == {"HQ", "EAST", "N1", "N2", "S1"}
    assert (list(above(parents, "ALONE")), below(parents, "ALONE")) == ([], {"ALONE"})


def test_what_has_something_below_it_is_a_region_unless_it_says_otherwise() -> None:
    kinds = kinds_of(BRANCHES)
    assert kinds == {
        "HQ": "head_office", "EAST": "region", "N1": "branch", "N2": "branch", "S1": "branch", "ALONE": "branch",
    }  # fmt: skip


# Of each branch but the first, one before it in the list, or none: never a ring.
FORESTS = st.lists(st.integers(min_value=-1), min_size=1, max_size=12).map(
    lambda picks: {str(i): str(pick % i) for i, pick in enumerate(picks) if i and pick >= 0}
)


@given(FORESTS, st.integers(0, 11), st.integers(0, 11))
def test_one_is_below_another_exactly_where_the_other_is_above(parents: dict[str, str], one: int, other: int) -> None:
    lower, upper = str(one), str(other)
    assert (lower in below(parents, upper)) == (lower == upper or upper in above(parents, lower))


@pytest.mark.parametrize(
    ("branches", "problem"),
    [
        ("[branch.N1]\nparent = 'WEST'", "[branch.N1] parent: no branch 'WEST'; known: N1"),
        ("[branch.N1]\nparent = 'N1'", "[branch.N1] parent: the parents go in a ring: N1 → N1"),
        (
            "[branch.N1]\nparent='A'\n[branch.A]\nparent='B'\n[branch.B]\nparent='C'\n[branch.C]\nparent='A'",
            "[branch.A] parent: the parents go in a ring: A → B → C → A",
        ),
        ("[branch.N1]\nkind = 'shop'", "[branch.N1] kind: 'shop'; expected branch, region, head_office"),
        ("[branch.N1]\nlanguage = 'ro'", "[branch.N1] language: expected zh or en"),
        ("[branch.N1]\nhours = '9-17'", "[branch.N1] hours: expected a table"),
        ("[holidays]\n2027 = 5", "[holidays.2027] is not a table"),
    ],
)
def test_what_is_no_tree_is_named_with_the_file(tmp_path: Path, branches: str, problem: str) -> None:
    file = tmp_path / FILE_NAME
    file.write_text(f"[chain]\nname = 'x'\nplugins = []\n{branches}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_chain(file)
    assert str(caught.value) == f"{file}: {problem}"
