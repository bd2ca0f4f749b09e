from amends.keywords.passage import Passage


def test_clauses_and_sentences() -> None:
    text = "味道好,但慢。3.5元太贵?no. yes"
    passage = Passage(text)
    assert [passage.clause(text.index(word)) for word in ("味道", "但", "3.5", "太贵", "no", "yes")] == [
        0,
        1,
        2,
        2,
        3,
        4,
    ]
    assert [passage.sentence(text.index(word)) for word in ("味道", "但", "3.5", "no", "yes")] == [0, 0, 1, 2, 3]


def test_a_space_between_chinese_words_ends_a_clause() -> None:
    assert Passage("好吃 不贵").clause(3) == 1


def test_the_last_turn_of_each_sentence() -> None:
    assert Passage("一但二,但三。四").turned([1, 4]) == {0: 4}
