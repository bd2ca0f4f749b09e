"""The wording check against what people behind a counter really say (G16, O1, X9); the sentences are
data, add yours."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli
from amends.wording.check import check_wording
from amends.wording.phrases import KINDS, core

SENTENCES = tomli.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
HARMFUL = [(kind, text) for kind, texts in SENTENCES["harm"].items() for text in texts]
FINE = [text for texts in SENTENCES["fine"].values() for text in texts]


@pytest.mark.parametrize(("kind", "text"), HARMFUL, ids=[text for _, text in HARMFUL])
def test_harm_is_found_and_named_for_what_it_is(kind: str, text: str) -> None:
    found = check_wording(text)
    assert {finding.kind for finding in found} == {kind}
    for finding in found:
        assert text[finding.start : finding.end] == finding.phrase


@pytest.mark.parametrize("text", FINE)
def test_what_may_be_said_passes(text: str) -> None:
    assert [(finding.kind, finding.phrase) for finding in check_wording(text)] == []


def test_every_kind_has_its_sentences_in_both_languages() -> None:
    assert tuple(sorted(SENTENCES["harm"])) == tuple(sorted(KINDS))
    for kind, texts in SENTENCES["harm"].items():
        assert sum(text.isascii() for text in texts) >= 3, kind
        assert sum(not text.isascii() for text in texts) >= 5, kind


@pytest.mark.parametrize("name", list(core().phrases))
def test_the_words_offered_instead_are_themselves_sound(name: str) -> None:
    instead = core().phrases[name].instead
    assert check_wording(instead.zh) == []
    assert check_wording(instead.en) == []


def test_nobody_may_insist_on_what_the_law_forbids() -> None:
    barred = [name for name, kind in core().kinds.items() if not kind.insist]
    assert barred == ["pressure", "waiver", "concealment", "threat"]
