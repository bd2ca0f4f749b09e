from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import amends.pack.load
import pytest
import tomli
from amends.case.answers import Finding
from amends.case.values import Case
from amends.defaults.classify import classify
from amends.hookspecs import View
from amends.money import Money
from amends.pack.load import build_pack
from amends.pack.values import Pack
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BOTH = {"zh": "字", "en": "word"}


def words(*patterns: str) -> dict[str, list[str]]:
    return {"zh": list(patterns), "en": []}


def category(**keys: Any) -> dict[str, Any]:
    return {
        "label": BOTH, "severity": "ordinary", "owner": "desk", "remedies": [], "say": BOTH, "do": [BOTH],
        "keywords": words(), **keys,
    }  # fmt: skip


@pytest.fixture(scope="module")
def pack() -> Pack:
    tables = tomli.loads(Path(amends.pack.load.__file__).with_name("base.toml").read_text(encoding="utf-8"))
    tables |= {
        "industry": {"name": "bakery", "version": "1", "label": BOTH},
        "calendar": {"week": {"mon": ["09:00-18:00"]}},
        "role": {"desk": {"label": BOTH, "front_line": True}},
        "approval": [{"role": "desk"}],
        "temperament": {"angry": {"label": BOTH, "keywords": words("气死", "furious"), "advice": BOTH}},
        "category": {
            "stale": category(
                keywords=words("发霉", "不新鲜", "stale"), strong=words("过期", "out of date"), quality=True,
                against=words("过期前"), grave=words("孩子吃了"),
            ),
            "rude": category(keywords=words("不耐烦", "rude"), strong=words("态度差", "shouted at me")),
            "ill": category(keywords=words("拉肚子", "ill"), strong=words("食物中毒"), incident=True, severity="major"),
            "slow": category(keywords=words("等了…分钟", "waited"), strong=words("等太久"), severity="minor"),
        },
    }  # fmt: skip
    return build_pack(tables)


def ask(text: str | None, pack: Pack) -> list[Finding]:
    case = Case("c", 1, "1", "B", pack.name, "in_person", "zh", NOW, "desk", pack.version, text=text)
    return classify(case, View(NOW, pack, "B", Money(0, "CNY")))


def outline(findings: list[Finding]) -> list[tuple[str | None, int, bool]]:
    return [(finding.category, finding.weight, finding.point) for finding in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, []),
        ("", []),
        ("你好", []),
        ("太气人了,我要投诉!", []),
        ("面包过期了", [("stale", 4, True)]),
        ("面包过期了,还发霉,发霉!", [("stale", 6, True)]),
        ("过期前吃完了,有点不耐烦", [("rude", 2, True)]),
        ("没有过期", []),
        ("面包过期了,怕拉肚子", [("stale", 4, True)]),
        ("面包过期了,拉肚子", [("stale", 4, True), ("ill", 2, True)]),
        ("说是过期前,其实早就过期", [("stale", 4, True)]),
        ("面包过期。店员态度差。", [("stale", 4, True), ("rude", 4, True)]),
        ("面包过期。店员不耐烦。", [("stale", 4, True), ("rude", 2, False)]),
        ("等了二十分钟,但是店员不耐烦", [("rude", 3, True), ("slow", 2, False)]),
        ("面包很新鲜,服务热情,非常满意", [(None, 5, False)]),
        ("请问你们几点关门?", [(None, 4, False)]),
        ("味道不错,谢谢你们,就是过期了", [("stale", 5, True)]),
        ("谢谢你们,非常满意,吃了没有拉肚子", [(None, 5, False)]),
        ("非常满意,谢谢你们,不过拉肚子了", [("ill", 3, True)]),
        ("面包好像过期了", [("stale", 3, True)]),
        ("好像等了很久,面包过期了", [("stale", 4, True)]),
        ("I think the bread was stale", [("stale", 1, True)]),
        ("The bread was out of date and nobody was rude", [("stale", 4, True), ("rude", 2, False)]),
        ("not stale, not rude, excellent", [(None, 3, False)]),
    ],
)
def test_findings(text: str | None, expected: list[tuple[str | None, int, bool]], pack: Pack) -> None:
    assert outline(ask(text, pack)) == expected


