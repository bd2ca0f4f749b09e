from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

FIELDS = {
    "complaint", "category", "covers", "severity", "quality", "incident", "temperament", "points", "alternatives",
    "because", "flags", "particulars",
}  # fmt: skip


def lines(out: str) -> list[Any]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_text_is_classified_without_being_stored(amends: Any) -> None:
    found = amends("classify", "--text", "昨天买的牛奶过期了！", "--json").json
    assert set(found) == FIELDS
    assert (found["complaint"], found["category"]) == (True, "spoiled_or_expired")
    assert found["severity"] in ("minor", "ordinary", "major")
    assert amends("queue", "--json").json == []


def test_it_needs_no_chain(amends: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    found = amends("classify", "--industry", "jewelry", "--text", "戒指上的钻石掉了。", "--json").json
    assert found["category"] == "stone_loose_or_lost"
    assert list((tmp_path / "empty").iterdir()) == []
    assert amends("classify", "--industry", "bank", "--text", "利息错了").code == 2


def test_praise_is_no_complaint(amends: Any) -> None:
    found = amends("classify", "--text", "收银员小李服务特别热情，东西也新鲜，表扬一下！", "--json").json
    assert (found["complaint"], found["points"]) == (False, [])


def test_what_a_text_names_comes_with_its_place_in_the_text_as_given(amends: Any, tmp_path: Path) -> None:
    text = "  ２０２６-11-20在５號桌，花了\u200b58元5角"
    file = tmp_path / "texts.jsonl"
    file.write_text(json.dumps({"text": text}), encoding="utf-8")
    by_file = amends("classify", "--file", str(file), "--json").json["particulars"]
    assert by_file == amends("classify", "--text", text, "--json").json["particulars"]
    assert [(one["kind"], one["value"]) for one in by_file] == [
        ("date", "2026-11-20"), ("table", "5"), ("money", {"amount": "58.50", "currency": "CNY"}),
    ]  # fmt: skip
    assert [text[one["start"] : one["end"]] for one in by_file] == ["２０２６-11-20", "５號桌", "58元5角"]


@pytest.mark.parametrize("text", ["你们服务真好，等了一个半小时", "呵呵，真行", "thanks a lot for the cold soup"])
def test_sarcasm_is_a_complaint_and_flagged(amends: Any, text: str) -> None:
    found = amends("classify", "--text", text, "--json").json
    assert (found["complaint"], found["flags"]) == (True, ["sarcasm"])
    assert "lexicon.sarcasm" in [reason["rule"] for reason in found["because"]]
    assert amends("classify", "--text", "你们服务真好，下次还来", "--json").json["flags"] == []


def test_a_file_gives_one_object_a_line_in_its_order(amends: Any, tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    texts = [
        {"id": "甲", "text": "牛奶过期了。", "lang": "zh", "channel": "phone"},
        {"text": "The milk has expired.", "facts": {"price": 12.8, "kept_by_shop": True, "quantity": 2}},
        {"id": 7, "text": ""},
        {"id": "\ud800", "text": "坏\ud800了"},
        {"id": None, "text": "[red]", "facts": None},
    ]
    file.write_text("\ufeff" + "\n\n".join(map(json.dumps, texts)) + "\n", encoding="utf-8")
    done = amends("classify", "--file", str(file), "--json")
    found = lines(done.out)
    assert (done.code, len(found)) == (0, len(texts))
    assert [each.get("id", "none") for each in found] == ["甲", "none", 7, "\ud800", None]
    assert [set(each) - {"id"} for each in found] == [FIELDS] * len(texts)


def test_standard_input_is_a_file_too(amends: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.TextIOWrapper(io.BytesIO('{"text": "牛奶过期了。"}\n'.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", typed)
    assert amends("classify", "--file", "-", "--json").json["category"] == "spoiled_or_expired"


@pytest.mark.parametrize(
    "line",
    [b"{", b"[]", b"5", b'{"text": 5}', b'{"txt": "a"}', b'{"text": "a", "facts": [1]}', b'{"text": "a", "facts": 5}',
     b'{"text": "a", "facts": {"price": [1]}}', b"\xff\xfe", b"[" * 100_000],
)  # fmt: skip
def test_a_line_that_is_no_complaint_is_named(amends: Any, tmp_path: Path, line: bytes) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_bytes(b'{"text": "ok"}\n' + line + b"\n")
    left = amends("classify", "--file", str(file), "--json")
    assert left.code == 2
    assert len(lines(left.out)) == 1
    assert "texts.jsonl" in left.err
    assert "2" in left.err
    assert left.err.count("\n") == 1


@pytest.mark.parametrize("source", ["nowhere.jsonl", "."])
def test_a_file_that_cannot_be_read_is_named(amends: Any, source: str) -> None:
    left = amends("classify", "--file", source)
    assert left.code == 2
    assert left.complaint


def test_a_number_corrects_that_case(amends: Any, number: str) -> None:
    other = amends("classify", "--text", "价签写5块，收银台收了我8块！", "--json").json["category"]
    case = amends("classify", number, "--category", other, "--because", "客人说的是价格。", "--json")
    assert case.json["category"] == other != "spoiled_or_expired"
    assert case.json["number"] == number


def test_people_see_the_category_and_why(amends: Any) -> None:
    shown = amends("classify", "--text", "昨天买的牛奶过期了！", "--lang", "zh").out
    assert "变质或过期" in shown
    assert "defaults" in shown
