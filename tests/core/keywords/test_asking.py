from __future__ import annotations

import pytest
from amends.keywords.asking import only_asks
from amends.keywords.normalise import normalise


@pytest.mark.parametrize("text", [
    "请问几点关门？", "可以刷卡吗", "你們有停車場嗎？", "周末要不要提前订",
    "Do you have a children's menu?", "这款多少钱？",
])  # fmt: skip
def test_who_wants_to_know_only_asks(text: str) -> None:
    assert only_asks(normalise(text))


@pytest.mark.parametrize("text", [
    "凭什么不给退？", "你们怎么算的？多收了钱吧？", "菜里有虫，你们有没有人管？",
    "Why is there a hair in my soup?", "面包过期了",
    "这不是糊弄人吗？", "难道不该换吗？", "什么时候退我的钱？",
    "Do you have any idea how long we waited? We are still waiting.", "", "请问" + "好" * 80,
])  # fmt: skip
def test_who_minds_does_more_than_ask(text: str) -> None:
    assert not only_asks(normalise(text))
