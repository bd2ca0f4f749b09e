import pytest
from amends.keywords.speech import quoted, told_by_staff


@pytest.mark.parametrize(("text", "said"), [
    ("服务员说爱去哪告去哪告,我没理她", ["爱去哪告去哪告"]),
    ("店长还说:“你去找记者吧,随便”", ["“你去找记者吧,随便”"]),
    ("the manager said sue us then, so i left", ["sue us then"]),
    ("医生说是骨折", []),
    ("我说要去12315", []),
    ("没人说话", []),
])  # fmt: skip
def test_what_the_shop_said(text: str, said: list[str]) -> None:
    assert [text[start:end] for start, end in told_by_staff(text)] == said


@pytest.mark.parametrize(("text", "said"), [
    ("门口写着“气死人不偿命”,这算什么广告,还挂在收银台后面", ["“气死人不偿命”"]),
    ("顾客说“我气死了”,要求店长出来说清楚,现在还在门口等着", []),
    ("“我快气死了,你们怎么搞的”", []),
    ("没有引号", []),
])  # fmt: skip
def test_what_is_quoted_and_is_not_the_customers(text: str, said: list[str]) -> None:
    assert [text[start:end] for start, end in quoted(text)] == said
