from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

LABELS = {"zh": "变质或过期", "en": "Spoiled or past its date"}


def spoken(amends: Any, *arguments: str) -> str:
    label = amends("take", "--text", "牛奶过期了。", "--category", "spoiled_or_expired", "--json", *arguments).json[
        "label"
    ]
    return next(language for language, words in LABELS.items() if words == label)


def configure(folder: Path, language: str) -> None:
    file = folder / "amends.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('language = "zh"', f'language = "{language}"'))


@pytest.mark.parametrize(
    ("given", "environment", "configured", "locale", "expected"),
    [
        ("en", "zh", "zh", "zh_CN.UTF-8", "en"),
        ("zh", "en", "en", "en_US.UTF-8", "zh"),
        (None, "en", "zh", "zh_CN.UTF-8", "en"),
        (None, None, "en", "zh_CN.UTF-8", "en"),
        (None, None, "zh", "en_US.UTF-8", "zh"),
    ],
)
def test_the_nearest_word_decides_the_language(
    amends: Any, chain_folder: Path, monkeypatch: Any,
    given: str | None, environment: str | None, configured: str, locale: str, expected: str,
) -> None:  # fmt: skip
    configure(chain_folder, configured)
    monkeypatch.setenv("LANG", locale)
    if environment:
        monkeypatch.setenv("AMENDS_LANG", environment)
    assert spoken(amends, *(["--lang", given] if given else [])) == expected


@pytest.mark.parametrize(
    ("locale", "expected"), [("zh_CN.UTF-8", "zh"), ("zh_TW", "zh"), ("en_GB.UTF-8", "en"), ("C", "en"), ("", "en")]
)
@pytest.mark.parametrize("name", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_without_a_chain_the_locale_decides(
    amends: Any, tmp_path: Path, monkeypatch: Any, name: str, locale: str, expected: str
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    monkeypatch.setenv(name, locale)
    complaint = amends("queue").complaint
    assert any("一" <= char <= "鿿" for char in complaint.replace(str(tmp_path), "")) == (expected == "zh")


def test_the_language_may_stand_before_the_command_or_be_joined_with_an_equals_sign(amends: Any) -> None:
    assert spoken(amends, "--lang=en") == "en"
    case = amends("--lang", "en", "take", "--text", "牛奶过期了。", "--category", "spoiled_or_expired", "--json").json
    assert case["label"] == LABELS["en"]


def test_reasons_and_words_follow_the_language_too(amends: Any, number: str) -> None:
    for language in ("zh", "en"):
        case = amends("show", number, "--json", "--lang", language).json
        said = str([case["guide"], case["because"]])
        assert ("真对不起" in said) == (language == "zh")
        assert ("I am so sorry" in said) == (language == "en")


def test_errors_are_told_in_the_readers_language(amends: Any) -> None:
    zh, en = (amends("show", "N1-0", "--lang", language).complaint for language in ("zh", "en"))
    assert zh != en
    assert "N1-0" in zh
    assert "N1-0" in en
