import pytest
from amends.keywords.normalise import normalise
from amends.keywords.sarcasm import mocks


@pytest.mark.parametrize("text", [
    "你们服务真好，等了一个半小时", "呵呵，真行", "呵呵，你们真会做生意", "你们可真行啊", "真有你们的",
    "谢谢你们让我白跑一趟",
    "感谢你们送的冷汤", "算你们狠", "thanks a lot for the cold soup", "Thanks for nothing.",
    "Oh, just great, another hour",
    "how nice of you to forget us", "Great job, the soup was cold",
])  # fmt: skip
def test_mockery_is_noticed(text: str) -> None:
    assert mocks(normalise(text), [])


@pytest.mark.parametrize("text", [
    "你们服务真好，下次还来", "服务真好，就是等了一个小时", "味道不错，呵呵", "真是谢谢你们了，孩子找回来了",
    "你们真厉害，修得跟新的一样",
    "好一个温馨的小店", "thank you so much for the lovely soup", "The steak was just perfect.",
    "great job, the staff are lovely",
    "how nice of them to keep our table", "", "等了一个半小时",
])  # fmt: skip
def test_praise_that_is_meant_is_none(text: str) -> None:
    assert not mocks(normalise(text), [])


def test_a_fault_right_behind_loud_praise_turns_it() -> None:
    text = normalise("你们质量真好，用了一次就漏水")
    assert mocks(text, [text.index("漏水")])
    assert not mocks(text, [])
    but = normalise("你们质量真好，但是漏水")
    assert not mocks(but, [but.index("漏水")])
