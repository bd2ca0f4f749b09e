from __future__ import annotations

import time

import pytest
from amends.errors import Misuse
from amends.text import Text
from amends.wording.check import check_wording
from amends.wording.phrases import KINDS, Unsaid, core
from hypothesis import example, given
from hypothesis import strategies as st

KIDDO = Unsaid("kiddo", "insult", ("小朋友", "kiddo"), Text("这位客人", "our guest"))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("您自己弄坏的。", "您自己弄"),
        ("　　真的……您自己弄坏的！！！", "您自己弄"),  # widths and dots change lengths when made equal
        ("ＴＡＫＥ　ＩＴ　ＯＲ　ＬＥＡＶＥ　ＩＴ", "ＴＡＫＥ　ＩＴ　ＯＲ　ＬＥＡＶＥ　ＩＴ"),
        ("Well...  well......  that is  YOUR FAULT!!!!", "YOUR FAULT"),
        ("您\u200b自己弄坏的", "您\u200b自己弄"),
    ],
)
def test_the_place_is_told_in_the_text_as_it_was_given(text: str, phrase: str) -> None:
    (finding,) = check_wording(text)
    assert (finding.phrase, text[finding.start : finding.end]) == (phrase, phrase)


def test_two_faults_are_two_findings_in_the_order_of_the_text() -> None:
    found = check_wording("您自己弄坏的，您别激动，别去投诉。")
    assert [finding.kind for finding in found] == ["blame", "insult", "pressure"]
    assert [finding.insist for finding in found] == [True, True, False]


def test_a_finding_explains_itself_in_both_languages() -> None:
    (finding,) = check_wording("We never sell fakes.")
    for language in ("zh", "en"):
        told = finding.to_json(language)
        assert set(told) == {"phrase", "start", "end", "kind", "rule", "label", "why", "instead", "insist"}
        assert all(told[key] for key in ("label", "why", "instead"))
    assert finding.why.zh != finding.why.en


def test_a_trade_adds_words_of_its_own() -> None:
    text = "小朋友，您自己弄坏的。"
    assert [finding.rule for finding in check_wording(text, [KIDDO])] == ["kiddo", "own_fault"]
    assert [finding.rule for finding in check_wording(text)] == ["own_fault"]
    assert check_wording("kiddo", [KIDDO])[0].instead == KIDDO.instead
    assert check_wording("您说我们叫您小朋友，对不起。", [KIDDO]) == []


def test_a_trade_s_pattern_that_could_never_be_found_is_refused() -> None:
    with pytest.raises(Misuse, match="empty piece"):
        check_wording("您好", [KIDDO._replace(patterns=("…",))])


@given(st.text(max_size=200))
@example("“”" * 40)
@example("您说" * 50 + "您自己弄")
def test_any_text_is_read_and_every_finding_lies_in_it(text: str) -> None:
    for finding in check_wording(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.kind in KINDS
        assert finding.rule in core().phrases


@pytest.mark.parametrize("name", sorted(core().phrases))
def test_every_pattern_is_found_where_it_stands_alone(name: str) -> None:
    unsaid = core().phrases[name]
    for pattern in unsaid.patterns:
        found = check_wording(pattern.replace("*", "").replace("…", "" if pattern[0] > "\u2e80" else " "))
        assert unsaid.kind in {finding.kind for finding in found}, pattern


def test_a_script_takes_well_under_a_millisecond() -> None:
    script = "您慢慢说，我听着。您先坐，这是温水；原因我们会认真查，明天下午三点前给您回话，您看行不行？"
    check_wording(script)
    best = min(_seconds(script) for _ in range(50))
    assert best < 0.001


def test_the_place_is_told_across_lines() -> None:
    text = "您好：\r\n……让您久等了。\n您自己弄坏的。\n"
    (finding,) = check_wording(text)
    assert text[finding.start : finding.end] == "您自己弄"


def test_the_time_grows_with_the_text_and_no_faster() -> None:
    unit = '您说“您自己弄”，不但“要是您自己弄”，you said "your fault" and not your fault\n'
    check_wording(unit)
    short = min(_seconds(unit * 20) for _ in range(5))
    long = min(_seconds(unit * 200) for _ in range(5))
    assert long < short * 40


def _seconds(text: str) -> float:
    begin = time.perf_counter()
    check_wording(text)
    return time.perf_counter() - begin
