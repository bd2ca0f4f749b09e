from amends.keywords.index import Index
from amends.keywords.lexicon import KINDS, entries


def test_every_word_has_a_kind_and_a_weight() -> None:
    assert {kind for (kind, _), _, _ in entries()} == set(KINDS)
    assert all(weight > 0 for _, _, weight in entries())


def test_no_kind_lists_a_word_twice_and_all_can_be_found() -> None:
    patterns = [(owner, pattern) for owner, pattern, _ in entries()]
    assert sorted(patterns) == sorted(set(patterns))
    Index(entries())
