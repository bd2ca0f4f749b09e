"""What examples teach: scored in whole numbers, the same from the file as from memory, explained by its pieces."""

from __future__ import annotations

from math import isqrt
from pathlib import Path

import pytest
from amends.errors import PackError
from amends.keywords.bag import bag
from amends.taught import file
from amends.taught.examples import Example
from amends.taught.model import NO_COMPLAINT, Model, Rows, row
from amends_learned.plugin import teach
from hypothesis import given
from hypothesis import strategies as st

SAID = {
    "cold_food": ("汤端上来是凉的", "鱼是凉的", "饭又凉了", "the soup was cold", "cold pizza again"),
    "slow": ("等了一个小时", "菜半天不来", "又等了半天", "waited an hour for the bill", "waited for ages"),
    NO_COMPLAINT: (
        "味道真好，下次还来",
        "几点开门",
        "你们几点打烊",
        "do you have a high chair",
        "lovely evening, thank you",
    ),
}
EXAMPLES = [Example(text, label) for label, texts in SAID.items() for text in texts]


@pytest.fixture(scope="module")
def model() -> Model:
    return teach(EXAMPLES, "d1")


def likest(model: Model, text: str) -> str:
    scores = model.scores(model.known(bag(text)))
    return max(scores, key=scores.__getitem__)


@pytest.mark.parametrize(("text", "label"), [
    ("这碗汤是凉的", "cold_food"),
    ("等了好久,菜半天不来", "slow"),
    ("几点关门", NO_COMPLAINT),
    ("my pizza was cold", "cold_food"),
    ("waited for ages", "slow"),
])  # fmt: skip
def test_texts_like_the_examples_are_told_apart(text: str, label: str, model: Model) -> None:
    assert likest(model, text) == label


def test_a_text_that_shares_nothing_is_like_nothing(model: Model) -> None:
    assert model.scores(model.known(bag(""))) == model.scores(model.known(bag("qwertz"))) == {}


def test_it_says_which_words_were_alike(model: Model) -> None:
    assert "凉" in "".join(model.strongest(model.known(bag("汤是凉的")), "cold_food", 3))
    assert model.strongest([], "cold_food", 3) == []


def test_the_same_examples_teach_the_same(model: Model) -> None:
    assert teach(list(reversed(EXAMPLES)), "d1").scores(["凉"]) == model.scores(["凉"])


def test_a_file_keeps_it_whole(model: Model, tmp_path: Path) -> None:
    path = str(tmp_path / "taught.bin")
    file.write(path, model)
    read = file.read(path)
    assert read is not None
    assert (read.labels, read.bias, read.scale, read.digest) == (model.labels, model.bias, model.scale, "d1")
    assert all(read.scores(read.known(bag(text))) == model.scores(model.known(bag(text))) for text, _ in EXAMPLES)
    assert [entry.name for entry in tmp_path.iterdir()] == ["taught.bin"]


def test_no_file_teaches_nothing_and_a_damaged_one_is_named(tmp_path: Path) -> None:
    assert file.read(str(tmp_path / "taught.bin")) is None
    damaged = tmp_path / "taught.bin"
    for content in (b"", b"x", b'{"layout": 0}\n', b"[]\n"):
        damaged.write_bytes(content)
        with pytest.raises(PackError, match=r"taught\.bin is no model of this version; run: amends plugin teach"):
            file.read(str(damaged))


@given(
    st.lists(st.tuples(st.integers(1, 100), st.integers(-127, 127), st.integers(-127, 127)), min_size=1, max_size=900)
)
def test_however_many_pieces_are_known_no_weight_runs_over_into_the_next(numbers: list[tuple[int, int, int]]) -> None:
    words = [f"w{at}" for at in range(len(numbers))]
    content = b"".join(row(rarity, weights) for rarity, *weights in numbers)
    labels = ("a", "b")
    places = {f"_{word}": at * 3 for at, word in enumerate(words)}
    known = Model(labels, 10, (1, -2), Rows(places, content, 3), 1, "")
    length = isqrt(sum(rarity for rarity, *_ in numbers) * 100**2) * 10
    sums = [sum(weights[lane] for _, *weights in numbers) for lane in range(2)]
    assert known.scores(known.known(bag(" ".join(words)))) == {
        label: total * 100_000 // length + bias for label, total, bias in zip(labels, sums, known.bias, strict=True)
    }