def test_points_carry_what_the_pack_knows(pack: Pack) -> None:
    (finding,) = ask("面包过期了,气死人", pack)
    assert (finding.severity, finding.quality, finding.incident, finding.temperament) == (
        "ordinary",
        True,
        False,
        "angry",
    )


def test_alternatives_raise_no_alarm(pack: Pack) -> None:
    stale, ill = ask("面包过期了又拉肚子", pack)
    assert (ill.category, ill.incident, ill.severity) == ("ill", None, None)
    assert stale.severity == "ordinary"


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("面包过期了,孩子吃了", "major"),
        ("面包过期了,送医院了", "major"),
        ("面包过期了,我打12315", "major"),
        ("小问题,跟你们说一声,面包有点不新鲜", "minor"),
        ("孩子吃了不少,店员不耐烦", "ordinary"),
    ],
)
def test_severity(text: str, severity: str, pack: Pack) -> None:
    assert ask(text, pack)[0].severity == severity


@pytest.mark.parametrize(("text", "severity", "temperament"), [
    ("面包过期了,店员说你去找记者吧", "ordinary", None),
    ("面包过期了,我要找记者", "major", None),
    ("面包过期了,孩子吃了,医生说要住院", "major", None),
    ("面包过期了,墙上写着“气死”,你们管管吧,这样挂着不好", "ordinary", None),
    ("面包过期了,气死我了", "ordinary", "angry"),
    ("The bread was out of date, the manager said sue you, see you in court", "major", None),
    ("The bread was out of date, the manager said see you in court", "ordinary", None),
])  # fmt: skip
def test_what_somebody_else_said_weighs_less(text: str, severity: str, temperament: str | None, pack: Pack) -> None:
    point = ask(text, pack)[0]
    assert (point.category, point.severity, point.temperament) == ("stale", severity, temperament)


@pytest.mark.parametrize(("text", "category"), [
    ("你们服务真好,等了一个半小时", None), ("呵呵,真行", None), ("thanks a lot for the stale bread", "stale"),
    ("你们效率真高,面包发霉了", "stale"),
])  # fmt: skip
def test_sarcasm_is_flagged_and_its_praise_counts_for_nothing(text: str, category: str | None, pack: Pack) -> None:
    *found, flagged = ask(text, pack)
    assert (flagged.category, flagged.flags) == (None, ("sarcasm",))
    assert [finding.category for finding in found if finding.point] == ([category] if category else [])
    assert all(finding.category for finding in found)


@pytest.mark.parametrize("text", ["你们的面包难道没有发霉吗", "这不是发霉了吗", "isn't this stale?"])
def test_a_question_asked_back_is_a_statement(text: str, pack: Pack) -> None:
    assert [finding.category for finding in ask(text, pack)] == ["stale"]


def test_the_reason_quotes_the_pack_and_never_the_customer(pack: Pack) -> None:
    (finding,) = ask("王小明买的面包过期,发霉", pack)
    assert finding.because.rule == "category.stale.strong"
    assert finding.because.text.zh == "命中：过期、发霉（权重 6）"
    assert finding.because.text.en == "matched: 过期, 发霉 (weight 6)"


@given(
    text=st.text(max_size=200)
    | st.lists(st.sampled_from(["过期", "不", "没有", "但", "。", "拉肚子", "rude ", "好吃"])).map("".join)
)
def test_any_text_gets_the_same_sound_answer_twice(pack: Pack, text: str) -> None:
    findings = ask(text, pack)
    assert outline(findings) == outline(ask(text, pack))
    assert all(finding.weight > 0 for finding in findings)
    assert not findings or findings[0].point or findings[0].category is None
    assert [finding.weight for finding in findings] == sorted((finding.weight for finding in findings), reverse=True)


@pytest.mark.parametrize("piece", ["过期", "rude ", "\ud800", "\u202e", "不", "\u0301\u0323", "\x00"])
def test_enormous_and_broken_text(piece: str, pack: Pack) -> None:
    ask(piece * (200_000 // len(piece)), pack)
