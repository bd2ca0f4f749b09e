from __future__ import annotations

import pytest
import tomli
from amends.chain_text import with_strings
from amends.errors import Misuse
from hypothesis import given
from hypothesis import strategies as st

NAMES = st.lists(st.sampled_from(["ash", "elm", "fir", "oak"]), unique=True)
SPREAD = """# ours
[chain]
name = "a # b"  # the name
plugins = [
  "ash",  # first say
  # "elm" was here
  "fir",
]
currency = "CNY"

[branch.N1]
plugins = ["other"]
"""


@given(NAMES, NAMES, st.booleans())
def test_only_the_list_changes(before: list[str], more: list[str], first: bool) -> None:
    added = [name for name in more if name not in before]
    wanted = [*added, *before] if first else [*before, *added]
    text = f"[chain]\nplugins = [{', '.join(map(repr, before))}] # ours\nname = 'x'\n"
    changed = with_strings(text, "chain", "plugins", wanted)
    assert tomli.loads(changed) == {"chain": {"plugins": wanted, "name": "x"}}
    assert "# ours" in changed


@given(NAMES, st.data())
def test_what_is_taken_out_leaves_the_others(before: list[str], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(before))) if before else set()
    wanted = [name for name in before if name not in gone]
    text = f"[chain]\nplugins = [{', '.join(map(repr, before))}]\n"
    assert tomli.loads(with_strings(text, "chain", "plugins", wanted))["chain"]["plugins"] == wanted


def test_a_list_on_several_lines_goes_on_so_and_keeps_its_comments() -> None:
    longer = with_strings(SPREAD, "chain", "plugins", ["ash", "fir", "oak"])
    assert longer == SPREAD.replace('  "fir",\n', '  "fir",\n  "oak",\n')
    assert with_strings(longer, "chain", "plugins", ["ash", "fir"]) == SPREAD
    assert tomli.loads(with_strings(SPREAD, "chain", "plugins", ["fir"]))["chain"]["plugins"] == ["fir"]
    assert '# "elm" was here' in with_strings(SPREAD, "chain", "plugins", ["fir"])


@pytest.mark.parametrize(
    "text", ["chain = { plugins = ['ash'] }\n", "chain.plugins = ['ash']\n", "[chain]\nplugins = 'ash'\n", ""]
)
def test_what_is_written_otherwise_is_left_alone(text: str) -> None:
    with pytest.raises(Misuse, match="change it by hand"):
        with_strings(text, "chain", "plugins", ["ash", "elm"])


def test_the_order_of_what_is_there_is_not_changed() -> None:
    with pytest.raises(Misuse, match="order"):
        with_strings("[chain]\nplugins = ['ash', 'elm']\n", "chain", "plugins", ["elm", "ash"])
