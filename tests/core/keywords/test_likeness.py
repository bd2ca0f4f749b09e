from __future__ import annotations

from amends.keywords.likeness import likest, pieces, profiles

KNOWN = profiles(
    {
        "wet_floor": ["地上有水", "滑倒", "slippery floor"],
        "cold_food": ["菜是凉的", "饭菜冰冷", "cold food"],
        "dirt": ["地上很脏", "dirty floor"],
    }
)


def test_a_text_is_like_the_entry_it_shares_most_with() -> None:
    found = likest("饭菜端来冰冷冰冷", KNOWN)
    assert found is not None
    assert (found.name, found.shared[0]) == ("cold_food", "冰冷")


def test_a_piece_that_few_entries_have_tells_more() -> None:
    assert KNOWN["slippe"]["wet_floor"] > KNOWN["floor"]["wet_floor"]


def test_what_shares_nothing_is_like_nothing() -> None:
    assert likest("qwertz", KNOWN) is None
    assert likest("", KNOWN) is None


def test_empty_words_are_no_pieces() -> None:
    assert pieces("我的 这是 the and of") == set()
