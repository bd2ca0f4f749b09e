"""A pack taught by the examples beside it; whether what it was taught is still what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from amends.defaults.classify import classify
from amends.errors import Misuse, Refused
from amends.pack.load import load_pack
from amends.review.process import reviewed
from amends.review.subject import Subject, find_subject
from amends.review.teaching import teach
from amends.testing.own_words import case_of, view_of

TEXTS = """
[examples]
wilted = ["花瓣边都黄了", "花头耷拉，全蔫了", "一早上就蔫了", "petals were brown", "叶子发黄，花瓣掉了", "brown petals"]
late = ["约的九点，十一点才来", "婚礼都散了人才来", "hours after the party", "迟到三个小时", "早上说晚上到", "late"]
allergy = ["脸上起了疹子", "胳膊上起疹子，全是红点", "红点一片", "my hands itched", "her arms itched"]
praise = ["花瓣新鲜极了", "lovely petals"]
question = ["九点前能到吗"]
"""


@pytest.fixture
def florist(florist_plugin: Any) -> Subject:
    folder: Path = florist_plugin() / "amends_florist" / "examples"
    folder.mkdir()
    (folder / "said.toml").write_text(TEXTS, encoding="utf-8")
    return find_subject(str(folder.parent.parent))


def understood(florist: Subject, text: str) -> list[str | None]:
    assert florist.pack is not None
    pack = load_pack(florist.pack)
    return [finding.category for finding in classify(case_of(pack, text, "zh"), view_of(pack))]


def test_a_taught_pack_understands_what_no_pattern_says(florist: Subject) -> None:
    assert understood(florist, "花瓣边黄黄的") == []
    taught = teach(florist)
    assert taught.categories == 3
    assert taught.examples == 20
    assert understood(florist, "花瓣边黄黄的")[0] == "wilted"


def test_examples_that_changed_since_are_noticed(florist: Subject) -> None:
    def problems() -> list[str]:
        return [str(finding.problem) for finding in reviewed(florist, 5.0).findings]

    said = "the examples are not those that the pack was taught by"
    assert said in problems()
    taught = teach(florist)
    assert problems() == []
    Path(taught.file).with_name("more.toml").write_text('[examples]\nwilted = ["蔫头蔫脑"]\n', encoding="utf-8")
    assert said in problems()


@pytest.mark.parametrize(("content", "said"), [
    ("[examples]", "has no examples of: wilted, late, allergy; expected some of every category"),
    ('[examples]\nwilted = ["黄了"]\nlate = ["迟"]\npraise = ["好"]', "has no examples of: allergy;"),
])  # fmt: skip
def test_too_little_teaches_nothing(content: str, said: str, florist: Subject) -> None:
    (Path(florist.folder) / "examples" / "said.toml").write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match=said):
        teach(florist)


def test_only_a_trade_is_taught_and_only_by_a_plugin_that_teaches(florist: Subject) -> None:
    with pytest.raises(Misuse, match="no installed plugin 'law_cn' that teaches; known: learned"):
        teach(florist, "law_cn")
    with pytest.raises(Misuse, match="only a trade is taught"):
        teach(find_subject("law_cn"))
