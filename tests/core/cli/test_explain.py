from __future__ import annotations

from typing import Any


def test_a_program_gets_every_decision_with_its_rule(amends: Any, number: str) -> None:
    assert amends("propose", number, "--remedy", "refund_quality=38").code == 0
    decisions = amends("explain", number, "--json").json
    assert {"classified", "routed", "clocks_started", "task_given", "proposed"} <= {d["kind"] for d in decisions}
    for decision in decisions:
        assert decision["plugin"]
        assert decision["version"]
        assert decision["rule"]
        assert decision["policy"].startswith("supermarket ")
    assert "approval[0]" in [decision["rule"] for decision in decisions]


def test_people_read_it_as_a_table(amends: Any, number: str) -> None:
    assert amends("classify", number, "--category", "foreign_matter").code == 0
    shown = amends("explain", number).out
    for words in (number, "defaults", "category.spoiled_or_expired.owner", "operator"):
        assert words in shown


def test_the_reason_is_in_the_readers_language(amends: Any, number: str) -> None:
    assert amends("classify", number, "--category", "foreign_matter").code == 0
    zh, en = (
        {d["reason"] for d in amends("explain", number, "--json", "--lang", language).json} for language in ("zh", "en")
    )
    assert "由经办人判断" in zh
    assert "the operator's judgement" in en
